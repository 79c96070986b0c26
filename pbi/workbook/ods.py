"""Marks and second readings of .ods. Elements are known by their customary prefixes, as calamine knows them."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from pbi.settings import Limits
from pbi.workbook import guard
from pbi.workbook.cells import Merge
from pbi.workbook.marks import Mark, Marks, Reach, damaged
from pbi.workbook.second import Reading, figure, moment

Attributes = dict[str, str]
UNSEEN = ("collapse", "filter")


class OdsBook:
    """The marks of an OpenDocument spreadsheet, whose sheets are all in one part, read at once."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self.names: dict[str, str] = {}
        self.notes: list[str] = []
        self._limits = limits
        self._reach = Reach(limits)
        self._sheets: dict[str, Marks] = {}
        self._marks = Marks(merges=[])
        self._row = self._rows = self._column = 0
        self._cell: Attributes = {}
        self._note: list[str] | None = None
        self._shown: list[str] = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        try:
            with zipfile.ZipFile(io.BytesIO(data)).open("content.xml") as stream:
                self._expat.ParseFile(stream)
        except (expat.ExpatError, KeyError) as error:
            raise damaged(error) from error

    def marks(self, sheet: str) -> Marks:
        return self._sheets.get(sheet, Marks())

    def _start(self, element: str, attributes: Attributes) -> None:
        if element in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._shown = attributes, []
        elif element == "text:p":
            if self._note is not None or self._is_told_in_words():
                self._expat.CharacterDataHandler = (self._shown if self._note is None else self._note).append
        elif element == "office:annotation":
            self._note = []
        elif element == "table:table-row":
            self._row, self._rows, self._column = self._row + self._rows, _times(attributes, "rows"), 0
            if attributes.get("table:visibility") in UNSEEN and self._rows < guard.LAST_ROW // 2:
                self._marks.hidden_rows.update(range(self._row, self._row + self._rows))
        elif element == "table:table-column":
            first, self._column = self._column + 1, self._column + _times(attributes, "columns")
            if attributes.get("table:visibility") in UNSEEN:
                self._marks.hide_columns(first, self._column)
        elif element == "table:table":
            self._table(attributes.get("table:name", ""))
        elif element == "table:named-range":
            self.names[attributes.get("table:name", "")] = attributes.get("table:cell-range-address", "")
        elif element == "table:named-expression":
            self.names[attributes.get("table:name", "")] = attributes.get("table:expression", "")

    def _end(self, element: str) -> None:
        if element == "text:p":
            self._expat.CharacterDataHandler = None
        elif element == "office:annotation":
            self._marks.comments[self._row, self._column + 1] = "".join(self._note or ()).strip()
            self._note = None
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self._cell_ends()
        elif element == "table:table":
            self._reach.end()

    def _table(self, name: str) -> None:
        self._marks = Marks(merges=[])
        self._row, self._rows, self._column = 1, 0, 0
        self._sheets[name] = self._marks
        self._reach.begin(name)
        if len(self._sheets) > self._limits.sheets:
            raise guard.too_many_sheets(len(self._sheets), limits=self._limits)

    def _is_told_in_words(self) -> bool:
        return self._cell.get("office:value-type") == "string" or self._cell.get("calcext:value-type") == "error"

    def _cell_ends(self) -> None:
        cell, self._cell = self._cell, {}
        first, self._column = self._column + 1, self._column + _times(cell, "columns")
        formula, kind = "table:formula" in cell, cell.get("office:value-type", "")
        if not (formula or kind):
            return
        last_row = self._row + self._rows - 1
        self._reach.fill(last_row, self._column, times=self._rows * (self._column - first + 1))
        self._merge(cell, first)
        error = "".join(self._shown).strip() if cell.get("calcext:value-type") == "error" else ""
        mark = Mark(_format(cell), error, formula, bool(kind))
        reading = _reading(cell, "".join(self._shown))
        for row in range(self._row, last_row + 1):
            for column in range(first, self._column + 1):
                if mark != Mark():
                    self._marks.cells[row, column] = mark
                if kind:
                    self._marks.read(row, column, reading)

    def _merge(self, cell: Attributes, column: int) -> None:
        down, across = _number(cell, "table:number-rows-spanned"), _number(cell, "table:number-columns-spanned")
        if down > 1 or across > 1:
            merge: Merge = (self._row, column, self._row + down - 1, column + across - 1)
            assert self._marks.merges is not None
            self._marks.merges.append(merge)


def _reading(cell: Attributes, shown: str) -> Reading:
    """What a cell holds, as its attributes say it; a text is what stands in it where no attribute does."""
    kind = cell.get("office:value-type", "")
    if kind in ("float", "percentage", "currency"):
        return figure(cell.get("office:value", ""))
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    if kind == "date":
        return moment(cell.get("office:date-value", ""))
    return cell.get("office:time-value", "") if kind == "time" else cell.get("office:string-value", shown)


def _format(cell: Attributes) -> str:
    """The number format that the kind of value implies; how many decimals it shows is left to the style."""
    if cell.get("office:value-type") == "percentage":
        return "0%"
    if cell.get("office:value-type") == "currency":
        return f"[${cell.get('office:currency', '')}]0.00"
    return ""


def _times(attributes: Attributes, what: str) -> int:
    return _number(attributes, f"table:number-{what}-repeated")


def _number(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 1
