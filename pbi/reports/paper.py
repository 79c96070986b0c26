"""A paper as plain data: what it says, in what order, whatever the file it is written to.

A renderer decides nothing about content: it sets sentences, tables and somebody's words in the means of its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pbi.narrative.meeting.deck import Mark, Slide

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a paper is for."""

    COMMITTEE = "committee"
    BOARD = "board"
    EXCEPTIONS = "exceptions"
    DEEP_DIVE = "deep-dive"


class Medium(StrEnum):
    """Where a part belongs: on paper to be read, in a workbook to be worked with, or in both."""

    BOTH = "both"
    PRINT = "print"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: its exact value for a cell, how it is said in words, and the unit and decimals it is shown with.

    ``signed``: a difference, shown with its sign. A percentage is 96, not 0.96.
    """

    value: Decimal
    said: str
    unit: str = "number"
    decimals: int = 0
    signed: bool = False


Cell = str | Number | Mark | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``right``: its cells are figures; ``medium``: left out elsewhere; ``width`` beside the others'."""

    title: str
    right: bool = False
    medium: Medium = Medium.BOTH
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a heading for every column; its first column names the row.

    ``name``: a short one of its own in the paper, for a sheet; ``caption``: what it holds; ``notes``: legends.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    medium: Medium = Medium.BOTH

    def within(self, medium: Medium) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        """The columns and rows as they stand in one medium."""
        kept = [place for place, column in enumerate(self.columns) if column.medium in {Medium.BOTH, medium}]
        return tuple(self.columns[place] for place in kept), tuple(tuple(row[at] for at in kept) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said, under what it is about."""

    about: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, in order: sentences, tables, somebody's words, sections within it."""

    title: str
    parts: tuple[str | Table | Words | Section, ...]
    medium: Medium = Medium.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. ``headline``: its first sentences; ``stamp``: the state of the figures it was made from."""

    kind: Kind
    title: str
    about: str
    headline: tuple[str, ...]
    stamp: str
    sections: tuple[Section, ...]
    slides: tuple[Slide, ...] = field(default=())

    def tables(self, medium: Medium) -> Iterator[tuple[Section, Table]]:
        """Every table of a medium with the section it stands in."""
        for section in self.sections:
            yield from _tables(section, medium)


def _tables(section: Section, medium: Medium) -> Iterator[tuple[Section, Table]]:
    if section.medium not in {Medium.BOTH, medium}:
        return
    for part in section.parts:
        if isinstance(part, Section):
            yield from _tables(part, medium)
        elif isinstance(part, Table) and part.medium in {Medium.BOTH, medium}:
            yield section, part


def read(cell: Cell) -> str:
    """A cell as a person reads it.

    >>> read(date(2020, 3, 31)), read(Mark("bad", "◆", "Red")), read(None)
    ('31 March 2020', '◆ Red', '')
    """
    match cell:
        case None:
            return ""
        case Number():
            return cell.said
        case Mark():
            return f"{cell.symbol} {cell.label}".strip()
        case date():
            return f"{cell.day} {cell:%B %Y}"
    return cell


def plain(text: str) -> str:
    """Text without what a document cannot hold: control characters are shown as a replacement mark."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def present(*parts: str | Table | Words | Section | None) -> tuple[str | Table | Words | Section, ...]:
    """The parts that say something: an empty sentence and a table without rows are left out."""
    return tuple(part for part in parts if part and not (isinstance(part, Table) and not part.rows))


def dropped(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    """The columns that hold something in some row, and the rows with them."""
    kept = [place for place in range(len(columns)) if any(row[place] not in (None, "") for row in rows)]
    return [columns[place] for place in kept], [tuple(row[place] for place in kept) for row in rows]
