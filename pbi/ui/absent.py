"""What has not come: the returns awaited or late of the period, by authority and service."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pbi import measures
from pbi.model import Question
from pbi.narrative import figures
from pbi.ui import show, tables
from pbi.ui.tables import Column, Row, table, text


def returns(scorecard: pd.DataFrame, question: Question) -> None:
    """Each authority and service that has sent nothing of an indicator that was due, with the day it was due."""
    due = scorecard["availability"].isin(["awaited", "late"]) & (scorecard["authority_kind"] != "partnership")
    rows = scorecard[due]
    if rows.empty:
        return
    day = figures.day(measures.due_on(question))
    show.heading("Late or missing", note=f"returns for {question.period} are due on {day}")
    groups = rows.groupby(["authority_name", "service_name", "availability"], dropna=False, sort=True)
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("Service", text("service_name")),
            Column("Figures", text("said")),
            Column("State", tables.missing),
        ],
        [
            {
                "authority_name": who,
                "service_name": what if figures.held(what) else "No service",
                "availability": state,
                "said": _said(tables.records(group)),
            }
            for (who, what, state), group in groups
        ],
        narrow=True,
    )


def _said(rows: Sequence[Row]) -> str:
    """The indicators by code, or how many they are."""
    codes = sorted(str(row["indicator"]) for row in rows)
    return figures.listed(codes) if len(codes) <= 3 else figures.count(len(codes), "indicator")
