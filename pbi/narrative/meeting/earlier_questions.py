"""Questions from earlier meetings, and what has become of them. Rows of pbi.meetings.asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.meeting.deck import Slide, Subject, cut, grid
from pbi.narrative.rows import records

MOST = 5


def slides(subject: Subject) -> list[Slide]:
    """One slide: the last meeting's questions with their answers, and older ones still open; or none."""
    rows = due_back(subject.asked, subject)
    if rows.empty:
        return []
    return [
        Slide(
            title="Questions from last time",
            about="Asked at earlier meetings",
            sentence=sentence(rows),
            grid=grid(
                ("Question", "For", "Outcome"),
                [(cut(row["text"], 120), row["asked_by"], became(row)) for row in records(rows)],
                most=MOST,
            ),
        )
    ]


def due_back(rows: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """The questions of the last meeting before this day, and older ones not answered; the open ones first."""
    before = rows[[day < subject.today for day in rows["meeting_on"]]]
    if before.empty:
        return before
    last = before["meeting_on"].max()
    kept = before[(before["meeting_on"] == last) | before["answer"].isna()]
    order = {"overdue": 0, "open": 1, "answered": 2}
    return kept.assign(place=kept["state"].map(order)).sort_values(["place", "meeting_on", "question"], kind="stable")


def sentence(rows: pd.DataFrame) -> str:
    """ "2 of 3 questions are answered; 1 is overdue." """
    answered = int(rows["answer"].notna().sum())
    late = int((rows["state"] == "overdue").sum())
    total = figures.count(len(rows), "question")
    said = f"{answered or 'None'} of {total} {'is' if answered < 2 else 'are'} answered"
    return f"{said}; {late} {'is' if late == 1 else 'are'} overdue." if late else f"{said}."


def became(row: Mapping[str, Any]) -> str:
    """Its answer; else who owns it and by when, or that nobody does."""
    if row["answer"]:
        return cut(row["answer"], 140)
    if not row["owner"]:
        return "Not answered; it has no owner yet."
    due = figures.day(row["due"])
    late = "; overdue" if row["state"] == "overdue" else ""
    return f"With {row['owner']}{f', due {due}' if due else ''}{late}."
