"""The committee table: one row an indicator, a column for each year or quarter, and target, status and note of the
current one.
"""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row, blank
from pbi.returns.layouts.shape import IDENTITY, INDICATOR, Layout, candidate, dated, fields
from pbi.returns.model.candidates import Candidate, Kind
from pbi.workbook.cells import Cell

_OF_THE_CURRENT = ("target", "status", "direction", "note", "reason", "numerator", "denominator", "provisional")


def recognise(headings: Sequence[Heading]) -> bool:
    """An indicator's name, and at least one figure headed by its period."""
    return (
        bool(fields(headings) & set(INDICATOR))
        and bool(dated(headings, "outturn", "achieved"))
        and "period" not in fields(headings)
    )


def read(row: Row) -> list[Candidate]:
    """One candidate for each period column that holds something. Target, status and note belong to the current one:
    the "Achieved" column, else the target's own period, else the last column filled."""
    columns = row.under("outturn") + row.under("achieved")
    current = _current(row, columns)
    beside = {name: under for name in _OF_THE_CURRENT if (under := row.under(name))}
    about = row.only(IDENTITY)
    found = []
    for heading, cell in columns:
        extra = {
            name: said
            for name, under in beside.items()
            if (said := _beside(under, heading, current=heading is current))
        }
        if not blank(cell) or any(name in extra for name in ("status", "note", "numerator")):
            cells = about | extra | {"outturn": cell}
            found.append(
                candidate(
                    Kind.OUTTURN,
                    row,
                    at=cell,
                    cells=cells,
                    heading=heading,
                    words={"to_date": heading.text} if heading.to_date else {},
                )
            )
    return found


def _current(row: Row, columns: Sequence[tuple[Heading, Cell]]) -> Heading:
    achieved = [heading for heading, _ in columns if heading.field == "achieved"]
    if achieved:
        return max(achieved, key=_order)
    targets = {
        (heading.period, heading.quarter) for heading, _ in row.under("target") if heading.period or heading.quarter
    }
    named = [heading for heading, _ in columns if (heading.period, heading.quarter) in targets]
    filled = [heading for heading, cell in columns if not blank(cell)]
    return max(named or filled or [heading for heading, _ in columns], key=_order)


def _order(heading: Heading) -> tuple[str, int]:
    return (heading.period.end.isoformat() if heading.period else "", heading.quarter)


def _beside(under: Sequence[tuple[Heading, Cell]], heading: Heading, *, current: bool) -> Cell | None:
    """The target, status or note of one period: under a heading of that period, or undated and the period is the
    current one.
    """
    for other, cell in under:
        undated = not other.period and not other.quarter
        if not blank(cell) and (
            current if undated else (other.period, other.quarter) == (heading.period, heading.quarter)
        ):
            return cell
    return None


LAYOUT = Layout(name="committee table", recognise=recognise, keys=INDICATOR, read=read)
