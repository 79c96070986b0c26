"""Writes tables of printed text as workbooks that are the same byte for byte each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FIGURES = Path(__file__).parent / "figures"
MADE = datetime(2020, 6, 1, 9, 0)
"""The moment every workbook says it was made, so that making it again changes nothing."""

Typed = str | int | float | date | None
Printed = str | tuple[Typed, str]
"""Text as a person would type it, or a value with its number format."""

Row = Sequence[Printed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A heading row and rows of printed text. ``title`` stands above it and ``source`` below it."""

    heading: list[str]
    rows: Sequence[Row]
    title: tuple[str, ...] = ()
    source: str = ""


def read(name: str) -> Table:
    """The table of figures/``name``.csv: its first row is the heading."""
    with (FIGURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    return Table(heading=heading, rows=rows)


def typed(text: str) -> tuple[Typed, str]:
    """The value and number format Excel gives to ``text`` when a person types it; text stays text.

    >>> typed("98%"), typed("10,966"), typed("2019-06-30"), typed("£155k")
    ((0.98, '0%'), (10966, '#,##0'), (datetime.date(2019, 6, 30), 'dd/mm/yyyy'), ('£155k', 'General'))
    """
    if not text:
        return None, "General"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text), "dd/mm/yyyy"
    found = re.fullmatch(r"(-?(?:\d+|\d{1,3}(?:,\d{3})+))(\.\d+)?(%?)", text)
    if not found:
        return text, "General"
    whole, fraction, percent = found.groups()
    places = "." + "0" * (len(fraction) - 1) if fraction else ""
    number = Decimal(whole.replace(",", "") + (fraction or ""))
    if percent:
        return float(number / 100), f"0{places}%"
    if "," in whole:
        return (float(number) if fraction else int(number)), f"#,##0{places}"
    return (float(number), f"0{places}") if fraction else (int(number), "General")


def write(workbook: Workbook, name: str, *tables: Table) -> None:
    """Adds a sheet called ``name`` with the tables one below another."""
    sheet = workbook.create_sheet(name)
    row = 1
    for table in tables:
        row = _write_table(sheet, table, row) + 1
    for column in range(1, sheet.max_column + 1):
        longest = max(len(str(sheet.cell(at, column).value or "")) for at in range(1, sheet.max_row + 1))
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 12), 44)


def save(workbook: Workbook, path: Path) -> None:
    """Saves with fixed times inside, so that the same figures make the same bytes."""
    del workbook["Sheet"]
    workbook.properties.creator = "Outturn samples"
    workbook.properties.created = MADE
    made = io.BytesIO()
    workbook.save(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            target.writestr(entry, _at_fixed_time(content) if name == "docProps/core.xml" else content)


def _at_fixed_time(core: bytes) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)


def _write_table(sheet: Worksheet, table: Table, row: int) -> int:
    """Writes from ``row`` down; returns the row after the last one written."""
    for line in table.title:
        sheet.cell(row, 1, line).font = Font(bold=True, size=12)
        row += 1
    row += 1 if table.title else 0
    for column, text in enumerate(table.heading, start=1):
        _write_heading(sheet.cell(row, column, text))
    for printed_row in table.rows:
        row += 1
        for column, printed in enumerate(printed_row, start=1):
            cell = sheet.cell(row, column)
            cell.value, cell.number_format = typed(printed) if isinstance(printed, str) else printed
    if table.source:
        row += 2
        sheet.cell(row, 1, f"Source: {table.source}").font = Font(italic=True)
    return row + 1


def _write_heading(cell: Cell) -> None:
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E7E6E6")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
