"""Columns of one table that nobody can tell apart: two that say the same of what they hold and differ, and one without
a known heading that names what each row is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pbi.catalogue.names import Names
from pbi.errors import BadInput
from pbi.model import Finding
from pbi.period import parse
from pbi.returns.cells.headings import Heading, squeeze
from pbi.returns.cells.rows import Row, blank, in_one_line
from pbi.returns.rules.tables import COLUMN_UNHEADED, COLUMNS_ALIKE, SAME_HEADING
from pbi.returns.tables.sheets import Table
from pbi.workbook.cells import Cell, column_letters

_DECIDING = ("outturn", "achieved", "numerator", "denominator", "target", "status", "code", "code_name", "indicator")
"""Fields of which a row has one: which figure it is, and of what."""
_JOINED = ("period", "rating", "authority", "authority_code")
"""Fields that are read from several columns together, or are settled elsewhere."""
_LOOKED_AT = 40
"""Rows in which a column shows what it holds."""


def groups(columns: Mapping[int, Heading]) -> list[tuple[int, ...]]:
    """The columns of a table whose headings mean the same, field and period, where there are several."""
    found: dict[Heading, list[int]] = {}
    for column, heading in columns.items():
        if heading.field not in _JOINED:
            found.setdefault(replace(heading, text=""), []).append(column)
    return [tuple(group) for group in found.values() if len(group) > 1]


def faults(row: Row, shared: Sequence[tuple[int, ...]]) -> tuple[Finding, ...]:
    """An error for each such group of columns that says two things in one row."""
    return tuple(_two_said(row, cells) for cells in _differing(row, shared) if _field(row, cells) in _DECIDING)


def left_out(table: Table, shared: Sequence[tuple[int, ...]]) -> Iterator[Finding]:
    """A note, once a column, of words that stand beside others of the same heading: the first are read."""
    told: set[int] = set()
    for row in table.rows if shared else ():
        for first, *others in _differing(row, shared):
            for cell in others if _field(row, [first]) not in _DECIDING else ():
                if cell.column not in told:
                    told.add(cell.column)
                    one, other = column_letters(first.column), column_letters(cell.column)
                    yield SAME_HEADING.at(cell, found=in_one_line([cell]), one=one, other=other)


def _differing(row: Row, shared: Sequence[tuple[int, ...]]) -> Iterator[list[Cell]]:
    """The filled cells of each group that differ in this row."""
    for group in shared:
        cells = [cell for column in group if not blank(cell := row.sheet.at(row.number, column))]
        if len({cell.text for cell in cells}) > 1:
            yield cells


def _field(row: Row, cells: Sequence[Cell]) -> str:
    return row.columns[cells[0].column].field


def _two_said(row: Row, cells: Sequence[Cell]) -> Finding:
    first, second = cells[:2]
    headings = " and ".join(f"'{' '.join(row.columns[cell.column].text.split())}'" for cell in (first, second))
    return COLUMNS_ALIKE.at(
        second,
        found=f"{first.text} | {second.text}",
        headings=headings,
        field=_field(row, cells).replace("_", " "),
        one=first.text,
        other=second.text,
        first=first.address,
    )


def unheaded(table: Table, *, names: Names) -> Iterator[Finding]:
    """A warning of a column whose heading is not known and whose cells name periods or authorities, where a table of
    figures has no column of them: its rows would all be taken to be about what is said elsewhere.
    """
    fields = {heading.field for heading in table.columns.values()}
    dated = any(heading.period or heading.quarter for heading in table.columns.values())
    spellings = names.lookups["authority"].spellings
    sought: dict[str, Callable[[str], object]] = {}
    if "outturn" in fields and "period" not in fields and not dated:
        sought["period"] = _is_period
    if fields & {"outturn", "achieved"} and not fields & {"authority", "authority_code"}:
        sought["authority"] = lambda said: spellings.get(squeeze(said.replace("&", " and ")))
    unread: dict[int, list[Cell]] = {}
    others = set(range(1, table.sheet.columns + 1)) - table.columns.keys() if sought else set()
    for row in table.rows[:_LOOKED_AT] if others else ():
        for column in sorted(others):
            if not blank(cell := row.sheet.at(row.number, column)):
                unread.setdefault(column, []).append(cell)
    for column, cells in unread.items():
        for what, known in sought.items():
            if 2 * sum(bool(known(cell.text)) for cell in cells) > len(cells):
                yield _without_heading(table, column, cells[0], what)


def _is_period(said: str) -> bool:
    try:
        return bool(parse(said))
    except BadInput:
        return False


def _without_heading(table: Table, column: int, first: Cell, what: str) -> Finding:
    heading = table.sheet.at(table.header, column).text
    return COLUMN_UNHEADED.at(
        first,
        column=column_letters(column),
        what=what,
        title=what.title(),
        heading=f"'{' '.join(heading.split())}'" if heading else "missing",
    )
