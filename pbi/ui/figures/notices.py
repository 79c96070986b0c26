"""Beside the figures: statuses stated otherwise than worked out, indicators that went missing or were retired."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pbi import measures
from pbi.model import Question
from pbi.narrative import notices
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.tables import masked, tables
from pbi.ui.tables.tables import Column, Row, table, text


def stated(question: Question) -> None:
    """Every status of the period that a return states otherwise, beside the one worked out."""
    rows = ask.answer(measures.stated_differences, question)
    if rows.empty:
        return
    show.heading("Stated otherwise", note=notices.stated_count(rows).rstrip("."))
    _table(rows)


def of_indicator(question: Question, rows: Sequence[Row]) -> None:
    """What is to be said of the page's indicator: its life, what its total hides, any status stated otherwise."""
    described = tables.records(ask.listed(measures.indicators))
    found = next((each for each in described if each["code"] == rows[0]["indicator"]), {})
    _note(notices.life(found))
    masked.of_indicator(question, rows)
    differ = ask.answer(measures.stated_differences, question, period="")
    for row in tables.records(differ[differ["period"] == rows[0]["period"]]):
        show.note(f"{row['authority_name']}: {notices.stated(row)}")
    earlier = differ[differ["period"] != rows[0]["period"]]
    if len(earlier):
        show.heading("Stated otherwise in other periods")
        _table(earlier)


def _note(said: str) -> None:
    if said:
        show.note(said)


def _table(rows: pd.DataFrame) -> None:
    named = rows["authority"].nunique() > 1
    dated = rows["period"].nunique() > 1
    table(
        [
            Column("Indicator", tables.named, head=True),
            Column("Authority", lambda row: row["authority_name"] if named else ""),
            Column("Period", lambda row: row["period"] if dated else ""),
            Column("Outturn", tables.figure("outturn"), right=True),
            Column("Target", tables.target, right=True),
            Column("Stated", text("stated_status")),
            Column("Worked out", tables.judged),
        ],
        rows,
    )
