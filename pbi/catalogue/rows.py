"""Rows of catalogue sheets as facts in the making, each with the cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pbi.catalogue.kinds import KINDS
from pbi.catalogue.sheets import Row, Sheet, fault
from pbi.errors import PbiError, UnknownName
from pbi.model import Finding
from pbi.store import settle


@dataclass(slots=True, kw_only=True)
class Entry:
    """One row on its way: ``fact`` by the table's columns, ``given`` the columns its sheet has."""

    kind: str
    sheet: str
    cells: Row
    given: frozenset[str]
    fact: dict[str, Any] = field(default_factory=dict)

    def stated(self) -> dict[str, Any]:
        """The fact without what its sheet has no column for (a polarity that is stated states its source as well)."""
        silent = set(KINDS[self.kind].columns) - self.given
        if "polarity" in self.given:
            silent.discard("polarity_source")
        written = {column: value for column, value in self.fact.items() if column not in silent}
        return {column: value for column, value in written.items() if column not in _FROM_RETURNS}

    def refuse(self, rule: str, message: str, *, column: str = "", fix: str = "") -> Finding:
        """A fault of this row, at the cell of a column or, where that is blank, at the row's first."""
        cell = self.cells.get(column) or next(iter(self.cells.values()))
        found = str(cell.value) if column in self.cells else ""
        return fault(rule, message, sheet=self.sheet, cell=cell.cell, found=found, fix=fix)

    def attempt(self, doing: Callable[[], Any], *, faults: list[Finding], column: str = "") -> Any:
        """What ``doing`` returns; where it is refused, None and a fault of this row."""
        try:
            return doing()
        except PbiError as error:
            rule = "unknown-name" if isinstance(error, UnknownName) else "bad-value"
            faults.append(
                self.refuse(
                    rule, f"{column}: {error.message}" if column else error.message, column=column, fix=error.remedy
                )
            )
            return None


_FROM_RETURNS = {"submission", "sheet", "cell"}
"""Columns of a target that say which return brought it; a catalogue sheet that repeats the target leaves them."""


def entries_of(sheets: Iterable[Sheet], *, faults: list[Finding]) -> list[Entry]:
    """Every row whose cells can all be read, in the types of its table; a fault for each cell that cannot."""
    entries = [
        Entry(kind=sheet.kind, sheet=sheet.name, cells=row, given=sheet.columns)
        for sheet in sheets
        for row in sheet.rows
    ]
    return [entry for entry in entries if _read(entry, faults)]


def _read(entry: Entry, faults: list[Finding]) -> bool:
    before = len(faults)
    values = {column: _value(entry, column, faults) for column in KINDS[entry.kind].columns}
    if len(faults) == before:
        entry.attempt(lambda: _finish(entry, values), faults=faults)
    return len(faults) == before


def _value(entry: Entry, column: str, faults: list[Finding]) -> Any:
    spec = KINDS[entry.kind].columns[column]
    cell = entry.cells.get(column)
    if cell is not None:
        return entry.attempt(lambda: spec.read(cell.value), faults=faults, column=column)
    if spec.required:
        faults.append(entry.refuse("missing-value", f"The {column} is blank.", column=column, fix="Give one."))
    return spec.default


def _finish(entry: Entry, values: dict[str, Any]) -> None:
    kind = KINDS[entry.kind]
    (entry.fact,) = settle({kind.table: [kind.finish(values)]})[kind.table]
