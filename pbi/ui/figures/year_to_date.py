"""A year that is not over: its figures to date and its end as forecast, in the place of the year's figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import JUDGED, Question
from pbi.narrative import sentences
from pbi.narrative.year import forecasts, to_date
from pbi.period import PeriodKind, canonical
from pbi.ui import show
from pbi.ui.figures import unmeasured
from pbi.ui.figures.forecasts import judged
from pbi.ui.frame import empty, missing
from pbi.ui.session import address, ask
from pbi.ui.show import Markup
from pbi.ui.tables import bodies, tables
from pbi.ui.tables.tables import Column, Row, figure, table


def is_under_way(question: Question) -> bool:
    """Whether a year is asked for that had not ended by the day asked about."""
    asked = canonical(question.period)
    return asked.kind is PeriodKind.YEAR and asked.end >= measures.late_on(question)


def stop_if_no_figures(question: Question, scorecard: pd.DataFrame) -> None:
    """Where nothing is held, the page says so; of a year under way that has no figure of its own yet, how far it is."""
    unmeasured.overview(question, scorecard)
    if scorecard.empty or not is_under_way(question):
        empty.stop_if_none(question, scorecard)
    if not is_under_way(question) or scorecard["outturn"].notna().any():
        return
    rows = sentences.headline_rows(ask.answer(measures.forecast, question))
    labels = _labels(question)
    show.heading(f"{bodies.shown(question)} in {question.period} so far", level=1)
    show.lead(
        to_date.so_far(rows, labels),
        to_date.expected(rows, labels),
        to_date.outside(rows, set(scorecard.loc[scorecard["frequency"] == "annual", "indicator"])),
    )
    # The way to each period of the year that has been reported on.
    parts = _parts(question)
    if parts:
        links = show.join([_link(each, each) for each in parts], between=" · ")
        show.put(show.tag("p", "Each by itself, beside the same of last year: ", links))
    if last := _last_ended(question):
        asked = replace(question, period=last)
        missing.returns(ask.answer(measures.scorecard, asked), asked)
    _to_date(rows[rows["to_date"].notna()])
    _without(rows[rows["to_date"].isna()], scorecard)
    st.stop()


def newer(question: Question) -> None:
    """Where no period is chosen: the way to a year under way that is not the one shown, and what has not come since."""
    newest = ask.listed(measures.newest_year, as_of=question.as_of)
    if address.value("period"):
        return
    if newest not in ("", question.period) and is_under_way(replace(question, period=newest)):
        show.note(f"{newest} is under way: ", _link("its figures so far", newest), ".")
    missing.newest(question)


def elsewhere(question: Question) -> None:
    """On a page that knows only the year's figures: where those so far are."""
    if is_under_way(question):
        show.note(f"{question.period} is under way: ", _link("its figures so far", question.period), ".")


def lead(question: Question, ahead: pd.DataFrame) -> list[str]:
    """What the Indicator page says first of a year under way; nothing of any other, or of several authorities."""
    rows = tables.records(sentences.headline_rows(ahead)) if len(ahead) else []
    if len(rows) != 1 or not is_under_way(question):
        return []
    return [to_date.indicator(rows[0]), to_date.behind(ahead)]


def _to_date(rows: pd.DataFrame) -> None:
    """Each indicator to date and at the year's end, what is forecast worst first."""
    if rows.empty:
        return
    show.heading("To date, and at the year's end as forecast", note="worst first")
    place = rows["forecast_role"].map(to_date.ORDER).fillna(len(to_date.ORDER))
    named = rows["authority"].nunique() > 1
    dated = rows["as_at"].nunique() > 1
    table(
        [
            Column("Indicator", tables.named, head=True),
            Column("Authority", lambda row: row["authority_name"] if named else ""),
            Column("To", lambda row: row["as_at"] if dated else ""),
            Column("To date", forecasts.so_far, right=True),
            Column("Target by then", figure("target_to_date"), right=True),
            Column("Status to date", judged("current")),
            Column("Year's end", _year_end, right=True),
            Column("Within", forecasts.between, right=True),
            Column("Target", forecasts.aimed_at, right=True),
            Column("Status as forecast", judged("forecast")),
            Column("Still needed", _needed, right=True),
        ],
        rows.assign(place=place).sort_values(["place", "service"], kind="stable"),
    )


def _without(rows: pd.DataFrame, scorecard: pd.DataFrame) -> None:
    """Behind one key: those without a figure to date, and why."""
    if rows.empty:
        return
    annual = set(scorecard.loc[scorecard["frequency"] == "annual", "indicator"])
    with st.expander(f"Without a figure to date ({len(rows)})", key="without_to_date"):
        table(
            [
                Column("Indicator", tables.named, head=True),
                Column("Authority", lambda row: row["authority_name"] if rows["authority"].nunique() > 1 else ""),
                Column("Why", lambda row: _why(row, annual)),
                Column("Target", forecasts.aimed_at, right=True),
            ],
            rows,
            narrow=True,
        )


def _year_end(row: Row) -> object:
    return forecasts.expected(row) or show.tag("span", "no forecast", class_="shorthand nowrap")


def _needed(row: Row) -> object:
    return forecasts.needed(row) or show.tag("span", forecasts.reached(row), class_="shorthand nowrap")


def _why(row: Row, annual: set[str]) -> str:
    return "annual, not due" if row["indicator"] in annual else str(row["note"]).removeprefix("no forecast: ")


def _parts(question: Question) -> list[str]:
    """The longest kind of period within the year that has been reported on, oldest first."""
    year = canonical(question.period)
    held = ask.listed(measures.periods, as_of=question.as_of)
    held = held[(held["period_start"] >= year.start) & (held["period_end"] <= year.end)]
    for kind in (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTH):
        found = held.loc[held["period_kind"] == kind.value].sort_values("period_end")["period"]
        if len(found):
            return list(found)
    return []


def _last_ended(question: Question) -> str:
    """The newest period within the year that had ended by the day asked about, reported on or not; of the kind held."""
    parts = _parts(question)
    if not parts:
        return ""
    last = canonical(parts[-1])
    while last.step(1).end < measures.late_on(question):
        last = last.step(1)
    return str(last)


def _labels(question: Question) -> dict[str, str]:
    """The scheme's words of good, near and bad; none where it has none."""
    rows = ask.answer(measures.scheme_statuses, question)
    return {
        role: str(rows.loc[rows["role"] == role, "label"].iloc[0]) for role in JUDGED if (rows["role"] == role).any()
    }


def _link(words: str, period: str) -> Markup:
    return show.tag("a", words, href=address.link("", address.values(), period=period), class_="in", target="_self")
