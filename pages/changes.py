"""What would a panel without RAG look at?"""

from pbi.narrative import masked
from pbi.narrative.change import flags, movement
from pbi.ui import show
from pbi.ui.figures import changes, what_changed
from pbi.ui.frame import empty, filters
from pbi.ui.session import identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import bodies, passport

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
held = what_changed.gather(question)
empty.stop_if_none(question, held.scorecard)

show.heading(f"What changed in {question.period}", level=1, note=bodies.shown(question))
show.lead(movement.base(held.signals), flags.headline(held.flags, held.scorecard), masked.headline(held.masked))
changes.how_sure(question)
what_changed.without_statuses(question)
what_changed.groups(question, held)
what_changed.deep_dives(question)
what_changed.question_bank(question, held)
passport.of_page(held.scorecard)
