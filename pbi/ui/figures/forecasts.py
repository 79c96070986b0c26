"""The year's end on the Indicator page, and how well the method has done on the Methods page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import figures, sentences
from pbi.narrative.year import forecasts
from pbi.period import canonical
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.show import status
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, figure, table, text

MOST_SAID = 5
POINTS = {3: "Q1", 6: "Q2", 9: "Q3"}


def rows(question: Question) -> pd.DataFrame:
    """The rows of the asked year, or of the year under way where none is asked; none where that year is over."""
    chosen = address.value("period")
    year = measures.financial_year(chosen) if chosen else ask.listed(measures.newest_year, as_of=question.as_of)
    if not year or canonical(year).end < (question.as_of or date.today()):
        return ask.listed(none)
    rows = ask.answer(measures.forecast, question, period=year)
    return rows[rows["to_date"].notna() & (rows["months"] < 12)]


def none(held: Store) -> pd.DataFrame:
    """The columns of a forecast and no row: nothing is asked of a year that is over."""
    return measures.frame(held.without_rows("forecast"))


def part(rows: pd.DataFrame, *, told: bool = False) -> None:
    """The year's end: on course for what, how wrong that has been, and both statuses side by side.

    ``told``: the page has said already how far the year has come.
    """
    if rows.empty:
        return
    show.heading("Year-end forecast", note=str(rows["period"].iloc[0]))
    said = tables.records(sentences.headline_rows(rows))
    if len(said) == 1:
        so_far = "" if told else forecasts.to_date(said[0])
        show.lead(forecasts.sentence(said[0]), so_far, forecasts.range_said(said[0]))
    else:
        show.lead("", *[f"{row['authority_name']}: {forecasts.sentence(row)}" for row in said[:MOST_SAID]])
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("To", text("as_at")),
            Column("To date", forecasts.so_far, right=True),
            Column("Target by then", figure("target_to_date"), right=True),
            Column("Status to date", judged("current")),
            Column("Year's end", forecasts.expected, right=True),
            Column("Within", forecasts.between, right=True),
            Column("Target", forecasts.aimed_at, right=True),
            Column("Status as forecast", judged("forecast")),
            Column("Still needed", forecasts.needed, right=True),
            Column("Note", text("note")),
        ],
        rows,
    )


def back_test(question: Question) -> None:
    """What the method says at each quarter of past years against what happened: in short, then year by year."""
    rows = ask.answer(measures.back_test, question, period="")
    show.heading("Forecast of the year's end, tried on past years", note="with the figures as they are now")
    show.put(show.tag("p", forecasts.called(rows)))
    if rows.empty:
        return
    table(
        [
            Column("After", text("point"), head=True),
            Column("What", text("kind")),
            Column("Forecasts tried", text("tried"), right=True),
            Column("Half were within", text("half"), right=True),
            Column("Largest error", text("largest"), right=True),
            Column("Status called right", text("right"), right=True),
        ],
        in_short(rows),
        narrow=True,
    )
    show.note(
        "Each year is forecast from the years before it, however few; on the Indicator page nothing is forecast under "
        "three. A percentage's error is in points, any other in percent of what the year came to."
    )
    with st.expander("Every forecast tried", key="back_test_every"):
        table(_TRIED, rows)


def in_short(rows: pd.DataFrame) -> list[dict[str, str]]:
    """The back-test by quarter: of percentages in points, of anything else in percent of the year's figure."""
    error = rows["error"].abs().where(rows["unit"] == "percent", rows["error_percent"])
    grouped = rows.assign(
        size=error, kind=(rows["unit"] == "percent").map({True: "percentages", False: "other figures"})
    )
    return [
        {
            "point": POINTS[int(months)],
            "kind": kind,
            "tried": f"{len(each):,}",
            "half": _size(each["size"].median(), kind),
            "largest": _size(each["size"].max(), kind),
            "right": _of_those_called(each["called_right"]),
        }
        for (kind, months), each in sorted(
            grouped.groupby(["kind", "months"]), key=lambda pair: (pair[0][0] != "percentages", pair[0])
        )
    ]


def _of_those_called(right: pd.Series) -> str:
    """ "56 of 65"; "" where there was no status to call."""
    called = int(right.notna().sum())
    return f"{int(right.eq(True).sum())} of {called}" if called else ""


def _size(value: float, kind: str) -> str:
    if not figures.is_known(value):
        return ""
    return f"{figures.plain(value, decimals=1)}{' points' if kind == 'percentages' else '%'}"


def judged(which: str) -> Callable[[Row], object]:
    """A cell with the status of the year to date (``current``) or of its end (``forecast``)."""
    return lambda row: status(row[f"{which}_role"], row[f"{which}_symbol"], row[f"{which}_label"])


def _right(row: Row) -> str:
    return {True: "yes", False: "no"}.get(row["called_right"], "")


_TRIED = [
    Column("Indicator", tables.named, head=True),
    Column("Authority", text("authority_name")),
    Column("Year", text("period")),
    Column("After", lambda row: POINTS[row["months"]]),
    Column("Years before", lambda row: str(row["years_of_history"]), right=True),
    Column("Forecast", figure("forecast"), right=True),
    Column("Came to", lambda row: tables.shaped(row, "outturn"), right=True),
    Column("Called", judged("forecast")),
    Column("Was", tables.judged),
    Column("Right", _right),
]
