"""Mappings: what a person said the columns of a table are for, kept for the next table that looks the same.

A table is known again by its fingerprint: its headings in order, with every period in them taken for any period, so
that added rows and the next year's columns change nothing. A mapping is one row a column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pbi.model import ColumnRole, Draft, YearsMeant
from pbi.returns.cells import headings
from pbi.returns.cells.headings import Heading
from pbi.returns.model.shapes import Shape, ShapeColumn
from pbi.returns.rules.reasons import MAPPING_WITHOUT_FIGURES, MAPPING_WITHOUT_INDICATOR
from pbi.returns.tables import periods
from pbi.returns.tables.columns import Roles
from pbi.returns.tables.grid import Column, Grid
from pbi.store import Store
from pbi.workbook.cells import CellType

FIELDS = {
    ColumnRole.AUTHORITY: "authority",
    ColumnRole.AUTHORITY_CODE: "authority_code",
    ColumnRole.PERIOD: "period",
    ColumnRole.INDICATOR: "name",
    ColumnRole.INDICATOR_CODE: "code",
    ColumnRole.BREAKDOWN: "breakdown",
    ColumnRole.FIGURE: "outturn",
    ColumnRole.NUMERATOR: "numerator",
    ColumnRole.DENOMINATOR: "denominator",
    ColumnRole.TARGET: "target",
    ColumnRole.STATUS: "status",
    ColumnRole.NOTE: "note",
    ColumnRole.UNIT: "unit",
    ColumnRole.SERVICE: "service",
}
"""The field of a row that each role is."""
_ROLES = {field: role for role, field in FIELDS.items()} | {
    "title": ColumnRole.INDICATOR,
    "indicator": ColumnRole.INDICATOR,
    "achieved": ColumnRole.FIGURE,
}

Row = Mapping[str, Any]


def patterns(grid: Grid) -> list[str]:
    """The heading of each column as it is known again, in order. Columns that differ in their period alone are one."""
    return [pattern(column) for column in grid.columns]


def pattern(column: Column) -> str:
    """A column's headings without case, with <period> for every period in them.

    Small differences of spacing and punctuation do not matter.
    """
    return " / ".join(_pattern(word) for word in column.words)


def _pattern(word: str) -> str:
    heading = headings.read(word)
    if heading and (heading.period or heading.quarter):
        return "<period>" if heading.field in ("outturn", "achieved") else f"{heading.field} <period>"
    if re.fullmatch(r"(?:19|20)\d\d", word):
        return "<period>"
    split = periods.parted(word)
    return f"{headings.squeeze(split[1])} <period>" if split else headings.squeeze(word)


def fingerprint(grid: Grid) -> str:
    """Sixteen characters that stay the same while the headings do; rows do not count, nor does the sheet's name."""
    found = patterns(grid)
    without_repeats = list(dict.fromkeys(found))
    return hashlib.sha256("\n".join(without_repeats).encode()).hexdigest()[:16]


def shape(grid: Grid, roles: Roles, *, reasons: Sequence[str] = (), mapped: bool = False) -> Shape:
    """A grid as it is shown for mapping, with what was made of it."""
    columns: dict[str, ShapeColumn] = {}
    for column in grid.columns:
        heading = roles.columns.get(column.number)
        known = pattern(column)
        columns.setdefault(
            known,
            ShapeColumn(
                heading=known,
                words=" / ".join(column.words),
                role=_word(column, heading, roles),
                indicator=_said(heading, "code"),
                name=_said(heading, "name"),
                unit=_said(heading, "unit"),
                years=heading.years if heading and heading.years in set(YearsMeant) else "",
                sample=tuple(dict.fromkeys(cell.text for cell in column.body))[:3],
            ),
        )
    return Shape(
        sheet=grid.sheet.name,
        header=grid.header,
        fingerprint=fingerprint(grid),
        columns=tuple(columns.values()),
        reasons=tuple(reasons),
        mapped=mapped,
    )


def _said(heading: Heading | None, field: str) -> str:
    return heading.said[field].text if heading and field in heading.said else ""


def _word(column: Column, heading: Heading | None, roles: Roles) -> str:
    if heading is None:
        return str(ColumnRole.BREAKDOWN if column.number in roles.breakdowns else ColumnRole.NOT_READ)
    return str(_ROLES.get(heading.field, ColumnRole.NOT_READ))


def find(given: Iterable[Row], grid: Grid, *, authority: str | None) -> dict[str, Row]:
    """The rows that map this grid, by heading: those of its fingerprint, the authority's own before everyone's; else
    those without a fingerprint that name this sheet or none, where it has all their headings."""
    rows = list(given)
    mark = fingerprint(grid) if rows else ""
    own = [row for row in rows if row.get("fingerprint") == mark and row.get("authority") in (authority, None)]
    if own:
        own.sort(key=lambda row: row.get("authority") is not None)
        return {row["heading"]: row for row in own}
    # Each heading of a grid by what it answers to: all its levels, or the lowest where no other is the
    # same.
    found = patterns(grid)
    lowest = [each.split(" / ")[-1] for each in found]
    alone = {_compared(low): full for low, full in zip(lowest, found, strict=True) if lowest.count(low) == 1}
    known = alone | {_compared(full): full for full in found}
    loose = [row for row in rows if not row.get("fingerprint") and row.get("sheet") in (None, "", grid.sheet.name)]
    spelt = {known.get(_compared(row["heading"])): row for row in loose}
    return {} if None in spelt else {str(heading): row for heading, row in spelt.items()}


def _compared(heading: str) -> str:
    """A heading as a person may have written it, without its levels and with <period> for its periods."""
    parts = [part if "<period>" in part else _pattern(part) for part in str(heading).split(" / ")]
    return " ".join(" ".join(parts).split())


def apply(grid: Grid, rows: Mapping[str, Row], proposed: Roles) -> Roles:
    """The columns as a mapping says; what it leaves out is not read."""
    found: dict[int, Heading] = {}
    for column in grid.columns:
        row = rows.get(pattern(column))
        field = FIELDS.get(ColumnRole(row["role"])) if row else None
        if row is None or field is None:
            continue
        found[column.number] = _heading(column, row, field, proposed.columns.get(column.number))
    return Roles(columns=found, breakdowns=(), reasons=tuple(_lacking(found)))


def _heading(column: Column, row: Row, field: str, before: Heading | None) -> Heading:
    text, years = " ".join(column.words), row.get("years") or (before.years if before else "")
    if field == "period":
        return Heading("period", text=text, years=years)
    told = dict(before.said) if before else {}
    for key, value in (("code", row.get("indicator")), ("name", row.get("name")), ("unit", row.get("unit"))):
        if value:
            told[key] = replace(column.cell, value=str(value), type=CellType.TEXT, format="")
    heading = before if before and (before.period or before.quarter) else Heading(field)
    bare = next((word for word in column.words if periods.is_bare_year(word)), None)
    period = periods.year_as(bare, years) if bare else heading.period
    said = told if field == "outturn" else {}
    return replace(heading, field=field, text=text, period=period, said=said, years=years)


def _lacking(found: Mapping[int, Heading]) -> list[str]:
    if not any(heading.field == "outturn" for heading in found.values()):
        return [MAPPING_WITHOUT_FIGURES]
    nameless = [
        heading
        for heading in found.values()
        if heading.field == "outturn" and not heading.said.keys() & {"name", "code"}
    ]
    if nameless and not any(heading.field in ("name", "code", "breakdown") for heading in found.values()):
        return [MAPPING_WITHOUT_INDICATOR.format(heading=nameless[0].text)]
    return []


def rows_of(shape: Shape, *, authority: str | None = None) -> list[dict[str, Any]]:
    """A mapping of a table as it was taken, a row a column, ready to be changed and given back."""
    return [
        {
            "fingerprint": shape.fingerprint,
            "authority": authority,
            "sheet": shape.sheet,
            "heading": column.heading,
            "role": column.role,
            "indicator": column.indicator or None,
            "name": column.name or None,
            "unit": column.unit or None,
            "years": column.years or None,
            "position": place,
        }
        for place, column in enumerate(shape.columns, start=1)
    ]


def remember(store: Store, rows: Sequence[Row], *, by: str, seen: int | None = None) -> int:
    """Keep a mapping for the next table of its fingerprint; returns the store's version. What was said before stays in
    the journal. ``seen``: the store's version when the columns were shown; refused where somebody mapped them since.
    """
    facts = {"mapping": [dict(row) for row in rows]}
    draft, since = Draft(kind="catalogue", by=by, received_on=date.today(), facts=facts), seen

    def act(version: int) -> int:
        store.require_unmoved(facts, since=version if since is None else since)
        return store.record(draft, checked=version)

    return store.newest(act)
