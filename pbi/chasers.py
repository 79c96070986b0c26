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
from pbi.store import Store, moment

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
    row = {
        "authority": authority,
        "service": service,
        "period": period,
        "sent_on": sent_on or today,
        "sent_by": by,
        "text": text,
    }

    def act(version: int) -> str:
        code = f"CH{len({each['chaser'] for each in store.versions('chaser')}) + 1}"
        note = f"{code} sent to {authority} for {period}"
        return _record(store, {"chaser": code, **row}, by=by, note=note, version=version)

    return store.newest(act)


def take_back(store: Store, chaser: str, *, reason: str, by: str) -> str:
    """Take back a letter recorded by mistake; its record and the reason stay in the journal. Returns its code.

    Refused: an empty reason, one taken back already or never recorded.
    """
    if not reason.strip():
        raise BadInput("Taking a letter back needs a reason.", remedy="Say why, in a few words.")

    def act(version: int) -> str:
        rows = [row for row in store.versions("chaser") if row["chaser"] == chaser]
        if not rows or rows[-1]["withdrawn"]:
            gone = f": {rows[-1]['recorded_by']} took it back {moment(rows[-1]['recorded_at'])}" if rows else ""
            said = f"No letter stands recorded as {chaser}{gone}."
            raise BadInput(said, remedy="See query chased for those that do.")
        row = {**{name: rows[-1][name] for name in _FIELDS}, "withdrawn": True}
        return _record(store, row, by=by, note=reason.strip(), version=version)

    return store.newest(act)


def is_one(store: Store, code: str) -> bool:
    """Whether a letter was ever recorded under this code."""
    return any(row["chaser"] == code for row in store.versions("chaser"))


def sent(store: Store, question: Question) -> pd.DataFrame:
    """The letters of the asked period, authorities and services that stand recorded, the latest first."""
    return measures.frame(measures.table(store, question, "chasers"))


def _record(store: Store, row: dict[str, Any], *, by: str, note: str, version: int) -> str:
    store.record(
        Draft(
            kind="chased",
            by=by,
            received_on=date.today(),
            note=note,
            facts={"chaser": [row]},
            detail={"chaser": row["chaser"]},
        ),
        checked=version,
    )
    return str(row["chaser"])
