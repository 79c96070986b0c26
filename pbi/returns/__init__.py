"""Returns: from cells to candidate rows to findings to accepted facts. What is read here and how: docs and returns
page.

``read`` a workbook, ``check`` it against the store, ``submit`` a file; or ``receive`` it first and ``accept_received``
later; ``undo`` takes an accepted one back; ``template`` writes the workbook an authority fills.
"""

from pbi.returns.findings.marked_workbook import marked
from pbi.returns.intake.comparison import Change, Checked, check
from pbi.returns.intake.exclusions import Leavable
from pbi.returns.intake.fixes import Fix, offered
from pbi.returns.intake.journal import authorities_of
from pbi.returns.intake.outcome import Outcome
from pbi.returns.intake.submission import accept_received, examine, receive, submit
from pbi.returns.intake.undo import undo
from pbi.returns.model.agreed import Agreed, agreed
from pbi.returns.model.candidates import Candidate, Judged, Kind, Reading
from pbi.returns.model.shapes import Shape
from pbi.returns.model.terms import Terms
from pbi.returns.reading.read import read
from pbi.returns.rules.groups import groups, sentences, to_do
from pbi.returns.tables.mapping import remember, rows_of
from pbi.returns.template.workbook import template

__all__ = [
    "Agreed",
    "Candidate",
    "Change",
    "Checked",
    "Fix",
    "Judged",
    "Kind",
    "Leavable",
    "Outcome",
    "Reading",
    "Shape",
    "Terms",
    "accept_received",
    "agreed",
    "authorities_of",
    "check",
    "examine",
    "groups",
    "marked",
    "offered",
    "read",
    "receive",
    "remember",
    "rows_of",
    "sentences",
    "submit",
    "template",
    "to_do",
    "undo",
]
