"""The tidy table: one row an indicator, authority and period."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import IDENTITY, INDICATOR, Layout, candidate, dated, fields, period_words
from pbi.returns.model.candidates import Candidate, Kind

_FIGURES = ("outturn", "numerator", "denominator", "target", "status", "direction", "note", "reason", "provisional")


def recognise(headings: Sequence[Heading]) -> bool:
    """An indicator's name and one column of figures that is not headed by a period."""
    return (
        bool(fields(headings) & set(INDICATOR))
        and "outturn" in fields(headings)
        and not dated(headings, "outturn", "achieved")
    )


def read(row: Row) -> list[Candidate]:
    """One candidate, unless the row says nothing of any figure."""
    return figures(row, enough=("outturn", "numerator", "target", "status", "note"))


def figures(row: Row, *, enough: Sequence[str]) -> list[Candidate]:
    """The candidate of a row in which any of the fields ``enough`` is filled."""
    if not row.has(*enough):
        return []
    at = row.cell("outturn")
    cells = row.only(IDENTITY) | row.only(("period",)) | row.only(_FIGURES) | {"outturn": at}
    return [candidate(Kind.OUTTURN, row, at=at, cells=cells, words=period_words(row))]


LAYOUT = Layout(name="tidy", recognise=recognise, keys=INDICATOR, read=read)
