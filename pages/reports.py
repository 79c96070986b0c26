"""Give me the paper: what the filters show as a document, slides, a workbook or a page, and the open data."""

from pbi import measures
from pbi.ui import show
from pbi.ui.figures import unmeasured
from pbi.ui.frame import empty, filters
from pbi.ui.meetings import papers
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import bodies

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = ask.answer(measures.scorecard, question)
if not unmeasured.is_all(question, scorecard):
    empty.stop_if_none(question, scorecard)

show.heading("Reports", level=1, note=f"{bodies.shown(question)} in {question.period}")
show.lead("The paper for a meeting, with the figures and the sentences of these pages, and the cell of every figure.")
papers.offer(papers.chosen(), question)
papers.data(question)
