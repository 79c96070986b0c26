"""Marks and second readings of .xlsx and .xlsm, strict or transitional: names are read without their namespace."""

from __future__ import annotations

from pbi.settings import Limits
from pbi.workbook import guard
from pbi.workbook.marks import BUILT_IN_FORMATS, Mark, Marks, Reach, area, place
from pbi.workbook.package import Attributes, Package, Parser
from pbi.workbook.runs import Runs
from pbi.workbook.second import Reading, figure, moment, unescaped


class OoxmlBook:
    """The marks of an Office Open XML workbook."""

    def __init__(self, data: bytes, *, limits: Limits) -> None:
        self._package = Package(data)
        self._limits = limits
        self._reach = Reach(limits)
        self.names: dict[str, str] = {}
        self.notes = self._package.notes()
        self._sheets: dict[str, str] = {}
        self._formats = self._number_formats()
        self._texts = self._shared_texts()
        self._from_1904 = False
        self._contents()

    def marks(self, sheet: str) -> Marks:
        part = self._sheets.get(sheet, "")
        reader = _SheetReader(sheet, formats=self._formats, texts=self._texts, reach=self._reach)
        self._package.parse(part, reader.start, reader.end)
        marks = reader.finish()
        marks.from_1904 = self._from_1904
        for comments in self._package.targets(part, "comments"):
            marks.comments = self._comments(comments, sheet=sheet)
        return marks

    def _contents(self) -> None:
        """Sheets and defined names, of the workbook part."""
        relations = self._package.relations(self._package.workbook)
        order: list[str] = []
        scoped: list[tuple[str, str]] = []

        def start(element: str, attributes: Attributes, parser: Parser) -> None:
            if element == "sheet":
                relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
                order.append(attributes.get("name", ""))
                self._sheets[order[-1]] = relations[relation].target if relation in relations else ""
            elif element == "workbookPr":
                self._from_1904 = _true(attributes.get("date1904"))
            elif element == "definedName":
                scoped.append((attributes.get("name", ""), attributes.get("localSheetId", "")))
                parser.hear()

        def end(element: str, text: str, parser: Parser) -> None:
            if element == "definedName":
                name, sheet = scoped[-1]
                inside = order[int(sheet)] if sheet.isdigit() and int(sheet) < len(order) else ""
                self.names[f"{inside}!{name}" if inside else name] = text.strip()

        self._package.parse(self._package.workbook, start, end)
        if len(order) > self._limits.sheets:
            raise guard.too_many_sheets(len(order), limits=self._limits)

    def _number_formats(self) -> list[str]:
        """By the number a cell's style has: the format, "" for General."""
        own: dict[int, str] = {}
        formats: list[str] = []
        inside: list[str] = []

        def start(element: str, attributes: Attributes, parser: Parser) -> None:
            if element in ("numFmts", "cellXfs", "dxfs", "cellStyleXfs"):
                inside.append(element)
            elif element == "numFmt" and inside[-1:] == ["numFmts"]:
                own[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif element == "xf" and inside[-1:] == ["cellXfs"]:
                number = _whole(attributes.get("numFmtId"))
                code = own.get(number, BUILT_IN_FORMATS.get(number, ""))
                formats.append("" if code.lower() == "general" else code)

        for styles in self._package.targets(self._package.workbook, "styles"):
            self._package.parse(styles, start)
        return formats

    def _shared_texts(self) -> list[Runs]:
        """The texts that cells point at by number; how a text is pronounced is no part of it."""
        texts: list[Runs] = []
        aside: list[str] = []

        def start(element: str, attributes: Attributes, parser: Parser) -> None:
            if element == "si":
                texts.append(Runs())
            elif element == "rPh":
                aside.append(element)
            elif element == "r" and texts:
                texts[-1].begin()
            elif element == "t" and not aside:
                parser.hear()
            elif texts:
                texts[-1].style(element, attributes)

        def end(element: str, text: str, parser: Parser) -> None:
            if element == "t" and texts and not aside:
                texts[-1].add(unescaped(text))
            elif element == "rPh":
                aside.clear()

        for part in self._package.targets(self._package.workbook, "sharedStrings"):
            self._package.parse(part, start, end)
        return texts

    def _comments(self, part: str, *, sheet: str) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        at: list[tuple[int, int]] = []

        def start(element: str, attributes: Attributes, parser: Parser) -> None:
            if element == "comment":
                at.append(place(attributes.get("ref", ""), sheet=sheet))
            elif element == "t":
                parser.hear()

        def end(element: str, text: str, parser: Parser) -> None:
            if element == "t" and at:
                found[at[-1]] = found.get(at[-1], "") + text

        self._package.parse(part, start, end)
        return {where: _said(text) for where, text in found.items() if _said(text)}


class _SheetReader:
    """Hears the elements of one sheet and keeps what is worth marking."""

    def __init__(self, sheet: str, *, formats: list[str], texts: list[Runs], reach: Reach) -> None:
        self._sheet, self._formats, self._texts, self._reach = sheet, formats, texts, reach
        self._marks = Marks(merges=[])
        self._row = self._column = 0
        self._format, self._type = "", ""
        self._formula = self._filled = self._aside = False
        self._value, self._inline = "", Runs()
        reach.begin(sheet)

    def start(self, element: str, attributes: Attributes, parser: Parser) -> None:
        if element == "c" and not self._aside:
            self._cell(attributes)
        elif element == "v":
            parser.hear()
        elif element == "f":
            self._formula = True
        elif element == "is":
            self._filled = True
        elif element == "t" and self._filled and not self._aside:
            parser.hear()
        elif element == "rPh":
            self._aside = True
        elif element == "r" and self._filled:
            self._inline.begin()
        elif element in ("vertAlign", "strike") and self._filled:
            self._inline.style(element, attributes)
        elif element == "row":
            self._row_begins(attributes)
        elif element == "extLst":
            self._aside = True
        elif element == "mergeCell":
            self._merges.append(area(attributes.get("ref", ""), sheet=self._sheet))
        elif element == "col" and _true(attributes.get("hidden")):
            self._marks.hide_columns(_whole(attributes.get("min")), _whole(attributes.get("max")))

    def end(self, element: str, text: str, parser: Parser) -> None:
        if element == "v":
            self._value += text
        elif element == "c" and not self._aside:
            self._cell_ends()
        elif element == "t" and not self._aside:
            self._inline.add(unescaped(text))
        elif element in ("rPh", "extLst"):
            self._aside = False

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
        self._value, self._inline = "", Runs()

    def _cell_ends(self) -> None:
        if not (self._value or self._filled or self._formula):
            return
        self._reach.fill(self._row, self._column)
        calculated = bool(self._value or self._filled or self._type == "str")
        error = self._value.strip() if self._type == "e" else ""
        if self._format or error or self._formula:
            self._marks.cells[self._row, self._column] = Mark(self._format, error, self._formula, calculated)
        if self._value or self._filled:
            self._marks.read(self._row, self._column, self._reading())
            runs = self._runs()
            if runs and runs.seen != runs.whole:
                self._marks.runs[self._row, self._column] = runs

    def _reading(self) -> Reading:
        """What the cell holds, as the file's own words say it (ECMA-376 part 1, 18.18.11)."""
        kind, value = self._type, self._value
        if kind == "n" and not self._filled:
            return figure(value)
        if runs := self._runs():
            return runs.whole
        if kind == "b":
            return _true(value.strip())
        return moment(value) if kind == "d" else value if kind == "s" else unescaped(value)

    def _runs(self) -> Runs | None:
        """The parts of a text: the cell's own, or those it points at."""
        if self._filled:
            return self._inline
        place = int(self._value) if self._type == "s" and self._value.strip().isdecimal() else len(self._texts)
        return self._texts[place] if place < len(self._texts) else None


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


def _said(comment: str) -> str:
    """A comment without the notice Excel puts before a threaded one for older versions."""
    if comment.startswith("[Threaded comment]"):
        _, _, comment = comment.partition("Comment:")
    return comment.strip()
