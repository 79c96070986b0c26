"""What a page says where there is nothing to show: what is the case, and what to do next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.ui import absent, address, ask, shell, show, stores


def stop_if_empty(question: Question) -> None:
    """Where nothing has been accepted yet, say so and what the page is for, lead to Returns, and end the page there."""
    if not ask.listed(measures.is_empty):
        return
    show.heading("No figures yet", level=1, note=shell.purpose(address.page() or "overview"))
    show.lead(
        "Nothing has been accepted into this store yet.",
        "Send the workbook or the table your authority already publishes; every figure keeps the cell it came from.",
    )
    show.put(
        show.tag(
            "p",
            _link("Send a return", "returns", {"store": address.value("store")}),
            " or ",
            _link("look at the illustrative example", "", {"store": stores.EXAMPLE}),
            ".",
        )
    )
    st.stop()


def stop_if_none(question: Question, scorecard: pd.DataFrame) -> None:
    """Where no figure at all is held of what is asked, the page ends with what is the case."""
    if scorecard["outturn"].isna().all():
        nothing(question, "figures")


def nothing(question: Question, what: str) -> None:
    """Where the filters leave nothing: what was asked, and the way back; the page ends there."""
    if question.period and absent.nothing_came(question):
        st.stop()
    asked = f" as of {question.as_of:%-d %B %Y}" if question.as_of else ""
    show.lead(
        f"No {what} for {question.period}{asked} with these filters.",
        "Choose another period, or take the authority and the service away.",
    )
    here = address.values()
    show.put(
        show.tag(
            "p", _link("Show everything for the latest year", "", {"store": here["store"], "scheme": here["scheme"]})
        )
    )
    st.stop()


def end() -> None:
    """The page has said what it can."""
    st.stop()


def _link(words: str, page: str, values: dict[str, object]) -> show.Markup:
    return show.tag("a", words, href=address.link(page, values), class_="in", target="_self")
