"""Marks of .xlsx and .xlsm, strict or transitional: element names are read without their namespace."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from pbi.settings import Limits
from pbi.workbook import guard
from pbi.workbook.marks import BUILT_IN_FORMATS, Mark, Marks, Reach, area, damaged, place

Attributes = dict[str, str]


class OoxmlBook:
    """The marks of an Office Open XML workbook. The zip has been through the guard."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {name.replace("\\", "/").lower(): name for name in self._package.namelist()}
        self._limits = limits
        self._reach = Reach(limits)
        self.names: dict[str, str] = {}
        self.notes: list[str] = []
        self._workbook = self._main_part()
        self._sheets: dict[str, str] = {}
        self._formats = self._number_formats()
        self._contents()

    def marks(self, sheet: str) -> Marks:
        part = self._sheets.get(sheet)
        if part is None or not self._has(part):
            return Marks()
        reader = _SheetReader(sheet, formats=self._formats, reach=self._reach)
        self._parse(part, reader.start, reader.end)
        marks = reader.finish()
        for kind, target in self._relations(part).values():
            if kind == "comments" and self._has(target):
                marks.comments = self._comments(target, sheet=sheet)
        return marks

    def _has(self, part: str) -> bool:
        return part.lower() in self._parts

    def _parse(self, part: str, start: Callable[..., None], end: Callable[..., None] | None = None) -> None:
        """Stream one part through ``start(name, attributes, parser)`` and ``end(name, text, parser)``.

        ``text`` is what was heard since the parser's ``hear`` was last called.
        """
        try:
            with self._package.open(self._parts[part.lower()]) as stream:
                _Parser(start, end).read(stream)
        except expat.ExpatError as error:
            raise damaged(error) from error

    def _main_part(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument" and self._has(target):
                return target
        return "xl/workbook.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of one part, by id: the last word of the kind, and the part pointed at."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: Attributes, parser: _Parser) -> None:
            if element == "Relationship":
                target = attributes.get("Target", "")
                if attributes.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if self._has(relations):
            self._parse(relations, start)
        return found

    def _contents(self) -> None:
        """Sheets, defined names and notes, of the workbook part."""
        relations = self._relations(self._workbook)
        order: list[str] = []
        scoped: list[tuple[str, str]] = []

        def start(element: str, attributes: Attributes, parser: _Parser) -> None:
            if element == "sheet":
                relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
                order.append(attributes.get("name", ""))
                self._sheets[order[-1]] = relations.get(relation, ("", ""))[1]
            elif element == "definedName":
                scoped.append((attributes.get("name", ""), attributes.get("localSheetId", "")))
                parser.hear()

        def end(element: str, text: str, parser: _Parser) -> None:
            if element == "definedName":
                name, sheet = scoped[-1]
                inside = order[int(sheet)] if sheet.isdigit() and int(sheet) < len(order) else ""
                self.names[f"{inside}!{name}" if inside else name] = text.strip()

        if self._has(self._workbook):
            self._parse(self._workbook, start, end)
        if len(order) > self._limits.sheets:
            raise guard.too_many_sheets(len(order), limits=self._limits)
        self._note(relations)

    def _note(self, relations: dict[str, tuple[str, str]]) -> None:
        if any(kind == "externalLink" for kind, _ in relations.values()):
            self.notes.append(
                "The workbook takes figures from other workbooks; the links were not followed, its saved figures were read."
            )
        if any(part.endswith("vbaproject.bin") for part in self._parts):
            self.notes.append("The workbook holds macros; they were not run.")

    def _number_formats(self) -> list[str]:
        """By the number a cell's style has: the format, "" for General."""
        own: dict[int, str] = {}
        formats: list[str] = []
        inside: list[str] = []

        def start(element: str, attributes: Attributes, parser: _Parser) -> None:
            if element in ("numFmts", "cellXfs", "dxfs", "cellStyleXfs"):
                inside.append(element)
            elif element == "numFmt" and inside[-1:] == ["numFmts"]:
                own[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif element == "xf" and inside[-1:] == ["cellXfs"]:
                number = _whole(attributes.get("numFmtId"))
                code = own.get(number, BUILT_IN_FORMATS.get(number, ""))
                formats.append("" if code.lower() == "general" else code)

        for kind, target in self._relations(self._workbook).values():
            if kind == "styles" and self._has(target):
                self._parse(target, start)
        return formats

    def _comments(self, part: str, *, sheet: str) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        at: list[tuple[int, int]] = []

        def start(element: str, attributes: Attributes, parser: _Parser) -> None:
            if element == "comment":
                at.append(place(attributes.get("ref", ""), sheet=sheet))
            elif element == "t":
                parser.hear()

        def end(element: str, text: str, parser: _Parser) -> None:
            if element == "t" and at:
                found[at[-1]] = found.get(at[-1], "") + text

        self._parse(part, start, end)
        return {where: _said(text) for where, text in found.items() if _said(text)}


class _Parser:
    """expat with local names, and text only where it is asked for."""

    def __init__(self, start: Callable[..., None], end: Callable[..., None] | None) -> None:
        self._start, self._end = start, end
        self._heard: list[str] = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._open
        self._expat.EndElementHandler = self._close if end else None

    def read(self, stream: object) -> None:
        self._expat.ParseFile(stream)  # type: ignore[arg-type]

    def hear(self) -> None:
        """Collect text from here to the end of this element."""
        self._heard.clear()
        self._expat.CharacterDataHandler = self._heard.append

    def _open(self, name: str, attributes: Attributes) -> None:
        self._start(name.rpartition(":")[2], attributes, self)

    def _close(self, name: str) -> None:
        self._expat.CharacterDataHandler = None
        self._end(name.rpartition(":")[2], "".join(self._heard), self)  # type: ignore[misc]
        self._heard.clear()


class _SheetReader:
    """Hears the elements of one sheet and keeps what is worth marking."""

    def __init__(self, sheet: str, *, formats: list[str], reach: Reach) -> None:
        self._sheet, self._formats, self._reach = sheet, formats, reach
        self._marks = Marks(merges=[])
        self._row = self._column = 0
        self._format, self._type = "", ""
        self._formula = self._filled = False
        self._value = ""
        reach.begin(sheet)

    def start(self, element: str, attributes: Attributes, parser: _Parser) -> None:
        if element == "c":
            self._cell(attributes)
        elif element == "v":
            parser.hear()
        elif element == "f":
            self._formula = True
        elif element == "is":
            self._filled = True
        elif element == "row":
            self._row_begins(attributes)
        elif element == "mergeCell":
            self._merges.append(area(attributes.get("ref", ""), sheet=self._sheet))
        elif element == "col" and _true(attributes.get("hidden")):
            self._marks.hide_columns(_whole(attributes.get("min")), _whole(attributes.get("max")))

    def end(self, element: str, text: str, parser: _Parser) -> None:
        if element == "v":
            self._value = text
        elif element == "c":
            self._cell_ends()

    def finish(self) -> Marks:
        self._reach.end()
        return self._marks

    @property
    def _merges(self) -> list[tuple[int, int, int, int]]:
        assert self._marks.merges is not None
        return self._marks.merges

    def _row_begins(self, attributes: Attributes) -> None:
        self._row, self._column = self._row + 1, 0
        if "r" in attributes:
            self._row, _ = place(f"A{attributes['r']}", sheet=self._sheet)
        if _true(attributes.get("hidden")):
            self._marks.hidden_rows.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row, self._column = place(attributes["r"], sheet=self._sheet)
        else:
            self._column += 1
        style = _whole(attributes.get("s"))
        self._format = self._formats[style] if style < len(self._formats) else ""
        self._type = attributes.get("t", "n")
        self._formula = self._filled = False
        self._value = ""

    def _cell_ends(self) -> None:
        if not (self._value or self._filled or self._formula):
            return
        self._reach.fill(self._row, self._column)
        calculated = bool(self._value or self._filled or self._type == "str")
        error = self._value.strip() if self._type == "e" else ""
        if self._format or error or self._formula:
            self._marks.cells[self._row, self._column] = Mark(self._format, error, self._formula, calculated)


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


def _said(comment: str) -> str:
    """A comment without the notice Excel puts before a threaded one for older versions."""
    if comment.startswith("[Threaded comment]"):
        _, _, comment = comment.partition("Comment:")
    return comment.strip()
