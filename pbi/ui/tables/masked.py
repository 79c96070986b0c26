"""What totals hide, where totals are shown: beside a tile, in a sentence, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import figures, masked
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, table, text


def beside(question: Question) -> dict[tuple[str, str], str]:
    """What to write beside the tile of a service and a partnership: "masked: Westholt"."""
    rows = ask.answer(measures.masked, question)
    said = {
        (str(service), str(authority)): masked.beside(held)
        for (service, authority), held in rows.fillna({"service": "none"}).groupby(["service", "authority"])
    }
    return {key: text for key, text in said.items() if text}


def totals(question: Question) -> None:
    """Every total that hides a member: one sentence, and behind one key each member with its figure and why."""
    rows = ask.answer(measures.masked, question)
    if rows.empty:
        return
    show.note(masked.headline(rows))
    with st.expander(f"Totals that hide a member ({rows['indicator'].nunique()})", key="masked"):
        members(masked.ranked(rows))


def of_indicator(question: Question, rows: Sequence[Row]) -> None:
    """What the totals of the page's indicator hide, a sentence each."""
    held = ask.answer(measures.masked, question, authorities=())
    totals = set(held["authority"])
    for total in (row["authority"] for row in rows if row["authority"] in totals):
        for said in masked.of_indicator(held[held["authority"] == total]):
            show.note(show.tag("strong", "Masked. "), said)


def members(rows: pd.DataFrame) -> None:
    """The table: total and member side by side."""
    table(
        [
            Column("Indicator", tables.named, head=True),
            Column("Total", figures.outturn, right=True),
            Column("Member", text("member_name")),
            Column("Its figure", lambda row: figures.outturn(masked.of_member(row)), right=True),
            Column("Its target", lambda row: figures.target(masked.of_member(row)) if row["label"] else "", right=True),
            Column("On last year", tables.moved, right=True),
            Column("Its own", lambda row: figures.change(row["member_change"], **figures.shape(row)), right=True),
            Column("Why", masked.why),
        ],
        rows,
    )
