"""Mappings: what a person said the columns of a table are for, kept for the next table that looks the same.

A table is known again by its fingerprint: its headings in order, with every period in them taken for any period, so
that added rows and the next year's columns change nothing. A mapping is one row a column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pbi.returns import dating, headings
from pbi.returns.grid import Column, Grid
from pbi.returns.headings import Heading
from pbi.returns.roles import Roles
from pbi.returns.shapes import Shape, ShapeColumn
from pbi.workbook.cells import CellType

ROLES = {
    "authority": "authority",
    "authority code": "authority_code",
    "period": "period",
    "indicator": "name",
    "indicator code": "code",
    "breakdown": "breakdown",
    "figure": "outturn",
    "numerator": "numerator",
    "denominator": "denominator",
    "target": "target",
    "status": "status",
    "note": "note",
    "unit": "unit",
    "service": "service",
    "not read": "not read",
}
"""What a column may be for, in the words of a mapping, and the field of ours."""
YEARS = ("calendar", "starting", "ending")
"""How bare years are meant: calendar years, or the financial years that start or end in them."""
_WORDS = {field: word for word, field in ROLES.items()} | {"title": "indicator", "indicator": "indicator"}

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
    split = dating.parted(word)
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
                name=heading.said["name"].text if heading and "name" in heading.said else "",
                unit=heading.said["unit"].text if heading and "unit" in heading.said else "",
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


def _word(column: Column, heading: Heading | None, roles: Roles) -> str:
    if heading is None:
        return "breakdown" if column.number in roles.breakdowns else "not read"
    return _WORDS.get(heading.field, "not read")


def find(given: Iterable[Row], grid: Grid, *, authority: str | None) -> dict[str, Row]:
    """The rows that map this grid, by heading: those of its fingerprint, the authority's own before everyone's; else
    those without a fingerprint that name this sheet or only headings it has."""
    rows = list(given)
    mark, known = fingerprint(grid), set(patterns(grid))
    own = [row for row in rows if row.get("fingerprint") == mark and row.get("authority") in (authority, None)]
    own.sort(key=lambda row: row.get("authority") is not None)
    if not own:
        loose = [row for row in rows if not row.get("fingerprint")]
        own = [row for row in loose if row.get("sheet") in (None, "", grid.sheet.name)]
        if {_spelt(row) for row in own} - known:
            own = []
    return {_spelt(row): row for row in own}


def _spelt(row: Row) -> str:
    return " / ".join(
        _pattern(word.strip()) if "<" not in word else word.strip() for word in str(row["heading"]).split(" / ")
    )


def apply(grid: Grid, rows: Mapping[str, Row], proposed: Roles) -> Roles:
    """The columns as a mapping says; what it leaves out is not read."""
    found: dict[int, Heading] = {}
    for column in grid.columns:
        row = rows.get(pattern(column))
        field = ROLES.get(str(row["role"])) if row else None
        if row is None or field in (None, "not read"):
            continue
        before = proposed.columns.get(column.number)
        found[column.number] = _heading(column, row, str(field), before)
    return Roles(columns=found, breakdowns=(), reasons=tuple(_lacking(found)))


def _heading(column: Column, row: Row, field: str, before: Heading | None) -> Heading:
    text, years = " ".join(column.words), row.get("years") or ""
    if field == "period":
        return Heading("period", text=text, years=years or (before.years if before else ""))
    heading = before if before and (before.period or before.quarter) else Heading(field, text=text)
    told = dict(before.said) if before else {}
    for key, value in (("code", row.get("indicator")), ("name", row.get("name")), ("unit", row.get("unit"))):
        if value:
            told[key] = replace(column.cell, value=str(value), type=CellType.TEXT, format="")
    return replace(
        heading, field=field, text=text, said=told if field == "outturn" else {}, years=years or heading.years
    )


def _lacking(found: Mapping[int, Heading]) -> list[str]:
    if not any(heading.field == "outturn" for heading in found.values()):
        return ["the mapping says of no column that it holds the figure"]
    nameless = [
        heading
        for heading in found.values()
        if heading.field == "outturn" and not heading.said.keys() & {"name", "code"}
    ]
    if nameless and not any(heading.field in ("name", "code", "breakdown") for heading in found.values()):
        return [f"the mapping does not say what '{nameless[0].text}' counts"]
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
            "indicator": None,
            "name": column.name or None,
            "unit": column.unit or None,
            "years": None,
        }
        for column in shape.columns
    ]
