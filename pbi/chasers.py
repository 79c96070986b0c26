"""Who was chased for a return: each letter recorded as sent, and taken back where it was not. Facts, like any other.

Nothing is sent from here: a person sends the letter, and records that it went.
"""

from __future__ import annotations

from datetime import date

from pbi import measures
from pbi.errors import BadInput
from pbi.register import Register
from pbi.store import Store

CHASERS = Register(table="chaser", key="chaser", letters="CH", kind="chased", noun="letter")


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
    return CHASERS.enter(store, row, by=by, note=f"sent to {authority} for {period}")


sent = measures.measure(
    "chasers", "The letters recorded for the period, authorities and services asked for, the latest first."
)
