"""The received workbook given back with its faulty cells marked, ready to correct and send again.

Each faulty cell is filled and has a comment: rule, what was found, what was expected, what to do. A sheet Findings
comes first and lists them all; it is ours and is never read back. Only .xlsx keeps its look; the other kinds come back
as .xlsx with their values.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pbi import workbook
from pbi.errors import PbiError
from pbi.model import Finding, Severity
from pbi.returns.rules import BY_CODE
from pbi.returns.rules.groups import to_do
from pbi.returns.rules.rule import count
from pbi.workbook import cells as plain

TITLE = "Findings of this return. Correct the marked cells on the other sheets; this sheet is not read."
_OURS = "Outturn: "
"""How the comments made here begin, so that they are removed when the corrected file is marked again."""
_THEIRS = "\n\nComment in the file: "
_FILLS = {Severity.ERROR: "FFF6C7C7", Severity.WARNING: "FFFCE8B8"}
_COLUMNS = (
    *(("Severity", 10), ("Sheet", 18), ("Cell", 8), ("Fault", 26), ("What is wrong", 70)),
    *(("Found", 24), ("Expected", 24), ("What to do", 40)),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_HEADER_ROW = 4
_MOST_CELLS = 200_000
_LONGEST = 2_000


def marked(data: bytes, *, filename: str, findings: Sequence[Finding]) -> bytes:
    """An .xlsx of the file with ``findings`` marked in it. UnreadableFile for what is not a workbook; a very large one
    comes back as its list of findings alone.
    """
    book = without_findings(workbook.read(data, filename=filename))
    made = _opened(data, book)
    names = {sheet.name: title for sheet, title in zip(book.sheets, _titles(made), strict=False)}
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        if each.cell and each.sheet in names and each.severity in _FILLS:
            by_cell.setdefault((names[each.sheet], each.cell), []).append(each)
    for (title, address), held in by_cell.items():
        _mark(made[title], address, held)
    _list(made, findings, names, filename=filename)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def without_findings(book: plain.Workbook) -> plain.Workbook:
    """A workbook without the sheet of findings that was made here."""
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.at(1, 1).value != TITLE))


def _opened(data: bytes, book: plain.Workbook) -> openpyxl.Workbook:
    """The workbook to mark: the file itself where openpyxl reads all its sheets, else one made of its values."""
    if sum(len(sheet.cells) for sheet in book.sheets) > _MOST_CELLS:
        return _empty()
    if book.kind in ("xlsx", "xlsm"):
        try:
            made = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
        except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError, PbiError):
            return _of_values(book)
        for sheet in [each for each in made.worksheets if each["A1"].value == TITLE]:
            made.remove(sheet)
        if [each.title for each in made.worksheets] == [each.name for each in book.sheets]:
            for sheet in made.worksheets:
                _unmark(sheet)
            return made
    return _of_values(book)


def _empty() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    return made


def _titles(made: openpyxl.Workbook) -> list[str]:
    return [sheet.title for sheet in made.worksheets]


def _of_values(book: plain.Workbook) -> openpyxl.Workbook:
    made = _empty()
    for sheet in book.sheets:
        written = made.create_sheet("".join(each for each in sheet.name if each not in r"\/*?:[]")[:31] or "Sheet")
        for cell in sheet.cells:
            if cell.value is not None:
                _write(written.cell(cell.row, cell.column), cell.value)
                written.cell(cell.row, cell.column).number_format = cell.format or "General"
        written.sheet_state = "visible" if sheet.visible else "hidden"
    return made


def _write(cell: Any, value: Any) -> None:
    """A value; text is always text, never a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _clean(value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(_RISKY)


def _clean(text: str) -> str:
    """Text without characters a workbook cannot hold, no longer than it need be."""
    plain_text: str = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    return plain_text if len(plain_text) <= _LONGEST else plain_text[: _LONGEST - 1] + "…"


def _mark(sheet: Worksheet, address: str, findings: Sequence[Finding]) -> None:
    cell = _whole(sheet, address)
    worst = Severity.ERROR if any(each.severity is Severity.ERROR for each in findings) else Severity.WARNING
    cell.fill = PatternFill("solid", fgColor=_FILLS[worst])
    theirs = f"{_THEIRS}{cell.comment.text}" if cell.comment else ""
    said = "\n\n".join(_told(each) for each in findings)
    cell.comment = Comment(_clean(f"{_OURS}{said}{theirs}"), "Outturn", width=420, height=60 + 90 * len(findings))


def _told(each: Finding) -> str:
    parts = (("Found", each.found), ("Expected", each.expected), ("What to do", to_do(each)))
    lines = [f"{str(each.severity).title()}, {BY_CODE[each.rule].title.lower()}", each.message]
    return "\n".join([*lines, *(f"{name}: {text}" for name, text in parts if text)])


def _whole(sheet: Worksheet, address: str) -> Cell:
    """The cell at an address; of merged cells the one that shows."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        span = next(each for each in sheet.merged_cells.ranges if address in each)
        cell = sheet.cell(span.min_row, span.min_col)
    assert isinstance(cell, Cell)
    return cell


def _unmark(sheet: Worksheet) -> None:
    """Take away the marks of an earlier time."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and cell.comment.text.startswith(_OURS):
                _, _, theirs = cell.comment.text.partition(_THEIRS)
                cell.comment = Comment(theirs, "") if theirs else None
                cell.fill = PatternFill()


def _list(made: openpyxl.Workbook, findings: Sequence[Finding], names: Mapping[str, str], *, filename: str) -> None:
    """The sheet Findings, first."""
    sheet = made.create_sheet("Findings", 0)
    counts = [count(sum(each.severity is kind for each in findings), str(kind)) for kind in Severity]
    _write(sheet["A1"], TITLE)
    _write(sheet["A2"], f"{filename}: {', '.join(counts)}.")
    for column, (heading, width) in enumerate(_COLUMNS, start=1):
        _write(sheet.cell(_HEADER_ROW, column), heading)
        sheet.cell(_HEADER_ROW, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(_HEADER_ROW, column).column_letter].width = width
    for row, each in enumerate(findings, start=_HEADER_ROW + 1):
        said = (str(each.severity).title(), each.sheet, each.cell, BY_CODE[each.rule].title, each.message)
        for column, text in enumerate((*said, each.found, each.expected, to_do(each)), start=1):
            _write(sheet.cell(row, column), text)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        if each.cell and each.sheet in names:
            where = names[each.sheet].replace("'", "''")
            sheet.cell(row, 3).hyperlink = Hyperlink(ref=f"C{row}", location=f"'{where}'!{each.cell}")
            sheet.cell(row, 3).font = Font(underline="single", color="FF206095")
        if each.severity in _FILLS:
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_FILLS[each.severity])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    made.active = 0
    for other in made.worksheets[1:]:
        other.sheet_view.tabSelected = False
