"""What a person chooses of a file before it is accepted: the fixes to apply, and the rows to leave out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from pbi import returns
from pbi.model import Finding, Severity
from pbi.returns import Leavable, Outcome
from pbi.ui import show
from pbi.ui.figures.series import POLARITY
from pbi.ui.tables.tables import Column, table, text

_FEW = 8
_PLACES = (*Severity, None)
_MARKS = {Severity.ERROR: "◆", Severity.WARNING: "▲"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person has chosen for one file: the fixes to apply and the rows to leave out, by name."""

    fixes: tuple[str, ...] = ()
    without_rows: tuple[str, ...] = ()


def chosen(key: str) -> Chosen:
    """What stands chosen for a file as this run begins."""
    fixes, rows = (st.session_state.get(name, ()) for name in (_fixes_key(key), _rows_key(key)))
    return Chosen(fixes=tuple(sorted(fixes)), without_rows=tuple(sorted(rows)))


def proposed(outcome: Outcome) -> None:
    """The indicators a file brings that the catalogue has not, with what the file says of each; nothing is assumed."""
    held = [row for row in outcome.facts.get("indicator", []) if row["lifecycle"] == "proposed"]
    if not held:
        return
    show.heading("Not in the catalogue yet", level=3, note="as the file says of them; Settings has the rest")
    table(
        [
            Column("Indicator", text("name"), head=True),
            Column("Code", text("code")),
            Column("Unit", lambda row: f"rate per {row['per']:,.0f}" if row["unit"] == "rate" else str(row["unit"])),
            Column("Which way is better", lambda row: POLARITY[row["polarity"]]),
            Column("Who says so", text("polarity_source")),
            Column("Frequency", text("frequency")),
        ],
        held,
        first=_FEW,
    )


def fixes(held: Sequence[Finding], *, key: str) -> None:
    """The values proposed, to be read instead of what the cells hold; a person picks, and each is recorded."""
    offers = returns.offered(held)
    if not offers:
        return
    spelt = {each.name: f"{each.sheet} {each.cell}: {each.found} → {each.value}" for each in offers}
    _only(_fixes_key(key), spelt)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"fixes_{key}"):
        st.multiselect(
            "Fixes to apply",
            list(spelt),
            format_func=spelt.__getitem__,
            key=_fixes_key(key),
            placeholder="None chosen: the cells are read as they are",
            help="The value is read instead of what the cell contains. The file does not change; we record with the "
            "figure what was read and who chose it.",
            width=720,
        )
        st.button(
            f"Choose all ({len(offers)})", on_click=_choose, args=(_fixes_key(key), tuple(spelt)), key=f"fix_all_{key}"
        )


def rows(as_sent: Sequence[Leavable], now: Sequence[Leavable], *, key: str) -> None:
    """The rows of the return, any of which may be left out, those with faults first; and all that have errors at once.

    ``as_sent`` are the lines of the file as it came, ``now`` what of them is left.
    """
    offered = sorted(as_sent, key=lambda each: _PLACES.index(each.gravest))
    names = {each.name: _said(each) for each in offered}
    faulty = [each.name for each in now if each.gravest is Severity.ERROR]
    if not names or not (faulty or any(each.gravest is Severity.WARNING for each in now) or chosen(key).without_rows):
        return
    _only(_rows_key(key), names)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"rows_{key}"):
        st.multiselect(
            "Rows to leave out",
            list(names),
            format_func=names.__getitem__,
            key=_rows_key(key),
            placeholder="None chosen: all rows are accepted or refused together",
            help="We record only that the row was left out and who did so.",
            width=720,
        )
        if faulty:
            st.button(
                f"Leave out the rows with errors ({len(faulty)})",
                on_click=_choose,
                args=(_rows_key(key), (*chosen(key).without_rows, *faulty)),
                key=f"strike_{key}",
            )


def _said(each: Leavable) -> str:
    sheet, _, place = each.name.rpartition("!")
    mark = f"{_MARKS[each.gravest]} " if each.gravest in _MARKS else ""
    return f"{mark}{sheet} {place}: {each.said}"


def _fixes_key(key: str) -> str:
    return f"fix_{key}"


def _rows_key(key: str) -> str:
    return f"without_{key}"


def _only(key: str, offered: Collection[str]) -> None:
    """What is no longer offered is no longer chosen."""
    if held := st.session_state.get(key):
        st.session_state[key] = [each for each in held if each in offered]


def _choose(key: str, names: tuple[str, ...]) -> None:
    st.session_state[key] = list(names)
