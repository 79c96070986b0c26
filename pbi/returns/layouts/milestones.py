"""Milestones: one row a milestone of an action (Action | Milestone | Due | Completed)."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import Layout, candidate, fields
from pbi.returns.model.candidates import Candidate, Kind

_FIELDS = ("action", "action_code", "code", "milestone", "due", "completed_on", "authority")


def recognise(headings: Sequence[Heading]) -> bool:
    """A milestone and the action it belongs to."""
    return "milestone" in fields(headings) and bool(fields(headings) & {"action", "action_code", "code"})


def read(row: Row) -> list[Candidate]:
    """One candidate a milestone."""
    return (
        [candidate(Kind.MILESTONE, row, at=row.cell("milestone"), cells=row.only(_FIELDS))]
        if row.has("milestone")
        else []
    )


LAYOUT = Layout(name="milestones", recognise=recognise, keys=("milestone", "action", "action_code", "code"), read=read)
