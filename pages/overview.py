"""How did we do, out of how many, and what is behind it?"""

from pbi import measures
from pbi.narrative import movement, pictures, sentences
from pbi.ui import (
    absent,
    ask,
    empty,
    filters,
    history,
    identity,
    lists,
    masked,
    passport,
    show,
    tables,
    underway,
    words,
)
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = ask.asked(measures.scorecard, question)
underway.stop_if_no_figures(question, scorecard)
counts = ask.asked(measures.counts, question)
circumstances = sentences.of_the_headline(ask.asked(measures.circumstances, question), scorecard)

show.heading(f"{lists.whose(question)} in {question.period}", level=1)
show.lead(
    sentences.headline(counts) or sentences.without_status(scorecard),
    sentences.left_out(scorecard),
    sentences.without_circumstances(counts, circumstances),
    movement.tally(sentences.judged_rows(scorecard)),
)
underway.pointer(question)
history.overview(question, counts)

if len(counts):
    tables.tally(sentences.total(counts, basis="official"))
    left, right = lists.columns(3, 2)
    with left:
        show.heading("By service and authority", note="a tile opens that service in that authority")
        tables.matrix(
            counts, services=lists.services(), authorities=lists.authorities(), beside=masked.beside(question)
        )
        masked.totals(question)
        absent.part(scorecard, question)
    with right:
        years = ask.asked(measures.counts_by_year, question)
        lists.years(years, key=("years", question), alternative=pictures.years(years))
    lists.short_of_target(scorecard, actions=ask.asked(measures.actions, question))
    words.circumstances(circumstances)
else:
    show.heading("Every indicator", note="no status scheme is applied")
    lists.indicators(sentences.headline_rows(scorecard))
    masked.totals(question)
    absent.part(scorecard, question)
passport.of_page(scorecard)
