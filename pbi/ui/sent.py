"""What has been sent: every file received, what became of it, and the way to take an accepted one back."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from pbi import measures, returns
from pbi.errors import PbiError
from pbi.ui import address, ask, identity, show, stores, tables
from pbi.ui.intake import ROUND, SETTLED
from pbi.ui.tables import Column, Row, day, table, text


def history() -> None:
    """Every file received, newest first, and the way to take an accepted one back."""
    held = ask.listed(measures.submissions)
    show.heading("What has been sent", note="newest first")
    if held.empty:
        show.note("Nothing yet.")
        return
    latest = held.drop_duplicates("submission")
    table(
        [
            Column("Received", day("received_on")),
            Column("File", text("filename"), head=True),
            Column("What became of it", text("kind")),
            Column("Layout", text("layout")),
            Column("Rows", _rows),
            Column("By", text("recorded_by")),
            Column("Reason", text("note")),
            Column("Submission", text("submission")),
        ],
        latest,
    )
    if stores.is_open_for_writing(address.values()["store"]):
        _undo(held)


def _undo(held: pd.DataFrame) -> None:
    """Take an accepted submission back, with a reason."""
    undone = set(held.loc[held["kind"] == "undone", "submission"])
    open_ = [
        row["submission"]
        for row in tables.records(held)
        if row["kind"] == "accepted" and row["submission"] not in undone
    ]
    if not open_ or identity.role() < identity.Role.MANAGER:
        return
    with st.expander("Take one back", key="undo"), st.form("undo_form", border=False):
        submission = st.selectbox("Submission", open_, key="undo_submission")
        reason = st.text_input("Reason", key="undo_reason", required=True, max_chars=300)
        if st.form_submit_button("Take it back"):
            _take_back(submission, reason)


def _take_back(submission: str, reason: str) -> None:
    try:
        outcome = returns.undo(ask.store(), submission, reason=reason, by=identity.name())
    except PbiError as problem:
        show.error(problem)
        return
    st.session_state[SETTLED] = {
        sha: each for sha, each in st.session_state.get(SETTLED, {}).items() if each.submission != submission
    }
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1  # the next run's uploader starts empty
    show.said(outcome.sentence)


def _rows(row: Row) -> str:
    rows = json.loads(row["detail"] or "{}").get("rows", {})
    return ", ".join(f"{rows[name]:,} {name}" for name in ("new", "changed", "unchanged", "refused") if rows.get(name))
