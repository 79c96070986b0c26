"""Tables side by side on one sheet: where a second column of authorities begins, another table does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pbi.workbook.cells import Cell, CellType, Sheet

_FEWEST = 2
_MOST = 0.6


def split(sheet: Sheet, *, authority: Callable[[str], str | None]) -> list[Sheet]:
    """A sheet as the tables that stand side by side on it, most often one. ``authority`` gives the code of a name.

    A second column of authorities begins another table where figures lie between the two and behind the second, and
    the two do not say the same row by row. Lines above the headings belong to each table that has none of its own.
    """
    columns: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        columns.setdefault(cell.column, []).append(cell)
    named = [number for number, cells in sorted(columns.items()) if _names_authorities(cells, authority)]
    starts = named[:1]
    for number in named[1:]:
        beside = {cell.row: authority(cell.text) for cell in columns[starts[-1]]}
        differs = any(
            beside.get(cell.row) not in (None, code) for cell in columns[number] if (code := authority(cell.text))
        )
        if differs and _has_figures(columns, starts[-1], number) and _has_figures(columns, number, max(columns) + 1):
            starts.append(number)
    if len(starts) < _FEWEST:
        return [sheet]
    first = [_first_row(columns[number], authority) for number in starts]
    edges = [0, *starts[1:], max(columns) + 1]
    return [_band(sheet, edges[place], edges[place + 1], above=first[place] - 1) for place in range(len(starts))]


def _band(sheet: Sheet, start: int, end: int, *, above: int) -> Sheet:
    """The columns from ``start`` to before ``end``, and the lines above in which they have nothing of their own."""
    own = [cell for cell in sheet.cells if start <= cell.column < end]
    filled = {cell.row for cell in own}
    lines = [cell for cell in sheet.cells if cell.row < above and cell.row not in filled] if start else []
    return replace(sheet, cells=tuple(sorted([*own, *lines], key=lambda cell: (cell.row, cell.column))))


def _names_authorities(cells: Sequence[Cell], authority: Callable[[str], str | None]) -> bool:
    texts = [cell.text for cell in cells if cell.type is CellType.TEXT]
    known = [code for text in texts if (code := authority(text))]
    return len(set(known)) >= _FEWEST and len(known) >= _MOST * (len(texts) - 2)


def _has_figures(columns: dict[int, list[Cell]], start: int, end: int) -> bool:
    return any(
        sum(cell.type is CellType.NUMBER for cell in columns.get(number, ())) >= _FEWEST
        for number in range(start + 1, end)
    )


def _first_row(cells: Sequence[Cell], authority: Callable[[str], str | None]) -> int:
    return min(cell.row for cell in cells if authority(cell.text))
