"""Rows that a person takes away. Nothing is deleted: what has an end is ended, what nothing hangs on is withdrawn.

As of an earlier day the row stands as it stood; the journal keeps every version.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pbi.catalogue.kinds import KINDS
from pbi.errors import BadInput

ENDS = ("valid_to", "lowered_on", "lifted_on")
"""The columns that say when a row ceased to hold: the first its last day, the others the day it was taken back."""
WITHDRAWN = frozenset({"targets", "circumstances", "budgets", "authority_aliases", "status_aliases", "mappings",
                       "deep_dives"})  # fmt: skip
"""Kinds without an end that nothing else in the catalogue names."""


def end(kind: str) -> str | None:
    """The column in which rows of this kind end; None where they have none."""
    return next((column for column in ENDS if column in KINDS[kind].columns), None)


def ended(kind: str, row: Mapping[str, Any], *, today: date) -> dict[str, Any] | None:
    """The row as it stands once it is taken away: ended. None where it has no end and is withdrawn.

    BadInput where others hang on it, where it has ended already, or where it has not begun.
    """
    column = end(kind)
    if column is None:
        if kind in WITHDRAWN:
            return None
        raise BadInput("Other rows name it, so it stays.", remedy="Change what it says, or leave it as it is.")
    if row[column] is not None:
        raise BadInput("It has ended already, and is kept because earlier periods are judged by it.")
    last = today - timedelta(days=1) if column == "valid_to" else today
    if column == "valid_to" and (row.get("valid_from") or last) > last:
        raise BadInput("It has not begun before today, so it cannot end.", remedy="Change what it says instead.")
    return {**row, column: last}
