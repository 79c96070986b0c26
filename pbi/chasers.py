"""Who was chased for a return: each letter recorded as sent, and taken back where it was not. Facts, like any other.

Nothing is sent from here: a person sends the letter, and records that it went.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from pbi import measures
from pbi.errors import BadInput
from pbi.model import Draft, Question
from pbi.store import Store

_FIELDS = ("chaser", "authority", "service", "period", "sent_on", "sent_by", "text")


def record(
    store: Store,
    *,
    authority: str,
    period: str,
    text: str,
    by: str,
    service: str | None = None,
    sent_on: date | None = None,
) -> str:
    """Record a letter as sent (today unless given); returns its code. ``authority`` and ``service`` are codes.

    ``by`` sent it. Refused: a letter without words, a day to come.
    """
    today = date.today()
    if not text.strip():
        raise BadInput("The letter is empty.", remedy="Record the words that were sent.")
    if sent_on and sent_on > today:
        raise BadInput(f"{sent_on:%-d %B %Y} has not come yet.", remedy="Give the day the letter was sent.")
    code = f"CH{len({row['chaser'] for row in store.versions('chaser')}) + 1}"
    row = {
        "chaser": code,
        "authority": authority,
        "service": service,
        "period": period,
        "sent_on": sent_on or today,
        "sent_by": by,
        "text": text,
    }
    _record(store, row, by=by, note=f"{code} sent to {authority} for {period}")
    return code


def take_back(store: Store, chaser: str, *, reason: str, by: str) -> str:
    """Take back a letter recorded by mistake; its record and the reason stay in the journal. Returns its code.

    Refused: an empty reason, one taken back already or never recorded.
    """
    if not reason.strip():
        raise BadInput("Taking a letter back needs a reason.", remedy="Say why, in a few words.")
    row = next((row for row in store.held("chaser") if row["chaser"] == chaser), None)
    if row is None:
        raise BadInput(f"No letter stands recorded as {chaser}.", remedy="See query chased for those that do.")
    _record(store, {**{name: row[name] for name in _FIELDS}, "withdrawn": True}, by=by, note=reason.strip())
    return chaser


def is_one(store: Store, code: str) -> bool:
    """Whether a letter was ever recorded under this code."""
    return any(row["chaser"] == code for row in store.versions("chaser"))


def sent(store: Store, question: Question) -> pd.DataFrame:
    """The letters of the asked period, authorities and services that stand recorded, the latest first."""
    return measures.frame(measures.table(store, question, "chasers"))


def _record(store: Store, row: dict[str, Any], *, by: str, note: str) -> None:
    store.record(
        Draft(
            kind="chased",
            by=by,
            received_on=date.today(),
            note=note,
            facts={"chaser": [row]},
            detail={"chaser": row["chaser"]},
        )
    )
