"""The board's deck as plain data: slides of one message each, of the same measures and sentences as the pages.

Whoever draws it, on the screen or in a file, decides nothing: which slides there are is settled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.meeting.questions import Held

Row = Mapping[str, Any]
LONGEST = 260
"""Characters of somebody's own words that a slide bears; the rest is on the indicator's page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A length of a bar: a count or a figure, what is printed on or beside it, and the role whose colour it takes."""

    size: float
    shown: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from zero, its parts one after another; ``mark``: where the target lies, and ``marked`` what it says."""

    label: str
    parts: tuple[Part, ...]
    mark: float | None = None
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one scale, with their text alternative."""

    title: str
    bars: tuple[Bar, ...]
    alternative: str

    @property
    def whole(self) -> float:
        """What the full width stands for."""
        return max([sum(part.size for part in bar.parts) for bar in self.bars] + [bar.mark or 0 for bar in self.bars])


@dataclass(frozen=True, slots=True)
class Mark:
    """A status in a table's cell: its mark, its word, and the role whose colour it takes."""

    role: str | None
    symbol: str
    label: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: headings, rows of texts and marks, and the columns whose cells are figures."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str | Mark, ...], ...]
    right: frozenset[int] = frozenset()
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One message: whose or what it is about, one sentence, at most one picture, one small table and a few words."""

    title: str  # in the jump list
    about: str  # above the sentence
    sentence: str
    picture: Bars | None = None
    grid: Grid | None = None
    words: tuple[tuple[str, str], ...] = ()  # a heading and what is said
    indicator: str | None = None
    authority: str | None = None
    in_reserve: bool = False  # shown only from the jump list


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the deck is composed from: frames of the measures of these names, beside what the question bank reads.

    ``trend`` holds the years of the indicators; ``asked`` the questions logged at meetings; ``bank`` the question bank.
    """

    whose: str
    held: Held
    counts: pd.DataFrame
    by_year: pd.DataFrame
    circumstances: pd.DataFrame
    trend: pd.DataFrame
    deep_dives: pd.DataFrame
    asked: pd.DataFrame
    bank: pd.DataFrame
    judged_on: date
    today: date

    @property
    def period(self) -> str:
        return self.held.period


def cut(words: str, longest: int = LONGEST) -> str:
    """Somebody's words as far as a slide bears them, cut between two words.

    >>> cut("one two three", 9)
    'one two …'
    """
    plain = " ".join(words.split())
    if len(plain) <= longest:
        return plain
    return f"{plain[: longest - 1].rsplit(' ', 1)[0]} …"


def spelt(value: Any, row: Row) -> str:
    """A figure in a row's unit."""
    return figures.figure(value, **figures.shape(row))


def mark(row: Row) -> Mark | str:
    """A row's status for a cell; nothing where no scheme is applied."""
    return Mark(row["role"], row["symbol"] or "", row["label"]) if row.get("label") else ""


def grid(titles: Sequence[str], rows: Iterable[Sequence[Any]], *, most: int, right: Sequence[int] = ()) -> Grid | None:
    """A table of the first ``most`` rows that says how many more there are; columns empty throughout are left out."""
    held = [tuple(row) for row in rows]
    if not held:
        return None
    kept = [place for place in range(len(titles)) if any(row[place] for row in held)]
    left = len(held) - most
    return Grid(
        titles=tuple(titles[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in held[:most]),
        right=frozenset(new for new, old in enumerate(kept) if old in right),
        more=f"and {left} more" if left > 0 else "",
    )


def stamp(held_on: date | None, version: int) -> str:
    """The state that the deck shows: "as at 8 June 2020, version 33"."""
    day = figures.day(held_on)
    return f"as at {f'{day}, ' if day else ''}version {version}"
