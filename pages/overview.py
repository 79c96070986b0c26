"""How did we do, out of how many, and what is behind it?"""

from pbi import measures
from pbi.narrative import sentences
from pbi.ui import (
    absent,
    ask,
    bodies,
    empty,
    filters,
    history,
    identity,
    lists,
    masked,
    passport,
    show,
    signals,
    tables,
    underway,
    words,
)
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = signals.beside(ask.asked(measures.scorecard, question), question)
underway.stop_if_no_figures(question, scorecard)
counts = ask.asked(measures.counts, question)
circumstances = sentences.of_the_headline(ask.asked(measures.circumstances, question), scorecard)

show.heading(f"{bodies.shown(question)} in {question.period}", level=1)
show.lead(
    sentences.headline(counts) or sentences.without_status(scorecard),
    sentences.left_out(scorecard),
    sentences.without_circumstances(counts, circumstances),
    signals.said(scorecard, question),
)
signals.how_sure(question)
underway.newer(question)
absent.targets(scorecard, question)
history.overview(question, counts)
if len(counts):
    left, right = lists.columns(11, 9)
    with left:
        tables.tally(sentences.total(counts, basis="official"))
        lists.matrix(counts, question)
        absent.part(scorecard, question)
    with right:
        absent.years_before(question)
        lists.years(ask.asked(measures.counts_by_year, question), key=("years", question))
        signals.what_changed(question)
    signals.short_of_target(scorecard, question, actions=ask.asked(measures.actions, question))
    words.circumstances(circumstances)
else:
    signals.without_statuses(scorecard, question)
    masked.totals(question)
    absent.part(scorecard, question)
words.achievements(ask.asked(measures.achievements, question))
passport.of_page(scorecard)
