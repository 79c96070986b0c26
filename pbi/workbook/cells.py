"""What a workbook is made of, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pbi.workbook import formats

Value = str | Decimal | date | datetime | bool | None
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of cells shown as one; 1-based."""


class CellType(StrEnum):
    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``row`` and ``column`` are 1-based.

    A number is the Decimal of the shortest text that reads back as the stored double, so 0.98 shown as 98% is
    ``Decimal("0.98")`` with format ``0%``. A time of day or a length of time is TEXT ("08:45:00"), an error keeps
    its code ("#N/A"). A formula nobody has calculated is EMPTY with ``formula`` set. ``second`` is what else was read
    of the cell, where two readers differ on it or (``twice``) the file writes it twice: nobody can then tell its value.

    >>> Cell("KPIs", 7, 2, Decimal("0.98"), CellType.NUMBER, "0%").text
    '98%'
    """

    sheet: str
    row: int
    column: int
    value: Value
    type: CellType
    format: str = ""
    formula: bool = False
    comment: str = ""
    hidden: bool = False
    second: str | None = None
    twice: bool = False

    @property
    def address(self) -> str:
        """The cell's name on its sheet, such as B7."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as a person reads it: no spaces around it, days before months, a percent as a percent."""
        if isinstance(self.value, Decimal):
            return number_text(self.value, percent=formats.shown(self.format, self.value).times_100)
        if isinstance(self.value, datetime):
            return f"{self.value:%d/%m/%Y %H:%M}"
        if isinstance(self.value, date):
            return f"{self.value:%d/%m/%Y}"
        if isinstance(self.value, bool):
            return str(self.value).upper()
        return (self.value or "").strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells in reading order, only those that hold something."""

    name: str
    visible: bool
    cells: tuple[Cell, ...]
    merges: tuple[Merge, ...] = ()
    _by_row: Mapping[int, Mapping[int, Cell]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_row: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, {})[cell.column] = cell
        object.__setattr__(self, "_by_row", by_row)

    def at(self, row: int, column: int) -> Cell:
        """The cell at a place, an EMPTY one where nothing is written."""
        return self._by_row.get(row, {}).get(column) or Cell(self.name, row, column, None, CellType.EMPTY)

    def row(self, number: int) -> list[Cell]:
        """The cells of a row that hold something."""
        return list(self._by_row.get(number, {}).values())

    @property
    def rows(self) -> int:
        """The last row that holds something; 0 for an empty sheet."""
        return max((cell.row for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """The last column that holds something; 0 for an empty sheet."""
        return max((cell.column for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A received file as read. ``sha256`` is of the bytes received; ``kind`` is what they are, not what the name says.

    ``notes`` tells, a sentence each, what of the file was left alone: links to other workbooks, macros.
    """

    filename: str
    sha256: str
    kind: str
    sheets: tuple[Sheet, ...]
    defined_names: Mapping[str, str]
    notes: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column counted from 1.

    >>> column_letters(1), column_letters(28), column_letters(16_384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_text(number: Decimal, *, percent: bool = False) -> str:
    """A number without exponent or needless zeros.

    >>> number_text(Decimal("12.50")), number_text(Decimal("1E+3")), number_text(Decimal("0.1"), percent=True)
    ('12.5', '1000', '10%')
    """
    digits = format(number * 100 if percent else number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"{digits}%" if percent else digits
