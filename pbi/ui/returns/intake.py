"""Sending returns: each file read as it comes, its findings and what it would change shown, then accepted or not.

A file sent here is kept and journalled as received whatever its findings; only accepting it adds facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import streamlit as st

from pbi import catalogue, returns
from pbi.errors import BadInput, PbiError
from pbi.ledger import digest
from pbi.model import Finding, Severity, State
from pbi.narrative import figures
from pbi.period import Period, canonical, quarter, year
from pbi.returns import Outcome, Terms
from pbi.store import Store
from pbi.ui import show
from pbi.ui.returns import batch, mapping, options, preview
from pbi.ui.session import address, ask, identity, seen
from pbi.ui.show import tag

KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"]
YEARS = 12
SETTLED = "settled"  # outcomes of this session by the file's hash
ROUND = "round"  # of uploading: after an undo the next begins, so that the file taken back is not sent again unasked


def send() -> None:
    """The way in: whose and when, the files, and for each what it holds and the button that accepts it."""
    store = ask.store()
    names = {code: row["name"] for code, row in catalogue.names(store).authorities.items()}
    _as_linked(names)
    with st.container(horizontal=True, vertical_alignment="bottom", key="whose"):
        authority = st.selectbox(
            "Which council",
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
    round_ = st.session_state.get(ROUND, 0)
    files = st.file_uploader(
        "Workbooks or CSV files",
        type=KINDS,
        accept_multiple_files=True,
        key=f"return_files_{round_}" if round_ else "return_files",
        help="Our template, or the table your authority already publishes.",
    )
    whole = canonical(period) if period else None
    batch.receive(files, lambda file: _received(store, file.getvalue(), file.name, authority, whole))
    for place, file in enumerate(files, start=1):
        with st.container(key=f"file_{digest(file.getvalue())[:16]}_{place}"):
            _one(file.getvalue(), file.name, authority, whole)


def _as_linked(names: Mapping[str, str]) -> None:
    """A link that asks for somebody's return opens with the authority and the period chosen."""
    held = address.values()
    if held["due"] and held["due"] in _periods():
        st.session_state.setdefault("return_period", held["due"])
        if len(held["authority"]) == 1 and held["authority"][0] in names:
            st.session_state.setdefault("return_authority", held["authority"][0])


def _received(store: Store, data: bytes, filename: str, authority: str | None, period: Period | None) -> Outcome:
    """A file kept and journalled as received, once a session."""
    settled: dict[str, Outcome] = st.session_state.setdefault(SETTLED, {})
    sha256 = digest(data)
    if sha256 not in settled:
        settled[sha256] = returns.receive(
            store, data=data, filename=filename, by=identity.name(), terms=Terms(authority=authority, period=period)
        )
    return settled[sha256]


@st.fragment
def _one(data: bytes, filename: str, authority: str | None, period: Period | None) -> None:
    """One file: received once, then shown as it would be accepted. A part of its own: a tick redraws nothing else."""
    store = ask.store()
    show.heading(filename)
    try:
        with st.spinner("Reading the file …"):
            outcome = _received(store, data, filename, authority, period)
        if outcome.state is State.RECEIVED:
            _preview(store, data, outcome, authority, period)
        else:
            _loaded(outcome)
    except PbiError as problem:
        show.error(problem)


def _preview(store: Store, data: bytes, received: Outcome, authority: str | None, period: Period | None) -> None:
    """What accepting would do, the fixes, the rows to leave out and the ticks it needs, and the button."""
    key, version = received.sha256[:16], store.version
    told, offered, effect = st.container(), st.container(), st.container()

    def examined(terms: Terms) -> Outcome:
        return _examined(key, received.filename, terms, identity.name(), store.version, store, data)

    terms = Terms(authority=authority, period=period, without_faulty_rows=True)
    with st.spinner("Checking …"):
        unknown = _has_unknown(examined(terms), options.chosen(key).fixes)
    add = unknown and st.checkbox(
        "These indicators are new to us: add them to the catalogue as proposed", key=f"add_{key}"
    )
    terms = replace(terms, add_indicators=add)
    with st.spinner("Checking …"):
        as_sent = examined(terms)
        try:
            terms = replace(terms, **asdict(options.chosen(key)))
            checked = examined(terms)
        except BadInput:  # what was chosen is no longer there
            terms, checked = replace(terms, fixes=(), without_rows=()), as_sent
    errors, warnings = (
        sum(each.severity is kind for each in checked.findings) for kind in (Severity.ERROR, Severity.WARNING)
    )
    tick = bool(warnings) and st.checkbox(
        f"I have read the warnings and accept them ({figures.count(warnings, 'warning')})", key=f"warn_{key}"
    )
    with told:
        preview.draw(data, checked, key=key)
    with offered:
        if unknown:
            options.proposed(examined(replace(terms, add_indicators=True)))
        options.fixes([*_grave(as_sent), *_grave(checked)], key=key)
        options.rows(as_sent.lines, checked.lines, key=key)
    with effect:
        preview.effect(store, checked, key=key)
        mapping.screen(store, checked, authority=authority)
    ready = not errors and (not warnings or tick) and bool(checked.rows.new + checked.rows.changed)
    pressed = st.button("Accept this return", type="primary", disabled=not ready, key=f"accept_{key}")
    shown = seen.before(f"accept_{key}", version, pressed=pressed)
    if pressed:
        _record(store, received, replace(terms, accept_warnings=tick, without_faulty_rows=False), shown)
    if not ready:
        show.note(_why_not(errors=errors, warnings=warnings, unknown=unknown and not add, checked=checked))


def _record(store: Store, received: Outcome, terms: Terms, shown: int) -> None:
    """Accept a received file as it was shown, and draw the page again with what was recorded; or say why it was not."""
    with st.spinner("Recording …"):
        outcome = returns.accept_received(store, received.submission or "", by=identity.name(), terms=terms, seen=shown)
    if outcome.state is State.REFUSED:
        show.error(PbiError(outcome.sentence))
        return
    st.session_state[SETTLED][received.sha256] = outcome
    st.rerun()


def _has_unknown(outcome: Outcome, chosen: Sequence[str]) -> bool:
    """Whether the file names indicators that are not in the catalogue, but for those a fix names otherwise."""
    mended = {name.partition("=")[0] for name in chosen}
    unknown = [each for each in outcome.findings if each.rule == "unknown-indicator"]
    return any(f"{each.sheet}!{each.cell}" not in mended for each in unknown)


def _grave(outcome: Outcome) -> list[Finding]:
    """The findings that stand in the way; a note's proposal changes nothing that is read."""
    return [each for each in outcome.findings if each.severity is not Severity.NOTE]


@st.cache_data(show_spinner=False, max_entries=50)
def _examined(key: str, filename: str, terms: Terms, by: str, version: int, _store: Any, _data: bytes) -> Outcome:
    return returns.examine(_store, data=_data, filename=filename, terms=terms, by=by)


def _loaded(outcome: Outcome) -> None:
    """What was recorded, read back, and where to see it."""
    accepted = outcome.state is State.ACCEPTED
    show.outcome(f"Saved. {outcome.sentence}" if accepted else outcome.sentence)
    if outcome.submission:
        there = address.link(
            "",
            {"store": address.value("store")},
            period=outcome.period,
            authority=[outcome.authority] if outcome.authority else None,
        )
        show.put(tag("p", tag("a", "See it on the Overview", href=there, class_="in", target="_self")))
    if accepted:
        preview.loaded(outcome)
        preview.findings(outcome.findings, key=outcome.sha256[:16], settled=True)
        show.note("Made a mistake? Undo this return under 'Files sent'.")


def _why_not(*, errors: int, warnings: int, unknown: bool, checked: Outcome) -> str:
    if any(each.rule == "no-authority" for each in checked.findings):
        return "Choose above which council the return is from."
    if unknown:
        return "Some indicators are not in the catalogue. If they are yours, tick that they are new."
    if any(each.rule == "columns-unmapped" and each.severity is Severity.ERROR for each in checked.findings):
        return "Say what the columns of the table are for, then save that and the file is read again."
    if errors and all(each.gravest is not Severity.ERROR for each in checked.lines):
        return "Correct the errors in the workbook and send it again."
    if errors:
        return "Correct the errors in the workbook and send it again, or leave their rows out."
    return (
        "Read the warnings, then tick that you accept them."
        if warnings
        else "Everything in this file has already been recorded."
    )


def _template(store: Store, authority: str | None, period: str | None) -> None:
    """The workbook to fill, once it is known for whom and when; of one service where one is chosen above."""
    chosen = bool(authority and period)
    service, known = address.value("service") or None, catalogue.names(store).services
    of = f" of {known[service]['name']}" if service and service in known else ""
    st.download_button(
        show.plain(f"Download the template{of}"),
        key="template",
        disabled=not chosen,
        on_click="ignore",
        file_name=_filename(authority, period, service),
        data=(lambda: returns.template(store, authority=str(authority), period=canonical(str(period)), service=service))
        if chosen
        else b"",
        help="The workbook to fill for this authority and period. Choose both first.",
    )


def _filename(authority: str | None, period: str | None, service: str | None) -> str:
    parts = ("return", authority or "authority", period or "period", service)
    return f"{'-'.join(filter(None, parts)).replace('/', '-').replace(' ', '-')}.xlsx".lower()


def _periods() -> list[str]:
    """The years up to this one with their quarters, newest first."""
    today = date.today()
    newest = today.year if today.month >= 4 else today.year - 1
    return [
        str(each)
        for first in range(newest, newest - YEARS, -1)
        for each in (year(first), *(quarter(first, number) for number in (4, 3, 2, 1)))
    ]
