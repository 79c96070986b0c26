"""Give me the paper: what the filters show as a document, slides, a workbook or a page, and the open data."""

from pbi import measures
from pbi.ui import ask, bodies, empty, filters, identity, papers, show, unmeasured
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = ask.asked(measures.scorecard, question)
if not unmeasured.is_all(question, scorecard):
    empty.stop_if_none(question, scorecard)

show.heading("Reports", level=1, note=f"{bodies.shown(question)} in {question.period}")
show.lead("The paper for a meeting, with the figures and the sentences of these pages, and the cell of every figure.")
papers.offer(papers.chosen(), question)
papers.data(question)
