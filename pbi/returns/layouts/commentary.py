"""Commentary that stands alone: one row a text about a service or an indicator (Service | Indicator | Period | Kind |
Text).
"""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.candidates import Candidate, Kind
from pbi.returns.headings import Heading
from pbi.returns.layouts.shape import Layout, candidate, fields, period_words
from pbi.returns.rows import Row

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
