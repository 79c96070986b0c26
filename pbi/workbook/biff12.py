"""Marks and second readings of .xlsb: the package of .xlsx with binary records in its parts ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pbi.settings import Limits
from pbi.workbook import guard
from pbi.workbook.marks import BUILT_IN_FORMATS, ERRORS, Mark, Marks, Reach, damaged
from pbi.workbook.package import Package
from pbi.workbook.second import Reading, unpacked

ROW, COLUMN, SHEET, FORMAT, XF, MERGE = 0, 60, 156, 44, 47, 176
SHARED_TEXT, PROPERTIES = 19, 153
BEGIN_CELL_STYLES, END_CELL_STYLES = 617, 618
CELLS = range(
    2, 12
)  # RK, error, boolean, real, text, shared text, then formulas that give text, number, boolean, error
FORMULAS = range(8, 12)
ERROR_CELLS, TRUTHS, NUMBERS, TEXTS = (3, 11), (4, 10), (5, 9), (6, 8)
PACKED = 2
HIDDEN_ROW = 0x10  # of the third byte of a row's flags' first word


class XlsbBook:
    """The marks of an .xlsb. Its comments and defined names are not read."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self._package = Package(data)
        self._reach = Reach(limits)
        self.names: dict[str, str] = {}
        self.notes = self._package.notes()
        self._from_1904 = False
        try:
            self._sheets = self._sheet_parts()
            self._formats = self._number_formats()
            self._texts = self._shared_texts()
        except (struct.error, IndexError) as error:
            raise damaged(error) from error
        if len(self._sheets) > limits.sheets:
            raise guard.too_many_sheets(len(self._sheets), limits=limits)

    def marks(self, sheet: str) -> Marks:
        marks = Marks(merges=[], from_1904=self._from_1904)
        self._reach.begin(sheet)
        row = 0
        try:
            for kind, body in records(self._package.bytes(self._sheets.get(sheet, ""))):
                if kind == ROW:
                    row = struct.unpack_from("<I", body)[0] + 1
                    if body[11] & HIDDEN_ROW:
                        marks.hidden_rows.add(row)
                elif kind in CELLS:
                    self._cell(kind, body, row, marks)
                else:
                    # Hidden columns and merged cells.
                    if kind == COLUMN and struct.unpack_from("<H", body, 16)[0] & 1:
                        first, last = struct.unpack_from("<II", body)
                        marks.hide_columns(first + 1, last + 1)
                    elif kind == MERGE and marks.merges is not None:
                        top, bottom, left, right = struct.unpack_from("<IIII", body)
                        marks.merges.append((top + 1, left + 1, bottom + 1, right + 1))
        except (struct.error, IndexError) as error:
            raise damaged(error) from error
        self._reach.end()
        return marks

    def _cell(self, kind: int, body: bytes, row: int, marks: Marks) -> None:
        column, style = struct.unpack_from("<II", body)
        column, style = column + 1, style & 0xFFFFFF
        self._reach.fill(row, column)
        error = ERRORS.get(body[8], "#VALUE!") if kind in ERROR_CELLS else ""
        code = self._formats[style] if style < len(self._formats) else ""
        if code or error or kind in FORMULAS:
            marks.cells[row, column] = Mark(code, error, kind in FORMULAS)
        marks.read(row, column, self._reading(kind, body))

    def _reading(self, kind: int, body: bytes) -> Reading:
        """What a cell's record holds; the code of an error is kept in its mark."""
        if kind == PACKED:
            return unpacked(struct.unpack_from("<I", body, 8)[0])
        if kind in NUMBERS:
            return float(struct.unpack_from("<d", body, 8)[0])
        if kind in TRUTHS:
            return bool(body[8])
        if kind in TEXTS:
            return _text(body, 8)[0]
        place = body[8] if kind in ERROR_CELLS else struct.unpack_from("<I", body, 8)[0]
        return "" if kind in ERROR_CELLS or place >= len(self._texts) else self._texts[place]

    def _shared_texts(self) -> list[str]:
        """The texts that cells point at by number."""
        parts = self._package.targets(self._package.workbook, "sharedStrings")
        return [
            _text(body, 1)[0]
            for part in parts
            for kind, body in records(self._package.bytes(part))
            if kind == SHARED_TEXT
        ]

    def _sheet_parts(self) -> dict[str, str]:
        relations = self._package.relations(self._package.workbook)
        found = {}
        for kind, body in records(self._package.bytes(self._package.workbook)):
            if kind == PROPERTIES:
                self._from_1904 = bool(body[0] & 1)
            elif kind == SHEET:
                relation, after = _text(body, 8)
                name, _ = _text(body, after)
                found[name] = relations[relation].target if relation in relations else ""
        return found

    def _number_formats(self) -> list[str]:
        """By the number a cell's style has: the format, "" for General."""
        own: dict[int, str] = {}
        formats: list[str] = []
        of_cells = False
        for part in self._package.targets(self._package.workbook, "styles"):
            for kind, body in records(self._package.bytes(part)):
                if kind == FORMAT:
                    own[struct.unpack_from("<H", body)[0]], _ = _text(body, 2)
                elif kind in (BEGIN_CELL_STYLES, END_CELL_STYLES):
                    of_cells = kind == BEGIN_CELL_STYLES
                elif kind == XF and of_cells:
                    number = struct.unpack_from("<H", body, 2)[0]
                    code = own.get(number, BUILT_IN_FORMATS.get(number, ""))
                    formats.append("" if code.lower() == "general" else code)
        return formats


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record: both the kind and the length are numbers of seven bits a byte."""
    position = 0
    while position < len(part):
        kind = part[position]
        position += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[position] & 0x7F) << 7
            position += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = part[position]
            position += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        yield kind, part[position : position + size]
        position += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A counted text, and where it ends."""
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end
