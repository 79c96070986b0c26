"""Files sent: every file received, what became of it, and the way to take an accepted one back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pbi import catalogue, measures, returns
from pbi.errors import PbiError
from pbi.narrative import bodies, figures
from pbi.narrative.year import returns as words
from pbi.store import Store
from pbi.ui import show
from pbi.ui.returns.intake import ROUND, SETTLED
from pbi.ui.session import address, ask, identity, stores
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, day, table, text

_SAID = "undo_said"
MOST_OPEN, FEW = 12, 4
"""So many stand open, the rest behind a key; of fewer than the second nothing need be chosen."""


def history() -> None:
    """Every file received, newest first, those of one authority or period where asked; and the way to take one back."""
    held = ask.listed(measures.submissions)
    show.heading("Files sent", note="newest first", anchor="sent")
    if said := st.session_state.pop(_SAID, ""):
        show.outcome(said)
    if held.empty:
        show.note("Nothing yet.")
        return
    rows = _chosen([_said(row) for row in tables.records(held.drop_duplicates("submission"))])
    if not rows:
        show.note("Nothing of that authority and period.")
    _table(rows[:MOST_OPEN])
    if len(rows) > MOST_OPEN:
        with st.expander(f"Earlier ({len(rows) - MOST_OPEN:,})", key="sent_earlier"):
            _table(rows[MOST_OPEN:])
    if stores.is_open_for_writing(address.value("store")):
        _undo(held, {row["submission"]: row for row in rows})


def _said(row: Row) -> Row:
    """A row of the journal with what its detail says: whose it is, of which period, the rows and the findings."""
    known = ask.listed(authority_names)
    detail = json.loads(row["detail"] or "{}")
    received = sorted(known.get(code, code) for code in returns.authorities_of(detail))
    names = row["authority_names"].split("; ") if row["authority_names"] else received
    return {
        **row,
        "names": names,
        "authority_name": bodies.listed(names),
        "period": detail.get("period") or "",
        "rows": detail.get("rows") or {},
        "findings": detail.get("findings") or {},
        "left_out": detail.get("left_out") or [],
    }


def authority_names(store: Store) -> dict[str, str]:
    """The catalogue's authorities: code and name."""
    return {code: str(row["name"]) for code, row in catalogue.names(store).authorities.items()}


def _chosen(rows: list[Row]) -> list[Row]:
    """The rows of the authority and the period chosen above them; all of them where none is."""
    if len(rows) < FEW:
        return rows
    names = sorted({name for row in rows for name in row["names"]})
    when = list(dict.fromkeys(row["period"] for row in rows if row["period"]))
    with st.container(horizontal=True, vertical_alignment="bottom", key="sent_filters"):
        who = st.selectbox("Of the authority", names, index=None, placeholder="All", key="sent_authority", width=240)
        period = st.selectbox("Of the period", when, index=None, placeholder="All", key="sent_period", width=180)
    return [row for row in rows if who in (None, *row["names"]) and period in (None, row["period"])]


def _table(rows: Sequence[Row]) -> None:
    table(
        [
            Column("Received", day("received_on")),
            Column("File", text("filename"), head=True),
            Column("Authority", text("authority_name")),
            Column("Period", lambda row: row["period"] and show.tag("span", row["period"], class_="nowrap")),
            Column("Outcome", _became),
            Column("Rows", _rows),
            Column("By", text("recorded_by")),
            Column("Reason", text("note")),
            Column("Submission", text("submission")),
        ],
        rows,
    )


def _became(row: Row) -> str:
    """Accepted, taken back, or waiting with what was found in it."""
    if row["kind"] != "received":
        return "taken back" if row["kind"] == "undone" else str(row["kind"])
    found = [figures.count(row["findings"][kind], kind) for kind in ("error", "warning") if row["findings"].get(kind)]
    return f"received, not accepted: {', '.join(found) or 'no fault found'}"


def _undo(held: pd.DataFrame, shown: Mapping[str, Row]) -> None:
    """Take an accepted submission of those shown back, with a reason."""
    undone = set(held.loc[held["kind"] == "undone", "submission"])
    open_ = [
        row["submission"]
        for row in tables.records(held)
        if row["kind"] == "accepted" and row["submission"] not in undone and row["submission"] in shown
    ]
    if not open_ or identity.role() < identity.Role.MANAGER:
        return
    with st.expander("Undo an accepted return", key="undo"), st.form("undo_form", border=False):
        submission = st.selectbox(
            "Submission",
            open_,
            key=f"undo_submission_{open_[0]}",  # what has been accepted since is chosen first, not what was before
            format_func=lambda each: _named(shown[each]),
        )
        reason = st.text_input("Reason", key="undo_reason", required=True, max_chars=300)
        show.note("The earlier figures are restored; the file and your reason are kept.")
        if st.form_submit_button("Take it back"):
            _take_back(submission, reason)


def _named(row: Row) -> str:
    """A submission as a person knows it."""
    parts = (row["authority_name"], row["period"], row["filename"], f"received {figures.day(row['received_on'])}")
    return " · ".join(part for part in parts if part)


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
    st.session_state[_SAID] = outcome.sentence
    st.rerun()


def _rows(row: Row) -> str:
    """What became of the rows; of a file that waits, how many there are."""
    by = row["recorded_by"] if row["kind"] == "accepted" else ""
    return words.rows(row["rows"], waits=row["kind"] == "received", left_out=row["left_out"], by=by)
