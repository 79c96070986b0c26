"""An outturn's row as its cells show it: figures, place and stated status, not yet held against its indicator."""

from __future__ import annotations

from dataclasses import dataclass

from pbi.model import Finding
from pbi.period import Period, PeriodKind
from pbi.returns.cells import values
from pbi.returns.cells.values import Figure
from pbi.returns.model.candidates import Candidate
from pbi.returns.rules.figures import STATED_STATUS_UNKNOWN
from pbi.returns.rules.names import YEAR_TO_DATE
from pbi.returns.subject import context
from pbi.returns.subject.context import Asked
from pbi.workbook.cells import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An outturn's row half read: its figures as the cells show them, not yet held against its indicator."""

    candidate: Candidate
    at: Cell
    authority: str | None
    period: Period | None
    outturn: Figure
    numerator: Figure
    denominator: Figure
    target: Figure
    status: str | None
    findings: tuple[Finding, ...]

    def cell(self, name: str) -> Cell:
        """The cell of one field; the outturn's own where the row has none."""
        return self.candidate.cells.get(name, self.at)


def line(candidate: Candidate, *, asked: Asked) -> Line:
    """The figures, place and stated status of one candidate."""
    cells = candidate.cells
    at = cells["outturn"]
    place = context.place(candidate, asked=asked, at=at)
    figures = {
        name: values.figure(cells[name]) if name in cells else values.NOTHING
        for name in ("outturn", "numerator", "denominator", "target")
    }
    status = cells["status"].text or None if "status" in cells else None
    found = [*place.findings, *(each for figure in figures.values() for each in figure.findings)]
    if status and asked.names.role(status) is None:
        found.append(STATED_STATUS_UNKNOWN.at(cells["status"]))
    if place.period and place.period.kind is PeriodKind.YEAR and "to_date" in candidate.words:
        found.append(YEAR_TO_DATE.at(at, heading=candidate.words["to_date"], period=place.period))
    return Line(
        candidate=candidate,
        at=at,
        authority=place.authority,
        period=place.period,
        status=status,
        findings=tuple(found),
        **figures,
    )
