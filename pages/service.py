"""What does this head of service need to explain?"""

from pbi import measures
from pbi.narrative import sentences
from pbi.ui import show
from pbi.ui.figures import changes, notices, services, year_to_date
from pbi.ui.frame import empty, filters, missing
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import action_tables, commentary, lists, passport

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
counts = ask.answer(measures.counts, question)
service = services.opened(question, counts)
scorecard = changes.beside(ask.answer(measures.scorecard, question), question)
circumstances = sentences.of_the_headline(ask.answer(measures.circumstances, question), scorecard)
show.lead(
    sentences.headline(counts) or sentences.without_status(scorecard),
    sentences.left_out(scorecard),
    sentences.without_circumstances(counts, circumstances),
    sentences.outside(counts),
)
year_to_date.elsewhere(question)
missing.targets(scorecard, question)
show.note(service["purpose"])
lists.objectives(question)

show.heading("Indicators", note=f"{question.period}; the line shows every year on record")
actions = ask.answer(measures.actions, question)
if not changes.chosen(scorecard, question, actions=actions):
    lists.indicators(scorecard, trend=ask.answer(measures.trend, question), actions=actions, first=lists.FIRST)
notices.stated(question)
left, right = lists.columns(1, 1)
with left:
    show.heading("Commentary")
    commentary.narrative(ask.answer(measures.commentary, question), question)
    commentary.achievements(ask.answer(measures.achievements, question))
with right:
    show.heading("Actions")
    if len(actions):
        show.note(sentences.actions(actions))
    action_tables.actions(actions, brief=True)
commentary.circumstances(circumstances)
passport.of_page(scorecard)
