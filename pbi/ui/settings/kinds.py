"""Who, what, which rules: each kind of the catalogue held, how it is changed, and what that would do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import streamlit as st

from pbi import catalogue
from pbi.catalogue import Plan, written
from pbi.catalogue.kinds import KINDS
from pbi.narrative import catalogue as words
from pbi.narrative import figures
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.session import stores as known_stores
from pbi.ui.settings import check, edits, files, history, installation
from pbi.ui.show import tag
from pbi.ui.tables.tables import Column, Row, day, table, text

FEW = 40
"""So many rows need no filter."""
MOST = 200
"""More rows than these are narrowed before they are edited."""
ROW = 33
"""The height of a row of the table that is edited, in pixels."""
_BY = ("authority", "partnership", "scheme", "indicator", "period", "comparators", "group", "role", "kind")


def draw() -> None:
    """The choice, and what was chosen: everything at a glance, one kind, or what is set elsewhere."""
    store = ask.store()
    show.heading("Settings", level=1)
    what = _chosen()
    check.saved()
    if what is None:
        _contents(store)
    elif what in installation.PARTS:
        installation.draw(what, store)
    else:
        _kind(store, what)


def _chosen() -> str | None:
    """What is looked at, kept in the address; nothing unless it is one of the choices."""
    options = [*_kinds(), *installation.PARTS]
    names = {kind: installation.PARTS.get(kind) or words.name(kind) for kind in options}
    if st.session_state.get(address.key("what")) not in options:
        st.session_state[address.key("what")] = None
    return st.selectbox(
        "What",
        options,
        index=None,
        format_func=names.__getitem__,
        placeholder="Choose what to look at",
        key=address.key("what"),
        width=340,
        persist_state="session",
    )


def _kinds() -> list[str]:
    """Every kind in the order of its group; one that no group names comes last."""
    grouped = [kind for kinds in words.GROUPS.values() for kind in kinds if kind in KINDS]
    return [*grouped, *[kind for kind in KINDS if kind not in grouped]]


def _contents(store: Store) -> None:
    """Every kind with how many are held and when it was last changed, by whom; each leads to its own table."""
    rows = [_line(store, kind) for kind in _kinds()]
    last = max((row for row in rows if row["recorded_at"]), key=lambda row: row["recorded_at"], default=None)
    said = f"The catalogue holds {figures.count(sum(row['held'] for row in rows), 'row')} of {len(rows)} kinds"
    when = f", last changed on {figures.day(last['recorded_at'])} by {last['recorded_by']}" if last else ""
    show.lead(f"{said}{when}.", *_read_only())
    table(
        [
            Column("About", text("group")),
            Column("What", lambda row: _link(row["kind"], words.name(row["kind"])), head=True),
            Column("What it is", lambda row: words.about(row["kind"])),
            Column("Held", lambda row: f"{row['held']:,}", right=True),
            Column("Last changed", day("recorded_at")),
            Column("By", text("recorded_by")),
        ],
        rows,
    )
    show.heading("This installation")
    show.put(tag("ul", *[tag("li", _link(part, name)) for part, name in installation.PARTS.items()], class_="plain"))


def _link(what: str, name: str) -> object:
    return tag("a", name, href=address.link("settings", address.values(), what=what), class_="in", target="_self")


def _line(store: Store, kind: str) -> Row:
    held, versions = _held(store, kind)
    last = versions[-1] if versions else {"recorded_at": None, "recorded_by": None}
    group = next((group for group, kinds in words.GROUPS.items() if kinds[0] == kind), "")
    stamp = {name: last[name] for name in ("recorded_at", "recorded_by")}
    return {"group": group, "kind": kind, "held": len(held), **stamp}


def _read_only() -> list[str]:
    """Why nothing can be changed here; nothing where it can."""
    name = address.value("store")
    if known_stores.is_open_for_writing(name):
        return []
    if name == known_stores.EXAMPLE:
        return ["The example is for reading only. Switch to our own figures to make changes."]
    return ["Another program is using this store, so it can only be read here. Close it, then load this page again."]


def _kind(store: Store, kind: str) -> None:
    """One kind: what is held, its table to edit, files of it, and its history."""
    held, versions = _held(store, kind)
    known = edits.names(store, kind)
    locked = _read_only()
    show.lead(words.size(kind, len(held), versions[-1] if versions else None), words.about(kind), *locked)
    shown = _narrowed(kind, held, known)
    if locked:
        _table(kind, shown, known)
        files.download(kind, shown)
    else:
        _change(store, kind, shown, known)
    history.draw(kind, versions, known)


def _held(store: Store, kind: str) -> tuple[list[Any], list[Row]]:
    held: list[Any] = _kept(str(store.path), store.version, kind, "rows", store)
    versions: list[Row] = _kept(str(store.path), store.version, kind, "versions", store)
    return held, versions


@st.cache_data(show_spinner=False, max_entries=200)
def _kept(path: str, version: int, kind: str, what: str, _store: Any) -> list[Any]:
    return written.rows(_store, kind) if what == "rows" else _store.versions(KINDS[kind].table)


def _narrowed(kind: str, held: list[Any], known: check.Names) -> list[Any]:
    """The rows to look at: all where they are few, else those chosen by what they are of or by a word."""
    if len(held) <= FEW:
        return held
    shown = held
    with st.container(horizontal=True, vertical_alignment="bottom", key="settings_filters"):
        for column in (each for each in _BY if each in KINDS[kind].columns):
            there = {row[column] for _, row in held if row[column] is not None}
            if 1 < len(there) <= 500:
                called = known.get(column, {})
                chosen = st.selectbox(
                    show.plain(words.title(column)),
                    sorted(there, key=lambda each: called.get(each, each).casefold(), reverse=column == "period"),
                    index=None,
                    placeholder="All",
                    format_func=lambda each, called=called: called.get(each, each),  # type: ignore[misc]
                    key=f"only_{kind}_{column}",
                    width=220,
                )
                shown = [each for each in shown if chosen is None or each[1][column] == chosen]
        word = st.text_input("Containing", key=f"find_{kind}", width=220, placeholder="A word in any column")
    return [each for each in shown if _holds(each[1], word, known)]


def _holds(row: Row, word: str, known: check.Names) -> bool:
    said = (f"{written.text(value)} {known.get(column, {}).get(value, '')}" for column, value in row.items())
    return not word or word.casefold() in " ".join(said).casefold()


def _table(kind: str, shown: list[Any], known: check.Names) -> None:
    """The rows to read."""
    table(
        [
            Column(
                words.title(column),
                lambda row, column=column: _cell(column, row[column], known),  # type: ignore[misc]
                head=place == 0,
                right=spec.read in edits.NUMBERS,
            )
            for place, (column, spec) in enumerate(KINDS[kind].columns.items())
        ],
        [row for _, row in shown],
    )


def _cell(column: str, value: Any, known: check.Names) -> object:
    said = words.value(column, value, known)
    return tag("span", said, class_="nowrap") if isinstance(value, date) else said


def _change(store: Store, kind: str, shown: list[Any], known: check.Names) -> None:
    """The table to edit with what that would do, or a file in its place."""
    if len(shown) > MOST:
        show.note(f"{words.counted(kind, len(shown)).capitalize()} are too many to edit at once: narrow them above.")
        files.download(kind, shown)
        files.upload(store, kind)
        return
    key = f"edit_{kind}_{store.version}_{hash(tuple(row_key(kind, row) for _, row in shown))}"
    st.data_editor(
        edits.frame(kind, shown),
        column_config=edits.config(kind, known),
        num_rows="dynamic",
        hide_index=False,
        height=ROW * (min(len(shown), 15) + 2) + 4,
        placeholder="",
        key=key,
        alt=f"{words.name(kind)}, to edit",
    )
    done = edits.edited(kind, shown, st.session_state.get(key) or {}, today=date.today())
    mark = f"{store.version}_{json.dumps([done.lines, done.away], default=str)}_{len(done.faults)}"

    def plan() -> Plan:
        return catalogue.examine(store, [edits.sheet(kind, done)], faults=done.faults, away=done.away)

    if st.button("Check", key="settings_check", disabled=not (done.lines or done.away or done.faults)):
        st.session_state[check.CHECKED] = mark
    if st.session_state.get(check.CHECKED) == mark and (done.lines or done.away or done.faults):
        planned = plan()
        check.preview(store, kind, planned, ended=done.ended, mark=mark)
        if planned.changes:
            check.save(store, kind, plan, filename="", mark=kind, version=planned.version)
    else:
        show.note(
            "Change a cell, add a row at the end, or tick a row and take it away; then check what it would do. "
            "Nothing is recorded before it is saved, and no version is ever lost."
        )
    with st.expander("Files: download these rows, or send a file of rows", key=f"files_{kind}"):
        files.download(kind, shown)
        files.upload(store, kind)


def row_key(kind: str, row: Row) -> str:
    """What names a row, as one text."""
    return "|".join(written.text(row[column]) for column in written.key_columns(kind))
