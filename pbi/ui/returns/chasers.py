"""Who to chase for a return: a letter to each, to copy; the record that it was sent, and taking that back."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

import pandas as pd
import streamlit as st

from pbi import arrivals, chasers, measures
from pbi.errors import PbiError
from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.year import returns as words
from pbi.ui import show
from pbi.ui.session import address, ask, identity, stores
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, day, table, text

_SAID, _REFUSED = "chase_said", "chase_refused"


def letters(rows: pd.DataFrame, question: Question) -> None:
    """A letter to each authority that is late or awaited, and those recorded as sent. Nothing is sent from here.

    ``rows`` of pbi.arrivals.expected_returns.
    """
    due = rows[rows["state"].isin(["late", "awaited"])]
    sent = ask.answer(chasers.sent, question)
    if due.empty and sent.empty:
        return
    names = _names(due)
    label = f"Who to chase ({len(names):,})" if names else f"Who was chased ({len(sent):,})"
    with st.expander(label, key="chase"):
        if said := st.session_state.pop(_SAID, ""):
            show.outcome(said)
        if refused := st.session_state.pop(_REFUSED, None):
            show.error(refused)
        if names:
            _drafts(names, rows, question)
        _recorded(sent, may_write=_may_write(question))


def _names(due: pd.DataFrame) -> dict[str, str]:
    """Each authority that is late or awaited, with its state."""
    states = words.by_authority(due) if len(due) else due
    return {
        row["authority"]: f"{row['authority_name']} ({words.STATES[row['state']].lower()})"
        for row in tables.records(states)
    }


def _drafts(names: dict[str, str], rows: pd.DataFrame, question: Question) -> None:
    """One letter to copy, all of them to take away, and the button that records it as sent."""
    missing = ask.answer(arrivals.expected_figures, question)
    missing = missing[~missing["is_held"]]
    with st.container(horizontal=True, vertical_alignment="bottom", key="chase_row"):
        who = st.selectbox("Letter to", list(names), format_func=names.__getitem__, key="chase_who", width=360)
        st.download_button(
            "Download every letter",
            key="chase_all",
            on_click="ignore",
            file_name=f"chasers-{question.period.replace('/', '-').replace(' ', '-')}.txt".lower(),
            data=lambda: "\n\n----\n\n".join(_letter(each, rows, missing, question) for each in names),
        )
        letter = _letter(who or next(iter(names)), rows, missing, question)
        if _may_write(question):
            st.button(
                "Record as sent",
                key="chase_sent",
                on_click=_record,
                args=(who or next(iter(names)), question.period, letter),
                help="Once you have sent it from your own mail: kept with today's date, your name and its words.",
            )
    mine = rows[rows["authority"] == (who or next(iter(names)))]
    if chased := words.chased({**words.last_chased(mine), "chasers": set().union(*mine["chasers"])}):
        show.note(f"Chased on {chased}.")
    show.note("Nothing is sent from here: copy the letter into your own mail, send it, then record that it went.")
    st.code(letter, language=None, wrap_lines=True)


def _recorded(sent: pd.DataFrame, *, may_write: bool) -> None:
    """The letters recorded as sent for this period; one recorded by mistake is taken back with a reason."""
    if sent.empty:
        return
    table(
        [
            Column("Chased", text("authority_name"), head=True),
            Column("Service", text("service_name")),
            Column("On", day("sent_on")),
            Column("By", text("sent_by")),
            Column("Letter", text("chaser")),
        ],
        sent,
        caption="Recorded as sent, the latest first.",
    )
    if not may_write:
        return
    named = {row["chaser"]: f"{row['chaser']} · {row['authority_name']} · {figures.day(row['sent_on'])}"
             for row in tables.records(sent)}  # fmt: skip
    which = f"chase_which_{sent['chaser'].iloc[0]}"  # the latest is chosen first, not what was before
    with st.form("chase_back", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Recorded by mistake", list(named), format_func=named.__getitem__, key=which, width=320)
        st.text_input("Reason", key="chase_reason", required=True, max_chars=300, width=320)
        st.form_submit_button("Take it back", on_click=_take_back, args=(which,))


def _may_write(question: Question) -> bool:
    """Whether letters can be recorded here: of today, not of a day looked back at."""
    return question.as_of is None and stores.is_open_for_writing(address.value("store"))


def _record(authority: str, period: str, letter: str) -> None:
    try:
        code = chasers.record(ask.store(), authority=authority, period=period, text=letter, by=identity.name())
        st.session_state[_SAID] = f"Recorded as {code}: sent on {figures.day(date.today())} by {identity.name()}."
    except PbiError as problem:
        st.session_state[_REFUSED] = problem


def _take_back(which: str) -> None:
    chaser = st.session_state[which]
    try:
        chasers.CHASERS.take_back(
            ask.store(), chaser, reason=st.session_state.get("chase_reason", ""), by=identity.name()
        )
        st.session_state[_SAID] = f"{chaser} was taken back."
    except PbiError as problem:
        st.session_state[_REFUSED] = problem


def _letter(authority: str, rows: pd.DataFrame, missing: pd.DataFrame, question: Question) -> str:
    return words.chaser(
        rows[rows["authority"] == authority],
        missing[missing["authority"] == authority],
        today=measures.late_on(question),
        link=_link(authority, question.period),
    )


def _link(authority: str, period: str) -> str:
    """The Returns page of this dashboard with the template's authority and period chosen; "" where it is not known."""
    if not st.context.url:
        return ""
    return urljoin(st.context.url, address.link("returns", {"store": stores.OWN}, authority=[authority], due=period))
