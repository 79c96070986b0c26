"""The wide table: periods, authorities or indicators across, in one row of headings or in several.

Its columns are known from what stands under them (tables/columns.py) or from a mapping that a person gave.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row, blank
from pbi.returns.layouts.shape import IDENTITY, INDICATOR, Layout, candidate, period_words
from pbi.returns.model.candidates import Candidate, Kind
from pbi.returns.tables.periods import without_reference, year_as
from pbi.workbook.cells import Cell, CellType

_NAMES = ("name", "indicator", "title", "code_name", "code")
_OF_A_PERIOD = ("target", "status", "note")
_BESIDE = ("numerator", "denominator", "target", "status", "note", "reason", "provisional")


def read(row: Row) -> list[Candidate]:
    """One candidate for each figure of the row that is filled. What its heading names goes before what its row does."""
    figures = [(heading, cell) for heading, cell in row.under("outturn") + row.under("achieved") if not blank(cell)]
    if not figures:
        return []
    about, words = row.only(IDENTITY), {"wide": "yes", **_period_words(row)}
    splits = tuple(cell.text for _, cell in row.under("breakdown") if cell.text)
    beside = row.only(_BESIDE) if len(figures) == 1 else {}
    dated = [(field, *held) for field in _OF_A_PERIOD for held in row.under(field)]
    return [
        candidate(
            Kind.OUTTURN,
            row,
            at=cell,
            cells={**_named(about, heading, splits), **beside, **_same_period(dated, heading), "outturn": cell},
            heading=heading,
            words=words | {"to_date": heading.text} if heading.to_date else words,
        )
        for heading, cell in figures
    ]


def _named(about: Mapping[str, Cell], heading: Heading, splits: tuple[str, ...]) -> dict[str, Cell]:
    """The cells that say what a figure is of. A heading that names its indicator in a row that names one too, or in
    one that breaks it down, says the second half of the name."""
    found = {**about, **heading.said}
    name = heading.said.get("name")
    in_row = next((about[field] for field in _NAMES if field in about), None)
    if "code" in heading.said or not (splits or (name and in_row)):
        return found
    told = name or in_row
    assert told is not None, "a table that names no indicator is not read"
    parts = [cell.text for cell in (in_row, name) if cell]
    found = {field: cell for field, cell in found.items() if field not in INDICATOR}
    return found | {"name": replace(told, value=": ".join([*parts, *splits]), type=CellType.TEXT)}


def _same_period(dated: Sequence[tuple[str, Heading, Cell]], heading: Heading) -> dict[str, Cell]:
    """Target, status and note of the same period as a figure."""
    return {
        field: cell
        for field, other, cell in dated
        if (other.period or other.quarter)
        and (other.period, other.quarter) == (heading.period, heading.quarter)
        and not blank(cell)
    }


def _period_words(row: Row) -> dict[str, str]:
    """The period as the row's own columns say it; a bare year as its column means it."""
    held = [(heading, cell) for heading, cell in row.under("period") if cell.text]
    for heading, cell in held:
        if heading.years and re.fullmatch(r"(?:19|20)\d\d", cell.text):
            others = [each.text for _, each in held if each is not cell and not re.fullmatch(r"-\d+", each.text)]
            meant = year_as(cell.text, heading.years)
            calendar = "calendar " if heading.years == "calendar" else ""
            return {"period": " ".join([f"{calendar}{meant}", *others])}
    words = period_words(row)
    return {"period": without_reference(words["period"])} if words else {}


def layout(keys: tuple[str, ...], *, mapped: bool = False) -> Layout:
    """The layout of one wide table, whose rows are named by ``keys``."""
    return Layout(name="mapped" if mapped else LAYOUT.name, recognise=lambda headings: False, keys=keys, read=read)


LAYOUT = Layout(name="wide", recognise=lambda headings: False, keys=INDICATOR, read=read)
MAPPED = Layout(name="mapped", recognise=lambda headings: False, keys=INDICATOR, read=read)
