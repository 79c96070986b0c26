"""The rules held against what councils printed: how many statuses came out the same, and why others did not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import evidence
from pbi.settings import ROOT
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.show import tag
from pbi.ui.tables.tables import Column, table, text

FILE = ROOT / "docs" / "methods-evidence.md"


def agreement(question: Question, *, file: Path = FILE) -> None:
    """Agreement by council, from the generated page of evidence; nothing where no status scheme is applied."""
    if ask.answer(measures.scheme_statuses, question).empty or not file.is_file():
        return
    written = file.read_text(encoding="utf-8")
    rows = evidence.bodies(written)
    show.heading("Checked against what councils printed", anchor="evidence")
    show.put(tag("p", evidence.sentence(rows)))
    table(
        [
            Column("Council", text("body"), head=True),
            Column("Figures", text("figures"), right=True),
            Column("Printed statuses beside a figure and a target", text("printed"), right=True),
            Column("Worked out the same", text("same"), right=True),
        ],
        rows,
        narrow=True,
    )
    _differences(evidence.differences(written))


def _differences(lines: Sequence[str]) -> None:
    if lines:
        with st.expander(f"Where they differ, and why ({len(lines)})", key="evidence_differences"):
            show.put(tag("ul", *[tag("li", line) for line in lines], class_="plain"))
    show.note(f"Row by row: {FILE.relative_to(ROOT)}, made again from the published workbooks with every release.")
