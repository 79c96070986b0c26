"""The rows of one table, whatever step asks for them: those that hold, and every version there ever was."""

from __future__ import annotations

from typing import Any

from pbi.store import shape
from pbi.store.index import Connection


def current(cursor: Connection, table: str) -> list[dict[str, Any]]:
    """Of each key the row of the newest version, unless withdrawn: the table's columns without the store's own."""
    found = shape.tables()[table]
    sql = f"""
        SELECT {_columns(table)} FROM (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY {", ".join(found.key)} ORDER BY version DESC) AS recency
            FROM {table})
        WHERE recency = 1 AND NOT withdrawn ORDER BY ALL"""
    rows: list[dict[str, Any]] = cursor.execute(sql).to_arrow_table().to_pylist()
    return rows


def versions(cursor: Connection, table: str) -> list[dict[str, Any]]:
    """Every version of every row, oldest first: the table's columns, withdrawn, and of the journal's line that brought
    it version, received_on, recorded_at, recorded_by, back_dated, filename and note.
    """
    sql = f"""
        SELECT kept.version, {_columns(table, of="kept.")}, kept.withdrawn, kept.received_on,
               entry.recorded_at, entry.recorded_by, entry.back_dated, entry.filename, entry.note
        FROM {table} AS kept JOIN entry ON entry.version = kept.version
        ORDER BY ALL"""
    rows: list[dict[str, Any]] = cursor.execute(sql).to_arrow_table().to_pylist()
    return rows


def _columns(table: str, *, of: str = "") -> str:
    return ", ".join(f"{of}{column.name}" for column in shape.tables()[table].facts)
