"""A CSV that a command is given: its rows by heading, and where each value stands, so that a refusal can name it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pbi.errors import BadInput, PbiError
from pbi.workbook import delimited
from pbi.workbook.cells import column_letters

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its number as a spreadsheet counts, its values by heading without blanks, each column's letter."""

    number: int
    values: Mapping[str, str]
    letters: Mapping[str, str]

    def read(self, column: str, how: Callable[[str], T], *, otherwise: T) -> T:
        """The value of a column read by ``how``; ``otherwise`` where it is blank. A refusal names the cell."""
        if column not in self.values:
            return otherwise
        try:
            return how(self.values[column])
        except PbiError as error:
            raise BadInput(error.message, remedy=error.remedy, where=self.place(column)) from error

    def need(self, column: str, how: Callable[[str], T]) -> T:
        """The value of a column that may not be blank, read by ``how``."""
        if column not in self.values:
            raise BadInput(
                f"The {column} is missing.", remedy="Fill it in, or remove the row.", where=self.place(column)
            )
        try:
            return how(self.values[column])
        except PbiError as error:
            raise BadInput(error.message, remedy=error.remedy, where=self.place(column)) from error

    def place(self, column: str = "") -> str:
        """Where a column's value stands, as "row 5, cell C5"; without one, the row."""
        return f"row {self.number}" + (f", cell {self.letters[column]}{self.number}" if column in self.letters else "")


def read(path: Path, *, needed: Sequence[str]) -> tuple[list[str], list[Line]]:
    """The headings, in lower case, and the rows that are not blank.

    Refused: no such file, bytes that are not text, a needed column that is missing, a heading that stands twice.
    """
    try:
        text = delimited.decode(path.read_bytes())
    except OSError as error:
        raise BadInput("There is no such file.", remedy="Check the path.", where=str(path)) from error
    try:
        headings, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimited.sniff(text))) or [[]]
    except csv.Error as error:
        raise BadInput(
            "The text cannot be divided into cells.", remedy="Save it as CSV again.", where=path.name
        ) from error
    headings = [" ".join(each.split()).lower() for each in headings]
    if missing := [each for each in needed if each not in headings]:
        said = f"The column {missing[0]} is" if len(missing) == 1 else f"The columns {' and '.join(missing)} are"
        raise BadInput(
            f"{said} missing.", remedy=f"The first row names the columns {', '.join(needed)}.", where=path.name
        )
    if twice := [each for each in headings if each and headings.count(each) > 1]:
        raise BadInput(f"The column {twice[0]} appears twice.", remedy="Remove one.", where=path.name)
    letters = {heading: column_letters(column) for column, heading in enumerate(headings, start=1)}
    lines = (
        Line(number=number, values=_values(headings, row), letters=letters) for number, row in enumerate(rows, start=2)
    )
    return headings, [line for line in lines if line.values]


def _values(headings: list[str], row: list[str]) -> dict[str, str]:
    return {heading: value.strip() for heading, value in zip(headings, row, strict=False) if value.strip()}
