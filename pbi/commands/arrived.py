"""query expected and query chasers: what was to come for a period, and the letters to those it has not come from."""

from __future__ import annotations

import pandas as pd

from pbi import arrivals, measures
from pbi.commands.show import Row
from pbi.model import Question
from pbi.narrative import arrivals as words
from pbi.narrative.rows import records
from pbi.store import Store

COLUMNS = {
    "expected": (
        *("authority", "authority_name", "service", "service_name", "period", "due_on", "received_on"),
        *("expected", "accepted", "missing", "state", "days_late", "waiting", "waiting_since", "errors", "warnings"),
    ),
    "chasers": ("authority", "authority_name", "period", "due_on", "state", "missing", "text"),
}


def rows(store: Store, question: Question, measure: str) -> list[Row]:
    """The rows of one of the two."""
    held = arrivals.expected_returns(store, question)
    return list(records(held)) if measure == "expected" else _chasers(store, question, held)


def _chasers(store: Store, question: Question, held: pd.DataFrame) -> list[Row]:
    """A letter to each authority of which something is awaited or late; those that are late first."""
    due = held[held["state"].isin(["late", "awaited"])]
    missing = arrivals.expected_figures(store, question)
    missing = missing[~missing["is_held"]]
    found: list[Row] = []
    for row in words.by_authority(due).to_dict("records") if len(due) else []:
        mine, theirs = held[held["authority"] == row["authority"]], missing[missing["authority"] == row["authority"]]
        text = words.chaser(mine, theirs, today=measures.late_on(question))
        first = mine.iloc[0]
        found.append(
            {**row, "period": first["period"], "due_on": first["due_on"], "missing": len(theirs), "text": text}
        )
    return found
