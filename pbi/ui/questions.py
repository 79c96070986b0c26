"""The log of questions: written down while the meeting goes on, given to an owner, answered by the next.

It is a part of its own, so that what is logged redraws nothing else; over the slides it opens as a drawer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pbi import meetings
from pbi.errors import PbiError
from pbi.model import Question
from pbi.narrative import asked_before
from pbi.narrative.deck import Slide
from pbi.ui import address, ask, identity, lists, show, stores, tables
from pbi.ui.identity import Role
from pbi.ui.tables import Column, Row, day, table, text

_ROUND, _SAID = "questions_round", "questions_said"
STATES = {"overdue": "Overdue", "open": "Open", "answered": "Answered"}


@st.fragment
def log(question: Question, slides: tuple[Slide, ...], bank: tuple[str, ...]) -> None:
    """The way to log a question, and every question asked so far with what has become of it."""
    with st.container(key="log"):
        show.heading("Questions of this meeting", anchor="questions")
        if said := st.session_state.pop(_SAID, ""):
            show.said(said)
        if address.values()["store"] == stores.EXAMPLE:
            show.note("The example is read-only. Questions are logged beside one's own figures.")
        elif not stores.is_open_for_writing(address.values()["store"]) or identity.role() < Role.OFFICER:
            show.note("Questions cannot be logged here: the store is open for reading only.")
        else:
            _write(slides, bank)
        held = ask.asked(meetings.asked, question)
        _asked(held)
        if _may_write():
            _settle(held[held["answer"].isna()])


def _may_write() -> bool:
    return stores.is_open_for_writing(address.values()["store"]) and identity.role() >= Role.OFFICER


def _write(slides: tuple[Slide, ...], bank: tuple[str, ...]) -> None:
    """What was asked, by whom, about what; with an owner it is an action at once."""
    words = _key("text")
    if bank:
        st.selectbox(
            "Start from a question the figures raise",
            bank,
            index=None,
            placeholder="None: our own words",
            key=_key("bank"),
            on_change=lambda: st.session_state.update({words: st.session_state[_key("bank")] or ""}),
        )
    with st.form(_key("form"), border=False):
        st.text_area("What was asked", key=words, max_chars=meetings.LONGEST, height=110)
        asked_by = st.text_input("Who asked", key=_key("by"))
        about = st.selectbox(
            "About",
            range(len(slides)),
            index=None,
            format_func=lambda place: f"{place + 1} {slides[place].title}",
            placeholder="The slide on the screen",
            key=_key("about"),
        )
        whose = _whose()
        with st.container(horizontal=True):
            owner = st.text_input("Who is to answer", key=_key("owner"))
            due = st.date_input("By", value=None, format="DD/MM/YYYY", key=_key("due"), width=150)
        if st.form_submit_button("Log the question"):
            slide = slides[about] if about is not None else _on_the_screen(slides)
            _record(asked_by, slide, whose, owner, due)


def _whose() -> str | None:
    """Whose action it is to be: asked only where several authorities report and none stands for all."""
    names = lists.authorities()
    together = ask.store().query("authorities_held").to_pylist()
    if len(names) == 1 or sum(row["kind"] == "partnership" for row in together) == 1:
        return None
    return st.selectbox("Whose", list(names), index=None, format_func=lambda code: names[code], key=_key("whose"))


def _record(asked_by: str, slide: Slide | None, whose: str | None, owner: str, due: date | None) -> None:
    store = ask.store()
    try:
        code = meetings.log(
            store,
            text=st.session_state[_key("text")] or "",
            asked_by=asked_by,
            authority=meetings.authority_of(store, whose or (slide.authority if slide else None)),
            by=identity.name(),
            subject=slide.title if slide else "",
            indicator=slide.indicator if slide else None,
            owner=owner,
            due=due,
        )
    except PbiError as problem:
        show.error(problem)
        return
    _next(f"Logged as {code}{f', an action of {owner.strip()}' if owner.strip() else ''}.")


def _on_the_screen(slides: tuple[Slide, ...]) -> Slide | None:
    """The slide that the address names: the one the room is looking at."""
    said = st.query_params.get("slide", "")
    return slides[int(said) - 1] if said.isdigit() and 0 < int(said) <= len(slides) else None


def _asked(rows: pd.DataFrame) -> None:
    """Every question, the newest meeting first."""
    if rows.empty:
        show.note("No question has been logged.")
        return
    table(
        [
            Column("Question", _question, head=True),
            Column("Asked by", text("asked_by")),
            Column("Meeting", day("meeting_on")),
            Column("What became of it", lambda row: f"{STATES[row['state']]}. {asked_before.became(row)}"),
        ],
        rows,
    )


def _question(row: Row) -> object:
    about = " · ".join(part for part in (row["question"], row["subject"], row["indicator"]) if part)
    return show.join([row["text"], show.tag("span", about, class_="sub")])


def _settle(rows: pd.DataFrame) -> None:
    """Give an open question to somebody, or answer it."""
    held = {row["question"]: row for row in tables.records(rows)}
    if not held:
        return
    code = st.selectbox(
        "Answer one, or give it to somebody",
        list(held),
        index=None,
        placeholder="Choose a question",
        format_func=lambda each: f"{each} {held[each]['text']}",
        key=_key("open"),
    )
    if code is None:
        return
    with st.form(_key(f"settle_{code}"), border=False):
        answer = st.text_area("The answer", key=_key(f"answer_{code}"), max_chars=meetings.LONGEST, height=90)
        answered_by = st.text_input("Who answers", key=_key(f"answered_by_{code}"))
        with st.container(horizontal=True):
            owner = st.text_input("Who is to answer", value=held[code]["owner"] or "", key=_key(f"owner_{code}"))
            due = st.date_input("By", value=held[code]["due"], format="DD/MM/YYYY", key=_key(f"due_{code}"), width=150)
        if st.form_submit_button("Record"):
            _settled(held[code], answer, answered_by, owner, due)


def _settled(row: Row, answer: str, answered_by: str, owner: str, due: Any) -> None:
    store, code = ask.store(), row["question"]
    try:
        if owner.strip() and (owner.strip(), due) != (row["owner"], row["due"]):
            meetings.assign(store, code, owner=owner, due=due, by=identity.name())
        if answer.strip():
            meetings.answer(store, code, text=answer, answered_by=answered_by or owner, by=identity.name())
    except PbiError as problem:
        show.error(problem)
        return
    _next(f"{code} is {'answered' if answer.strip() else f'with {owner.strip()}'}.")


def _next(said: str) -> None:
    """Say what was done above an empty form."""
    st.session_state[_SAID] = said
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun(scope="fragment")


def _key(name: str) -> str:
    return f"question_{name}_{st.session_state.get(_ROUND, 0)}"
