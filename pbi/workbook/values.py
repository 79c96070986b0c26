"""The cells of one sheet: calamine's values, with the marks laid over them, as they travel to the parent."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from pbi.settings import Limits
from pbi.workbook import guard, second
from pbi.workbook.cells import CellType
from pbi.workbook.marks import Mark, Marks

Wire = list[Any]
"""row, column, type, value, format, formula, comment, hidden: numbers and dates as text, as JSON has neither. Of a cell
in doubt also what else was read of it, and whether that is because the file writes it twice."""

PLAIN = Mark()


class Budget:
    """How many cells and characters a workbook may still have."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = limits.cells
        self._characters = guard.CHARACTERS

    def spend(self, value: object, comment: str) -> None:
        self._cells -= 1
        self._characters -= len(comment) + (len(value) if isinstance(value, str) else 0)
        if self._cells < 0:
            raise guard.too_many_cells(self._limits)
        if self._characters < 0:
            raise guard.too_much_text()


def cells(sheet: Any, marks: Marks, *, budget: Budget) -> list[Wire]:
    """Every cell that holds a value, an error, an uncalculated formula or a comment, in reading order. What only the
    second reader found is a text, and that the first found nothing is said beside it.
    """
    found: list[Wire] = []
    seen: set[tuple[int, int]] = set()
    for row, column, value in _values(sheet):
        mark = marks.cells.get((row, column), PLAIN)
        kind, wire = typed(value)
        if mark.error:
            kind, wire = CellType.ERROR, mark.error
        seen.add((row, column))
        doubt = [] if mark.error else _doubt(row, column, value, mark, marks)
        runs = marks.runs.get((row, column)) if kind is CellType.TEXT else None
        if runs:
            wire, doubt = runs.seen, doubt or ([runs.whole, False] if runs.is_struck else [])
        found.append(_cell(row, column, kind, wire, mark, marks, budget) + doubt)
    for (row, column), mark in marks.cells.items():
        if (row, column) not in seen and (mark.error or not mark.calculated):
            kind, code = (CellType.ERROR, mark.error) if mark.error else (CellType.EMPTY, None)
            seen.add((row, column))
            found.append(_cell(row, column, kind, code, mark, marks, budget))
    for (row, column), reading in marks.readings.items():
        if (row, column) not in seen and not _is_blank(reading):
            mark = marks.cells.get((row, column), PLAIN)
            seen.add((row, column))
            missed = second.shown(reading, code=mark.format, from_1904=marks.from_1904)
            found.append([*_cell(row, column, CellType.TEXT, missed, mark, marks, budget), "nothing", False])
    for row, column in marks.comments.keys() - seen:
        found.append(_cell(row, column, CellType.EMPTY, None, PLAIN, marks, budget))
    found.sort(key=lambda cell: (cell[0], cell[1]))
    return found


def _doubt(row: int, column: int, value: object, mark: Mark, marks: Marks) -> list[object]:
    """What else was read of a cell, where something was: the file writes it twice, or the second reading differs."""
    place = (row, column)
    if place not in marks.readings:
        return ["nothing", False]
    again = bool(marks.twice) and place in marks.twice
    reading = marks.twice[place] if again else marks.readings[place]
    if not again and second.agree(value, reading, code=mark.format, from_1904=marks.from_1904):
        return []
    return [second.shown(reading, code=mark.format, from_1904=marks.from_1904), again]


def _is_blank(reading: second.Reading) -> bool:
    return reading is second.SOME_TEXT or (isinstance(reading, str) and not reading.strip())


def _values(sheet: Any) -> Iterator[tuple[int, int, object]]:
    """Row, column and value of what is not blank. calamine's rows begin at row 1, but at the first filled column."""
    if sheet.start is None:
        return
    left = sheet.start[1] + 1
    for row, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=left):
            if value != "" and not (isinstance(value, str) and value.isspace()):
                yield row, column, value


def _cell(row: int, column: int, kind: CellType, value: object, mark: Mark, marks: Marks, budget: Budget) -> Wire:
    comment = marks.comments.get((row, column), "")
    hidden = row in marks.hidden_rows or column in marks.hidden_columns
    budget.spend(value, comment)
    return [row, column, kind.value, value, mark.format, mark.formula, comment, hidden]


def typed(value: object) -> tuple[CellType, str | bool]:
    """The type of a value read, and the value as it travels.

    >>> typed(3.0), typed(0.98), typed(time(8, 45))
    ((<CellType.NUMBER: 'number'>, '3'), (<CellType.NUMBER: 'number'>, '0.98'), (<CellType.TEXT: 'text'>, '08:45:00'))
    """
    if isinstance(value, bool):
        return CellType.BOOLEAN, value
    if isinstance(value, int | float):
        return (CellType.NUMBER, number(value)) if math.isfinite(value) else (CellType.ERROR, "#NUM!")
    if isinstance(value, datetime | date):
        return CellType.DATE, value.isoformat()
    if isinstance(value, timedelta):
        # Hours, minutes and seconds, as [h]:mm:ss shows them.
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return CellType.TEXT, f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return CellType.TEXT, value.isoformat(timespec="seconds") if isinstance(value, time) else str(value)


def number(value: float) -> str:
    """The shortest text that reads back as the same double, a whole number without ".0"."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
