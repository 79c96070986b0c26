"""The ratings grid: one row an action (or an indicator) and a rating for each quarter."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row, blank
from pbi.returns.layouts.shape import Layout, candidate, dated, fields
from pbi.returns.model.candidates import Candidate, Kind

_SUBJECT = ("action", "action_title", "title", "indicator", "name")
_ACTION = (
    "action_code",
    "code",
    "action",
    "action_title",
    "title",
    "description",
    "outcome",
    "service",
    "owner",
    "authority",
    "objective",
    "note",
    "due",
)


def recognise(headings: Sequence[Heading]) -> bool:
    """Something that is rated, and at least one rating headed by its quarter."""
    return bool(fields(headings) & set(_SUBJECT)) and bool(dated(headings, "rating"))


def read(row: Row) -> list[Candidate]:
    """The action itself, and a rating for every quarter in which one stands; an indicator in such a grid has ratings
    only.
    """
    about = row.only(_ACTION)
    indicator = not (about.keys() & {"action", "action_title", "title"})
    subject = row.cell(*_SUBJECT)
    found = [] if indicator else [candidate(Kind.ACTION, row, at=subject, cells=about)]
    about = row.only((*_ACTION, "indicator", "name"))
    for heading, cell in row.under("rating"):
        if not blank(cell):
            found.append(
                candidate(
                    Kind.RATING,
                    row,
                    at=cell,
                    cells=about | {"rating": cell},
                    heading=heading,
                    words={"subject": "indicator" if indicator else "action"},
                )
            )
    return found


LAYOUT = Layout(name="ratings grid", recognise=recognise, keys=_SUBJECT, read=read)
