"""What has not come: the returns awaited or late of the period, by authority and service."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pbi import measures
from pbi.model import Question
from pbi.narrative import figures, notices
from pbi.ui import ask, show, tables
from pbi.ui.tables import Column, Row, table, text


def part(scorecard: pd.DataFrame, question: Question) -> None:
    """What has not come and what has gone: each indicator in one of the two, never in both."""
    gone = notices.gone(ask.asked(measures.vanished, question))
    returns(scorecard[~scorecard["indicator"].isin(set(gone["indicator"]))], question)
    if len(gone):
        show.note(notices.vanished(gone))


def returns(scorecard: pd.DataFrame, question: Question) -> None:
    """Each authority and service that has sent nothing of an indicator that was due, with the day it was due."""
    due = scorecard["availability"].isin(["awaited", "late"]) & (scorecard["authority_kind"] != "partnership")
    rows = scorecard[due]
    due_on = measures.due_on(question)
    verb = "were" if due_on < measures.late_on(question) else "are"
    if rows.empty:
        show.note(f"No return for {question.period} is late or missing; they {verb} due on {figures.day(due_on)}.")
        return
    show.heading("Late or missing", note=f"returns for {question.period} {verb} due on {figures.day(due_on)}")
    groups = _whole(rows, scorecard).groupby(
        ["authority_name", "service_name", "availability"], dropna=False, sort=True
    )
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


def _whole(rows: pd.DataFrame, scorecard: pd.DataFrame) -> pd.DataFrame:
    """The rows, those of an authority that has sent nothing at all of several services as of one: every service."""
    sent = set(scorecard.loc[scorecard["outturn"].notna(), "authority"])
    several = rows.groupby("authority")["service_name"].transform("nunique") > 1
    return rows.assign(service_name=rows["service_name"].mask(several & ~rows["authority"].isin(sent), "Every service"))


def _said(rows: Sequence[Row]) -> str:
    """The indicators by code, or how many they are."""
    codes = sorted(str(row["indicator"]) for row in rows)
    return figures.listed(codes) if len(codes) <= 3 else figures.count(len(codes), "indicator")
