"""What the columns of a table are for, asked once: a person says it in a table of the columns, and it is kept."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pbi import returns
from pbi.model import ColumnRole, YearsMeant
from pbi.narrative import figures
from pbi.returns import Outcome, Shape
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import identity, seen

_SHOWN = ("role", "name", "unit", "indicator", "years")
"""What a person may say of a column; its heading and first cells stand beside it to be read."""

_AS_PRINTED = "–"
"""Years that are not bare, or that the heading explains."""


def screen(store: Store, checked: Outcome, *, authority: str | None) -> None:
    """Each table that was not read, to be mapped; and behind one key those that were, to be mapped otherwise."""
    unread = [shape for shape in checked.shapes if shape.reasons]
    read = [shape for shape in checked.shapes if not shape.reasons]
    key = checked.sha256[:16]
    for place, shape in enumerate(unread):
        with st.expander(f"Map the columns of table {place + 1:,}", expanded=place == 0, key=f"map_{key}_{place}"):
            _table(store, shape, authority=authority, key=f"{key}_{place}")
    if read:
        with st.expander(f"How the columns were read ({figures.count(len(read), 'table')})", key=f"read_{key}"):
            for place, shape in enumerate(read, start=len(unread)):
                _table(store, shape, authority=authority, key=f"{key}_{place}")


def _table(store: Store, shape: Shape, *, authority: str | None, key: str) -> None:
    """One table's columns as they were taken, to be corrected and saved."""
    show.heading(shape.sheet, level=3, note=f"headings in row {shape.header}")
    if shape.reasons:
        show.note(figures.sentence("; ".join(shape.reasons)))
    rows, version = returns.rows_of(shape, authority=authority), store.version
    edited = st.data_editor(
        _frame(shape, rows),
        column_config=_columns(),
        disabled=["heading", "sample"],
        hide_index=True,
        num_rows="fixed",
        key=f"columns_{key}_{shape.fingerprint}_{store.version}",
    )
    pressed = st.button("Save and read the file again", key=f"save_map_{key}")
    shown = seen.before(f"map_{key}", version, pressed=pressed)
    if pressed:
        said = [_said(row, edited.iloc[at]) for at, row in enumerate(rows)]
        returns.remember(store, said, by=identity.name(), seen=shown)
        st.rerun()
    show.note(
        "Kept for this authority's tables of these headings."
        if authority
        else "Kept for every table of these headings. Choose a council to keep it for that council alone."
    )


def _frame(shape: Shape, rows: list[dict[str, Any]]) -> pd.DataFrame:
    told = [
        {
            "heading": column.words,
            "sample": " · ".join(column.sample),
            **{name: row[name] or (_AS_PRINTED if name == "years" else "") for name in _SHOWN},
        }
        for column, row in zip(shape.columns, rows, strict=True)
    ]
    return pd.DataFrame(told, columns=["heading", "sample", *_SHOWN], dtype=object)


def _said(row: dict[str, Any], edited: pd.Series[Any]) -> dict[str, Any]:
    """A column's row as a person left it; what is blank says nothing."""
    said = {name: edited[name] for name in _SHOWN}
    return row | {name: _told(value) for name, value in said.items()}


def _told(value: object) -> str | None:
    return None if value == _AS_PRINTED or not isinstance(value, str) else value.strip() or None


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "heading": config.TextColumn("Heading", width="medium"),
        "sample": config.TextColumn("First cells", width="medium"),
        "role": config.SelectboxColumn(
            "What it is", options=[str(role) for role in ColumnRole], required=True, help="What the column is for."
        ),
        "name": config.TextColumn("What it counts", help="Of a figure: the indicator's name."),
        "unit": config.TextColumn("Unit", help="Of a figure: %, £, number, days or per 1,000."),
        "indicator": config.TextColumn("Indicator code", help="Of a figure: its code, where the catalogue has it."),
        "years": config.SelectboxColumn(
            "Years mean",
            options=[_AS_PRINTED, *(str(meant) for meant in YearsMeant)],
            required=True,
            help="Of bare years: the calendar year, or the financial year that starts or ends in it.",
        ),
    }
