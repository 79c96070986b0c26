"""The parts of an Office Open XML package and how they point at each other. The zip has been through the guard."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from typing import NamedTuple, Protocol
from xml.parsers import expat

from pbi.workbook.marks import damaged

Attributes = dict[str, str]


class Relation(NamedTuple):
    """``kind`` is the last word of the relationship's type, ``target`` the part pointed at (or an address outside)."""

    kind: str
    target: str


class Readable(Protocol):
    def read(self, length: int = ..., /) -> bytes: ...


class Package:
    """Parts by name, whatever the case and slashes of the name."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}
        self.workbook = next(iter(self.targets("", "officeDocument")), "xl/workbook.xml")

    def has(self, part: str) -> bool:
        return part.lower() in self._parts

    def bytes(self, part: str) -> bytes:
        """The whole of a part, nothing where there is none."""
        return self._zip.read(self._parts[part.lower()]) if self.has(part) else b""

    def parse(self, part: str, start: Callable[..., None], end: Callable[..., None] | None = None) -> None:
        """Stream one XML part through ``start(name, attributes, parser)`` and ``end(name, text, parser)``.

        Names come without their namespace; ``text`` is what was heard since the parser's ``hear``.
        """
        if not self.has(part):
            return
        try:
            with self._zip.open(self._parts[part.lower()]) as stream:
                Parser(start, end).read(stream)
        except expat.ExpatError as error:
            raise damaged(error) from error

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by id; the package itself is the part ""."""
        folder, name = posixpath.split(part)
        found: dict[str, Relation] = {}

        def start(element: str, attributes: Attributes, parser: Parser) -> None:
            if element == "Relationship":
                target = attributes.get("Target", "")
                if attributes.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[attributes.get("Id", "")] = Relation(attributes.get("Type", "").rpartition("/")[2], target)

        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found

    def targets(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part points at and that are there."""
        return [each.target for each in self.relations(part).values() if each.kind == kind and self.has(each.target)]

    def notes(self) -> list[str]:
        """What is left alone, a sentence each."""
        found = []
        if self.targets(self.workbook, "externalLink"):
            found.append("The workbook links to other workbooks, which were not opened; its saved figures were read.")
        if any(part.endswith("vbaproject.bin") for part in self._parts):
            found.append("The workbook contains macros, which were not run.")
        return found


class Parser:
    """expat with local names, and text only where it is asked for."""

    def __init__(self, start: Callable[..., None], end: Callable[..., None] | None) -> None:
        self._start, self._end = start, end or _nothing
        self._heard: list[str] = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._open
        self._expat.EndElementHandler = self._close

    def read(self, stream: Readable) -> None:
        self._expat.ParseFile(stream)

    def hear(self) -> None:
        """Collect text from here to the end of this element."""
        self._heard.clear()
        self._expat.CharacterDataHandler = self._heard.append

    def _open(self, name: str, attributes: Attributes) -> None:
        self._start(name.rpartition(":")[2], attributes, self)

    def _close(self, name: str) -> None:
        self._expat.CharacterDataHandler = None
        self._end(name.rpartition(":")[2], "".join(self._heard), self)
        self._heard.clear()


def _nothing(element: str, text: str, parser: Parser) -> None:
    """No end of an element matters."""
