"""What a page says where there is nothing to show: what is the case, and what to do next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import empty as sentences
from pbi.ui import show
from pbi.ui.frame import missing, shell
from pbi.ui.session import address, ask, stores
from pbi.ui.tables import bodies, commentary


def stop_if_empty(question: Question, *, figures: bool = True) -> None:
    """Where nothing has been accepted yet, say so and what the page is for, lead to Returns, and end the page there.

    So too where the page needs ``figures`` and only actions, ratings or achievements have come: with the way to those.
    """
    if ask.listed(measures.is_empty):
        show.heading("No figures yet", level=1, note=shell.purpose(address.page() or "overview"))
        show.lead(
            "Nothing has been accepted into this store yet.",
            "Send the workbook or table that your authority publishes; every figure keeps the cell it came from.",
        )
        example = _link("look at the illustrative example", "", {"store": stores.EXAMPLE})
        show.put(show.tag("p", _send(), " or ", example, "."))
        st.stop()
    if figures and not question.period:
        show.heading("No figures yet", level=1, note=bodies.everyone(question))
        show.lead("No figure has come yet; actions and ratings that have come are on the page Actions.")
        show.put(show.tag("p", _link("See the actions", "actions", address.values()), " or ", _send(), "."))
        commentary.achievements(ask.answer(measures.achievements, question))
        st.stop()


def stop_if_none(question: Question, scorecard: pd.DataFrame) -> None:
    """Where no figure at all is held of what is asked, the page ends with what is the case."""
    if scorecard["outturn"].isna().all():
        nothing(question, "figures", in_part=True)


def nothing(question: Question, what: str, *, in_part: bool = False) -> None:
    """Where the filters leave nothing: what was asked, and the way back; the page ends there.

    ``in_part``: of a longer period that has figures of its parts only, those are named.
    """
    if question.period and ((in_part and missing.came_in_part(question)) or missing.nothing_came(question)):
        st.stop()
    said, remedy = sentences.nothing(what, question)
    show.heading(said, level=1, note=bodies.everyone(question))
    show.lead(remedy)
    here, latest = address.values(), ask.listed(measures.latest_period, as_of=question.as_of)
    if latest and (question.period, question.authorities, question.services) != (latest, (), ()):
        kept = {name: here[name] for name in ("store", "scheme", "as_of")}
        show.put(show.tag("p", _link(f"Show everything for {latest}", "", kept)))
    st.stop()


def end() -> None:
    """The page has said what it can."""
    st.stop()


def _send() -> show.Markup:
    return _link("Send a return", "returns", {"store": address.value("store")})


def _link(said: str, page: str, values: dict[str, object]) -> show.Markup:
    return show.tag("a", said, href=address.link(page, values), class_="in", target="_self")
