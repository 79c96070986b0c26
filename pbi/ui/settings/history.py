"""Every version of the rows of a kind: what was changed from what to what, when, by whom and why, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pbi.catalogue import written
from pbi.catalogue.kinds import KINDS
from pbi.narrative import catalogue as words
from pbi.narrative import figures
from pbi.store import key_of
from pbi.ui import show
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, table, text

TOGETHER = 10
"""More new rows than these in one entry of the journal are told in one line."""
Names = Mapping[str, Mapping[str, str]]


def draw(kind: str, versions: Sequence[Row], known: Names) -> None:
    """The history of a kind; ``versions`` oldest first, as the store gives them."""
    show.heading("History", note="every version, newest first; an earlier day uses the version of that day")
    rows = list(lines(kind, versions, known))
    if not rows:
        show.note("Nothing has been recorded yet.")
        return
    table(
        [
            Column("Recorded", _when),
            Column(words.name(kind), text("named"), head=True),
            Column("What", text("what")),
            Column("From", text("old")),
            Column("To", text("new")),
            Column("By", text("recorded_by")),
            Column("Why", lambda row: row["note"] or (f"from {row['filename']}" if row["filename"] else "")),
        ],
        rows,
    )


def lines(kind: str, versions: Sequence[Row], known: Names) -> list[dict[str, Any]]:
    """One line for each value that changed and each row that came or went; many that came together are one line."""
    before: dict[tuple[Any, ...], Row] = {}
    told: list[list[dict[str, Any]]] = []
    for _, entry in groupby(versions, key=lambda row: row["version"]):
        rows = list(entry)
        changes = [each for row in rows for each in _changes(kind, before.get(_key(kind, row)), row, known)]
        before |= {_key(kind, row): row for row in rows}
        new = [each for each in changes if each["what"] == "New"]
        if len(new) > TOGETHER:
            one = {**new[0], "named": words.counted(kind, len(new)), "new": ""}
            changes = [one, *[each for each in changes if each["what"] != "New"]]
        told.append(changes)
    return [each for changes in reversed(told) for each in changes]


def _changes(kind: str, before: Row | None, row: Row, known: Names) -> Iterator[dict[str, Any]]:
    keys = written.key_columns(kind)
    now = written.written(kind, row)
    stamp = {
        name: row[name] for name in ("recorded_at", "recorded_by", "received_on", "back_dated", "filename", "note")
    }
    stamp["named"] = words.named(kind, keys, now, known)
    if row["withdrawn"]:
        yield {**stamp, "what": "Taken away", "old": "", "new": ""}
    elif before is None or before["withdrawn"]:
        said = [
            f"{words.title(column)}: {words.value(column, value, known)}"
            for column, value in now.items()
            if column not in keys and value is not None
        ]
        yield {**stamp, "what": "New", "old": "", "new": "; ".join(said)}
    else:
        was = written.written(kind, before)
        for column, value in now.items():
            if value != was[column]:
                old, new = (words.value(column, each, known) or "blank" for each in (was[column], value))
                yield {**stamp, "what": words.title(column), "old": old, "new": new}


def _key(kind: str, row: Row) -> tuple[Any, ...]:
    return key_of(KINDS[kind].table, row)


def _when(row: Row) -> object:
    day = tables.day("recorded_at")(row)
    if not row["back_dated"]:
        return day
    return show.join([day, show.tag("span", f"as received on {figures.day(row['received_on'])}", class_="sub")])
