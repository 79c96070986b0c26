"""Are we different from the others?"""

from pbi import measures
from pbi.narrative import sentences
from pbi.ui import ask, empty, filters, identity, lists, passport, show
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = ask.asked(measures.scorecard, question)
if scorecard.empty:
    empty.nothing(question, "figures")
if not question.indicators:
    show.heading(f"Compare in {question.period}", level=1)
    show.lead(
        sentences.without_status(scorecard), "Choose an indicator to see each authority's figure beside the others'."
    )
    lists.indicators(sentences.headline_rows(scorecard))
    empty.end()

show.heading(f"{scorecard['indicator_name'].iloc[0]} in {question.period}", level=1)
show.lead(sentences.without_status(scorecard))
lists.three_years(ask.asked(measures.three_years, question))
passport.of_page(scorecard)
