"""What a catalogue sheet is made of: kinds, their columns, and the few columns that many kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pbi import period as periods
from pbi.catalogue.values import Read, day, one_of, period, text
from pbi.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet: how its cells are read, what it says when left blank, and the kind of thing it names.

    ``words``: all that may be written in it, where that is a few words.
    """

    read: Read
    required: bool = False
    default: Any = None
    refers: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of sheet, the table its rows go to, and its columns. ``finish`` makes a fact of a row as read."""

    table: str
    columns: Mapping[str, Column]
    finish: Callable[[dict[str, Any]], dict[str, Any]] = field(default=dict)


def need(column: Column) -> Column:
    """The column, not to be left blank."""
    return replace(column, required=True)


def choice(words: Iterable[str], *, required: bool = False, default: str | None = None) -> Column:
    """A column in which one of a few words stands."""
    allowed = tuple(str(word) for word in words)
    return Column(read=one_of(allowed), required=required, default=default, words=allowed)


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its period as the four columns the store keeps."""
    when: periods.Period = row["period"]
    return {
        **row,
        "period": str(when),
        "period_kind": str(when.kind),
        "period_start": when.start,
        "period_end": when.end,
    }


def spanned(row: dict[str, Any]) -> dict[str, Any]:
    """The row, where it does not end before it begins."""
    if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
        raise BadInput("It ends before it begins.", remedy="Correct valid_from or valid_to.")
    return row


TEXT = Column(read=text)
DAY = Column(read=day)
PERIOD = Column(read=period, required=True)
AUTHORITY = Column(read=text, refers="authority")
INDICATOR = Column(read=text, refers="indicator")
OBJECTIVE = Column(read=text, refers="objective")
