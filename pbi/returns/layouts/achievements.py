"""Achievements: what rose or fell from what to what (Title | From | To | Unit | Period | Service)."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import Layout, candidate, fields, period_words
from pbi.returns.model.candidates import Candidate, Kind

_FIELDS = ("authority", "title", "name", "from_value", "to_value", "unit", "service")


def recognise(headings: Sequence[Heading]) -> bool:
    """A title and where it came to."""
    return bool(fields(headings) & {"title", "name"}) and {"from_value", "to_value"} <= fields(headings)


def read(row: Row) -> list[Candidate]:
    """One candidate an achievement."""
    return [
        candidate(Kind.ACHIEVEMENT, row, at=row.cell("title", "name"), cells=row.only(_FIELDS), words=period_words(row))
    ]


LAYOUT = Layout(name="achievements", recognise=recognise, keys=("title", "name"), read=read)
