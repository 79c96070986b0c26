"""A paper as an .xlsx workbook: a notes sheet first, then one table a sheet, each named, without a merged cell.

A figure is a number, shown with its decimals; text that a spreadsheet would take for a formula stays text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as Named
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from pbi.reports.paper import Cell, Column, Medium, Number, Paper, Section, Table, plain, read
from pbi.returns.template.workbook import write_text

WIDEST, NARROWEST = 46, 9
"""The width of a column, in characters; what is longer stands in several lines."""
LINE = 13.5
"""The height of a line, in points."""
LONGEST = 32_000
"""A cell holds 32,767 characters."""
_PLAIN, _TITLE, _BOLD = (
    Font(name="Arial", size=size, bold=bold) for size, bold in ((10, False), (14, True), (10, True))
)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
_UNDER = Border(bottom=Side(style="thin", color="505A5F"))
_NOTES = (90.0, 60.0, 10.0)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET, _CONTENTS = "Notes", "Contents"


def workbook(paper: Paper) -> bytes:
    """The file."""
    made = Workbook()
    notes = made.active or made.create_sheet()
    notes.title = _SHEET
    names = _Names()
    contents = []
    for section, table in paper.tables(Medium.SHEET):
        sheet = made.create_sheet(names.sheet(table.name))
        _table(sheet, section, table, names)
        contents.append((sheet.title, table.caption, len(table.rows)))
    _notes(notes, paper, contents, names)
    made.properties.title = plain(paper.title)
    made.properties.creator = "Outturn"
    made.properties.language = "en-GB"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


class _Names:
    """Names of sheets and tables, each used once in the workbook whatever its case."""

    def __init__(self) -> None:
        self._sheets = {_SHEET.casefold()}
        self._tables: set[str] = set()

    def sheet(self, wanted: str) -> str:
        """At most 31 characters, none that a sheet's name may not hold."""
        return self._free(_FORBIDDEN.sub(" ", plain(wanted)).strip("' ") or "Table", self._sheets, most=31, gap=" ")

    def table(self, wanted: str) -> str:
        """Letters, digits and underscores."""
        return self._free("t_" + re.sub(r"\W+", "_", wanted, flags=re.ASCII).strip("_"), self._tables, most=60, gap="_")

    @staticmethod
    def _free(wanted: str, used: set[str], *, most: int, gap: str) -> str:
        name, number = wanted[:most].rstrip(), 1
        while name.casefold() in used:
            number += 1
            name = f"{wanted[: most - 4].rstrip()}{gap}{number}"
        used.add(name.casefold())
        return name


def _notes(sheet: Worksheet, paper: Paper, contents: Sequence[tuple[str, str, int]], names: _Names) -> None:
    """The title, the paper's sentences and stamp, and what each sheet holds."""
    lines = [paper.about, *paper.headline, paper.stamp, *_sentences(paper)]
    _write(sheet.cell(1, 1), paper.title, font=_TITLE)
    row = 2
    for line in (line for line in lines if line):
        _write(sheet.cell(row, 1), line, alignment=_WRAPPED)
        _heighten(sheet, row, [line], _NOTES[:1])
        row += 1
    columns = (Column("Sheet"), Column("Contents"), Column("Rows", right=True))
    _rows(sheet, row + 1, columns, [(name, caption, _count(rows)) for name, caption, rows in contents], wide=_NOTES)
    for place, (name, _, _) in enumerate(contents, start=row + 2):
        sheet.cell(place, 1).hyperlink = f"#'{name}'!A1"
    _name(sheet, names.table(_CONTENTS), row + 1, columns, len(contents))
    _printed(sheet)


def _sentences(paper: Paper) -> list[str]:
    """The sentences of the sections that have no sheet of their own: how to read the paper."""
    return [
        f"{section.title}: {part}"
        for section in paper.sections
        if not any(isinstance(part, Table | Section) for part in section.parts)
        for part in section.parts
        if isinstance(part, str)
    ]


def _table(sheet: Worksheet, section: Section, table: Table, names: _Names) -> None:
    columns, rows = table.within(Medium.SHEET)
    _write(sheet.cell(1, 1), table.caption, font=_TITLE)
    first = next(part for part in section.parts if isinstance(part, Table) and part.medium is not Medium.PRINT)
    sentences = [part for part in section.parts if isinstance(part, str)] if table is first else []
    row = 2
    for line in [*sentences, *table.notes]:
        _write(sheet.cell(row, 1), line)
        row += 1
    _rows(sheet, row + 1, columns, rows)
    _name(sheet, names.table(table.name), row + 1, columns, len(rows))
    sheet.freeze_panes = sheet.cell(row + 2, 2)
    sheet.print_title_rows = f"{row + 1}:{row + 1}"
    _printed(sheet)


def _rows(
    sheet: Worksheet,
    top: int,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    wide: Sequence[float] = (),
) -> None:
    """The headings and the rows; columns as ``wide`` as said, else as what they hold."""
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(top, place)
        _write(cell, column.title, font=_BOLD, alignment=_RIGHT if column.right else _WRAPPED)
        cell.border = _UNDER
    wide = wide or [_width(column.title, [line[place] for line in rows]) for place, column in enumerate(columns)]
    for place, width in enumerate(wide, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, line in enumerate(rows, start=top + 1):
        for place, (column, value) in enumerate(zip(columns, line, strict=True), start=1):
            _set(sheet.cell(number, place), value, right=column.right)
        _heighten(sheet, number, [read(value) for value in line], wide)


def _width(title: str, cells: Sequence[Cell]) -> float:
    """As wide as what it holds, the heading with room for its filter."""
    longest = max([len(title) * 1.2 + 4, *(len(read(cell)) + 2.0 for cell in cells)])
    return min(WIDEST, max(NARROWEST, longest))


def _heighten(sheet: Worksheet, row: int, texts: Sequence[str], wide: Sequence[float]) -> None:
    """The height that a row's longest cell needs: not every program works it out."""
    lines = max(-(-len(text) // int(1.1 * width)) + text.count("\n") for text, width in zip(texts, wide, strict=True))
    if lines > 1:
        sheet.row_dimensions[row].height = min(400.0, LINE * lines + 2)


def _set(cell: SheetCell, value: Cell, *, right: bool) -> None:
    """One value: a number as a number, a day as a day, the rest as text."""
    set_as = _RIGHT if right else _WRAPPED
    cell.alignment = set_as
    cell.font = _PLAIN
    if isinstance(value, Number):
        cell.value = value.value
        cell.number_format = shown(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
        cell.number_format = "d mmmm yyyy"
    else:
        _write(cell, read(value), alignment=set_as)


def shown(number: Number) -> str:
    """The number format of a figure: its decimals, thousands apart, its unit where it is a percent or pounds.

    >>> from decimal import Decimal
    >>> shown(Number(Decimal("96.52"), "96.5%", "percent", 1)), shown(Number(Decimal(-2), "−2", "number", 0, True))
    ('#,##0.0"%"', '+#,##0;-#,##0;0')
    """
    bare = "#,##0" + ("." + "0" * number.decimals if number.decimals else "")
    form = {"percent": f'{bare}"%"', "currency": f'"£"{bare}'}.get(number.unit, bare)
    return f"+{form};-{form};0" if number.signed else form


def _count(number: int) -> Number:
    return Number(Decimal(number), f"{number:,}")


def _name(sheet: Worksheet, name: str, top: int, columns: Sequence[Column], rows: int) -> None:
    """The range as a table with a name, plain but for its filter."""
    if rows:
        named = Named(displayName=name, ref=f"A{top}:{get_column_letter(len(columns))}{top + rows}")
        named.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(named)


def _printed(sheet: Worksheet) -> None:
    """A4, as wide as the page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(cell: SheetCell, text: str, *, font: Font | None = None, alignment: Alignment | None = None) -> None:
    write_text(cell, plain(text)[:LONGEST] or None)
    cell.font = font or _PLAIN
    if alignment:
        cell.alignment = alignment
