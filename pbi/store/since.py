"""What others recorded after somebody looked: told to whoever would write over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from pbi.errors import Overtaken
from pbi.store.facts import Row
from pbi.store.index import Connection
from pbi.store.shape import tables

VERBS = {"accepted": "accepted", "undone": "took back", "catalogue": "changed", "published": "published"}
"""What a kind of entry does; every other kind records."""


def moved(cursor: Connection, facts: Mapping[str, Sequence[Mapping[str, Any]]], *, since: int) -> list[Row]:
    """The newest fact of each key these facts have that was recorded after version ``since``, with its ``table`` and
    the entry's kind, recorded_by and recorded_at. A table without a key has none.
    """
    found: dict[tuple[Any, ...], Row] = {}
    for name, rows in facts.items():
        if not tables()[name].key:
            continue
        ours = {_key(name, row) for row in rows}
        sql = f"""
            SELECT kept.*, entry.kind AS entry_kind, entry.recorded_by, entry.recorded_at
            FROM {name} AS kept JOIN entry ON entry.version = kept.version
            WHERE kept.version > ? ORDER BY kept.version DESC"""
        for row in cursor.execute(sql, [since]).to_arrow_table().to_pylist():
            if (key := _key(name, row)) in ours:
                found.setdefault((name, *key), {**row, "table": name})
    return list(found.values())


def superseded(cursor: Connection, names: Sequence[str], *, version: int) -> list[Row]:
    """Of each key that ``version`` recorded in these tables, the fact that holds now where it says something else: the
    rows of ``moved``.
    """
    found: list[Row] = []
    for name in names:
        table = tables()[name]
        if not table.key:
            continue
        said = [column.name for column in table.facts if column.name not in ("submission", "sheet", "cell")]
        same = " AND ".join(f"newest.{each} IS NOT DISTINCT FROM ours.{each}" for each in table.key)
        newest, ours = (f"ROW({', '.join(f'{which}.{each}' for each in said)})" for which in ("newest", "ours"))
        sql = f"""
            WITH newest AS (
                SELECT * FROM {name}
                QUALIFY ROW_NUMBER() OVER (
                    PARTITION BY {", ".join(table.key)} ORDER BY received_on DESC, version DESC) = 1)
            SELECT newest.*, entry.kind AS entry_kind, entry.recorded_by, entry.recorded_at
            FROM newest JOIN {name} AS ours ON {same} JOIN entry ON entry.version = newest.version
            WHERE ours.version = ? AND NOT ours.withdrawn
              AND (newest.withdrawn OR {newest} IS DISTINCT FROM {ours})"""
        rows = cursor.execute(sql, [version]).to_arrow_table().to_pylist()
        found += [{**row, "table": name} for row in rows]
    return found


def require_figures(cursor: Connection, *, since: int) -> None:
    """Overtaken where figures or rules were recorded after version ``since``: what was shown is not what there is."""
    sql = """
        SELECT recorded_by, recorded_at, kind, COALESCE(submission, filename, note, '') AS what FROM entry
        WHERE version > ? AND kind IN ('accepted', 'undone', 'catalogue') ORDER BY version DESC LIMIT 1"""
    for row in cursor.execute(sql, [since]).to_arrow_table().to_pylist():
        what = row["what"] if row["kind"] != "catalogue" else "the catalogue"
        raise Overtaken(
            f"{row['recorded_by']} {VERBS[row['kind']]} {what} {moment(row['recorded_at'])}, after this was looked at. "
            "Nothing was recorded.",
            remedy="Look at it again, then decide.",
        )


def refuse(moved: Sequence[Row]) -> None:
    """Overtaken that says who recorded the first of these facts, what and when; nothing where there are none."""
    if moved:
        others = len(moved) - 1
        more = f" There {'is' if others == 1 else 'are'} {others:,} more." if others else ""
        raise Overtaken(
            f"{sentence(moved[0])}, after this was looked at. Nothing was recorded.{more}",
            remedy="Look at it again, then decide.",
        )


def sentence(row: Row) -> str:
    """Who recorded a fact, what and when: "Mary accepted 2,040 for RL000, E07000172, 2019/20 at 10:05"."""
    name = row["table"]
    key = ", ".join(str(each) for each in _key(name, row) if each is not None and not isinstance(each, date))
    value = row.get("value")
    what = key if value is None or row["withdrawn"] else f"{_plain(value)} for {key}"
    return f"{row['recorded_by']} {VERBS.get(row['entry_kind'], 'recorded')} {what} {moment(row['recorded_at'])}"


def moment(recorded_at: datetime, *, today: date | None = None) -> str:
    """When that was, by the clock of this machine: "at 10:05", of another day "on 3 May 2020 at 10:05"."""
    here = recorded_at.replace(tzinfo=UTC).astimezone()
    at = f"at {here:%H:%M}"
    return at if here.date() == (today or date.today()) else f"on {here:%-d %B %Y} {at}"


def _key(name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What names a fact, a blank text as nothing, as the store keeps it."""
    return tuple(None if row.get(column) == "" else row.get(column) for column in tables()[name].key)


def _plain(value: Any) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
