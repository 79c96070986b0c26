"""Marks and second readings of .xls: the records of its one stream ([MS-XLS]); 5.0/95 and 97-2003 keep what is wanted
here alike. Of a text only that it is one is read: the figures are what is read twice.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from pbi.settings import Limits
from pbi.workbook.marks import BUILT_IN_FORMATS, ERRORS, Mark, Marks, Reach, damaged
from pbi.workbook.second import SOME_TEXT, Reading, unpacked

BOF, EOF, BOUNDSHEET, FORMAT, XF = 0x809, 0x0A, 0x85, 0x41E, 0xE0
ROW, COLINFO, FORMULA, BOOLERR, MULRK, NUMBER, RK, DATEMODE = 0x208, 0x7D, 0x06, 0x205, 0xBD, 0x203, 0x27E, 0x22
SINGLE = {FORMULA, BOOLERR, NUMBER, RK, 0xFD, 0x204, 0xD6}  # and LABELSST, LABEL, RSTRING
HIDDEN_ROW = 0x20


class XlsBook:
    """The marks of an .xls. Its comments and defined names are not read."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self.names: dict[str, str] = {}
        self.notes: list[str] = []
        self._reach = Reach(limits)
        self._sheets: dict[str, int] = {}
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._from_1904 = False
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as container:
                name = "Workbook" if container.exists("Workbook") else "Book"
                self._stream: bytes = container.openstream(name).read()
                if container.exists("_VBA_PROJECT_CUR"):
                    self.notes.append("The workbook contains macros, which were not run.")
            self._contents()
        except (OSError, struct.error, IndexError) as error:
            raise damaged(error) from error

    def marks(self, sheet: str) -> Marks:
        marks = Marks(from_1904=self._from_1904)
        self._reach.begin(sheet)
        try:
            for kind, body in self._records(self._sheets.get(sheet, len(self._stream))):
                self._record(kind, body, marks)
        except (struct.error, IndexError) as error:
            raise damaged(error) from error
        self._reach.end()
        return marks

    def _records(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Kind and body of each record of the part of the stream that begins here; charts inside it are passed over."""
        depth = 0
        while position + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, position)
            position += 4 + size
            depth += (kind == BOF) - (kind == EOF)
            if depth < 1:
                return
            if depth == 1:
                yield kind, self._stream[position - size : position]

    def _contents(self) -> None:
        wide = True
        for kind, body in self._records(0):
            if kind == BOF:
                wide = struct.unpack_from("<H", body)[0] >= 0x600
            elif kind == BOUNDSHEET:
                self._sheets[_text(body[6:], wide=wide, long=False)] = struct.unpack_from("<I", body)[0]
            elif kind == FORMAT:
                self._formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], wide=wide, long=wide)
            elif kind == DATEMODE:
                self._from_1904 = body[:1] == b"\x01"
            elif kind == XF:
                self._styles.append(struct.unpack_from("<H", body, 2)[0])

    def _record(self, kind: int, body: bytes, marks: Marks) -> None:
        if kind in SINGLE:
            row, column, style = struct.unpack_from("<HHH", body)
            mark = Mark(self._format(style), _error(kind, body), kind == FORMULA)
            self._keep(marks, row, column, mark, _reading(kind, body))
        elif kind == MULRK:
            row, column = struct.unpack_from("<HH", body)
            for style, packed in struct.iter_unpack("<HI", body[4:-2]):
                self._keep(marks, row, column, Mark(self._format(style)), unpacked(packed))
                column += 1
        elif kind == ROW and struct.unpack_from("<H", body, 12)[0] & HIDDEN_ROW:
            marks.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            marks.hide_columns(first + 1, last + 1)

    def _keep(self, marks: Marks, row: int, column: int, mark: Mark, reading: Reading) -> None:
        self._reach.fill(row + 1, column + 1)
        marks.read(row + 1, column + 1, reading)
        if mark != Mark():
            marks.cells[row + 1, column + 1] = mark

    def _format(self, style: int) -> str:
        number = self._styles[style] if style < len(self._styles) else 0
        code = self._formats.get(number, BUILT_IN_FORMATS.get(number, ""))
        return "" if code.lower() == "general" else code


def _reading(kind: int, body: bytes) -> Reading:
    """The figure or truth of a record; "" for a formula that shows nothing."""
    if kind == NUMBER or (kind == FORMULA and body[12:14] != b"\xff\xff"):
        return float(struct.unpack_from("<d", body, 6)[0])
    if kind == RK:
        return unpacked(struct.unpack_from("<I", body, 6)[0])
    if kind == BOOLERR:
        return bool(body[6])
    if kind == FORMULA and body[6] in (1, 3):
        return bool(body[8]) if body[6] == 1 else ""
    return SOME_TEXT


def _error(kind: int, body: bytes) -> str:
    """The code of an error, written as a value or come of a formula; "" for any other cell."""
    if kind == BOOLERR and body[7]:
        return ERRORS.get(body[6], "#VALUE!")
    if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return ERRORS.get(body[8], "#VALUE!")
    return ""


def _text(body: bytes, *, wide: bool, long: bool) -> str:
    """A counted text: one or two bytes of length, then in 97-2003 a byte that tells how wide its characters are."""
    length, rest = (struct.unpack_from("<H", body)[0], body[2:]) if long else (body[0], body[1:])
    if not wide:
        return rest[:length].decode("cp1252", errors="replace")
    if rest[0] & 1:
        return rest[1 : 1 + 2 * length].decode("utf-16-le", errors="replace")
    return rest[1 : 1 + length].decode("latin-1")
