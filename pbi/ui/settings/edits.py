"""A kind of catalogue rows as a table to edit: its columns by their kind, and what was done in it, as a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pbi.catalogue import sheets, taken, values, written
from pbi.catalogue.columns import Column
from pbi.catalogue.kinds import KINDS
from pbi.errors import BadInput
from pbi.model import Finding
from pbi.narrative import catalogue as words
from pbi.store import Store

Row = dict[str, Any]
Shown = Sequence[tuple[Row, Row]]
"""Facts that stand, each beside the same as a row of its sheet."""
WIDTHS = {"scheme": 140, "indicator": 190, "objective": 190}
"""Of columns that show long names for short codes, in pixels."""
NUMBERS = (values.number, values.whole)
"""How the cells of a column of numbers are read."""
_REFERS = {
    "authority": ("authority", "code", "name"),
    "service": ("service", "code", "name"),
    "indicator": ("indicator", "code", "name"),
    "objective": ("objective", "code", "title"),
    "scheme": ("scheme", "scheme", "name"),
}
"""Of what a column refers to: the table, its code, and what people call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What was done in a table: the rows written, those withdrawn, what cannot be done, and how many were ended."""

    lines: list[tuple[str, Row]] = field(default_factory=list)
    away: list[tuple[str, Row]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    ended: int = 0


def titles(kind: str) -> dict[str, str]:
    """The headings of a kind's columns."""
    return {column: words.title(column) for column in KINDS[kind].columns}


def names(store: Store, kind: str) -> dict[str, dict[str, str]]:
    """What the codes in a kind's columns are called, by column; only of columns that name something."""
    known: dict[str, dict[str, str]] = {}
    for refers in {spec.refers for spec in KINDS[kind].columns.values()} - {""}:
        table, code, name = _REFERS[refers]
        known[refers] = {row[code]: _called(row[code], row[name], refers) for row in store.current(table)}
    return {column: known[spec.refers] for column, spec in KINDS[kind].columns.items() if spec.refers}


def frame(kind: str, rows: Shown) -> pd.DataFrame:
    """The rows as they are edited: numbers as they are written, days as days, numbered from 1."""
    told = [{column: _cell(spec, row[column]) for column, spec in KINDS[kind].columns.items()} for _, row in rows]
    found = pd.DataFrame(told, columns=list(KINDS[kind].columns), dtype=object)
    for column, spec in KINDS[kind].columns.items():
        if spec.read is values.yes_or_no:
            found[column] = found[column].astype("boolean")
    found.index = pd.RangeIndex(1, len(rows) + 1, name="Row")
    return found


def config(kind: str, known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """How each column is edited: chosen where only some words may stand, a day, yes or no, else typed."""
    return {
        "_index": st.column_config.Column("Row", width=50),
        **{
            column: _editing(column, spec, known.get(column), fixed=column in written.key_columns(kind))
            for column, spec in KINDS[kind].columns.items()
        },
    }


def edited(kind: str, rows: Shown, state: Mapping[str, Any], *, today: date) -> Edited:
    """What a person did in the table, from the state of its editor."""
    done = Edited()
    gone = {int(place) for place in state.get("deleted_rows", [])}
    ended = 0
    for place in sorted(gone):
        ended += _take_away(kind, f"Row {place + 1}", rows[place][0], done, today=today)
    for place, changes in sorted((int(key), each) for key, each in state.get("edited_rows", {}).items()):
        if place not in gone:
            _change(kind, f"Row {place + 1}", rows[place][1], changes, done)
    for number, added in enumerate(state.get("added_rows", []), start=len(rows) + 1):
        said = {column: _typed(kind, column, value) for column, value in added.items() if column in titles(kind)}
        if any(value not in (None, "") and not isinstance(value, bool) for value in said.values()):
            done.lines.append((f"Row {number}", said))
    return Edited(lines=done.lines, away=done.away, faults=done.faults, ended=ended)


def sheet(kind: str, done: Edited) -> sheets.Sheet:
    """The rows written, as a sheet that goes the way of every catalogue sheet."""
    return sheets.typed(kind, done.lines, titles=titles(kind))


def _take_away(kind: str, name: str, fact: Row, done: Edited, *, today: date) -> int:
    try:
        ended = taken.ended(kind, fact, today=today)
    except BadInput as refused:
        done.faults.append(sheets.fault("row-stays", refused.message, sheet="", cell=name, fix=refused.remedy))
        return 0
    if ended is None:
        done.away.append((kind, fact))
        return 0
    done.lines.append((name, written.written(kind, ended)))
    return 1


def _change(kind: str, name: str, row: Row, changes: Mapping[str, Any], done: Edited) -> None:
    """An edited row; one that is now named otherwise would be another row, and is refused."""
    said = {column: _typed(kind, column, value) for column, value in changes.items() if column in row}
    really = {column: value for column, value in said.items() if written.text(value) != written.text(row[column])}
    renamed = [column for column in written.key_columns(kind) if column in really]
    done.faults.extend(
        sheets.fault(
            "names-the-row",
            f"{words.title(column)} is part of what names the row, so another value would be another row.",
            sheet="",
            cell=f"{name}, {words.title(column)}",
            found=written.text(really[column]),
            expected=written.text(row[column]),
            fix=_instead(kind),
        )
        for column in renamed
    )
    if really and not renamed:
        done.lines.append((name, {**row, **really}))


def _instead(kind: str) -> str:
    if column := taken.end(kind):
        return f"Give this row its last day in {words.title(column)}, and add a row."
    return "Add a row for it; take this one away if it was a mistake."


def _typed(kind: str, column: str, value: Any) -> Any:
    """A value of the editor: of a day the day alone, a blank text nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return str(value)[:10] if KINDS[kind].columns[column].read is values.day else value


def _cell(spec: Column, value: Any) -> Any:
    if spec.read in (values.day, values.yes_or_no):
        return value
    return None if value is None else written.text(value)


def _editing(column: str, spec: Column, known: Mapping[str, str] | None, *, fixed: bool) -> Any:
    columns, title = st.column_config, words.title(column)
    said: dict[str, Any] = {"required": spec.required, "help": "Part of what names the row." if fixed else None}
    if known is not None:
        return columns.SelectboxColumn(
            title,
            width=WIDTHS.get(spec.refers),
            options=list(known),
            format_func=lambda code: known.get(str(code), str(code)),
            **said,
        )
    if spec.words:
        return columns.SelectboxColumn(title, options=list(spec.words), default=spec.default, **said)
    if spec.read is values.yes_or_no:
        return columns.CheckboxColumn(title, default=bool(spec.default), **said)
    if spec.read is values.day:
        return columns.DateColumn(title, format="D MMMM YYYY", default=spec.default, **said)
    if spec.read in NUMBERS:
        default = None if spec.default is None else written.text(spec.default)
        return columns.TextColumn(title, alignment="right", default=default, **said)
    return columns.TextColumn(title, **said)


def _called(code: str, name: str, refers: str) -> str:
    return f"{code} {name}" if refers in {"indicator", "objective"} else name
