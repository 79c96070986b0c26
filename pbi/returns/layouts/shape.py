"""What a layout is: how its tables are recognised, what names a row, and how a row becomes candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pbi.returns.cells.headings import Heading, scale_in
from pbi.returns.cells.rows import Row
from pbi.returns.model.candidates import Candidate, Kind
from pbi.workbook.cells import Cell, CellType

IDENTITY = (
    "code_name",
    "code",
    "indicator",
    "name",
    "title",
    "definition",
    "unit",
    "per",
    "polarity",
    "frequency",
    "service",
    "objective",
    "authority",
)
"""Fields that say which indicator and authority a row is about, and what the indicator is like."""

INDICATOR = ("code_name", "code", "indicator", "name", "title")
"""Fields any one of which names an indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``recognise`` answers whether these headings are this layout's; ``keys`` are the fields that name a row;
    ``read`` makes candidates of one row, none where the row holds nothing to say. ``lone_rows``: a row may hold its
    name alone, which anywhere else is a heading between rows."""

    name: str
    recognise: Callable[[Sequence[Heading]], bool]
    keys: tuple[str, ...]
    read: Callable[[Row], list[Candidate]]
    lone_rows: bool = False


def fields(headings: Sequence[Heading]) -> set[str]:
    """The fields of a header row."""
    return {heading.field for heading in headings}


def dated(headings: Sequence[Heading], *names: str) -> list[Heading]:
    """The headings of these fields that name a period or a quarter."""
    return [heading for heading in headings if heading.field in names and (heading.period or heading.quarter)]


def candidate(
    kind: Kind,
    row: Row,
    *,
    at: Cell,
    cells: dict[str, Cell],
    heading: Heading | None = None,
    words: dict[str, str] | None = None,
) -> Candidate:
    """One candidate of a row; ``at`` is the cell its fact will name as its source."""
    headed = {field: row.columns[cell.column] for field, cell in cells.items() if cell.column in row.columns}
    above = _scale_above(row.around.titles)
    scales = {
        f"scale of {field}": str(scale)
        for field, its in headed.items()
        if (scale := its.scale if its.scale != 1 or its.unit else above) != 1
    }
    if kind is Kind.OUTTURN and "unit" not in cells and "outturn" in headed and headed["outturn"].unit:
        cells = {
            **cells,
            "unit": replace(cells["outturn"], value=headed["outturn"].unit, type=CellType.TEXT, format=""),
        }
    return Candidate(
        kind=kind,
        sheet=row.sheet.name,
        cell=at.address,
        cells=cells,
        around=row.around,
        words={**(words or {}), **scales},
        period=heading.period if heading else None,
        quarter=heading.quarter if heading else 0,
    )


@lru_cache(maxsize=64)
def _scale_above(titles: tuple[str, ...]) -> int:
    """The scale that the nearest of the lines above a table gives its figures."""
    return next((scale for line in reversed(titles) if (scale := scale_in(line)) != 1), 1)


def period_words(row: Row) -> dict[str, str]:
    """The period as the row's own columns say it; a year and a quarter in two columns are read together. -1 is how
    some tables say that there is no quarter or month."""
    said = " ".join(_period_text(cell) for _, cell in row.under("period") if cell.text not in ("", "-1"))
    return {"period": said} if said else {}


def _period_text(cell: Cell) -> str:
    """Excel turns "Mar-2020" into a date and shows only its month, which is what was meant."""
    if isinstance(cell.value, date) and "d" not in cell.format.lower():
        return f"{cell.value:%B %Y}"
    return cell.text
