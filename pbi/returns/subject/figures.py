"""An outturn's row as its cells show it: figures, place and stated status, not yet held against its indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pbi.model import Finding, Severity
from pbi.period import Period, PeriodKind
from pbi.returns.cells import values
from pbi.returns.cells.values import Figure
from pbi.returns.model.candidates import Candidate
from pbi.returns.rules.cells import SCALE_IN_HEADING
from pbi.returns.rules.figures import STATED_STATUS_UNKNOWN
from pbi.returns.rules.names import YEAR_TO_DATE
from pbi.returns.subject import context
from pbi.returns.subject.context import Asked
from pbi.workbook import formats
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
        for name in ("outturn", "numerator", "denominator")
    }
    if figures["outturn"].out_of and not (figures["numerator"].given or figures["denominator"].given):
        for name, number in zip(("numerator", "denominator"), figures["outturn"].out_of, strict=True):
            figures[name] = Figure(value=number)
    of_target = values.figure if _is_faulty(figures["outturn"]) else values.target  # its row is refused anyway
    figures["target"] = of_target(cells["target"]) if "target" in cells else values.NOTHING
    figures = {name: _scaled(each, candidate, name) for name, each in figures.items()}
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


def _is_faulty(figure: Figure) -> bool:
    return any(each.severity is Severity.ERROR for each in figure.findings)


def _scaled(figure: Figure, candidate: Candidate, name: str) -> Figure:
    """A figure under a heading that gives it a scale, in full; one that its cell's format already divides is whole."""
    scale, cell = int(candidate.words.get(f"scale of {name}", 1)), candidate.cells.get(name)
    if scale == 1 or cell is None or figure.value is None or figure.unit == "percent":
        return figure
    if isinstance(cell.value, Decimal):
        if formats.shown(cell.format, cell.value).divided_by != 1:
            return figure
    elif re.search(r"[a-z]", cell.text, re.I):
        return figure  # "155k" has its own
    value = figure.value * scale
    said = SCALE_IN_HEADING.at(cell, scale=f"{scale:,}", value=f"{value:f}", expected=f"{value:f}")
    return replace(figure, value=value, findings=(*figure.findings, said))
