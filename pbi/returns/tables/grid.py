"""A table seen as a grid: where its headings stand, over how many rows, and what each column holds.

Nothing here knows what a heading means; only where headings end and figures begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pbi.returns.cells import typed
from pbi.returns.cells.merged import Merged
from pbi.returns.cells.values import AVAILABILITY
from pbi.workbook.cells import Cell, CellType, Sheet

_SAMPLE = 60
"""Rows right under the headings from which a column is known, and as many again from further down."""
_BEGINNING = 10
_LEVELS = 3
"""Rows of headings above the lowest, at most."""
_YEARS = range(1980, 2100)
_LONGEST_FIGURE = 24
_REFERENCES = re.compile(r"\W*(?:notes?|see notes?)\W*[\d, and]*\W*", re.I)
_UNITS = re.compile(r"units?(?: of measure)?", re.I)

Line = tuple[int, list[Cell]]
"""A row that holds something: its number and its filled cells from left to right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column under its headings. ``words`` are the headings from the top, each once; ``cell`` the lowest of them;
    ``unit`` what a row of units says of it; ``body`` the filled cells of the first rows."""

    number: int
    cell: Cell
    words: tuple[str, ...]
    unit: Cell | None
    body: tuple[Cell, ...]

    @property
    def is_figures(self) -> bool:
        """Whether most of what is there is numbers, or all of it words for a missing one."""
        alike = sum(map(_figure_like, self.body))
        return 2 * alike > len(self.body) if self.has_numbers else alike == len(self.body) > 0

    @property
    def has_numbers(self) -> bool:
        return any(cell.type is CellType.NUMBER or is_written_figure(cell) for cell in self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A block of headings and the columns under it. ``top`` and ``header`` are its first and last row of headings,
    ``skip`` the rows of units or note numbers under them."""

    sheet: Sheet
    top: int
    header: int
    skip: frozenset[int]
    columns: tuple[Column, ...]


def at(sheet: Sheet, rows: Sequence[Line], place: int, merges: Merged) -> Grid | None:
    """The grid whose lowest row of headings is this one, or None where figures do not begin right under it."""
    number, cells = rows[place]
    if len(cells) < 2 or not all(map(_heading_like, cells)):
        return None
    below = place + 1
    while below < len(rows) and below <= place + 3 and (len(rows[below][1]) == 1 or _is_aside(rows[below][1])):
        below += 1
    # Whether the row under the headings is one of figures: not all headings again.
    if below >= len(rows) or not (
        any((cell.type is CellType.NUMBER and not is_year(cell)) or is_written_figure(cell) for cell in rows[below][1])
        or any(cell.text.lower() in AVAILABILITY for cell in rows[below][1] if cell.column > cells[0].column)
    ):
        return None
    asides = [line for line in rows[place + 1 : below] if _is_aside(line[1])]
    levels = [*_levels(sheet, rows, place), rows[place]]
    rest = rows[below + _SAMPLE :]
    near = [line for line in rows[below : below + _SAMPLE] if len(line[1]) > 1]
    body = [*near, *(line for line in rest[:: max(1, len(rest) // _SAMPLE)] if len(line[1]) > 1)]
    columns = tuple(_columns(sheet, levels, asides, body, merges))
    headed = {column.number for column in columns if column.is_figures and column.has_numbers}
    bare = {cell.column for _, line in near[:10] for cell in line if cell.type is CellType.NUMBER} - headed
    if not headed or len(bare - {column.number for column in columns}) > len(headed):
        return None
    return Grid(
        sheet=sheet,
        top=levels[0][0],
        header=number,
        skip=frozenset(row for row, _ in asides),
        columns=columns,
    )


def _heading_like(cell: Cell) -> bool:
    return (cell.type in (CellType.TEXT, CellType.DATE) and not is_written_figure(cell)) or is_year(cell)


def is_written_figure(cell: Cell) -> bool:
    """Whether a text is a figure as a spreadsheet writes it into a text file: "33%", "1,234", "£5"."""
    if cell.type is not CellType.TEXT or len(cell.text) > _LONGEST_FIGURE or is_year(cell):
        return False
    found = typed.read(cell.text)
    return isinstance(found, typed.Typed) and found.out_of is None and found.unit in ("", "percent", "currency")


def is_year(cell: Cell) -> bool:
    """Whether a cell holds a bare year, as a number or as text."""
    if cell.type is CellType.NUMBER:
        return cell.value in _YEARS
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell.text))


def _figure_like(cell: Cell) -> bool:
    known = cell.type in (CellType.NUMBER, CellType.ERROR) or cell.text.lower() in AVAILABILITY
    return known or is_written_figure(cell)


def _is_aside(cells: Sequence[Cell]) -> bool:
    """A row of note numbers or of units between the headings and the figures."""
    first, rest = cells[0].text, cells[1:]
    if any(cell.type is not CellType.TEXT for cell in cells):
        return False
    return bool(_UNITS.fullmatch(first)) or all(_REFERENCES.fullmatch(cell.text) for cell in (rest or cells))


def _levels(sheet: Sheet, rows: Sequence[Line], place: int) -> list[Line]:
    """The rows of headings right above the lowest, from the top."""
    found: list[Line] = []
    first = rows[place][1][0].column
    while place and len(found) < _LEVELS:
        number, cells = rows[place - 1]
        lone = len(cells) == 1 and cells[0].column <= first
        apart = rows[place][0] - number > (2 if len(cells) > 2 else 1)
        if apart or lone or not all(map(_heading_like, cells)):
            break
        found.insert(0, rows[place - 1])
        place -= 1
    return found


def _columns(
    sheet: Sheet, levels: Sequence[Line], asides: Sequence[Line], body: Sequence[Line], merges: Merged
) -> Iterator[Column]:
    lowest = {cell.column for cell in levels[-1][1]}
    spread = [_spread(sheet, line, merges, over=lowest if line is not levels[-1] else set()) for line in levels]
    unit_row = next((cells for _, cells in asides if _UNITS.fullmatch(cells[0].text)), [])
    units = {cell.column: cell for cell in unit_row[1:]}
    begun = {cell.column for _, cells in body[:_BEGINNING] for cell in cells}
    held: dict[int, list[Cell]] = {}
    for _, cells in body:
        for cell in cells:
            if cell.column in begun:  # what begins further down is another table's
                held.setdefault(cell.column, []).append(cell)
    for column in sorted({column for level in spread for column in level}):
        said = [level[column] for level in spread if column in level]
        own = [cell for cell in said if cell.column == column]
        words = tuple(dict.fromkeys(text for cell in said if (text := " ".join(cell.text.split()))))
        if words and (column in held or own):
            yield Column(
                number=column,
                cell=(own or said)[-1],
                words=words,
                unit=units.get(column),
                body=tuple(held.get(column, ())),
            )


def _spread(sheet: Sheet, line: Line, merges: Merged, *, over: set[int]) -> Mapping[int, Cell]:
    """The heading that a row gives each column: its own, one merged over it; in a row that has no merges, the one to
    the left of a blank that stands over a heading (``over``)."""
    number, cells = line
    found = {cell.column: cell for cell in cells}
    merged = merges.across(number)
    for column, left in merged.items():
        found.setdefault(column, sheet.at(number, left))
    if over and not merged:
        for column in sorted(over):
            if column not in found and column - 1 in found and found[column - 1].column in over:
                found[column] = found[column - 1]
    return found
