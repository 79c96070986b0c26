"""The threshold laboratory: all of history judged again under a tolerance tried out. Nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import streamlit as st

from pbi import charts, measures, replay
from pbi.errors import PbiError
from pbi.model import JUDGED, Question, StatusRole, Trial
from pbi.narrative import figures, method, text_alternatives
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.tables import lists, tables
from pbi.ui.tables.tables import Column, table, text

BASIS = {"relative": "Percent of the target", "points": "Points, or the indicator's own unit"}


def draw(question: Question) -> None:
    """Choose a tolerance; counts by year as they are and as they would be, and every status that would change. Nothing
    where no status scheme is applied."""
    if ask.answer(measures.scheme_statuses, question).empty:
        return
    show.heading(
        "Threshold laboratory",
        note="another rule in place of every tolerance but fixed values; nothing is stored",
        anchor="laboratory",
    )
    whole = replace(question, indicators=())
    trial = _chosen(question)
    if trial is None:
        return
    tried = replace(whole, trial=trial)
    as_is, would_be = (ask.answer(replay.counts_each_year, each) for each in (whole, tried))
    moved = ask.answer(replay.laboratory, tried)
    show.lead(method.tried(as_is, would_be, moved))
    if as_is.empty:
        return
    left, right = lists.columns(1, 1)
    for place, words, counts, asked in ((left, "As it is", as_is, whole), (right, "As it would be", would_be, tried)):
        with place:
            show.put(show.tag("strong", words))
            _years(counts, asked)
    _moved(moved)


def _chosen(question: Question) -> Trial | None:
    """The tolerance as chosen on the page; it starts from the widths of the scheme's own rule."""
    rules, statuses = (ask.answer(each, question) for each in (measures.tolerances, measures.scheme_statuses))
    general = rules[rules["indicator"].isna() & rules["authority"].isna() & (rules["basis"] != "values")]
    labels = dict(zip(statuses["role"], statuses["label"], strict=True))
    within = {StatusRole.GOOD: 0.0, StatusRole.NEAR: 0.0}
    with st.container(horizontal=True, vertical_alignment="bottom", key="laboratory", gap="small"):
        basis = st.selectbox("Measured in", list(BASIS), format_func=BASIS.__getitem__, key="trial_basis", width=300)
        for role, column in ((StatusRole.GOOD, "green_within"), (StatusRole.NEAR, "amber_within")):
            if role in labels:
                held = len(general) and figures.is_known(general[column].iloc[0])
                within[role] = st.number_input(
                    f"{show.plain(labels[role])} within",
                    min_value=0.0,
                    max_value=1000.0,
                    value=float(general[column].iloc[0]) if held else 0.0,
                    step=0.5,
                    key=f"trial_{role}",
                    width=170,
                )
    good, near = (Decimal(str(share)) for share in within.values())
    try:
        return replay.trial(basis=basis, green_within=good, amber_within=near if StatusRole.NEAR in labels else good)
    except PbiError as problem:
        show.error(problem)
        return None


def _years(counts: pd.DataFrame, question: Question) -> None:
    ask.picture(
        lambda: charts.scorecard.years(counts),
        key=("laboratory", question),
        alternative=text_alternatives.years(counts),
    )
    labels = list(dict.fromkeys(counts.loc[counts["role"].isin(JUDGED)].sort_values("position")["label"]))
    held = [{"period": period, "rows": rows} for period, rows in counts.groupby("period", sort=True)]
    table(
        [
            Column("Year", text("period"), head=True),
            *[Column(label, lambda each, label=label: _of(each["rows"], label), right=True) for label in labels],  # type: ignore[misc]
            Column("Of", lambda each: str(int(each["rows"]["base"].iloc[0])), right=True),
        ],
        held,
        narrow=True,
    )


def _moved(moved: pd.DataFrame) -> None:
    """Every status that would change: the years' open, the shorter periods' behind one key; newest first."""
    ordered = moved.sort_values(["period_end", "service", "indicator"], ascending=[False, True, True], kind="stable")
    years = ordered["period_kind"] == "year"
    for rows, words in ((ordered[years], "year figures"), (ordered[~years], "figures of quarters and other periods")):
        if len(rows):
            with st.expander(
                f"Statuses that would change: {len(rows):,} {show.plain(words)}", key=f"moved_{words[:4]}"
            ):
                table(
                    [
                        Column("Indicator", tables.named, head=True),
                        Column("Authority", text("authority_name")),
                        Column("Period", text("period")),
                        Column("Outturn", tables.figure("outturn"), right=True),
                        Column("Target", tables.target, right=True),
                        Column("Is", tables.judged),
                        Column(
                            "Would be",
                            lambda row: show.status(row["trial_role"], row["trial_symbol"], row["trial_label"]),
                        ),
                    ],
                    rows,
                )


def _of(rows: pd.DataFrame, label: str) -> str:
    return str(int(rows.loc[rows["label"] == label, "count"].sum()))
