"""Give me the paper: what the filters show as a document, slides, a workbook or a page, and the open data."""

from pbi import measures
from pbi.ui import ask, bodies, empty, filters, identity, papers, show
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
empty.stop_if_none(question, ask.asked(measures.scorecard, question))

show.heading("Reports", level=1, note=f"{bodies.shown(question)} in {question.period}")
show.lead("The paper for a meeting, with the figures and the sentences of these pages, and the cell of every figure.")
papers.offer(papers.chosen(), question)
papers.data(question)
