"""What the queries that look at history again print, and how they are asked."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa

from pbi import measures, publications, replay
from pbi.commands.show import Row
from pbi.errors import BadInput
from pbi.model import NO_SCHEME, Question, Trial
from pbi.store import Store

COLUMNS = {
    "restatements": (
        "authority",
        "authority_name",
        "indicator",
        "indicator_name",
        "period",
        "old_value",
        "new_value",
        "old_status",
        "new_status",
        "status_changed",
        "received_on",
        "submission",
        "sheet",
        "cell",
        "old_received_on",
        "old_submission",
        "old_sheet",
        "old_cell",
        "kind",
    ),
    "laboratory": (
        "authority",
        "authority_name",
        "indicator",
        "indicator_name",
        "period",
        "outturn",
        "target",
        "status",
        "trial_status",
    ),
    "publications": (
        "publication",
        "name",
        "period",
        "scheme",
        "as_of",
        "published_on",
        "recorded_by",
        "recorded_at",
        "back_dated",
        "rules_version",
        "program",
    ),
    "changes": (
        "authority",
        "authority_name",
        "indicator",
        "indicator_name",
        "old_outturn",
        "new_outturn",
        "old_target",
        "new_target",
        "old_status",
        "new_status",
        "figure_changed",
        "target_changed",
        "tolerance_changed",
        "status_changed",
        "old_direction",
        "new_direction",
        "movement_changed",
        "old_movement",
        "new_movement",
    ),
}
TABLES: dict[str, Callable[[Store, Question], pa.Table]] = {
    "restatements": replay.restatements_table,
    "laboratory": replay.laboratory_table,
}

JUDGED = re.compile("status|target|tolerance|variance|label|letter|symbol|role|position|_bound$")
"""What columns are called that say how a figure is judged."""
REPORTED = {"scorecard": "published", "counts": "published_counts", "changes": "published_changes"}
"""What may be asked of a publication, and the step that answers."""


def publication(store: Store, given: Namespace) -> Row | None:
    """The publication the question is about; None where it is about no publication."""
    said = getattr(given, "publication", None)
    if said is None and given.measure == "changes":
        raise BadInput(
            "Changes are since a publication.", remedy="Give --publication; 'query publications' lists them."
        )
    if said is not None and given.measure not in REPORTED:
        raise BadInput(f"A publication holds no {given.measure}.", remedy=f"Ask it for one of: {', '.join(REPORTED)}.")
    return publications.find(store, said) if said is not None else None


def reported(store: Store, measure: str, question: Question, publication: Row) -> list[Row]:
    """A publication's figures or counts as they were reported, or what has changed since.

    Under the scheme "none" nothing says how a figure is judged, then as now: no counts, and no status or target.
    """
    asked = publications.question_of(publication, question)
    rows: list[Row] = measures.table(store, asked, REPORTED[measure]).to_pylist()
    if question.scheme != NO_SCHEME:
        return rows
    moved = [row for row in rows if measure != "changes" or row["figure_changed"] or row["movement_changed"]]
    plain: list[Row] = [{name: None if JUDGED.search(name) else value for name, value in row.items()} for row in moved]
    return [] if measure == "counts" else plain


def trial(given: Namespace) -> Trial | None:
    """The tolerance to try, where one is given; refused by halves, and where a laboratory is asked for without one."""
    amounts = getattr(given, "green_within", None), getattr(given, "amber_within", None)
    if amounts == (None, None):
        if getattr(given, "measure", "") == "laboratory" or getattr(given, "basis", None):
            raise BadInput("There is no tolerance to try.", remedy="Give --green-within and --amber-within.")
        return None
    green = Decimal(0) if amounts[0] is None else amounts[0]
    amber = green if amounts[1] is None else amounts[1]
    return replay.trial(basis=given.basis or "relative", green_within=green, amber_within=amber)
