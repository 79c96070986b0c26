"""How is it worked out, and who says so?"""

from pbi.ui import show
from pbi.ui.figures import changes, evidence, forecasts, history, laboratory, methods
from pbi.ui.frame import accessibility, filters
from pbi.ui.session import identity
from pbi.ui.session.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
show.heading("Methods", level=1)
methods.answer(question)
methods.in_short(question)
methods.rules(question)
methods.services()
laboratory.draw(question)
evidence.agreement(question)
changes.by_chance(question)
history.published(question)
forecasts.back_test(question)
methods.steps()
accessibility.draw()
methods.version()
