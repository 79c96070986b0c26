"""The action list: one row an action with its progress and due date."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.returns.cells.headings import Heading
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import Layout, candidate, fields
from pbi.returns.model.candidates import Candidate, Kind

FIELDS = (
    "action_code",
    "code",
    "action",
    "action_title",
    "title",
    "description",
    "outcome",
    "service",
    "objective",
    "owner",
    "start",
    "due",
    "revised_due",
    "completed_on",
    "progress",
    "status",
    "note",
    "cost",
    "compensatory_saving",
    "linked_indicator",
    "authority",
)
_TITLES = {"action", "action_title", "title"}


def recognise(headings: Sequence[Heading]) -> bool:
    """A title, and what makes an action of it: a due date or its progress. A list of milestones is not one."""
    found = fields(headings)
    return bool(found & _TITLES) and bool(found & {"due", "progress"}) and "milestone" not in found


def read(row: Row) -> list[Candidate]:
    """One candidate, unless the row is a code and nothing more."""
    if not row.has(*_TITLES):
        return []
    return [
        candidate(
            Kind.ACTION,
            row,
            at=row.cell("action_code", "code", "action_title", "title", "action"),
            cells=row.only(FIELDS),
        )
    ]


LAYOUT = Layout(
    name="action list", recognise=recognise, keys=("action_code", "code", "action_title", "title", "action"), read=read
)
