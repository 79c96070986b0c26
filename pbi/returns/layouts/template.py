"""Our own template's sheet of figures. It prints code, definition, last outturn and target itself, so a row counts as
filled only where the authority wrote something: an outturn, why there is none, a numerator or a commentary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts import tidy
from pbi.returns.layouts.shape import INDICATOR, Layout
from pbi.returns.layouts.shape import fields as fields_of
from pbi.returns.model.candidates import Candidate
from pbi.returns.rules.figures import FIGURE_AND_NONE
from pbi.workbook.cells import Workbook

STAMP = "Outturn_Template"
"""The hidden defined name that holds the template's version."""
PERIOD, AUTHORITY = "Outturn_Period", "Outturn_Authority"
"""The hidden defined names that hold the period and the authority's code it was made for; from version 2 on."""
VERSION = 2
SHAPES: dict[int, frozenset[str]] = {
    1: frozenset({"code", "last_outturn", "outturn", "reason", "provisional"}),
    2: frozenset({"code", "last_outturn", "outturn", "reason", "provisional", "why_none"}),
}
"""The columns by which each version is told from every other table. A version is added here and never taken away:
workbooks made from it go on coming."""
_NAMED = {
    "code": "Code",
    "last_outturn": "Last outturn",
    "outturn": "Outturn",
    "reason": "Reason when off target",
    "provisional": "Provisional",
    "why_none": "No figure because",
}


def recognise(headings: Sequence[Heading]) -> bool:
    """The columns of any version. Sorting, added rows and other programs' saving leave them as they are."""
    return any(shape <= fields_of(headings) for shape in SHAPES.values())


def read(row: Row) -> list[Candidate]:
    """One candidate where the authority filled the row in. What is picked under "No figure because" stands where the
    figure would; beside a figure it is told, and the figure taken."""
    found = tidy.figures(row, enough=("outturn", "why_none", "numerator", "note", "reason"))
    if not found or not row.has("why_none"):
        return found
    why = row.cell("why_none")
    if not row.has("outturn"):
        return [replace(each, cell=why.address, cells={**each.cells, "outturn": why}) for each in found]
    said = FIGURE_AND_NONE.at(why, figure=row.cell("outturn").text)
    return [replace(each, faults=(*each.faults, said)) for each in found]


def version(workbook: Workbook) -> int | None:
    """The version of the template a workbook was made from, or None where it was not."""
    digits = "".join(character for character in stamped(workbook, STAMP) if character.isdigit())
    return int(digits) if digits else None


def stamped(workbook: Workbook, name: str) -> str:
    """What one of the template's hidden names holds; "" where the workbook has none of that name."""
    held = next((value for each, value in workbook.defined_names.items() if each.lower() == name.lower()), "")
    return held.strip().removeprefix("=").strip('"')


def columns(fields: frozenset[str]) -> str:
    """Columns of the template as they are headed, in its order."""
    return ", ".join(f"'{title}'" for field, title in _NAMED.items() if field in fields)


LAYOUT = Layout(name="template", recognise=recognise, keys=INDICATOR, read=read)
