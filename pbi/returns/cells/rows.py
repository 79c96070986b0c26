"""One row of a table: its cells by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.merged import Merged
from pbi.returns.model.candidates import Surroundings
from pbi.workbook.cells import Cell, CellType, Sheet

_OF_ONE_ROW = {"outturn", "achieved", "numerator", "denominator", "rating", "progress", "text"}
"""Fields that are never taken from a cell merged over several rows: one figure is one row's."""


class Columns(dict[int, Heading]):
    """The columns of a table by number, and by field: a wide table asks for each field in every row."""

    @cached_property
    def fields(self) -> Mapping[str, list[tuple[int, Heading]]]:
        found: dict[str, list[tuple[int, Heading]]] = {}
        for column, heading in self.items():
            found.setdefault(heading.field, []).append((column, heading))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One body row of a table: its cells by field, in the order of the columns."""

    sheet: Sheet
    number: int
    columns: Columns
    around: Surroundings
    merged: Merged

    def cell(self, *fields: str) -> Cell:
        """The first filled cell under any of these fields (in the order given); the first empty one where none is
        filled.
        """
        cells = [cell for name in fields for _, cell in self.under(name)]
        return next(
            (cell for cell in cells if not blank(cell)),
            cells[0] if cells else self.sheet.at(self.number, min(self.columns)),
        )

    def under(self, name: str) -> list[tuple[Heading, Cell]]:
        """Every column of one field, with its heading: a committee table has several years of "outturn"."""
        return [(heading, self._at(column)) for column, heading in self.columns.fields.get(name, ())]

    def _at(self, column: int) -> Cell:
        """A cell; what names a row may be merged downwards over several rows, and then says the same of each."""
        cell = self.sheet.at(self.number, column)
        if not blank(cell) or self.columns[column].field in _OF_ONE_ROW:
            return cell
        top = self.merged.top_of(self.number, column)
        return cell if top is None else self.sheet.at(top, column)

    def has(self, *fields: str) -> bool:
        return any(not blank(cell) for name in fields for _, cell in self.under(name))

    def only(self, fields: Mapping[str, str] | Sequence[str]) -> dict[str, Cell]:
        """The filled cells of these fields by name; a mapping renames them on the way (ours: theirs)."""
        wanted = fields if isinstance(fields, Mapping) else {name: name for name in fields}
        found = {ours: self.cell(theirs) for ours, theirs in wanted.items() if self.has(theirs)}
        if "authority" in wanted and (codes := [cell for _, cell in self.under("authority_code") if not blank(cell)]):
            found |= {"authority_name": found["authority"]} if "authority" in found else {}
            found["authority"] = codes[0]
        return found


def blank(cell: Cell) -> bool:
    """Whether nothing at all stands in a cell (a formula without a saved result is not nothing)."""
    return (cell.type is CellType.EMPTY and not cell.formula) or (cell.type is CellType.TEXT and not cell.text)


def in_one_line(cells: list[Cell]) -> str:
    """A row in one line of text, as far as it is short."""
    text = " | ".join(" ".join(cell.text.split()) for cell in cells)
    return text if len(text) <= 120 else text[:119] + "…"
