"""What stands on a sheet and is no row of a table: titles with their labels, totals, footnotes, columns not read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pbi import period as periods
from pbi.model import Finding, Severity
from pbi.returns.cells.rows import in_one_line
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


NOTES = {
    "preamble": "stands above a table and was read as its title",
    "footnote": "was read as a heading or a footnote, not as a row",
    "totals-row": "is a total and was not read as a row: totals are worked out from the rows",
}


def note_row(rule: str, cells: list[Cell]) -> Finding:
    """A note about a whole row; ``rule`` is one of NOTES."""
    first = cells[0]
    return Finding(
        rule=rule,
        severity=Severity.NOTE,
        sheet=first.sheet,
        cell=first.address,
        found=in_one_line(cells),
        message=f"Row {first.row} of '{first.sheet}' {NOTES[rule]}.",
    )


def not_read(cell: Cell, message: str, *, expected: str) -> Finding:
    """A note that a column was not read, at the first of its cells that shows it."""
    return Finding(
        rule="column-not-read",
        severity=Severity.NOTE,
        sheet=cell.sheet,
        cell=cell.address,
        found=in_one_line([cell]),
        expected=expected,
        message=message,
    )


def beyond(columns: Container[int], told: set[int], cells: list[Cell]) -> Iterator[Finding]:
    """Values under no heading at all, told once a column."""
    for cell in cells:
        if cell.column not in columns and cell.column not in told:
            told.add(cell.column)
            said = f"Cell {cell.address} of '{cell.sheet}' stands under no heading, so it was not read."
            yield not_read(cell, said, expected="a heading")


def unread_columns(columns: Container[int], told: set[int], cells: list[Cell]) -> Iterator[Finding]:
    """The headings that are none of a layout's."""
    for cell in cells:
        if cell.column not in columns:
            told.add(cell.column)
            said = f"The column '{' '.join(cell.text.split())}' of '{cell.sheet}' is not one that is read."
            yield not_read(cell, said, expected="a heading of the template or one of its synonyms")


def other_areas(kind: str, cells: list[Cell]) -> Finding:
    """Rows about areas that are no authorities, told once a kind."""
    first = cells[0]
    return Finding(
        rule="other-areas",
        severity=Severity.NOTE,
        sheet=first.sheet,
        cell=first.address,
        found=first.text,
        expected="an authority of the catalogue",
        message=f"{len(cells):,} rows of '{first.sheet}' are about {kind}, which are no authorities, so they were not "
        f"read; the first is row {first.row}.",
    )


def hidden_rows(sheet: Sheet, rows: Sequence[int]) -> list[Finding]:
    """That rows of a long table are hidden: said once, with how many."""
    body = set(rows)
    hidden = sorted({cell.row for cell in sheet.cells if cell.hidden and cell.row in body})
    if not hidden:
        return []
    return [
        Finding(
            rule="hidden-cells",
            severity=Severity.NOTE,
            sheet=sheet.name,
            cell=f"A{hidden[0]}",
            found=f"{len(hidden):,} rows",
            message=f"{len(hidden):,} rows of '{sheet.name}' are hidden, or a part of them is; they were read all the "
            f"same. The first is row {hidden[0]}.",
        )
    ]
