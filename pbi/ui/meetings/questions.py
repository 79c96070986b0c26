"""The log of questions: written down while the meeting goes on, given to an owner, answered by the next.

It is a part of its own, so that what is logged redraws nothing else; over the slides it opens as a drawer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures, meetings
from pbi.errors import PbiError
from pbi.model import Question
from pbi.narrative.meeting import earlier_questions
from pbi.narrative.meeting.deck import Slide
from pbi.ui import show
from pbi.ui.session import address, ask, identity, stores
from pbi.ui.session.identity import Role
from pbi.ui.tables import lists, tables
from pbi.ui.tables.tables import Column, Row, day, table, text

_ROUND, _SAID, _REFUSED = "questions_round", "questions_said", "questions_refused"
STATES = {"overdue": "Overdue", "open": "Open", "answered": "Answered"}


@st.fragment
def log(question: Question, slides: tuple[Slide, ...], bank: tuple[str, ...]) -> None:
    """The way to log a question, and every question asked so far with what has become of it."""
    with st.container(key="log"):
        show.heading("Questions", note="logged at meetings, with what became of them", anchor="questions")
        if said := st.session_state.pop(_SAID, ""):
            show.outcome(said)
        if refused := st.session_state.pop(_REFUSED, None):
            show.error(refused)
        if address.value("store") == stores.EXAMPLE:
            show.note("The example is read-only. Questions are logged beside one's own figures.")
        elif not stores.is_open_for_writing(address.value("store")) or identity.role() < Role.OFFICER:
            show.note("Questions cannot be logged here: the store is open for reading only.")
        else:
            _write(slides, bank)
        held = ask.answer(meetings.asked, question)
        _asked(held)
        if stores.is_open_for_writing(address.value("store")) and identity.role() >= Role.OFFICER:
            _settle(held[held["answer"].isna()])


def _write(slides: tuple[Slide, ...], bank: tuple[str, ...]) -> None:
    """Asks what, by whom, about what; with an owner it is an action at once."""
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
        st.text_area("Question", key=words, max_chars=meetings.LONGEST, height=110)
        st.text_input("Who asked", key=_key("by"))
        st.selectbox(
            "About",
            range(len(slides)),
            index=None,
            format_func=lambda place: f"{place + 1} {slides[place].title}",
            placeholder="The slide on the screen",
            key=_key("about"),
        )
        # Whose action it is to be: asked only where several authorities report and none stands for all.
        names = lists.authorities()
        together = ask.listed(measures.authorities)["kind"] == "partnership"
        if len(names) > 1 and together.sum() != 1:
            st.selectbox("Whose", list(names), index=None, format_func=names.__getitem__, key=_key("whose"))
        with st.container(horizontal=True):
            st.text_input("Who is to answer", key=_key("owner"))
            st.date_input("By", value=None, format="DD/MM/YYYY", key=_key("due"), width=150)
        st.form_submit_button("Log the question", on_click=_record, args=(slides,))


def _record(slides: tuple[Slide, ...]) -> None:
    """Log what the form holds; of no chosen slide it is about the one on the screen."""
    about = _given("about")
    slide = slides[about] if about is not None else _on_the_screen(slides)
    owner = _given("owner") or ""

    def log() -> str:
        store = ask.store()
        code = meetings.log(
            store,
            text=_given("text") or "",
            asked_by=_given("by") or "",
            authority=meetings.authority_of(store, _given("whose") or (slide.authority if slide else None)),
            by=identity.name(),
            subject=slide.title if slide else "",
            indicator=slide.indicator if slide else None,
            owner=owner,
            due=_given("due"),
        )
        return f"Logged as {code}{f', an action of {owner.strip()}' if owner.strip() else ''}."

    _done(log)


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
            Column("Outcome", lambda row: f"{STATES[row['state']]}. {earlier_questions.became(row)}"),
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
    with st.form(_key("settle", code), border=False):
        st.text_area("The answer", key=_key("answer", code), max_chars=meetings.LONGEST, height=90)
        st.text_input("Who answers", key=_key("answered_by", code))
        with st.container(horizontal=True):
            st.text_input("Now with", value=held[code]["owner"] or "", key=_key("new_owner", code))
            st.date_input("By", value=held[code]["due"], format="DD/MM/YYYY", key=_key("new_due", code), width=150)
        st.form_submit_button("Record", on_click=_settled, args=(held[code], ask.store().version))


def _settled(row: Row, shown: int) -> None:
    """Record the new owner and the answer, where there are any, of a question as version ``shown`` had it."""
    code = row["question"]
    owner, answer = (_given("new_owner", code) or "").strip(), (_given("answer", code) or "").strip()
    due = _given("new_due", code)

    def settle() -> str:
        store, by = ask.store(), identity.name()
        moved = bool(owner) and (owner, due) != (row["owner"], row["due"])
        if moved:
            meetings.assign(store, code, owner=owner, due=due, by=by, seen=shown)
        if answer:
            who, since = _given("answered_by", code) or owner, None if moved else shown
            meetings.answer(store, code, text=answer, answered_by=who, by=by, seen=since)
        return f"{code} is {'answered' if answer else f'with {owner}' if owner else 'as it was'}."

    _done(settle)


def _done(act: Callable[[], str]) -> None:
    """Carry out an act and say what came of it: above empty forms, or above what was refused, its words kept."""
    try:
        st.session_state[_SAID] = act()
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    except PbiError as problem:
        st.session_state[_REFUSED] = problem


def _given(name: str, code: str = "") -> Any:
    return st.session_state.get(_key(name, code))


def _key(name: str, code: str = "") -> str:
    return f"question_{name}{code}_{st.session_state.get(_ROUND, 0)}"
