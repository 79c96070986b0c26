"""Trend or control chart of one indicator: the switch, the charts on one scale, what they say, and their table."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import streamlit as st

from pbi import charts, measures
from pbi.model import NO_SCHEME, Question
from pbi.narrative import figures
from pbi.narrative.change import certainty, control, movement
from pbi.ui import show
from pbi.ui.figures import series
from pbi.ui.frame import filters
from pbi.ui.session import address, ask
from pbi.ui.tables.tables import Column, Row, table, text

SIGNALS = ("concern", "improvement", "high", "low")
"""Verdicts in the order in which they are looked at."""
KEY = (
    "A triangle points the way of a signal: ▲▼ filled for the worse, △▽ hollow for the better, ringed where neither "
    "way is better. Solid: the average. Dashed: the limits of the usual range."
)


def or_trend(trend: pd.DataFrame, question: Question, row: Row, *, ahead: pd.DataFrame) -> None:
    """The picture the reader chose, kept in the address; the trend where a control chart cannot be."""
    with st.container(horizontal=True, key="charts"):
        rows = ask.answer(measures.control, question) if _chosen() == "control" else None
        kind = series.chosen_kind(trend, question, first="" if rows is None else _finest(rows))
    if rows is not None:
        rows = rows[rows["period_kind"] == kind]
        if rows["mean"].notna().any():
            pictures(rows, question, kind, row)
            return
        show.lead("", figures.sentence(f"{control.why_none(rows)}; the trend is drawn instead"))
    series.pictures(trend, question, row, kind=kind, ahead=ahead)


def _chosen() -> str:
    st.session_state.setdefault(address.key("chart"), address.DEFAULTS["chart"])
    chosen = st.segmented_control(
        "Chart",
        list(filters.CHARTS),
        format_func=filters.CHARTS.__getitem__,
        key=address.key("chart"),
        label_visibility="collapsed",
        persist_state="session",
        required=True,
    )
    return chosen or address.DEFAULTS["chart"]


def _finest(rows: pd.DataFrame) -> str:
    """The shortest periods that have a chart: they have the most points."""
    charted = set(rows.loc[rows["mean"].notna(), "period_kind"])
    return next((kind for kind in ("month", "quarter", "half") if kind in charted), "")


def pictures(rows: pd.DataFrame, question: Question, kind: str, row: Row) -> None:
    """The subject's chart large, the others small on one scale; the sentence of each; the table one key away."""
    groups = {str(code): group for code, group in rows.groupby("authority", sort=False)}
    together = row["authority_kind"] == "partnership" or len(groups) == 1
    if together and row["authority"] in groups:
        mine = groups.pop(row["authority"])
        show.lead("", control.sentence(mine), _of_target(mine, row))
        _draw(
            mine,
            ("control", question, kind, row["authority"]),
            lambda: charts.control.draw(mine, plain=question.scheme == NO_SCHEME),
        )
    show.note(f"{KEY} Dotted: the target." if rows["target"].notna().any() else KEY)
    if groups:
        _multiples(groups, question, kind)
    with st.expander("The same as a table", key="control_table"):
        table(_columns(), rows)


def _of_target(rows: pd.DataFrame, row: Row) -> str:
    """What the usual range says of the target, and where the status speaks against it, why both are true."""
    held = rows[rows["outturn"].notna()]
    said = certainty.ASSURANCE.get(str(held.iloc[-1]["assurance"]), "") if len(held) else ""
    return movement.caution(row) or said


def _multiples(groups: dict[str, pd.DataFrame], question: Question, kind: str) -> None:
    """Each authority's chart on one scale and one axis, under its sentence; of very many those with a signal."""
    last = {code: str(group["verdict"].iloc[-1]) for code, group in groups.items()}
    order = [code for verdict in SIGNALS for code in groups if last[code] == verdict]
    groups = series.few(groups, order, words="with a signal now")
    rows = pd.concat(groups.values())
    span, axis = charts.charted.common_span(rows), charts.trend.whole(list(rows["period"]))
    across = st.columns(min(series.ACROSS, max(3, len(groups))), gap="medium")

    def draw(code: str) -> Callable[[], alt.LayerChart | alt.FacetChart]:
        return lambda: charts.control.draw(
            groups[code], span=span, periods=axis, small=True, plain=question.scheme == NO_SCHEME
        )

    for number, (code, group) in enumerate(groups.items()):
        with across[number % len(across)]:
            show.put(show.tag("strong", group["authority_name"].iloc[0]))
            _draw(group, ("control multiple", question, kind, code), draw(code))
            show.note(control.sentence(group))


def _draw(rows: pd.DataFrame, key: tuple[object, ...], draw: Callable[[], alt.LayerChart | alt.FacetChart]) -> None:
    if rows["mean"].notna().any():
        ask.picture(draw, key=key, alternative=control.alternative(rows))


def _columns() -> list[Column]:
    return [
        Column("Period", text("period"), head=True),
        Column("Authority", text("authority_name")),
        Column("Figure", _line("outturn"), right=True),
        Column("Average", _line("mean"), right=True),
        Column("Lower limit", _line("lower"), right=True),
        Column("Upper limit", _line("upper"), right=True),
        Column("Target", _line("target"), right=True),
        Column("Signal", control.signal),
        Column("Reads as", control.verdict),
        Column("New limits", lambda row: control.begun(row) if row["begins"] else ""),
        Column("Caution", lambda row: row["gate"] or control.UNTESTED.get(row["untested"] or "", "")),
    ]


def _line(name: str) -> Callable[[Row], object]:
    return lambda row: control.spelt(row, name)
