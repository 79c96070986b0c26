"""The Demand page's parts: what it says where there is nothing to share out, the pictures, the tables, the cells."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.charts import demand as drawing
from pbi.charts import trend
from pbi.model import Question
from pbi.narrative import demand as words
from pbi.narrative import figures
from pbi.ui import show
from pbi.ui.frame import empty
from pbi.ui.session import ask
from pbi.ui.tables import lists, passport
from pbi.ui.tables.tables import Column, table, text

ACROSS = 3
SHEETS = (
    ("memberships", "who belongs to the partnership, and from when"),
    ("demand_weights", "which indicators count as demand, and the hours agreed for a case of each"),
    ("agreement_shares", "each member's agreed share, with its dates"),
    ("budgets", "what the members pay together in a year, for the effect on each contribution"),
)


def stop_if_none(rows: pd.DataFrame) -> None:
    """Where there is no demand to share out, say why and what to do; the page ends there."""
    if len(rows):
        return
    held = ask.listed(measures.authorities)
    if not (held["kind"] == "partnership").any():
        show.lead(
            "There is no partnership here, so there is no demand to share out.",
            "Demand is compared where several authorities share a service and its cost. "
            "To compare yours, add to the catalogue:",
        )
    elif ask.listed(measures.demand_weights).empty:
        show.lead(
            "No indicator counts as demand yet, so the agreement cannot be compared with it.",
            "Add to the catalogue, as one sheet or CSV each:",
        )
    else:
        show.lead(
            "No demand has been reported yet by a member of the partnership.",
            "Send the returns that contain it. What the comparison rests on:",
        )
    show.put(
        show.tag(
            "ul", *[show.tag("li", show.tag("strong", name), f": {what}") for name, what in SHEETS], class_="plain"
        )
    )
    empty.end()


def pictures(rows: pd.DataFrame, question: Question) -> None:
    """Each authority's share against its agreed share, by quarter, on one scale; the figures one key away."""
    # Quarters where any has a share, else years; oldest first.
    quarters = rows[rows["period_kind"] == "quarter"]
    chosen = quarters if quarters["share"].notna().any() else rows[rows["period_kind"] == "year"]
    rows = chosen.sort_values(["partnership", "authority_name", "period_end"])
    if rows["share"].isna().all():
        return
    show.heading("Share against the agreement", note="on one scale; line: 95% interval, band: tolerance")
    groups = {str(code): group for code, group in rows.groupby("authority", sort=False)}
    span, axis = drawing.common_span(rows), trend.whole(list(rows["period"]))
    # Each authority's place among the members: it keeps its colour whatever is filtered.
    held = ask.listed(measures.authorities)
    places = {code: place for place, code in enumerate(held.loc[held["kind"] != "partnership", "code"])}
    across = st.columns(min(ACROSS, max(2, len(groups))), gap="medium")
    for number, (code, group) in enumerate(groups.items()):
        with across[number % len(across)]:
            show.put(show.tag("strong", group["authority_name"].iloc[0]))
            ask.picture(
                _drawing(group, places.get(code, 0), span, axis),
                key=("demand", question, code),
                alternative=words.alternative(group),
            )
    with st.expander("The same as a table", key="demand_table"):
        shares(rows.sort_values(["period_end", "authority_name"], ascending=[False, True]), by_period=True)


def shares(rows: pd.DataFrame, *, by_period: bool = False) -> None:
    """Cases, hours, share with its interval, agreed share, difference, effect and verdict of each authority."""
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            *([Column("Period", text("period"))] if by_period else []),
            Column("Requests", _cases, right=True),
            Column("Agreed hours", lambda row: figures.figure(row["hours"], decimals=0), right=True),
            Column("Share", lambda row: words.percent(row["share"]), right=True),
            Column("95% interval", _interval, right=True),
            Column("Agreed", lambda row: figures.figure(row["agreed_share"], unit="percent"), right=True),
            Column("Difference, points", words.points, right=True),
            Column("Effect on contribution", lambda row: words.pounds(row["budget_effect"]), right=True),
            Column("Verdict", words.verdict),
        ],
        rows,
    )


def notes(question: Question) -> None:
    """What the figures rest on, and which filters they leave aside."""
    show.note(
        "Share: of the requests reported, each at the hours agreed for a case of its kind. Effect: the difference in "
        "share times the budget of the period. Drifting: outside the tolerance, with seven or more quarters in "
        "succession on the same side of the agreed share."
    )
    if question.services or question.indicators:
        show.note("The agreement is about all services together, so demand is not narrowed to one.")


def cells(question: Question, rows: pd.DataFrame) -> None:
    """The file, sheet and cell of every count of the period shown."""
    held = ask.answer(measures.demand_cases, question)
    start, end = rows["period_start"].min(), rows["period_end"].max()
    held = held[(held["period_start"] >= start) & (held["period_end"] <= end)]
    held = held[held["authority"].isin(set(rows["authority"])) & held["partnership"].isin(set(rows["partnership"]))]
    known = ask.listed(measures.indicators).set_index("code")["name"]
    passport.of_page(
        held.assign(
            indicator_name=held["indicator"].map(known), authority_name=held["authority"].map(lists.authorities())
        )
    )


def _drawing(rows: pd.DataFrame, place: int, span: tuple[float, float], axis: list[str]) -> Any:
    return lambda: drawing.draw(rows, position=place, span=span, periods=axis)


def _cases(row: Any) -> str:
    return f"{figures.figure(row['volume'])}{' [r]' if row['restated'] else ''}"


def _interval(row: Any) -> str:
    if not figures.is_known(row["lower_95"]):
        return ""
    return f"{words.percent(row['lower_95'])} to {words.percent(row['upper_95'])}"
