"""Our own template's sheet of figures. It prints code, definition, last outturn and target itself, so a row counts as
filled only where the authority wrote something: an outturn, a numerator or a commentary."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.candidates import Candidate
from pbi.returns.headings import Heading
from pbi.returns.layouts import tidy
from pbi.returns.layouts.shape import INDICATOR, Layout, fields
from pbi.returns.rows import Row
from pbi.workbook.cells import Workbook

STAMP = "Outturn_Template"
"""The hidden defined name that holds the template's version."""
VERSION = 1


def recognise(headings: Sequence[Heading]) -> bool:
    """The columns that only the template has. Sorting, added rows and other programs' saving leave them as they are."""
    return {"code", "last_outturn", "outturn", "reason", "provisional"} <= fields(headings)


def read(row: Row) -> list[Candidate]:
    """One candidate where the authority filled the row in."""
    return tidy.figures(row, enough=("outturn", "numerator", "note", "reason"))


def version(workbook: Workbook) -> int | None:
    """The version of the template a workbook was made from, or None where it was not."""
    for name, value in workbook.defined_names.items():
        digits = "".join(character for character in value if character.isdigit())
        if name.lower() == STAMP.lower() and digits:
            return int(digits)
    return None


LAYOUT = Layout(name="template", recognise=recognise, keys=INDICATOR, read=read)
