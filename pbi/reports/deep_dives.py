"""The sections of a deep dive: a subject the panel has set down, or a service, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures, sentences
from pbi.narrative.change import flags
from pbi.narrative.meeting.questions import EXPLAINS
from pbi.narrative.rows import records
from pbi.reports import cells
from pbi.reports.cells import Row, column
from pbi.reports.content import Matter
from pbi.reports.exceptions import commentary, done, members
from pbi.reports.paper import Medium, Section, Table, present
from pbi.reports.sections import named, scored


def subjects(matter: Matter) -> tuple[Section, ...]:
    """One section a subject set down by the panel; of a service, one with everything it reports."""
    if matter.services:
        return (_section(matter, matter.about, "", matter.held.scorecard, 1),)
    planned = records(matter.subject.deep_dives)
    return tuple(
        _section(matter, str(row["subject"]), f"{flags.looked_into(row)}.", _asked(matter, row), number)
        for number, row in enumerate(planned, start=1)
    )


def _asked(matter: Matter, row: Mapping[str, Any]) -> pd.DataFrame:
    held = matter.held.scorecard
    by = "indicator" if row["indicator"] else "objective"
    return held[held[by] == row[by]]


def _section(matter: Matter, title: str, lead: str, rows: pd.DataFrame, number: int) -> Section:
    mine = matter.scorecard
    mine = mine[mine["indicator"].isin(rows["indicator"])]
    bank = matter.subject.bank
    asked = records(bank[bank["indicator"].isin(rows["indicator"])])
    whole = records(sentences.headline_rows(mine))
    none = "" if whole else f"No figure is recorded for {matter.held.period}."
    return Section(
        title=title,
        parts=present(
            lead,
            none,
            cells.table(f"Subject {number}", f"{title}: every figure", scored(), mine) if whole else None,
            _years(matter, mine, number),
            *[_one(matter, row) for row in whole],
            *([_questions(asked, number)] if asked else []),
        ),
    )


def _one(matter: Matter, row: Row) -> Section:
    return Section(
        title=f"{row['indicator']} {named(row)}",
        parts=present(
            figures.text(row["definition"]),
            f"{row['authority_name']}: {sentences.indicator(row)}",
            members(matter, row),
            *commentary(matter, row, EXPLAINS),
            *done(matter, row),
        ),
        medium=Medium.PRINT,
    )


def _years(matter: Matter, rows: pd.DataFrame, number: int) -> Table:
    held = matter.subject.trend
    kind = rows["period_kind"].iloc[0] if len(rows) else ""
    end = rows["period_end"].iloc[0] if len(rows) else None
    mine = held[held["indicator"].isin(rows["indicator"]) & held["authority"].isin(rows["authority"])]
    mine = mine[(mine["period_kind"] == kind) & (mine["period_end"] <= end)] if end else mine.iloc[:0]
    columns = [each for each in scored() if each[0].title not in {"Control chart", "Last year"}]
    columns.insert(3, column("Period", cells.text("period")))
    ordered = mine.sort_values(["indicator", "authority_name", "period_end"], kind="stable")
    return cells.table(f"Subject {number}, years", "The same figure in every period on record", columns, ordered)


def _questions(asked: list[dict[str, Any]], number: int) -> Section:
    table = cells.table(
        f"Subject {number}, questions",
        "Questions composed from the figures",
        [
            column("Question", cells.text("question"), width=5),
            column("Why", lambda row: str(row["kind"]).capitalize(), width=1.2),
            column("Code", cells.text("indicator"), sheet=True),
        ],
        asked,
    )
    return Section(title="Questions to ask", parts=(table,))
