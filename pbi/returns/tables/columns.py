"""What each column of a grid is for, told from its headings and from what stands under them; and what is left unclear.

A pure reading of one grid: nothing is guessed. What cannot be told becomes a reason, and the columns are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pbi.catalogue.names import Names
from pbi.returns.cells import headings
from pbi.returns.cells.headings import Heading, squeeze
from pbi.returns.rules import reasons
from pbi.returns.tables import regions
from pbi.returns.tables.grid import Column, Grid, is_year
from pbi.returns.tables.periods import TIME_WORDS, Dated, dated, is_period, years_meant
from pbi.workbook.cells import Cell, CellType

INDICATOR = ("code_name", "code", "indicator", "name", "title")
CODED = ("code", "indicator", "code_name")
"""Fields by which each row names the one indicator that it is about."""
BESIDE = (
    "numerator",
    "denominator",
    "target",
    "status",
    "note",
    "reason",
    "provisional",
    "unit",
    "definition",
    "service",
)
"""Fields that keep their meaning where a column of the row names the indicator."""
_NUMBERED = re.compile(
    r"\b(?:id|code|ref|telephone|phone|easting|northing|latitude|longitude|uprn|usrn)$|[a-z]I[Dd]$"
    r"|\b(?:station|reference|case|house|phone|telephone|contact|account|serial|row|line) (?:number|no)$"
)
_PER = re.compile(r"\bper ([\d,]+)\b", re.I)
_BRACKETED = re.compile(r"\(([^()]{1,20})\)\s*$")
_UNIT_WORDS = {"£": "£", "gbp": "£", "pounds": "£", "%": "%", "per cent": "%", "percent": "%", "percentage": "%"}
_PERCENT = re.compile(r"^(?:percentage|per ?cent|%)\b|\b(?:percentage|per ?cent|%)$", re.I)
_MOST = 0.6
_CROWD = 2
"""A single heading that is an authority's name may be a word ("Reading"); two are authorities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The columns by what they are for. ``breakdowns`` are columns of words that may tell rows apart; ``reasons`` say
    what could not be told."""

    columns: Mapping[int, Heading]
    breakdowns: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


def propose(grid: Grid, *, names: Names, titles: Sequence[str] = ()) -> Roles:
    """What each column is for. Whether an authority and a period come from outside the grid is not known here."""
    figures = [column for column in grid.columns if column.is_figures]
    read = {column.number: _field(column, names) for column in grid.columns if column not in figures}
    numbers = {column.number: _numbers(column) for column in figures}
    kept = {number: each for number, each in numbers.items() if each is not None}
    across = _authorities_across([each for each in figures if each.number not in kept], names)
    values = [column for column in figures if column.number not in kept]
    found = {number: heading for number, heading in read.items() if heading} | kept
    breakdowns = [number for number, heading in read.items() if heading is None]
    _name_of_code(found)
    times = {column.number: dated(column, titles) for column in values}
    if _label_names_indicator(found, breakdowns, values, times, across):
        first = breakdowns.pop(0)
        found[first] = Heading("name", text=_column(grid, first).words[-1])
    named = any(heading.field in INDICATOR for heading in found.values())
    plain = {column.number for column in values if _is_outturn(column)} if named else set()
    coded = any(heading.field in CODED for heading in found.values())
    if coded and not plain and len(values) == 1 and times[values[0].number].heading is None and not across:
        plain = {values[0].number}  # the one figure of rows that name their indicator is its outturn, however headed
    for column in values:
        if (
            plain
            and column.number not in plain
            and times[column.number].heading is None
            and column.number not in across
        ):
            found[column.number] = _beside(column)
            continue
        found[column.number] = _value(column, values, times[column.number], across.get(column.number), named=named)
    if coded and len(values) == 1 and plain:
        number, heading = values[0].number, found[values[0].number]
        found[number] = replace(heading, said={name: cell for name, cell in heading.said.items() if name != "name"})
    return Roles(
        columns=dict(sorted(found.items())),
        breakdowns=tuple(breakdowns),
        reasons=tuple(_reasons(grid, found, named=named, coded=coded)),
    )


def _name_of_code(found: dict[int, Heading]) -> None:
    """Beside a column of authorities' codes, one headed "Name" is the authority's and not an indicator's."""
    fields = [heading.field for heading in found.values()]
    if "authority_code" in fields and not {"authority", "code", "indicator"} & set(fields):
        for number, heading in found.items():
            if heading.field == "name":
                found[number] = replace(heading, field="authority")


def _is_outturn(column: Column) -> bool:
    known = headings.read(column.words[-1])
    return known is not None and known.field in ("outturn", "achieved") and not known.period


def _beside(column: Column) -> Heading:
    """A column of numbers beside the one that is headed as the outturn: what it is called, or nothing we read."""
    known = heading_of(column)
    return known if known and known.field in BESIDE else Heading("not read", text=column.words[-1])


def _column(grid: Grid, number: int) -> Column:
    return next(column for column in grid.columns if column.number == number)


def heading_of(column: Column) -> Heading | None:
    """The heading as one we know: all its words, else the lowest, else the lowest with the one above."""
    tried = (" ".join(column.words), column.words[-1], " ".join(reversed(column.words[-2:])))
    return next((heading for text in tried if (heading := headings.read(text))), None)


def _field(column: Column, names: Names) -> Heading | None:
    """What a column of words is for; None for one that may break the figures down."""
    text = column.words[-1]
    words = [cell for cell in column.body if cell.text]
    if words and _share(words, regions.is_code) >= _MOST:
        return Heading("authority_code", text=text)
    known = heading_of(column)
    if known and known.field == "period":
        return _period(column, known)
    if known and known.field != "outturn":
        return known
    of_time = re.search(r"\b(?:years?|quarters?|months?|march|period|date)\b", text, re.I)
    if words and _share(words, lambda cell: is_period(cell.text)) >= (_MOST if of_time else 0.8):
        return _period(column, Heading("period"))
    return Heading("authority", text=text) if _names_areas(words, names) else None


def _names_areas(words: Sequence[Cell], names: Names) -> bool:
    """Whether most of the different words of a column are areas, and at least one of them an authority."""
    distinct = {cell.text: cell for cell in words}
    authorities = [text for text in distinct if names.lookups["authority"].get(text) and not regions.is_whole(text)]
    return bool(authorities) and (
        len(distinct) >= _CROWD and _share(list(distinct.values()), lambda cell: _is_area(cell, names)) >= _MOST
    )


def _numbers(column: Column) -> Heading | None:
    """What a column of numbers is for where its heading says that it is no figure: years, codes, other numbers."""
    known = heading_of(column)
    if known and known.field == "period":
        return _period(column, known)
    if known and not (known.period or known.quarter) and known.field not in ("outturn", "achieved"):
        return known
    if all(is_year(cell) for cell in column.body if cell.type is CellType.NUMBER) and re.search(
        r"\b(?:years?|march)\b", " ".join(column.words), re.I
    ):
        return _period(column, Heading("period"))
    return Heading("not read", text=column.words[-1]) if _identifies(column.words[-1]) else None


def _identifies(text: str) -> bool:
    return any(_NUMBERED.search(each) for each in (text.strip(), squeeze(text)))


def _period(column: Column, known: Heading) -> Heading:
    return replace(known, text=column.words[-1], years=years_meant(column.words))


def _share(cells: Sequence[Cell], test: object) -> float:
    assert callable(test)
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def _is_area(cell: Cell, names: Names) -> bool:
    return names.lookups["authority"].get(cell.text) is not None or regions.is_whole(cell.text)


def _authorities_across(columns: Sequence[Column], names: Names) -> dict[int, tuple[str, Cell]]:
    """The figure columns headed by an authority: which word says so, and a cell of that word alone."""
    find = names.lookups["authority"].get
    found = {
        column.number: (word, replace(column.cell, value=word))
        for column in columns
        for word in column.words
        if find(word) is not None or regions.is_whole(word)
    }
    known = [number for number, (word, _) in found.items() if find(word) is not None]
    return found if len(known) >= _CROWD else {}


def _label_names_indicator(
    found: Mapping[int, Heading],
    breakdowns: Sequence[int],
    values: Sequence[Column],
    times: Mapping[int, Dated],
    across: Mapping[int, object],
) -> bool:
    """Whether the first column of words says what is counted: where every figure's heading is a period or an authority
    and nothing else names an indicator."""
    if not breakdowns or not values or any(heading.field in INDICATOR for heading in found.values()):
        return False
    return all(
        (times[column.number].heading is not None or column.number in across)
        and not _left(column, times[column.number], across.get(column.number))
        for column in values
    )


def _left(column: Column, when: Dated, authority: object) -> tuple[str, ...]:
    word = authority[0] if isinstance(authority, tuple) else None
    return tuple(each for each in when.words if each != word)


def _value(
    column: Column, values: Sequence[Column], when: Dated, authority: tuple[str, Cell] | None, *, named: bool
) -> Heading:
    """The heading of a figure column: its period, its authority, and the indicator that the words left over name."""
    heading = when.heading or Heading("outturn", text=column.words[-1])
    field = heading.field if heading.field in ("target", "status", "note") else "outturn"
    left = _left(column, when, authority)
    known = headings.read(left[-1]) if left else None
    told: dict[str, Cell] = {}
    if known and known.field in ("outturn", "achieved"):
        left = left[:-1]
    elif known and named and known.field in BESIDE:
        field, left = known.field, left[:-1]
    if left:
        name = _shortest(left, [each.words for each in values if each is not column])
        told["name"] = replace(column.cell, value=name, type=CellType.TEXT)
    if authority:
        told["authority"] = authority[1]
    if unit := unit_of(column):
        told["unit"] = unit
    return replace(heading, field=field, text=" ".join(column.words), said=told)


def _shortest(words: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> str:
    """The lowest heading, with those above it as far as they are needed to tell it from the others."""
    for length in range(1, len(words) + 1):
        tail = words[-length:]
        alike = [other for other in others if other[-length:] == tail]
        if not alike:
            return ": ".join(tail)
    return ": ".join(words)


def unit_of(column: Column) -> Cell | None:
    """The unit that a column's headings or the row of units name, as a cell of that word alone."""
    if column.unit is not None:
        return column.unit
    return unit_in(column.words[-1], column.cell) or unit_in(" ".join(column.words), column.cell)


def unit_in(text: str, cell: Cell) -> Cell | None:
    """The unit that a heading or a title names, as its cell with that word alone."""
    bracketed = _BRACKETED.search(text)
    word = _UNIT_WORDS.get(bracketed[1].lower()) if bracketed else None
    if per := _PER.search(text):
        word = f"per {per[1]}"
    elif word is None and _PERCENT.search(text):
        word = "%"
    return replace(cell, value=word, type=CellType.TEXT) if word else None


def _reasons(grid: Grid, found: Mapping[int, Heading], *, named: bool, coded: bool) -> list[str]:
    """What the grid itself leaves unclear."""
    figures = [heading for heading in found.values() if heading.field == "outturn"]
    if not figures:
        return [reasons.NO_FIGURES]
    why = []
    untimed = [
        heading for heading in figures if "name" in heading.said and TIME_WORDS.fullmatch(heading.said["name"].text)
    ]
    if untimed:
        why.append(reasons.TIME_UNCLEAR.format(heading=untimed[0].text))
    both = [heading.said["name"].text for heading in figures if coded and "name" in heading.said]
    if len(set(both)) > 1 and not untimed:
        why.append(reasons.NAMED_TWICE.format(first=both[0], second=next(each for each in both if each != both[0])))
    nameless = [heading for heading in figures if "name" not in heading.said]
    if nameless and not named:
        why.append(reasons.NO_INDICATOR.format(heading=nameless[0].text))
    bare = [heading for heading in figures if heading.years == "unclear"]
    bare += [
        heading
        for number, heading in found.items()
        if heading.field == "period" and not heading.years and _bare_years(_column(grid, number))
    ]
    if bare:
        why.append(reasons.YEARS_UNCLEAR.format(heading=bare[0].text))
    return why


def _bare_years(column: Column) -> bool:
    counted = Counter(is_year(cell) for cell in column.body)
    return counted[True] > counted[False]
