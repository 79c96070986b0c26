"""What was to come and what has come: the part of the Returns page for whoever collects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from pbi import arrivals, measures
from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.year import returns as words
from pbi.ui import show
from pbi.ui.returns import chasers
from pbi.ui.session import address, ask
from pbi.ui.show import tag
from pbi.ui.tables.tables import Column, Row, day, table, text

MOST_OPEN = 12
"""So many rows stand open; of 330 authorities the rest is behind a key."""


def draw(question: Question) -> None:
    """Expected × received for one period: in a sentence, the states counted, each return, and the letters."""
    show.heading("Expected and received", anchor="expected")
    question = replace(question, period=_period(question))
    if not question.period:
        show.note("Nothing is expected yet. Once a first return is accepted, the next ones are listed here.")
        return
    rows = ask.answer(arrivals.expected_returns, question)
    show.lead(
        words.headline(
            rows,
            period=question.period,
            due_on=measures.due_on(question),
            today=measures.late_on(question),
        )
    )
    if rows.empty:
        return
    _tally(words.by_authority(rows))
    grouped = _grouped(rows)
    open_ = [row for row in grouped if row["state"] != "complete"]
    complete = [row for row in grouped if row["state"] == "complete"]
    _table(open_[:MOST_OPEN])
    if len(open_) > MOST_OPEN:
        with st.expander(f"The other {len(open_) - MOST_OPEN:,} that are not complete", key="due_others"):
            _table(open_[MOST_OPEN:])
    chasers.letters(rows, question)
    if complete:
        with st.expander(f"Complete ({len({row['authority'] for row in complete}):,})", key="due_complete"):
            _table(complete)


def _period(question: Question) -> str:
    """The period asked about here: the one chosen, else the newest that has ended."""
    chosen = st.session_state.get(address.key("due"))
    first = ask.asked_of(arrivals.newest, question)
    offered = ask.asked_of(arrivals.offered, question)
    if chosen not in offered:
        st.session_state[address.key("due")] = chosen = None
    if not offered:
        return ""
    st.selectbox(
        "Returns for",
        offered,
        index=None,
        key=address.key("due"),
        placeholder=f"{first} (newest)",
        width=180,
        persist_state="session",
        help="Periods with returns, and those that have begun since.",
    )
    return chosen or first


def _tally(states: pd.DataFrame) -> None:
    """How many authorities are in each state, in one line."""
    counted = states["state"].value_counts()
    parts = [
        tag("span", tag("span", f"{counted[code]:,}", class_="count"), f" {word}")
        for code, word in words.STATES.items()
        if code in counted
    ]
    show.put(tag("div", *parts, class_="tally"))


def _grouped(rows: pd.DataFrame) -> list[Row]:
    """One row an authority and state, its services named or counted; the worst first, the latest of them first."""
    found = []
    whole = rows.groupby("authority")["service"].nunique()
    for (authority, state), group in rows.groupby(["authority", "state"], sort=False):
        first = group.iloc[0]
        found.append(
            {
                **first.to_dict(),
                "services": _services(list(group["service_name"]), whole=int(whole[authority])),
                "accepted": int(group["accepted"].sum()),
                "expected": int(group["expected"].sum()),
                "received_on": max(group["received_on"].dropna(), default=None),
                "days_late": group["days_late"].max(),
                "chasers": sorted(set().union(*group["chasers"])),
                **words.last_chased(group),
                "place": list(words.STATES).index(str(state)),
            }
        )
    return sorted(found, key=lambda row: (row["place"], -_days(row), row["authority_name"]))


def _days(row: Row) -> int:
    return int(row["days_late"]) if figures.is_known(row["days_late"]) else 0


def _services(names: Sequence[str | None], *, whole: int) -> str:
    said = sorted(figures.text(each) or "No service" for each in names)
    if len(said) == whole > 1:
        return f"Every service ({whole})"
    return figures.listed(said) if len(said) <= 3 else figures.count(len(said), "service")


def _table(rows: Sequence[Row]) -> None:
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("Service", text("services")),
            Column("State", lambda row: tag("span", words.STATES[row["state"]], class_="nowrap")),
            Column("Due", day("due_on")),
            Column("Received", day("received_on")),
            Column("Late", lambda row: tag("span", words.lateness(row), class_="nowrap")),
            Column("Accepted", lambda row: f"{row['accepted']:,} of {row['expected']:,}", right=True),
            Column("Waits to be accepted since", day("waiting_since")),
            Column("Findings open", words.waits),
            Column("Chased", words.chased),
        ],
        rows,
    )
