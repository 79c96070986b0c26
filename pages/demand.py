"""Is the partnership's cost split still fair?"""

from pbi import measures
from pbi.narrative import demand as words
from pbi.ui import show
from pbi.ui.figures import demand
from pbi.ui.frame import empty, filters
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import bodies

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
every = ask.answer(measures.demand, question, period="")
rows = every[every["period"] == question.period]
if len(every) and rows.empty:
    empty.nothing(question, "demand")
whose = bodies.of(every[["partnership"]].rename(columns={"partnership": "authority"}), question)
show.heading(f"Demand in {question.period}", level=1, note=whose)
demand.stop_if_none(every)
spans = words.agreements(every, period_end=rows["period_end"].max())
show.lead(words.headline(rows), words.to_date(spans, asked_end=rows["period_end"].max()))

demand.pictures(every, question)
show.heading(f"Shares in {question.period}")
demand.shares(rows)
if len(spans):
    show.heading("Over the whole agreement", note="its complete quarters to date")
    demand.shares(spans, by_period=True)
demand.notes(question)
demand.cells(question, rows)
