"""Commentary that stands alone: one row a text about a service or an indicator (Service | Indicator | Period | Kind |
Text).
"""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import Layout, candidate, fields, period_words
from pbi.returns.model.candidates import Candidate, Kind

_FIELDS = ("authority", "service", "indicator", "code", "kind", "text")


def recognise(headings: Sequence[Heading]) -> bool:
    """A text and its kind."""
    return {"kind", "text"} <= fields(headings)


def read(row: Row) -> list[Candidate]:
    """One candidate a text."""
    if not row.has("text"):
        return []
    return [candidate(Kind.COMMENTARY, row, at=row.cell("text"), cells=row.only(_FIELDS), words=period_words(row))]


LAYOUT = Layout(name="commentary", recognise=recognise, keys=("text",), read=read)
