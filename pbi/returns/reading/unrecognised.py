"""Grids that no layout knows: read as a wide table where everything about them is told, else asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pbi.model import Finding, Severity
from pbi.returns.cells.rows import Row, blank
from pbi.returns.layouts import wide
from pbi.returns.layouts.shape import INDICATOR, Layout
from pbi.returns.model.candidates import Candidate, Kind, Surroundings
from pbi.returns.model.shapes import Shape
from pbi.returns.rules import reasons
from pbi.returns.rules.reasons import is_for
from pbi.returns.rules.tables import COLUMNS_UNMAPPED, PLAIN_TABLE_UNREAD, TOTALS_ROW
from pbi.returns.subject.context import Asked, authority_around, period_around
from pbi.returns.tables import columns as roles
from pbi.returns.tables import mapping, regions
from pbi.returns.tables.columns import Roles
from pbi.returns.tables.grid import Grid
from pbi.returns.tables.sheets import Table, Taken
from pbi.workbook.cells import Cell, CellType

_NUMBER_OF_TABLE = re.compile(r"^(?:data )?(?:table|figure|chart)(?: for figure)? ?[\w.]*\s*[:.–-]\s*", re.I)
_COVER = re.compile(r"\b(?:notes?|guidance|contents?|metadata|cover|index|look ?up|read ?me|instructions)\b", re.I)
"""Names of sheets that explain the others: a table on one is not asked about."""
_AUTHORITY = ("authority_code", "authority")


def take(grid: Grid, around: Surroundings, *, known: bool, asked: Asked) -> Taken | None:
    """What becomes of a grid. A mapping given for it goes before anything; else None where a layout recognised its
    headings (``known``)."""
    given = mapping.find(asked.mappings, grid, authority=asked.authority)
    if not given and (known or _COVER.search(grid.sheet.name)):
        return None
    proposed = roles.propose(grid, names=asked.names, titles=around.titles)
    if not given:
        proposed = _named_by_title(grid, proposed, around)
    found = mapping.apply(grid, given, proposed) if given else proposed
    why = [*found.reasons, *_of_no_authority(grid, found), *_unsaid(found, around, asked, mapped=bool(given))]
    shape = mapping.shape(grid, proposed if not given else found, reasons=why, mapped=bool(given))
    if why:
        return Taken(shape=shape)
    columns = {number: heading for number, heading in found.columns.items() if heading.field != "not read"}
    fields = {heading.field for heading in columns.values()}
    keys = tuple(name for name in (*_AUTHORITY, *INDICATOR, "breakdown") if name in fields)
    return Taken(
        shape=shape, layout=wide.layout(keys or ("period",), mapped=bool(given)), columns=columns, around=around
    )


def _named_by_title(grid: Grid, proposed: Roles, around: Surroundings) -> Roles:
    """Where the headings are periods or authorities alone and no column names an indicator, the line right above the
    table does."""
    nameless = [
        number for number, each in proposed.columns.items() if each.field == "outturn" and "name" not in each.said
    ]
    title = _NUMBER_OF_TABLE.sub("", around.titles[-1]).strip() if around.titles else ""
    named = any(heading.field in INDICATOR for heading in proposed.columns.values())
    if not nameless or named or not title or len(title) > 120:
        return proposed
    cell = next((each for each in grid.sheet.cells if each.text and each.text == around.titles[-1]), None)
    if cell is None:
        return proposed
    told: dict[str, Cell] = {"name": replace(cell, value=title, type=CellType.TEXT)}
    if unit := roles.unit_in(title, cell):
        told["unit"] = unit
    columns = {
        number: replace(heading, said={**told, **heading.said}) if number in nameless else heading
        for number, heading in proposed.columns.items()
    }
    why = tuple(each for each in proposed.reasons if not is_for(each, reasons.NO_INDICATOR))
    return replace(proposed, columns=columns, reasons=why)


def _of_no_authority(grid: Grid, found: Roles) -> list[str]:
    """That nearly every row is about an area that is no authority."""
    codes = {number for number, heading in found.columns.items() if heading.field == "authority_code"}
    texts = [cell.text for column in grid.columns if column.number in codes for cell in column.body]
    kinds = Counter("regions and countries" if regions.is_whole(text) else regions.others(text) or "" for text in texts)
    kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
    return [reasons.OTHER_AREAS.format(areas=kind)] if kind and 10 * count >= 9 * len(texts) else []


def _unsaid(found: Roles, around: Surroundings, asked: Asked, *, mapped: bool) -> list[str]:
    """What neither the grid, nor what stands above it, nor the sender says."""
    figures = [heading for heading in found.columns.values() if heading.field == "outturn"]
    if not figures:
        return []
    fields = {heading.field for heading in found.columns.values()}
    nobody = Candidate(kind=Kind.OUTTURN, sheet=around.sheet, cell="", cells={}, around=around)
    why = []
    if not fields & set(_AUTHORITY) and not all("authority" in heading.said for heading in figures):
        said = [*around.titles, *around.labels.values(), around.sheet]
        country = next((name for line in reversed(said) if (name := regions.country(line))), None)
        if country and not mapped and not named_above(nobody, asked):
            why.append(reasons.WHOLE_COUNTRY.format(country=country))
        elif authority_around(nobody, asked) is None:
            why.append(reasons.NO_AUTHORITY)
    if not fields & {*_AUTHORITY, *INDICATOR, "period", "breakdown"}:
        why.append(reasons.NO_SUBJECT)
    dated = all(heading.period or heading.quarter or heading.years for heading in figures)
    if "period" not in fields and not dated and period_around(nobody, asked) is None:
        why.append(reasons.NO_PERIOD)
    return why


def named_above(nobody: Candidate, asked: Asked) -> bool:
    """Whether the lines above a table name an authority, whatever the sender says."""
    return authority_around(nobody, replace(asked, authority=None)) is not None


def aside(layout: object, row: Row, *, asked: Asked) -> str | None:
    """The rule by which a row of a wide table is none: it is a total, or about areas that are no authorities."""
    if not isinstance(layout, Layout):
        return None
    if layout.name not in (wide.LAYOUT.name, wide.MAPPED.name):
        return _whole_area(row, asked)
    codes = [cell for _, cell in row.under("authority_code") if not blank(cell)]
    names = codes or [cell for _, cell in row.under("authority") if not blank(cell)]
    for cell in names[:1]:
        if cell.text in asked.names.authorities:
            return None
        if regions.is_whole(cell.text):
            return TOTALS_ROW.code
        return regions.others(cell.text)
    return None


def _whole_area(row: Row, asked: Asked) -> str | None:
    """ "country": a row of a table of figures that is about a country or a region."""
    named = next((cell for _, cell in row.under("authority") if not blank(cell)), None)
    if named is None or not row.under("outturn") or asked.names.lookups["authority"].get(named.text):
        return None
    return "countries and regions" if regions.is_whole(named.text) else None


def apart(table: Table) -> list[str]:
    """The headings of the columns of words that tell rows of the same authority, period and indicator from each
    other."""
    rows = [row for row in table.rows if row.has("outturn", "achieved")]
    keys = [number for number, heading in table.columns.items() if heading.field in (*_AUTHORITY, *INDICATOR, "period")]
    counted = Counter(_values(row, keys) for row in rows)
    if not rows or max(counted.values()) == 1:
        return []
    telling = []
    breakdowns = table.shape.breakdowns if table.shape else set()
    for number in range(1, table.sheet.columns + 1):
        heading = " ".join(table.sheet.at(table.header, number).text.split())
        if number in table.columns or heading not in breakdowns:
            continue
        if len({_values(row, [*keys, number]) for row in rows}) > len(counted):
            telling.append(heading)
    return telling


def _values(row: Row, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(row.sheet.at(row.number, number).text for number in columns)


def is_plain(shape: Shape) -> bool:
    """Whether a table that was not read would not be missed: it is without figures, or not of authorities."""
    return any(is_for(reason, *reasons.PLAIN) for reason in shape.reasons)


def unread(shape: Shape, *, others: bool) -> Finding:
    """A table that was not read: an error where the workbook holds nothing else, or where it may be rows of another
    table; else a warning; a note where it holds no figures or speaks of a whole country."""
    lost = any(is_for(reason, reasons.HEADINGS_OR_FIGURES) for reason in shape.reasons)
    severity = Severity.ERROR if lost or not others else Severity.NOTE if is_plain(shape) else Severity.WARNING
    return (PLAIN_TABLE_UNREAD if is_plain(shape) else COLUMNS_UNMAPPED).on(
        shape.sheet,
        f"A{shape.header}",
        severity=severity,
        found=" | ".join(column.words for column in shape.columns)[:120],
        reasons="; ".join(shape.reasons),
    )
