"""One indicator over its periods: the headline's trend large, each authority small on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pbi import charts, measures
from pbi.model import Polarity, Question
from pbi.narrative import figures, sentences
from pbi.narrative import text_alternatives as alternatives
from pbi.narrative.meeting import missed_targets
from pbi.narrative.year import forecasts
from pbi.period import canonical
from pbi.ui import show
from pbi.ui.session import address, ask, choice
from pbi.ui.tables import lists, tables
from pbi.ui.tables.tables import Column, Row, table, text

KINDS = {
    "year": "Years",
    "half": "Half years",
    "quarter": "Quarters",
    "month": "Months",
    "calendar year": "Calendar years",
    "rolling year": "Rolling years",
}
POLARITY = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.RANGE: "a band is best",
    Polarity.NONE: "data only",
    Polarity.UNCONFIRMED: "which way is better is not confirmed, so it is not judged",
}
ACROSS = 4
MOST_SAID = 5
MOST_DRAWN, DRAWN = 24, 12
"""So many authorities are drawn side by side; of more than those, so many."""


def subjects(scorecard: pd.DataFrame, trend: pd.DataFrame) -> Sequence[Row]:
    """The rows the page is about: the partnership's, or each authority's of the period, else the newest held."""
    rows = scorecard if len(scorecard) else trend.sort_values("period_end").tail(1)
    return tables.records(sentences.headline_rows(rows))


def described(rows: Sequence[Row]) -> str:
    """ "Broxtowe · % of those due, higher is better · quarterly, year to date"."""
    row = rows[0]
    unit = {"percent": "%", "currency": "£", "number": "number"}.get(row["unit"], row["unit"])
    what = f"{row['definition']} ({unit})" if row["definition"] else unit
    rhythm = f"{row['frequency'] or 'frequency not stated'}{', year to date' if row['accumulates'] else ''}"
    standing = "" if row["lifecycle"] in {"active", "ratified"} else f" · {row['lifecycle']}"
    whose = row["authority_name"] if len(rows) == 1 else figures.count(len(rows), "authority", plural="authorities")
    return f"{whose} · {what}, {POLARITY[row['polarity']]} · {rhythm}{standing}"


def compared() -> tuple[object, ...]:
    """The way to the same indicator beside the other authorities; nothing where there is no other."""
    if len(lists.authorities()) < 2:
        return ()
    there = address.link("compare", address.values(), authority=None)
    return " · ", show.tag("a", "compare", href=there, class_="in", target="_self")


def lead(rows: Sequence[Row]) -> list[str]:
    """The page's first sentence and what the figure is made of; of several authorities one each, of many one."""
    if len(rows) > MOST_SAID:
        return [sentences.of_many(rows)]
    if len(rows) == 1:
        return [sentences.indicator(rows[0]), sentences.made_of(rows[0])]
    return [f"{row['authority_name']}: {sentences.indicator(row)}" for row in rows]


def pictures(trend: pd.DataFrame, question: Question, row: Row, *, kind: str, ahead: pd.DataFrame) -> None:
    """The trend in periods of the chosen kind: the page's subject large, the others small; their table one key away.

    ``ahead``: forecasts of the year under way; the subject's is drawn on its years.
    """
    rows = trend[trend["period_kind"] == kind]
    groups = {str(code): group for code, group in rows.groupby("authority", sort=False)}
    together = row["authority_kind"] == "partnership" or len(groups) == 1
    if together and row["authority"] in groups:
        mine = groups.pop(row["authority"])
        place = None if len(groups) else _places().get(row["authority"])
        _one(mine, question, kind, place, ahead[ahead["authority"] == row["authority"]])
    if groups:
        _multiples(groups, question, kind)
    elif row["authority_kind"] == "partnership" and not question.authorities:
        show.note("Reported by the partnership only: there are no figures of its members.")
    with st.expander("The same as a table", key="trend_table"):
        table(
            [
                Column("Period", text("period"), head=True),
                Column("Authority", text("authority_name")),
                Column("Outturn", tables.figure("outturn"), right=True),
                Column("Target", tables.target, right=True),
                Column("Numerator", lambda each: figures.figure(each["numerator"]), right=True),
                Column("Denominator", lambda each: figures.figure(each["denominator"]), right=True),
                Column("On the year before", tables.moved, right=True),
                *tables.movements(rows),
                Column("Status", tables.judged),
            ],
            rows.sort_values(["authority_name", "period_end"]),
        )


def _one(rows: pd.DataFrame, question: Question, kind: str, place: int | None, ahead: pd.DataFrame) -> None:
    """One trend across the page, with the year's end as forecast where that is one of its periods."""
    if rows["outturn"].isna().all():
        return
    key = ("trend", question, kind, rows["authority"].iloc[0], place)
    ends = _ends(rows, ahead[ahead["forecast"].notna()], kind)
    if ends:
        said = f"{alternatives.trend(rows)} {forecasts.sentence(ends[0])}"
        ask.picture(
            lambda: charts.forecast.draw(rows, ends[0], position=place),
            key=(*key, ends[0]["period"]),
            alternative=said,
        )
    else:
        ask.picture(lambda: charts.trend.draw(rows, position=place), key=key, alternative=alternatives.trend(rows))


def _ends(rows: pd.DataFrame, ahead: pd.DataFrame, kind: str) -> list[dict[str, Any]]:
    """Where the forecast ends on a chart of this kind: the year; of what is counted up over the year, its last quarter.
    A quarter that stands alone is no year's end, so nothing is drawn there."""
    if kind == "quarter" and rows["accumulates"].iloc[0]:
        return tables.records(ahead.assign(period=ahead["period"] + " Q4"))
    return tables.records(ahead) if kind == "year" else []


def _multiples(groups: dict[str, pd.DataFrame], question: Question, kind: str) -> None:
    """Each authority's trend on one scale and one axis, in its own colour; of very many those furthest from target."""
    groups = few(groups, _furthest(groups, question), words="furthest from target")
    rows, places = pd.concat(groups.values()), _places()
    span, axis = charts.trend.common_span(rows), charts.trend.whole(list(rows["period"]))
    across = st.columns(min(ACROSS, max(3, len(groups))), gap="medium")

    def draw(code: str) -> Any:
        return lambda: charts.trend.draw(
            groups[code], position=places.get(code, 0), span=span, periods=axis, height=170
        )

    for number, (code, group) in enumerate(groups.items()):
        with across[number % len(across)]:
            show.put(show.tag("strong", group["authority_name"].iloc[0]))
            ask.picture(draw(code), key=("multiple", question, kind, code), alternative=alternatives.trend(group))


def few(groups: dict[str, pd.DataFrame], order: Sequence[str], *, words: str) -> dict[str, pd.DataFrame]:
    """The authorities to draw side by side under their heading: every one, or of very many the first in this order,
    with how many there are, why these, and the way to all of them."""
    if len(groups) <= MOST_DRAWN:
        show.heading("By authority", note="on one scale")
        return groups
    drawn = list(dict.fromkeys([*order, *groups]))[:DRAWN]
    why = f"those {words} first" if order else "the first by name"
    show.heading("By authority", note=f"{DRAWN} of {len(groups):,}, {why}, on one scale")
    there = address.link("compare", address.values(), authority=None)
    way = show.tag("a", "all in order on Compare", href=there, class_="in", target="_self")
    show.note("Choose others by name above, or see ", way, "; the table below has every figure.")
    return {code: groups[code] for code in drawn}


def _furthest(groups: dict[str, pd.DataFrame], question: Question) -> list[str]:
    """The authorities short of target in the asked period, else in the newest of those drawn; the furthest first."""
    rows = pd.concat(groups.values())
    period = question.period if (rows["period"] == question.period).any() else rows["period"].iloc[-1]
    return list(missed_targets.furthest(rows[rows["period"] == period])["authority"])


def _places() -> dict[str, int]:
    """Each authority's place among the members: it keeps its colour whatever is filtered."""
    held = ask.listed(measures.authorities)
    return {code: place for place, code in enumerate(held.loc[held["kind"] != "partnership", "code"])}


def chosen_kind(trend: pd.DataFrame, question: Question, *, first: str = "") -> str:
    """The kind of period to draw: as asked, or as chosen on the page where the series is held in several kinds.

    ``first``: the kind to begin with in the place of the asked one.
    """
    held = [kind for kind in KINDS if (trend["period_kind"] == kind).any()]
    asked = first or canonical(question.period).kind.value
    start = asked if asked in held else held[0]
    if len(held) == 1:
        return start
    return choice.kept("kind", "Periods", {kind: KINDS[kind] for kind in held}, first=start)
