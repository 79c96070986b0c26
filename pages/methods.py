"""How is it worked out, and who says so?"""

from pbi.ui import evidence, filters, forecasts, history, identity, laboratory, methods, show, signals, statement
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
show.heading("Methods", level=1)
methods.answer(question)
methods.in_short(question)
methods.rules(question)
methods.services()
laboratory.draw(question)
evidence.agreement(question)
signals.by_chance(question)
history.published(question)
forecasts.back_test(question)
methods.steps()
statement.draw()
methods.version()
