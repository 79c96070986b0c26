"""What a change of the catalogue would do, shown before it is saved; and the saving, with who and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from pbi import catalogue, measures, replay
from pbi.catalogue import Change, Plan, taken, written
from pbi.catalogue.kinds import KINDS
from pbi.errors import PbiError
from pbi.model import DEFAULT_SCHEME, NO_SCHEME, Finding, Question
from pbi.narrative import catalogue as words
from pbi.narrative import figures, sentences
from pbi.store import Store
from pbi.ui import show
from pbi.ui.frame import filters
from pbi.ui.session import ask, identity, seen
from pbi.ui.settings import edits
from pbi.ui.show import Markup, join, tag
from pbi.ui.tables.tables import Column, Row, table, text

CHECKED, SAID, EFFECTS = "settings_checked", "settings_said", "settings_effects"
Names = Mapping[str, Mapping[str, str]]


def preview(store: Store, kind: str, plan: Plan, *, ended: int = 0, mark: str) -> None:
    """What the plan would change, or why it is refused; and what that does to the board's headline."""
    if plan.faults:
        show.lead(f"Refused for {figures.count(len(plan.faults), 'fault')}; nothing would be changed.")
        _faults(plan.faults)
        return
    count = {
        name: sum(getattr(each, name) for each in plan.counts.values()) for name in ("new", "changed", "unchanged")
    }
    gone = sum(each.after is None for each in plan.changes)
    standing = len(store.current(KINDS[kind].table)) - gone - count["changed"] - count["unchanged"]
    show.lead(
        words.planned(
            new=count["new"],
            changed=count["changed"] - ended,
            ended=ended,
            taken=gone,
            unchanged=count["unchanged"],
            others=standing,
        )
    )
    if not plan.changes:
        return
    moved = _effects(store, plan, mark)
    for each in dict.fromkeys(change.kind for change in plan.changes):
        _changes(store, each, [change for change in plan.changes if change.kind == each])
    if moved:
        with st.expander(f"Statuses that would move, in every period ({len(moved):,})", key=f"moved_{mark}"):
            _moved(moved)


def save(store: Store, kind: str, plan: Callable[[], Plan], *, filename: str, mark: str, version: int) -> None:
    """Who and why, and the button that records it: planned again then, read back before it is said.

    ``version``: the store's, of the plan that is shown.
    """
    with st.form(f"settings_save_{mark}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.text_input(
            "Who",
            value=identity.name(),
            key=f"by_{mark}",
            disabled=bool(identity.signed_in()),
            width=220,
            max_chars=100,
        )
        why = st.text_input("Why", key=f"why_{mark}", width=460, max_chars=300, placeholder="Recorded with the change")
        pressed = st.form_submit_button("Save", type="primary", key=f"save_{mark}")
    shown = seen.before(f"settings_{mark}", version, pressed=pressed)
    if not pressed:
        return
    if not by.strip() or not why.strip():
        show.error(PbiError("It was not saved: it needs who and why.", remedy="Fill in both."))
        return

    def act(_version: int) -> Plan:
        planned = plan()
        catalogue.record(store, planned, by=by.strip(), note=why.strip(), filename=filename, seen=shown)
        return planned

    try:
        planned = store.newest(act)
    except PbiError as problem:
        show.error(problem)
        return
    again = len(store.current(KINDS[kind].table))
    st.session_state[SAID] = words.saved(kind, len(planned.changes), again)
    st.session_state.pop(CHECKED, None)
    st.rerun()


def saved() -> None:
    """What was just saved, once."""
    if said := st.session_state.pop(SAID, None):
        show.outcome(said)


def _faults(faults: tuple[Finding, ...]) -> None:
    table(
        [
            Column("Where", lambda row: row["fault"].cell or row["fault"].sheet, head=True),
            Column("What is wrong", lambda row: _plain(row["fault"].message)),
            Column("Found", lambda row: row["fault"].found),
            Column("What to do", lambda row: _plain(row["fault"].fix)),
        ],
        [{"fault": each} for each in faults],
    )


def _plain(message: str) -> str:
    """A message with the columns' headings in place of their codes."""
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda found: words.title(found[0]), message)


def _changes(store: Store, kind: str, changes: list[Change]) -> None:
    """Each row that would be recorded: of a changed one the values that differ, of others what they say."""
    known, keys = edits.names(store, kind), written.key_columns(kind)
    rows = [
        {
            "what": _what(kind, each),
            "named": words.named(kind, keys, _row(kind, each), known),
            "stands": _said(kind, each.before, each.after, keys, known),
            "then": _said(kind, each.after, each.before, keys, known),
        }
        for each in changes
    ]
    table(
        [
            Column(words.name(kind), text("named"), head=True),
            Column("What", text("what")),
            Column("Stands", lambda row: row["stands"]),
            Column("Would be", lambda row: row["then"]),
        ],
        rows,
    )


def _what(kind: str, change: Change) -> str:
    if change.before is None or change.after is None:
        return "New" if change.before is None else "Taken away"
    column = taken.end(kind)
    return "Ended" if column and change.before[column] is None and change.after[column] is not None else "Changed"


def _row(kind: str, change: Change) -> dict[str, Any]:
    return written.written(kind, change.after or change.before or {})


def _said(kind: str, fact: Any, other: Any, keys: tuple[str, ...], known: Names) -> Markup:
    """What a row says beside what names it; of two versions only what differs."""
    if fact is None:
        return join([])
    row, beside = written.written(kind, fact), written.written(kind, other) if other else None
    parts = [
        tag("span", f"{words.title(column)}: {words.value(column, row[column], known) or 'blank'}", class_="sub")
        for column in row
        if column not in keys and (row[column] != beside[column] if beside else row[column] is not None)
    ]
    return join(parts)


def _effects(store: Store, plan: Plan, mark: str) -> list[dict[str, Any]]:
    """The board's headline before and after; returns every status that would move."""
    question = filters.question()
    question = Question(
        period=question.period,
        scheme=question.scheme if question.scheme != NO_SCHEME else DEFAULT_SCHEME,
        today=date.today(),
    )
    if not question.period:
        show.note("Nothing has been reported yet, so no status moves.")
        return []
    kept = st.session_state.get(EFFECTS)
    key = (mark, store.version, question)
    if kept is None or kept[0] != key:
        with st.spinner("Judging again …"):
            now = sentences.headline(measures.counts(store, question))
            then = sentences.headline(measures.counts_supposing(store, question, facts=plan.facts))
            kept = (key, now, then, replay.supposed(store, question, facts=plan.facts))
            st.session_state[EFFECTS] = kept
    _, now, then, moved = kept
    here = sum(row["period"] == question.period for row in moved)
    show.lead("", words.before_and_after(question.period, now=now, then=then, moved=here))
    return list(moved)


def _moved(moved: list[dict[str, Any]]) -> None:
    called = dict(ask.listed(measures.authorities)[["code", "name"]].to_numpy())
    indicators = dict(ask.listed(measures.indicators)[["code", "name"]].to_numpy())
    table(
        [
            Column("Indicator", lambda row: f"{row['indicator']} {indicators.get(row['indicator'], '')}", head=True),
            Column("Authority", lambda row: called.get(row["authority"], row["authority"])),
            Column("Period", text("period")),
            Column("Status now", lambda row: _status(row, "")),
            Column("Status then", lambda row: _status(row, "then_")),
        ],
        moved,
    )


def _status(row: Row, when: str) -> object:
    return show.status(row[f"{when}role"], row[f"{when}symbol"], row[f"{when}label"]) or "none"
