"""What a catalogue sheet is made of: kinds, their columns, and the few columns that many kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pbi import period as periods
from pbi.catalogue.values import Read, day, period, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet: how its cells are read, what it says when left blank, and the kind of thing it names."""

    read: Read
    required: bool = False
    default: Any = None
    refers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of sheet, the table its rows go to, and its columns. ``finish`` makes a fact of a row as read."""

    table: str
    columns: Mapping[str, Column]
    finish: Callable[[dict[str, Any]], dict[str, Any]] = field(default=dict)


def need(column: Column) -> Column:
    """The column, not to be left blank."""
    return Column(read=column.read, required=True, refers=column.refers)


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


TEXT = Column(read=text)
DAY = Column(read=day)
PERIOD = Column(read=period, required=True)
AUTHORITY = Column(read=text, refers="authority")
INDICATOR = Column(read=text, refers="indicator")
OBJECTIVE = Column(read=text, refers="objective")
