"""What the queries that look at history again print, and how they are asked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa

from pbi import replay
from pbi.errors import BadInput
from pbi.model import Question, Trial
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
}
TABLES: dict[str, Callable[[Store, Question], pa.Table]] = {
    "restatements": replay.restatements_table,
    "laboratory": replay.laboratory_table,
}


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
