"""The lists that pages are made of: indicators, the furthest from target, years, objectives, services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pbi import charts, measures
from pbi.model import JUDGED, Question
from pbi.narrative import figures, sentences, text_alternatives
from pbi.narrative.change import flags, movement
from pbi.narrative.meeting import missed_targets
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.show import Markup, join, tag
from pbi.ui.tables import action_tables, bodies, masked, tables, tiles
from pbi.ui.tables.tables import Column, Row, table

FIRST, MOST_LINES = 20, 100
"""So many rows of a long list stand open, the others one key away; of more than the second none has its line drawn."""


def columns(*widths: int) -> Sequence[Any]:
    """Side by side, of these widths."""
    with st.container(key="side_" + "_".join(map(str, widths))):
        return st.columns(list(widths), gap="large")


def authorities() -> dict[str, str]:
    """Codes and names, members first and the partnership last, as a total stands."""
    held = ask.listed(measures.authorities)
    members, together = held[held["kind"] != "partnership"], held[held["kind"] == "partnership"]
    ordered = pd.concat([members, together])
    return dict(zip(ordered["code"], ordered["name"], strict=True))


def services() -> dict[str, str]:
    """Codes and names in the catalogue's order; indicators without a service come last."""
    held = ask.listed(measures.services)
    return {**dict(zip(held["code"], held["name"], strict=True)), "none": "No service"}


def matrix(counts: pd.DataFrame, question: Question) -> None:
    """Service × authority, with what the totals hide."""
    show.heading("By service and authority", note="a tile opens that service in that authority")
    held = tiles.matrix(counts, services=services(), authorities=authorities(), beside=masked.beside(question))
    if held > tiles.MOST_ACROSS:
        show.note(f"{held:,} authorities, those with the most short of target first.")
    if said := bodies.uncounted(question):
        show.note(said)
    masked.totals(question)


def years(counts: pd.DataFrame, *, key: tuple[Any, ...]) -> None:
    """The counts of up to three years as bars, the same counts in words beneath; nothing where only one was judged."""
    years = counts["period"].nunique()
    if years < 2:
        return
    show.heading("Status counts by year")
    ask.picture(lambda: charts.scorecard.years(counts), key=key, alternative=text_alternatives.years(counts))
    official = counts[(counts["basis"] == "official") & counts["role"].isin(JUDGED)]
    held = [
        {"period": period, "rows": rows.sort_values("position")}
        for period, rows in official.groupby("period", sort=True)
    ]
    labels = list(dict.fromkeys(official.sort_values("position")["label"]))
    with st.expander("The same as a table", key="years_table"):
        table(
            [
                Column("Year", lambda each: each["period"], head=True),
                *[Column(label, lambda each, label=label: _of(each["rows"], label), right=True) for label in labels],  # type: ignore[misc]
                Column("Of", lambda each: str(int(each["rows"]["base"].iloc[0])), right=True),
            ],
            held,
            narrow=True,
        )


def short_of_target(scorecard: pd.DataFrame, *, actions: pd.DataFrame) -> None:
    """Those not judged good, bad before near and furthest from target first; every indicator behind one key."""
    rows = missed_targets.furthest(scorecard)
    labels = list(dict.fromkeys(rows["label"]))
    if labels:
        show.heading(figures.listed(labels), note="furthest from target first")
        indicators(rows, actions=actions, first=FIRST)
    with st.expander("Every indicator", key="every_indicator"):
        indicators(sentences.headline_rows(scorecard))


def indicators(
    scorecard: pd.DataFrame,
    *,
    trend: pd.DataFrame | None = None,
    actions: pd.DataFrame | None = None,
    first: int = tables.MOST_ROWS,
) -> None:
    """Each headline indicator with figure, target, change and status; so many of them open.

    With a ``trend``: a line of its years, and a column for every authority that is not itself the headline.
    With ``actions``: beside each that is judged bad those that answer it, or that none does.
    """
    rows = sentences.headline_rows(scorecard)
    lines = _sparks(trend) if trend is not None and len(rows) <= MOST_LINES else None
    named = rows["authority"].nunique() > 1
    table(
        [
            Column("Indicator", tables.named, head=True),
            Column("Service", lambda row: "" if trend is not None else row["service_name"]),
            Column("Years", lambda row: lines(row) if lines else ""),
            Column("Authority", lambda row: row["authority_name"] if named else ""),
            Column("Outturn", tables.figure("outturn"), right=True),
            Column("Target", tables.target, right=True),
            Column("On last year", tables.moved, right=True),
            Column("Status", tables.judged),
            *tables.movements(rows),
            *([Column("Answered by", action_tables.answering(actions))] if actions is not None else []),
            *(_members(scorecard, rows) if trend is not None else []),
        ],
        movement.quiet(rows),
        first=first,
    )
    tables.why_not(rows)


def objectives(question: Question) -> None:
    """The service's objectives of those whose figures are shown; those without an indicator are named as such."""
    scorecard = ask.answer(measures.scorecard, question, services=())
    held = flags.theirs(ask.listed(measures.objectives), scorecard)
    held = held[held["service"].isin(question.services)]
    measured = set(ask.listed(measures.indicators)["objective"])
    if len(held):
        show.heading("Objectives")
        show.put(
            tag(
                "ul",
                *[
                    tag(
                        "li",
                        f"{row['code']} {row['title']}",
                        None if row["code"] in measured else tag("span", " no indicator", class_="shorthand"),
                    )
                    for row in tables.records(held)
                ],
                class_="plain",
            )
        )


def _members(scorecard: pd.DataFrame, rows: pd.DataFrame) -> list[Column]:
    """A column for each authority that is not itself a headline: its figure with its mark; of very many one column."""
    heads = set(rows["authority"])
    others = scorecard[~scorecard["authority"].isin(heads)]
    if others["authority"].nunique() > tiles.MOST_ACROSS:
        return [tiles.of_many(others)]
    held = {(row["indicator"], row["authority"]): row for row in tables.records(others)}

    def cell(code: str) -> Any:
        return lambda row: _marked(held[row["indicator"], code]) if (row["indicator"], code) in held else tables.NONE

    return [
        Column(name, cell(code), right=True)
        for code, name in authorities().items()
        if code not in heads and any(authority == code for _, authority in held)
    ]


def _marked(row: Row) -> Markup:
    said = movement.two_axes(row)
    mark = tag("span", row["symbol"], class_=f"mark {show.css(row['role'])}", title=said) if row["label"] else None
    return join([tables.figure("outturn")(row), " ", mark, tag("span", said, class_="hide") if mark else None])


def _sparks(trend: pd.DataFrame) -> Callable[[Row], object]:
    """A cell with the line of a row's years; drawn for the rows that are shown."""
    yearly = trend[trend["period_kind"] == "year"]
    held = dict(iter(yearly.groupby(["indicator", "authority"])))

    def cell(row: Row) -> object:
        rows = held.get((row["indicator"], row["authority"]))
        if rows is None:
            return ""
        return show.image(
            charts.spark.image(charts.trend.series(rows)["outturn"].tolist()), alt=text_alternatives.spark(rows)
        )

    return cell


def _of(rows: pd.DataFrame, label: str) -> str:
    return str(int(rows.loc[rows["label"] == label, "count"].sum()))
