"""What python-calamine cannot tell of a sheet, gathered from the file itself in one pass beside it.

calamine gives values. It blanks error cells, and does not tell number formats, formulas that were never calculated,
comments, or which rows and columns are hidden. Each kind of workbook has its own file here that finds them, and reads
every value a second time on its way: ooxml (.xlsx, .xlsm), biff (.xls), biff12 (.xlsb), ods. They stream, so a sheet
of empty cells costs nothing, and they measure the sheet before calamine lays it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pbi.errors import UnreadableFile
from pbi.settings import Limits
from pbi.workbook import guard
from pbi.workbook.cells import Merge, column_letters
from pbi.workbook.runs import Runs
from pbi.workbook.second import Reading

BUILT_IN_FORMATS: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"£"#,##0',
    6: '"£"#,##0',
    7: '"£"#,##0.00',
    8: '"£"#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: "#,##0",
    42: '"£"#,##0',
    43: "#,##0.00",
    44: '"£"#,##0.00',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Formats a file names by number alone (ECMA-376 part 1, 18.8.30), as a British machine shows them."""


ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""Error codes of the binary kinds."""


class Mark(NamedTuple):
    """What is to be known of one cell besides its value. ``calculated`` is false for a formula without a result."""

    format: str = ""
    error: str = ""
    formula: bool = False
    calculated: bool = True


@dataclass(slots=True)
class Marks:
    """One sheet's. Rows and columns are 1-based; ``merges`` is None where calamine tells them itself. ``twice`` holds
    what was read before of a cell that the file writes again, ``runs`` the texts of which parts are
    raised or struck out.
    """

    cells: dict[tuple[int, int], Mark] = field(default_factory=dict)
    readings: dict[tuple[int, int], Reading] = field(default_factory=dict)
    twice: dict[tuple[int, int], Reading] = field(default_factory=dict)
    runs: dict[tuple[int, int], Runs] = field(default_factory=dict)
    from_1904: bool = False
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] | None = None
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def read(self, row: int, column: int, reading: Reading) -> None:
        """The second reading of a cell that holds something."""
        place = (row, column)
        if place in self.readings:
            self.twice.setdefault(place, self.readings[place])
        self.readings[place] = reading

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(first, min(last, guard.LAST_COLUMN) + 1))


class Book(Protocol):
    """One workbook's marks, sheet by sheet so that only one is held at a time."""

    names: dict[str, str]
    notes: list[str]

    def marks(self, sheet: str) -> Marks:
        """Raises UnreadableFile for a sheet beyond the limits."""
        ...


class Reach:
    """How many cells of a workbook are filled and how far a sheet's reach, told before room is set aside for them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._filled = 0
        self._sheet = ""
        self._row = self._column = 0

    def begin(self, sheet: str) -> None:
        self._sheet, self._row, self._column = sheet, 0, 0

    def fill(self, row: int, column: int, *, times: int = 1) -> None:
        """A filled cell (or ``times`` of them ending here)."""
        self._filled += times
        if row > guard.LAST_ROW or column > guard.LAST_COLUMN:
            raise guard.beyond_the_sheet(self._sheet, f"{column_letters(column)}{row}")
        self._row, self._column = max(self._row, row), max(self._column, column)
        if self._filled > self._limits.cells:
            raise guard.too_many_cells(self._limits)

    def end(self) -> None:
        if self._row * self._column > guard.DENSE_CELLS:
            raise guard.too_far_apart(self._sheet, f"{column_letters(self._column)}{self._row}")


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS: dict[str, int] = {}


def place(address: str, *, sheet: str) -> tuple[int, int]:
    """Row and column of an address; UnreadableFile where no sheet has such a cell.

    >>> place("B7", sheet="KPIs")
    (7, 2)
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise guard.beyond_the_sheet(sheet, address)
    letters, row = found[1], int(found[2])
    column = _COLUMNS.get(letters)
    if column is None:
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        _COLUMNS[letters] = column
    if not 1 <= row <= guard.LAST_ROW or column > guard.LAST_COLUMN:
        raise guard.beyond_the_sheet(sheet, address)
    return row, column


def area(reference: str, *, sheet: str) -> Merge:
    """The corners of a reference such as A1:C2."""
    first, _, last = reference.partition(":")
    return *place(first, sheet=sheet), *place(last or first, sheet=sheet)


def damaged(error: Exception | None = None) -> UnreadableFile:
    """The refusal of a part no parser can read."""
    refusal = UnreadableFile("The workbook is damaged: a part of it cannot be read.", remedy=guard.SAVE_AGAIN)
    refusal.__cause__ = error
    return refusal
