"""Fixes a person applies in the preview: a proposed value read in the place of what a cell holds.

The received file stays as it is and a fact keeps its cell. Each fix is recorded among the findings of the submission,
in the journal: what the cell holds, what it was read as, and by whom. Nothing is ever mended unasked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pbi.errors import BadInput
from pbi.model import Finding, Severity
from pbi.returns.model.candidates import Reading
from pbi.returns.rules import BY_CODE
from pbi.returns.rules.cells import FIX_APPLIED
from pbi.returns.rules.rule import is_value
from pbi.workbook.cells import Cell, CellType, Workbook

_ROUNDS = 20
_NUMBER = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<percent>%?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What one cell holds and the value proposed for it, with the rule that proposes it."""

    sheet: str
    cell: str
    found: str
    value: str
    rule: str

    @property
    def place(self) -> tuple[str, str]:
        return self.sheet, self.cell

    @property
    def name(self) -> str:
        """How it is asked for: "Return!D2=96"."""
        return f"{self.sheet}!{self.cell}={self.value}"

    def is_asked(self, words: Iterable[str]) -> bool:
        """Whether one of the words asks for this fix: its rule, its cell (D2, Return!D2), or its whole name."""
        return not {self.rule, self.cell, f"{self.sheet}!{self.cell}", self.name}.isdisjoint(words)


def offered(findings: Iterable[Finding]) -> list[Fix]:
    """The fixes that can be applied, one a cell: the gravest finding's, then the first's."""
    fixes: dict[tuple[str, str], Fix] = {}
    for each in sorted(findings, key=lambda each: list(Severity).index(each.severity)):
        if BY_CODE[each.rule].writes and each.cell and is_value(each.fix):
            fix = Fix(sheet=each.sheet, cell=each.cell, found=each.found, value=each.fix, rule=each.rule)
            fixes.setdefault(fix.place, fix)
    return list(fixes.values())


def mended(
    book: Workbook,
    *,
    read: Callable[[Workbook], Reading],
    findings: Callable[[Reading], Iterable[Finding]],
    asked: Sequence[str],
    by: str,
) -> Reading:
    """A workbook read with the fixes that were asked for, and a note of each. What a fix brings to light may itself be
    fixed, a cell once. BadInput where a cell is named for which nothing is proposed.
    """
    applied: dict[tuple[str, str], Fix] = {}
    reading = read(book)
    for _ in range(_ROUNDS if asked else 0):
        new = [each for each in offered(findings(reading)) if each.is_asked(asked) and each.place not in applied]
        if not new:
            break
        applied |= {each.place: each for each in new}
        book = with_values(book, {each.place: each.value for each in new})
        reading = read(book)
    _all_found(asked, applied.values())
    return replace(reading, findings=(*reading.findings, *(_note(each, reading, by) for each in applied.values())))


def with_values(book: Workbook, values: Mapping[tuple[str, str], str]) -> Workbook:
    """A workbook whose cells at these places (sheet, address) hold these values instead."""
    sheets = []
    for sheet in book.sheets:
        wanted = {address: value for (name, address), value in values.items() if name == sheet.name}
        cells = (_holding(cell, wanted[cell.address]) if cell.address in wanted else cell for cell in sheet.cells)
        sheets.append(replace(sheet, cells=tuple(cells)) if wanted else sheet)
    return replace(book, sheets=tuple(sheets))


def recorded(findings: Iterable[Mapping[str, object]]) -> dict[tuple[str, str], str]:
    """The values read instead, by place, from the findings of a submission as they are stored."""
    return {
        (str(row["sheet"]), str(row["cell"])): str(row["expected"])
        for row in findings
        if row["rule"] == FIX_APPLIED.code
    }


def _holding(cell: Cell, value: str) -> Cell:
    plain = replace(cell, formula=False, format="", second=None, twice=False)
    if number := _NUMBER.fullmatch(value):
        exact = Decimal(number["number"])
        if number["percent"]:
            return replace(plain, value=exact / 100, type=CellType.NUMBER, format="0%")
        return replace(plain, value=exact, type=CellType.NUMBER)
    return replace(plain, value=value, type=CellType.TEXT)


def _note(fix: Fix, reading: Reading, by: str) -> Finding:
    """The record of one fix; its ``fix`` names the cells of the figures it goes into."""
    into = [
        each.cell
        for each in reading.candidates
        if any((cell.sheet, cell.address) == fix.place for cell in each.cells.values())
    ]
    return FIX_APPLIED.on(
        fix.sheet,
        fix.cell,
        found=fix.found,
        expected=fix.value,
        fix=", ".join(dict.fromkeys(into)),
        by=f" by {by}" if by else "",
        reason=BY_CODE[fix.rule].title.lower(),
    )


def _all_found(asked: Sequence[str], applied: Iterable[Fix]) -> None:
    held, applicable = list(applied), {code for code, rule in BY_CODE.items() if rule.writes}
    for word in asked:
        if word not in applicable and not any(each.is_asked([word]) for each in held):
            raise BadInput(
                f"No value is proposed for '{word}'.",
                remedy="Name a cell for which a value is proposed, such as Return!D2.",
            )
