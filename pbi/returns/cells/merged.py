"""Cells shown as one: what a merged heading or name says for the cells it covers, and what such a cell hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pbi.workbook.cells import Cell, Merge, Sheet

_TALLEST = 5_000
"""Rows beyond which a merge is decoration, not a name for each row under it."""
_WIDEST = 500


class Merged:
    """The merges of a sheet, found by the cell they cover."""

    def __init__(self, sheet: Sheet) -> None:
        self._down: dict[tuple[int, int], int] = {}
        self._across: dict[int, dict[int, int]] = {}
        self._blocks: dict[int, dict[int, int]] = {}
        for top, left, bottom, right in sheet.merges:
            if bottom - top > _TALLEST or right - left > _WIDEST:
                continue
            if left == right:
                self._down |= {(row, left): top for row in range(top + 1, bottom + 1)}
            elif top == bottom:
                self._across.setdefault(top, {}).update(dict.fromkeys(range(left, right + 1), left))
            else:
                self._blocks.setdefault(top, {}).update(dict.fromkeys(range(left, right + 1), left))

    def top_of(self, row: int, column: int) -> int | None:
        """The row of the cell that is shown here, where it is merged downwards from above."""
        return self._down.get((row, column))

    def above(self, row: int) -> Iterator[tuple[int, int]]:
        """Each column over which a heading of the row above is spread, and the column where that heading stands."""
        yield from self._across.get(row - 1, {}).items()

    def across(self, row: int) -> Mapping[int, int]:
        """Each column that a cell of this row is spread over, also where it is spread downwards as well, and the column
        where that cell stands.
        """
        return {**self._across.get(row, {}), **self._blocks.get(row, {})}

    def down_to(self, row: int, columns: range) -> Iterator[tuple[int, int]]:
        """Each of these columns that is merged downwards into a row, and the row where its text stands."""
        for column in columns:
            if top := self.top_of(row, column):
                yield column, top


def hidden_behind(sheet: Sheet) -> Iterator[tuple[Cell, Cell]]:
    """Each filled cell that merged cells cover and nobody sees, with the one that is shown in its place. One that says
    the same as what is shown hides nothing.
    """
    covering: dict[int, Merge] = {}  # by column, the merge that last began over it
    beginning = sorted((each for each in sheet.merges if each[3] - each[1] <= _WIDEST), reverse=True)
    for cell in sheet.cells:
        while beginning and beginning[-1][0] <= cell.row:
            merge = beginning.pop()
            covering |= dict.fromkeys(range(merge[1], merge[3] + 1), merge)
        top, left, bottom, _ = covering.get(cell.column, (0, 0, 0, 0))
        if cell.row <= bottom and (cell.row, cell.column) != (top, left) and cell.text:
            shown = sheet.at(top, left)
            if shown.text != cell.text:
                yield cell, shown
