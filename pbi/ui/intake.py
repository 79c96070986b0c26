"""Sending returns: each file read as it comes, its findings and what it would change shown, then accepted or not.

A file sent here is kept and journalled as received whatever its findings; only accepting it adds facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from pbi import catalogue, measures, returns
from pbi.errors import PbiError
from pbi.ledger import digest
from pbi.model import Finding, Question, Severity, State
from pbi.narrative import figures, sentences
from pbi.period import Period, canonical, quarter, year
from pbi.returns import Outcome
from pbi.store import Store
from pbi.ui import address, ask, identity, mapping, show
from pbi.ui.show import tag
from pbi.ui.tables import Column, table, text

KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"]
YEARS = 12
_WEIGHT = {
    Severity.ERROR: ("Error", "◆", "bad"),
    Severity.WARNING: ("Warning", "▲", "near"),
    Severity.NOTE: ("Note", "○", "unknown"),
}
SETTLED = "settled"  # outcomes of this session by the file's hash
ROUND = "round"  # of uploading: after an undo the next begins, so that the file taken back is not sent again unasked


def send() -> None:
    """The way in: whose and when, the files, and for each what it holds and the button that accepts it."""
    store = ask.store()
    names = {code: row["name"] for code, row in catalogue.names(store).authorities.items()}
    _as_linked(names)
    with st.container(horizontal=True, vertical_alignment="bottom", key="whose"):
        authority = st.selectbox(
            "Whose return",
            sorted(names, key=names.__getitem__),
            index=None,
            placeholder="As the file says",
            format_func=lambda code: names[code],
            key="return_authority",
            width=280,
        )
        period = st.selectbox(
            "For the period", _periods(), index=None, placeholder="As the file says", key="return_period", width=180
        )
        _template(store, authority, period)
    files = st.file_uploader(
        "Workbooks or CSV files",
        type=KINDS,
        accept_multiple_files=True,
        key=_uploader(),
        help="Our template, or the table your authority already publishes.",
    )
    for place, file in enumerate(files, start=1):
        with st.container(key=f"file_{digest(file.getvalue())[:16]}_{place}"):
            _one(store, file.getvalue(), file.name, authority, canonical(period) if period else None)


def _as_linked(names: Mapping[str, str]) -> None:
    """A link that asks for somebody's return opens with the authority and the period chosen."""
    held = address.values()
    if held["due"] and held["due"] in _periods():
        st.session_state.setdefault("return_period", held["due"])
        if len(held["authority"]) == 1 and held["authority"][0] in names:
            st.session_state.setdefault("return_authority", held["authority"][0])


def _uploader() -> str:
    round_ = st.session_state.get(ROUND, 0)
    return f"return_files_{round_}" if round_ else "return_files"


def _one(store: Store, data: bytes, filename: str, authority: str | None, period: Period | None) -> None:
    """One file: received once, then shown as it would be accepted."""
    show.heading(filename)
    sha256 = digest(data)
    settled: dict[str, Outcome] = st.session_state.setdefault(SETTLED, {})
    try:
        if sha256 not in settled:
            with st.spinner("Reading the file …"):
                settled[sha256] = returns.receive(
                    store, data=data, filename=filename, by=identity.name(), authority=authority, period=period
                )
        if settled[sha256].state is State.RECEIVED:
            _preview(store, data, settled[sha256], authority, period)
        else:
            _loaded(settled[sha256])
    except PbiError as problem:
        show.error(problem)


def _preview(store: Store, data: bytes, received: Outcome, authority: str | None, period: Period | None) -> None:
    """What accepting would do, the ticks it needs, and the button."""
    key = received.sha256[:16]
    slot = st.container()
    with st.spinner("Checking …"):
        plain = _examined(key, received.filename, authority, period, False, False, store.version, store, data)
    unknown = any(each.rule == "unknown-indicator" for each in plain.findings)
    add = unknown and st.checkbox(
        "These indicators are new to us: add them to the catalogue as proposed", key=f"add_{key}"
    )
    with st.spinner("Checking …"):
        whole = _examined(key, received.filename, authority, period, add, False, store.version, store, data)
    errors, warnings = (
        sum(each.severity is kind for each in whole.findings) for kind in (Severity.ERROR, Severity.WARNING)
    )
    strike = bool(errors) and st.checkbox(
        f"Leave out the rows with errors ({figures.count(errors, 'error')})", key=f"strike_{key}"
    )
    checked = (
        _examined(key, received.filename, authority, period, add, True, store.version, store, data) if strike else whole
    )
    tick = bool(warnings) and st.checkbox(
        f"I have read the warnings and accept them ({figures.count(warnings, 'warning')})", key=f"warn_{key}"
    )
    with slot:
        show.lead(checked.sentence)
        for each in checked.findings:
            if each.rule == "tolerance-implied":
                show.note(each.message)
        _headlines(store, checked)
        _findings(checked.findings, key=key)
        _changes(checked)
        mapping.screen(store, checked, authority=authority)
    ready = (not errors or strike) and (not warnings or tick) and bool(checked.rows.new + checked.rows.changed)
    if st.button("Accept this return", type="primary", disabled=not ready, key=f"accept_{key}"):
        with st.spinner("Recording …"):
            st.session_state[SETTLED][received.sha256] = returns.accept_received(
                store,
                received.submission or "",
                by=identity.name(),
                authority=authority,
                period=period,
                accept_warnings=tick,
                add_indicators=add,
                without_faulty_rows=strike,
            )
        st.rerun()
    if not ready:
        show.note(_why_not(errors=errors, warnings=warnings, unknown=unknown and not add, checked=checked))


@st.cache_data(show_spinner=False, max_entries=50)
def _examined(
    key: str,
    filename: str,
    authority: str | None,
    period: Period | None,
    add: bool,
    strike: bool,
    version: int,
    _store: Any,
    _data: bytes,
) -> Outcome:
    return returns.examine(
        _store,
        data=_data,
        filename=filename,
        authority=authority,
        period=period,
        add_indicators=add,
        without_faulty_rows=strike,
    )


def _loaded(outcome: Outcome) -> None:
    """What was recorded, read back, and where to see it."""
    accepted = outcome.state is State.ACCEPTED
    show.said(f"Saved. {outcome.sentence}" if accepted else outcome.sentence)
    if outcome.submission:
        there = address.link(
            "",
            {"store": address.values()["store"]},
            period=outcome.period,
            authority=[outcome.authority] if outcome.authority else None,
        )
        show.put(tag("p", tag("a", "See it on the Overview", href=there, class_="in", target="_self")))
    if accepted:
        _findings(outcome.findings, key=outcome.sha256[:16])


def _findings(findings: Sequence[Finding], *, key: str) -> None:
    """Every finding with its cell: errors and warnings open, notes behind one key."""
    held = sorted(findings, key=lambda each: list(_WEIGHT).index(each.severity))
    notes = [each for each in held if each.severity is Severity.NOTE]
    _finding_table([each for each in held if each.severity is not Severity.NOTE])
    if notes:
        with st.expander(figures.sentence(figures.count(len(notes), "note")).rstrip("."), key=f"notes_{key}"):
            _finding_table(notes)


def _finding_table(findings: Sequence[Finding]) -> None:
    rows = [
        {
            "weight": _WEIGHT[each.severity],
            "place": " ".join(part for part in (each.sheet, each.cell) if part),
            "message": each.message,
            "found": each.found,
            "expected": each.expected,
            "fix": each.fix,
        }
        for each in findings
    ]
    table(
        [
            Column("Finding", lambda row: show.status(row["weight"][2], row["weight"][1], row["weight"][0]), head=True),
            Column("Where", text("place")),
            Column("What", text("message")),
            Column("Found", text("found")),
            Column("Expected", text("expected")),
            Column("What to do", text("fix")),
        ],
        rows,
    )


def _headlines(store: Store, checked: Outcome) -> None:
    """The board's headline for the return's period as it is, and as it would be."""
    if not checked.period or not checked.facts:
        return
    question = Question(period=checked.period, scheme=address.values()["scheme"])
    now = sentences.headline(measures.counts(store, question))
    then = sentences.headline(measures.counts_supposing(store, question, facts=checked.facts))
    show.note(sentences.before_and_after(checked.period, now=now, then=then))


def _changes(checked: Outcome) -> None:
    """Each value that would change, old and new."""
    table(
        [
            Column("What would change", lambda row: row["change"].about, head=True),
            Column("Field", lambda row: row["change"].column),
            Column("Stands", lambda row: row["change"].old, right=True),
            Column("File says", lambda row: row["change"].new, right=True),
            Column("Cell", lambda row: f"{row['change'].sheet} {row['change'].cell}"),
        ],
        [{"change": each} for each in checked.changes],
    )


def _why_not(*, errors: int, warnings: int, unknown: bool, checked: Outcome) -> str:
    if unknown:
        return "Some indicators are not in the catalogue. If they are yours, tick that they are new."
    if any(each.rule == "columns-unmapped" and each.severity is Severity.ERROR for each in checked.findings):
        return "Say what the columns of the table are for, then save that and the file is read again."
    if errors:
        return "Mend the errors in the workbook and send it again, or leave their rows out."
    return (
        "Read the warnings, then tick that you accept them."
        if warnings
        else "There is nothing in this file that does not stand already."
    )


def _template(store: Store, authority: str | None, period: str | None) -> None:
    """The workbook to fill, once it is known for whom and when."""
    chosen = bool(authority and period)
    st.download_button(
        "Download the template",
        key="template",
        disabled=not chosen,
        on_click="ignore",
        file_name=_filename(authority, period),
        data=(lambda: returns.template(store, authority=str(authority), period=canonical(str(period))))
        if chosen
        else b"",
        help="The workbook to fill for this authority and period. Choose both first.",
    )


def _filename(authority: str | None, period: str | None) -> str:
    return f"return-{authority or 'authority'}-{(period or 'period').replace('/', '-').replace(' ', '-')}.xlsx".lower()


def _periods() -> list[str]:
    """The years up to this one with their quarters, newest first."""
    today = date.today()
    newest = today.year if today.month >= 4 else today.year - 1
    return [
        str(each)
        for first in range(newest, newest - YEARS, -1)
        for each in (year(first), *(quarter(first, number) for number in (4, 3, 2, 1)))
    ]
