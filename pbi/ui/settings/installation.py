"""What belongs to the installation: who may do what, its backup, and what its settings file says."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from pbi import measures, recovery
from pbi.errors import PbiError
from pbi.model import DEFAULT_SCHEME
from pbi.narrative import figures
from pbi.settings import Settings, settings
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import ask, identity
from pbi.ui.show import tag
from pbi.ui.tables.tables import Column, table, text

PARTS: Mapping[str, str] = {
    "people": "People and roles",
    "backup": "Backup and restore",
    "file": "Settings file",
}
PACKED, VERIFIED = "settings_packed", "settings_verified"
_MAY = {
    "member": "Reads every page but Returns and Settings.",
    "officer": "Reads, and sends returns.",
    "manager": "Reads, sends returns and takes them back, publishes, and changes the catalogue.",
}


def draw(part: str, store: Store) -> None:
    """One part."""
    {"people": _people, "backup": _backup, "file": _file}[part](store)


def _people(store: Store) -> None:
    """Who may do what: everything, where nobody signs in; else each person listed, with the role."""
    people = settings().people
    if not identity.needed():
        show.lead(
            "Nobody signs in. Anyone who uses this machine may do everything.",
            "To serve others, let them sign in. What that needs is in docs/settings.md: an [auth] section in "
            ".streamlit/secrets.toml for the provider, and who may do what in the settings file under [people].",
        )
    else:
        count = figures.count(len(people), "person", plural="people")
        listed = figures.sentence(f"{count} may sign in, and nobody else sees anything").rstrip(".")
        show.lead(
            f"{listed}.", "The list is the table [people] of the settings file; it is read when the server starts."
        )
        table(
            [Column("Person", text("person"), head=True), Column("Role", text("role"))],
            [{"person": person, "role": role} for person, role in sorted(people.items())],
            narrow=True,
        )
    show.heading("What each role may do")
    table(
        [Column("Role", text("role"), head=True), Column("May do", text("may"))],
        [{"role": role, "may": may} for role, may in _MAY.items()],
        narrow=True,
    )
    show.note("A role opens pages and buttons. The same question has the same answer for everyone who may ask it.")


def _backup(store: Store) -> None:
    """The archive to download, the check of everything, and how to restore."""
    last = store.ledger.last()
    entries = figures.count(last.number if last else 0, "entry", plural="entries")
    show.lead(
        f"A backup holds the journal's {entries} and every file received; everything else is made from them.",
        "It can be made at any time, while others work.",
    )
    if st.button("Make a backup", key="backup_make"):
        try:
            with st.spinner("Packing …"):
                st.session_state[PACKED] = (store.version, str(store.path), _archive(store))
        except PbiError as problem:
            show.error(problem)
    version, path, data = st.session_state.get(PACKED, (None, None, b""))
    if (version, path) == (store.version, str(store.path)):
        st.download_button(
            f"Download it ({len(data) / 1_000_000:,.1f} MB)",
            data=data,
            file_name=f"outturn-{date.today():%Y-%m-%d}-{version}.zip",
            mime="application/zip",
            on_click="ignore",
            key="backup_download",
        )
    show.heading("Is everything as it was recorded?", note="the journal's chain, the kept files, every figure's cell")
    if st.button("Verify", key="backup_verify"):
        with st.spinner("Reading every file again …"):
            st.session_state[VERIFIED] = (store.version, str(store.path), recovery.verify(store.path))
    _verified(store)
    show.heading("Restore")
    show.put(
        tag(
            "p",
            "Restoring puts a whole store in the place of another, so it is not done from a page. Stop the dashboard, "
            "move the store's folder aside, and run:",
            class_="prose",
        ),
        tag("pre", "python -m pbi restore outturn-2026-04-01-12.zip\npython -m pbi verify", class_="step"),
        tag(
            "p",
            f"The store's folder is {store.path}. Every figure comes back with the cell it came from.",
            class_="quiet",
        ),
    )


def _archive(store: Store) -> bytes:
    with tempfile.TemporaryDirectory() as aside:
        file = Path(aside) / "backup.zip"
        recovery.backup(store.path, file)
        return file.read_bytes()


def _verified(store: Store) -> None:
    version, path, problems = st.session_state.get(VERIFIED, (None, None, []))
    if (version, path) != (store.version, str(store.path)):
        return
    if not problems:
        show.outcome("Sound: the chain, the kept files, the index and every figure against its cell.")
        return
    said = figures.sentence(f"{figures.count(len(problems), 'thing')} not as recorded").rstrip(".")
    show.error(PbiError(f"{said}.", remedy="Stop the dashboard and do what the first of them says."))
    show.put(tag("ul", *[tag("li", each) for each in problems[:100]], class_="plain"))


def _file(store: Store) -> None:
    """What the settings file says, to read; it is changed in the file and read when the server starts."""
    held, shipped = settings(), Settings()
    names = dict(ask.listed(measures.schemes)[["scheme", "name"]].to_numpy())
    rows = [
        (
            "Statuses are shown in",
            names.get(DEFAULT_SCHEME, DEFAULT_SCHEME),
            "unless the filter Scheme says another",
            "",
        ),
        ("Returns are due", figures.count(held.returns_due_days, "day"), "after a period's end", "returns_due_days"),
        ("Counts are hidden below", str(held.minimum_count) if held.minimum_count else "never", "", "minimum_count"),
        ("A long-trend arrow looks back", figures.count(held.long_trend_periods, "period"), "", "long_trend_periods"),
        ("Largest file taken", f"{held.limits.file_bytes / 1_000_000:,.0f} MB", "", "limits.file_bytes"),
        ("Our own figures are kept in", str(held.store), "", "store"),
        ("The example is kept in", str(held.example), "", "example"),
    ]
    own = sum(getattr(held, name) != getattr(shipped, name) for name in ("returns_due_days", "minimum_count"))
    show.lead(
        "These are set in the settings file, outturn.toml beside app.py, and read when the server starts.",
        "Nothing in it is set otherwise than shipped." if not own else "",
    )
    table(
        [
            Column("What", text("what"), head=True),
            Column("Is", text("value")),
            Column("Note", text("more")),
            Column("Its name in the file", text("name")),
        ],
        [{"what": what, "value": value, "more": more, "name": name} for what, value, more, name in rows],
        narrow=True,
    )
