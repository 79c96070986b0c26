"""What stands on a sheet and is no row of a table: titles with their labels, totals, footnotes, columns not read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pbi import period as periods
from pbi.model import Finding
from pbi.returns.cells.rows import in_one_line
from pbi.returns.rules.rule import Rule, count
from pbi.returns.rules.tables import HIDDEN_ROWS, NO_HEADING, OTHER_AREAS, UNKNOWN_HEADING
from pbi.workbook.cells import Cell, Sheet

_LABEL = re.compile(
    r"\s*(authority|council|organisation|period|reporting period|quarter|year|unit|units|service|return for)\s*:?\s*",
    re.I,
)
_LABEL_FIELDS = {
    "council": "authority",
    "organisation": "authority",
    "return for": "authority",
    "reporting period": "period",
    "quarter": "period",
    "year": "period",
    "units": "unit",
}


def labels(cells: list[Cell]) -> dict[str, str]:
    """Labelled values in the lines above a table: "Authority: Broxtowe" in one cell or in two side by side."""
    read = {}
    for place, cell in enumerate(cells):
        label = _LABEL.match(cell.text)
        if not label:
            continue
        name = label[1].lower()
        rest = cell.text[label.end() :]
        if rest and ":" in label[0]:
            read[_LABEL_FIELDS.get(name, name)] = rest
        elif not rest and place + 1 < len(cells) and not _lists_periods(cells[place + 1 : place + 3]):
            read[_LABEL_FIELDS.get(name, name)] = cells[place + 1].text
    return read


def _lists_periods(cells: Sequence[Cell]) -> bool:
    """Whether two periods stand side by side: a label has one."""
    return len([cell for cell in cells if periods.find(cell.text)]) > 1


def note_row(rule: Rule, cells: list[Cell]) -> Finding:
    """A note about a whole row."""
    return rule.at(cells[0], found=in_one_line(cells))


def beyond(columns: Container[int], told: set[int], cells: list[Cell]) -> Iterator[Finding]:
    """Values under no heading at all, told once a column."""
    for cell in cells:
        if cell.column not in columns and cell.column not in told:
            told.add(cell.column)
            yield NO_HEADING.at(cell, found=in_one_line([cell]))


def unread_columns(columns: Container[int], told: set[int], cells: list[Cell]) -> Iterator[Finding]:
    """The headings that are none of a layout's."""
    for cell in cells:
        if cell.column not in columns:
            told.add(cell.column)
            yield UNKNOWN_HEADING.at(cell, found=in_one_line([cell]))


def other_areas(kind: str, cells: list[Cell]) -> Finding:
    """Rows about areas that are no authorities, told once a kind."""
    return OTHER_AREAS.at(cells[0], found=cells[0].text, count=count(len(cells), "row"), areas=kind)


def hidden_rows(sheet: Sheet, rows: Sequence[int]) -> list[Finding]:
    """That rows of a long table are hidden: said once, with how many."""
    body = set(rows)
    hidden = sorted({cell.row for cell in sheet.cells if cell.hidden and cell.row in body})
    if not hidden:
        return []
    return [HIDDEN_ROWS.on(sheet.name, f"A{hidden[0]}", found=count(len(hidden), "row"))]
