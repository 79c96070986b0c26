"""What would a panel without RAG look at?"""

from pbi.narrative import flags, masked, movement
from pbi.ui import bodies, empty, filters, identity, panel, passport, show, signals
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
held = panel.held(question)
empty.stop_if_none(question, held.scorecard)

show.heading(f"What changed in {question.period}", level=1, note=bodies.shown(question))
show.lead(movement.base(held.signals), flags.headline(held.flags, held.scorecard), masked.headline(held.masked))
signals.how_sure(question)
panel.without_statuses(question)
panel.groups(question, held)
panel.deep_dives(question)
panel.question_bank(question, held)
passport.of_page(held.scorecard)
