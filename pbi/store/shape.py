"""The tables a fact may go into, as the numbered files of ``sql/schema`` make them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

SCHEMA = Path(__file__).resolve().parent.parent / "sql" / "schema"
DIVISION = SCHEMA / "017_quotient.sql"
"""The function by which every step divides."""
STAMPS = ("version", "received_on", "withdrawn")
"""Columns the store itself fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``type`` as DuckDB names it, such as VARCHAR or DECIMAL(18,6), and as Arrow has it."""

    name: str
    type: str
    arrow: pa.DataType
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns in order, and the columns that name a fact (its unique key without the version)."""

    name: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]

    @property
    def facts(self) -> list[Column]:
        """The columns a fact may give."""
        return [column for name, column in self.columns.items() if name not in STAMPS]


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Every fact table by name."""
    with duckdb.connect() as connection:
        make(connection)
        keys = dict(
            connection.execute(
                "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'UNIQUE'"
            ).fetchall()
        )
        columns: dict[str, dict[str, Column]] = {}
        for table, name, kind, nullable in connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_name, column_index"
        ).fetchall():
            columns.setdefault(table, {})[name] = Column(
                name=name, type=kind, arrow=_arrow(kind), required=not nullable
            )
    return {
        name: Table(name=name, columns=each, key=tuple(column for column in keys.get(name, []) if column != "version"))
        for name, each in columns.items()
        if "withdrawn" in each
    }


def files() -> list[Path]:
    """The schema's files in the order of their numbers."""
    return sorted(SCHEMA.glob("[0-9][0-9][0-9]_*.sql"))


def fingerprint() -> list[tuple[int, str]]:
    """Number and SHA-256 of every schema file: what a database of today's shape says of itself."""
    return [(int(path.name[:3]), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files()]


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables in an empty database and note which files made them."""
    for path in files():
        connection.execute(path.read_text(encoding="utf-8"))
    connection.execute("CREATE TABLE schema_file (number INTEGER PRIMARY KEY, sha256 VARCHAR NOT NULL)")
    connection.executemany("INSERT INTO schema_file VALUES (?, ?)", fingerprint())


@lru_cache(maxsize=1)
def earlier() -> list[Mapping[str, frozenset[str]]]:
    """The columns of each table after each schema file, today's first: facts were kept with those there were then."""
    shapes: list[Mapping[str, frozenset[str]]] = []
    with duckdb.connect() as connection:
        for path in files():
            connection.execute(path.read_text(encoding="utf-8"))
            rows = connection.execute(
                "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
            names = {table for table, _ in rows}
            shapes.append({each: frozenset(column for table, column in rows if table == each) for each in names})
    return shapes[::-1]


def found(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """The fingerprint of a database; empty where it has none."""
    try:
        return connection.execute("SELECT number, sha256 FROM schema_file ORDER BY number").fetchall()
    except duckdb.CatalogException:
        return []


def _arrow(kind: str) -> pa.DataType:
    if decimal := re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind):
        return pa.decimal128(int(decimal[1]), int(decimal[2]))
    return {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }[kind]
