"""The steps that do nothing but pick the version of a row that counts on the day asked about.

They are written here, once, from what ``sql/schema/as_of.sql`` says of each table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import duckdb

from pbi.store import shape

DECLARED = shape.SCHEMA / "as_of.sql"
_TABLE = re.compile(
    r"(?P<step>\w+), (?P<window>rule|fact)(?:, until (?P<until>\w+))?(?:, by (?P<by>[\w ]+), every (?P<each>\w+))?: "
    r"(?P<meaning>.+)"
)
_COLUMN = re.compile(r"(?:AS (?P<name>\w+))?(?:: )?(?P<note>.*)")
_WAS_KNOWN = "received_on <= COALESCE($as_of, DATE '9999-12-31')"
_WINDOWS = {
    "rule": "Of each the version known on the day asked about; before any was known, the first.",
    "fact": "Of each the last version received by the day asked about.",
}
_RULE = f"""CASE WHEN {_WAS_KNOWN} THEN 0 ELSE 1 END,
                CASE WHEN {_WAS_KNOWN} THEN received_on END DESC,
                CASE WHEN {_WAS_KNOWN} THEN version END DESC,
                received_on,
                version"""
_FACT = "received_on DESC, version DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What the schema says of one table: the step made of it, its window, and each column's name there and note.

    ``together``: the columns that name what is received together; ``grain``: those that name a row.
    """

    table: shape.Table
    step: str
    is_rule: bool
    until: str | None
    together: tuple[str, ...]
    grain: tuple[str, ...]
    meaning: str
    columns: Mapping[str, tuple[str, str]]

    def text(self) -> str:
        """The step as SQL, with the head and the notes that any step's file has."""
        return "\n".join(
            [
                f"-- {self.meaning} {_WINDOWS['rule' if self.is_rule else 'fact']}",
                *(["-- Submissions in $without are left out."] if self._can_leave_out else []),
                f"-- grain: {' × '.join(self.columns[each][0] for each in self.grain)}",
                "SELECT",
                *self._listed(),
                "FROM (",
                "    SELECT",
                f"        {self.table.name}.*,",
                "        RANK() OVER (",
                f"            PARTITION BY {', '.join(self.together)}",
                f"            ORDER BY {_RULE if self.is_rule else _FACT}",
                "        )                       AS place",
                f"    FROM {self.table.name}",
                *self._received(),
                ") AS ranked",
                "WHERE place = 1 AND NOT withdrawn",
                *(
                    [f"  AND ({self.until} IS NULL OR {self.until} > COALESCE($as_of, DATE '9999-12-30'))"]
                    if self.until
                    else []
                ),
            ]
        )

    @property
    def _can_leave_out(self) -> bool:
        return not self.is_rule and "submission" in self.table.columns

    def _listed(self) -> Iterator[str]:
        last = [*self.columns][-1]
        for column, (name, note) in self.columns.items():
            code = (f"    {column}" if name == column else f"    {column:<28}AS {name}") + (
                "" if column == last else ","
            )
            yield f"{code:<48} -- {note}" if note else code

    def _received(self) -> Iterator[str]:
        if not self.is_rule:
            yield f"    WHERE {_WAS_KNOWN}"
        if self._can_leave_out:
            yield "      AND ($without IS NULL OR POSITION('|' || submission || '|' IN $without) = 0)"


@lru_cache(maxsize=1)
def steps() -> Mapping[str, str]:
    """The text of every such step by its name."""
    return {each.step: each.text() for each in windows()}


@lru_cache(maxsize=1)
def windows() -> tuple[Window, ...]:
    """What the schema says of each table that has such a step, by the table's name."""
    with duckdb.connect() as connection:
        shape.make(connection)
        connection.execute(DECLARED.read_text("utf-8"))
        said = connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE comment IS NOT NULL ORDER BY table_name"
        ).fetchall()
        notes = {
            (table, column): comment
            for table, column, comment in connection.execute(
                "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
        }
    return tuple(_window(shape.tables()[table], comment, notes) for table, comment in said)


def _window(table: shape.Table, comment: str, notes: Mapping[tuple[str, str], str | None]) -> Window:
    said = _TABLE.fullmatch(comment)
    assert said, f"{DECLARED.name}: {table.name}: {comment}"
    until, columns = said["until"], {}
    together = tuple(said["by"].split()) if said["by"] else table.key
    for name in table.columns:
        note = notes[table.name, name]
        if note == "without" or name == until or (name in shape.STAMPS and not note):
            continue
        found = _COLUMN.fullmatch(note or "")
        assert found
        columns[name] = (found["name"] or name, found["note"])
    return Window(
        table=table,
        step=said["step"],
        is_rule=said["window"] == "rule",
        until=until,
        together=together,
        grain=(*together, said["each"]) if said["each"] else together,
        meaning=said["meaning"],
        columns=columns,
    )
