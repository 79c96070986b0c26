"""Returns: from cells to candidate rows to findings to accepted facts. What is read here and how: docs and returns
page.

``read`` a workbook, ``check`` it against the store, ``submit`` a file; or ``receive`` it first and ``accept_received``
later; ``undo`` takes an accepted one back; ``template`` writes the workbook an authority fills.
"""

from pbi.returns.agreed import Agreed, agreed
from pbi.returns.candidates import Candidate, Judged, Kind, Reading
from pbi.returns.checks import Change, Checked, check
from pbi.returns.grouped import groups
from pbi.returns.history import authorities_of
from pbi.returns.leaving import Leavable
from pbi.returns.mapping import remember, rows_of
from pbi.returns.marked import marked
from pbi.returns.mending import RULE as FIX_APPLIED
from pbi.returns.mending import Fix, offered
from pbi.returns.outcome import Outcome
from pbi.returns.reading import read
from pbi.returns.shapes import Shape
from pbi.returns.submission import accept_received, examine, receive, submit
from pbi.returns.template import template
from pbi.returns.terms import Terms
from pbi.returns.undo import undo

__all__ = [
    "FIX_APPLIED",
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
    "submit",
    "template",
    "undo",
]
