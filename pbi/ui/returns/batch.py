"""Several files sent at once: each read in turn with how far it is, and one summary of what became of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pbi.errors import PbiError
from pbi.model import Severity, State
from pbi.narrative.year import returns as words
from pbi.returns import Outcome, sentences
from pbi.ui import show
from pbi.ui.tables.tables import Column, Row, table, text


def receive(files: Sequence[Any], take: Callable[[Any], Outcome]) -> None:
    """Receive each file with ``take`` (once a session; a refusal is a PbiError), then say what became of them."""
    if len(files) < 2:
        return
    bar = st.progress(0.0)
    rows = []
    for place, file in enumerate(files, start=1):
        bar.progress((place - 1) / len(files), text=f"Reading file {place:,} of {len(files):,} …")
        rows.append(_row(file, take))
    bar.empty()
    show.lead("", words.several([row["state"] for row in rows]))
    table(
        [
            Column("File", text("name"), head=True),
            Column("Outcome", text("state")),
            Column("Rows", text("rows"), right=True),
            Column("Errors", text("errors"), right=True),
            Column("Warnings", text("warnings"), right=True),
            Column("Why", text("why")),
        ],
        rows,
    )


def _row(file: Any, take: Callable[[Any], Outcome]) -> Row:
    """A file with its state, its counts, and the first thing that keeps it from being accepted."""
    try:
        outcome = take(file)
    except PbiError as problem:
        return {"name": file.name, "state": words.UNREADABLE, "rows": "", "errors": "", "warnings": "", "why": problem}
    errors, warnings = (
        [each for each in outcome.findings if each.severity is kind] for kind in (Severity.ERROR, Severity.WARNING)
    )
    waits = outcome.state is State.RECEIVED
    return {
        "name": file.name,
        "state": words.BECAME.get(str(outcome.state), str(outcome.state)),
        "rows": f"{outcome.rows.read:,}",
        "errors": str(len(errors) or ""),
        "warnings": str(len(warnings) or ""),
        "why": next((sentences(each) for each in [*errors, *warnings]), "") if waits else "",
    }
