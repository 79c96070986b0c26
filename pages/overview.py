"""How did we do, out of how many, and what is behind it?"""

from pbi import measures
from pbi.narrative import sentences
from pbi.ui import show
from pbi.ui.figures import changes, history, year_to_date
from pbi.ui.frame import empty, filters, missing
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import bodies, commentary, lists, masked, passport, tables

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = changes.beside(ask.answer(measures.scorecard, question), question)
year_to_date.stop_if_no_figures(question, scorecard)
counts = ask.answer(measures.counts, question)
circumstances = sentences.of_the_headline(ask.answer(measures.circumstances, question), scorecard)

show.heading(f"{bodies.shown(question)} in {question.period}", level=1)
show.lead(
    sentences.headline(counts) or sentences.without_status(scorecard),
    sentences.left_out(scorecard),
    sentences.without_circumstances(counts, circumstances),
    changes.headline(scorecard, question),
)
changes.how_sure(question)
year_to_date.newer(question)
missing.targets(scorecard, question)
history.overview(question, counts)
if len(counts):
    left, right = lists.columns(11, 9)
    with left:
        tables.tally(sentences.total(counts, basis="official"))
        lists.matrix(counts, question)
        missing.part(scorecard, question)
    with right:
        missing.years_before(question)
        lists.years(ask.answer(measures.counts_by_year, question), key=("years", question))
        changes.what_changed(question)
    changes.short_of_target(scorecard, question, actions=ask.answer(measures.actions, question))
    commentary.circumstances(circumstances)
else:
    changes.without_statuses(scorecard, question)
    masked.totals(question)
    missing.part(scorecard, question)
commentary.achievements(ask.answer(measures.achievements, question))
passport.of_page(scorecard)
