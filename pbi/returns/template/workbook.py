"""The workbook an authority fills: what is expected of it for a period, with what is known already printed beside.

Input cells are open and checked as they are typed; the rest is locked but may be sorted and filtered. Everything else a
sender may do to it (paste over, add rows, save by another program) is met when it is read back.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pbi import catalogue
from pbi.model import ActionState
from pbi.period import Period
from pbi.returns.layouts.template import AUTHORITY, PERIOD, STAMP, VERSION
from pbi.returns.subject.expected import Expected, actions_of, expected
from pbi.returns.template import validation
from pbi.settings import settings
from pbi.store import Store

_FIGURES = (
    ("Code", 16),
    ("Name", 40),
    ("Definition", 40),
    ("Unit", 12),
    ("Last outturn", 13),
    ("Target", 11),
    ("Outturn", 11),
    ("Numerator", 12),
    ("Denominator", 13),
    ("Provisional", 12),
    ("Commentary", 50),
    ("Reason when off target", 50),
    ("No figure because", 20),
)
_ACTIONS = (
    ("Code", 16),
    ("Title", 40),
    ("Description", 40),
    ("Outcome", 40),
    ("Service", 22),
    ("Owner", 22),
    ("Start", 13),
    ("Due", 13),
    ("Revised due", 13),
    ("Progress", 11),
    ("Status", 14),
    ("Comments", 50),
)
_OPEN_FIGURES, _OPEN_ACTIONS = 7, 9
"""The first column an authority writes in; those before it are ours."""
_SPARE_ROWS = 25
_HEADER_ROW = 6
_FIRST_ROW = _HEADER_ROW + 1
_LINE, _FULL = 15, 0.9
"""A line's height in points, and how much of a column's width its letters fill before the next begins."""
_PERCENT = "0%"
_WRAPPED = {"Name", "Definition", "Commentary", "Reason when off target", "Title", "Description", "Outcome", "Comments"}
_INPUT = PatternFill("solid", fgColor="FFFBEB")
_HAIR = Side(style="hair", color="999999")
_GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_INSTRUCTIONS = (
    "Fill the sheet Figures: one row an indicator, in the open columns from Outturn on.",
    "Outturn: the figure alone. In a cell shown as a percentage type 96 or 96%.",
    "No figure because: where there is no figure, leave the outturn empty and pick the reason from the list. Not "
    "applicable: you do not do this. Suppressed: the count is too small to be given. Not due: nothing is to be "
    "reported of this period. Awaited: it will come.",
    "Numerator and denominator: give both wherever the outturn is made from them; totals for several authorities need "
    "them.",
    "Provisional: Yes where the figure may still change.",
    "Commentary: what the reader should know. Reason when off target: why, and what is being done.",
    "Fill the sheet Actions: bring progress, status, revised due date and comments up to date; add new actions below.",
    "A row may be added below the last, and every column filtered. To sort, take the sheet's protection off first "
    "(Review, Unprotect Sheet; there is no password). Do not rename the headings.",
    "What is pasted over a cell loses its list and its limits; it is checked all the same when the return is read.",
    "Use the template of the period you report: the targets and last outturns in it are that period's.",
    "Nothing is accepted before you have seen what was read and what was found wrong with it.",
)


def template(store: Store, *, authority: str, period: Period, service: str | None = None) -> bytes:
    """The template of one authority (a code) and period as an .xlsx file, for one service (a code) or all of them.

    UnknownName where the catalogue has no such authority or service.
    """
    names = catalogue.names(store)
    authority = names.authority(authority)
    service = names.service(service) if service else None
    made = Workbook()
    title = (
        f"Return for {period}",
        str(names.authorities[authority]["name"]),
        str(names.services[service]["name"]) if service else "",
        period,
    )
    _instructions(made.active or made.create_sheet(), title)
    _figures(
        made.create_sheet("Figures"),
        title,
        expected(store, names=names, authority=authority, period=period, service=service),
    )
    _actions(made.create_sheet("Actions"), title, actions_of(store, names=names, authority=authority, service=service))
    for name, held in ((STAMP, str(VERSION)), (PERIOD, f'"{period}"'), (AUTHORITY, f'"{authority}"')):
        made.defined_names[name] = DefinedName(name, attr_text=held, hidden=True)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def write_text(cell: Cell, text: str | None) -> None:
    """Text into a cell as text: what begins like a formula stays what it is."""
    cell.value = text
    if text and text.startswith(_RISKY):
        cell.data_type = "s"
        cell.quotePrefix = True


_Title = tuple[str, str, str, Period]


def _instructions(sheet: Worksheet, title: _Title) -> None:
    sheet.title = "Instructions"
    sheet.column_dimensions["A"].width = 110
    write_text(sheet.cell(1, 1), f"{title[0]}: {title[1]}")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    due = title[3].end + timedelta(days=settings().returns_due_days)
    lines = (f"Please send it by {due:%-d %B %Y}.", *_INSTRUCTIONS, f"Version {VERSION} of the template.")
    for number, line in enumerate(lines, start=3):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
        _tall(sheet, number, [(line, 110)])
    _paper(sheet)
    sheet.protection.enable()


def _heading(sheet: Worksheet, title: _Title, columns: Sequence[tuple[str, int]], *, first_open: int) -> None:
    write_text(sheet.cell(1, 1), title[0])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for row, (label, value) in enumerate(
        (("Authority:", title[1]), ("Period:", str(title[3])), ("Service:", title[2])), start=2
    ):
        if value:
            sheet.cell(row, 1, label)
            write_text(sheet.cell(row, 2), value)
    for column, (name, width) in enumerate(columns, start=1):
        cell = sheet.cell(_HEADER_ROW, column, name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFF2CC" if column >= first_open else "E7E6E6")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 3)


def _figures(sheet: Worksheet, title: _Title, rows: Sequence[Expected]) -> None:
    _heading(sheet, title, _FIGURES, first_open=_OPEN_FIGURES)
    for number, each in enumerate(rows, start=_FIRST_ROW):
        for column, text in enumerate((each.code, each.name, each.definition, each.unit), start=1):
            write_text(sheet.cell(number, column), text)
        shown = _shown(each)
        for column, value in ((5, each.last_outturn), (6, each.target), (7, None)):
            _number(sheet.cell(number, column), value, shown=shown)
        for column in (8, 9):
            _number(sheet.cell(number, column), None)
    last = _HEADER_ROW + len(rows) + _SPARE_ROWS
    _open(sheet, _FIGURES, first=_OPEN_FIGURES, known=len(rows))
    validation.figures(
        sheet,
        letter="G",
        first=_FIRST_ROW,
        bounds=[(each.least, each.most, each.unit == "percent") for each in rows],
        spare=_SPARE_ROWS,
    )
    validation.counts(sheet, f"H{_FIRST_ROW}:I{last}")
    validation.choice(sheet, f"J{_FIRST_ROW}:J{last}", ("Yes", "No"))
    validation.choice(sheet, f"M{_FIRST_ROW}:M{last}", validation.NO_FIGURE)
    _finish(sheet, len(_FIGURES), last)


def _actions(sheet: Worksheet, title: _Title, rows: Sequence[dict[str, Any]]) -> None:
    _heading(sheet, title, _ACTIONS, first_open=_OPEN_ACTIONS)
    for number, row in enumerate(rows, start=_FIRST_ROW):
        for column, name in enumerate(("code", "title", "description", "outcome", "service", "owner"), start=1):
            write_text(sheet.cell(number, column), row[name])
        for column, name in ((7, "start_on"), (8, "due"), (9, "revised_due")):
            _date(sheet.cell(number, column), row[name], printed=row["due_text"] if name == "due" else None)
        _number(sheet.cell(number, 10), row["progress"], shown=_PERCENT)
        write_text(sheet.cell(number, 11), row["stated_status"])
        write_text(sheet.cell(number, 12), row["comments"])
    last = _HEADER_ROW + len(rows) + _SPARE_ROWS
    _open(sheet, _ACTIONS, first=_OPEN_ACTIONS, known=len(rows))
    for number in range(_FIRST_ROW + len(rows), last + 1):
        sheet.cell(number, 10).number_format = "0%"
        for column in (7, 8, 9):
            sheet.cell(number, column).number_format = "dd/mm/yyyy"
    validation.days(sheet, f"G{_FIRST_ROW}:I{last}")
    validation.progress(sheet, f"J{_FIRST_ROW}:J{last}")
    validation.choice(sheet, f"K{_FIRST_ROW}:K{last}", [state.label for state in ActionState])
    _finish(sheet, len(_ACTIONS), last)


def _shown(row: Expected) -> str:
    """A number format with the indicator's decimals; what is typed with more is kept with more."""
    places = f".{'0' * row.decimals}" if row.decimals else ""
    return f"0{places}%" if row.unit == "percent" else f"#,##0{places}"


def _number(cell: Cell, value: Decimal | None, *, shown: str = "#,##0") -> None:
    """A figure as Excel keeps it, shown in this format; a percentage as its share of one."""
    cell.value = None if value is None else float(value / 100 if shown.endswith("%") else value)
    cell.number_format = shown


def _date(cell: Cell, day: date | None, *, printed: str | None) -> None:
    """A day as a date; a due month as it was printed, so that it reads back as the same month."""
    if printed and (day is None or printed != f"{day:%d/%m/%Y}"):
        write_text(cell, printed)
        return
    cell.value = day
    cell.number_format = "dd/mm/yyyy"


def _open(sheet: Worksheet, columns: Sequence[tuple[str, int]], *, first: int, known: int) -> None:
    """Unlock the input columns of the known rows, and the spare rows altogether; what is to be filled in is tinted."""
    for number in range(_HEADER_ROW + 1, _HEADER_ROW + 1 + known + _SPARE_ROWS):
        for column in range(1, len(columns) + 1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=columns[column - 1][0] in _WRAPPED, vertical="top")
            if column >= first or number > _HEADER_ROW + known:
                cell.protection = Protection(locked=False)
            if column >= first and number <= _HEADER_ROW + known:
                cell.fill, cell.border = _INPUT, _GRID
        if number <= _HEADER_ROW + known:
            held = (
                (str(sheet.cell(number, column).value or ""), width) for column, (_, width) in enumerate(columns, 1)
            )
            _tall(sheet, number, list(held))


def _tall(sheet: Worksheet, row: int, texts: Sequence[tuple[str, int]]) -> None:
    """A row as tall as its texts in columns of these widths: not every program does it by itself."""
    lines = (ceil(len(text) / (width * _FULL)) for text, width in texts)
    sheet.row_dimensions[row].height = _LINE * max(1, *lines)


def _paper(sheet: Worksheet) -> None:
    """A sheet of A4 across, as wide as the table."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _finish(sheet: Worksheet, columns: int, last: int) -> None:
    _paper(sheet)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(columns)}{last}"
    sheet.protection.enable()
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = (
        sheet.protection.formatRows
    ) = False
