"""Each folder tests/steps/<step>/<case>: the step's SELECT alone, over the tables given, yields the expected rows."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from pbi.store import describe, shape
from pbi.store.compose import Composer

HERE = Path(__file__).parent
SQL = HERE.parents[1] / "pbi" / "sql"
CASES = sorted(expected.parent for expected in HERE.glob("*/*/*/expected.csv"))
COMPOSER = Composer()

Row = tuple[object, ...]


@pytest.mark.parametrize("case", CASES, ids=[str(case.relative_to(HERE)) for case in CASES])
def test_step_gives_the_expected_rows(case: Path) -> None:
    columns, wanted = read_table(case / "expected.csv")
    found, found_columns = run(case, columns)
    assert Counter(found) == Counter(typed(wanted, found_columns)), difference(found, wanted)


def test_every_folder_is_a_case_of_a_step() -> None:
    steps = describe.steps()
    folders = [path for path in HERE.glob("*/*/") if not path.name.startswith("__")]
    strangers = [
        str(folder) for folder in folders if folder.name not in steps or steps[folder.name].stage != folder.parent.name
    ]
    incomplete = [str(case) for folder in folders for case in folder.iterdir() if not (case / "expected.csv").exists()]
    assert (strangers, incomplete) == ([], [])


def run(case: Path, columns: list[str]) -> tuple[list[Row], dict[str, str]]:
    """The rows of the case's step in the order of ``columns``, and the type of each of those columns."""
    text = COMPOSER.text(case.parent.name)
    with emptied() as database:
        make_tables(database, case, text)
        names = set(re.findall(r"\$(\w+)", text))
        values = parameters(case)
        assert set(values) <= names, f"{case}: the step has no parameter {sorted(set(values) - names)}"
        result = database.sql(f"FROM ({text}\n)", params={name: values.get(name) for name in names})
        types = dict(zip(result.columns, map(str, result.types), strict=True))
        assert set(columns) <= set(types), f"{case}: the step gives no column {sorted(set(columns) - set(types))}"
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]
    return [tuple(row[name] for name in columns) for row in rows], {name: types[name] for name in columns}


def make_tables(database: duckdb.DuckDBPyConnection, case: Path, text: str) -> None:
    """The tables the step reads: those the case gives, and the store's own tables, empty, for those it leaves out."""
    needed = database.get_table_names(re.sub(r"\$\w+", "NULL", text))
    given = {path.stem: path for path in case.rglob("*.csv") if path.stem != "expected"}
    assert set(given) <= needed, f"{case}: the step does not read {sorted(set(given) - needed)}"
    missing = needed - set(given) - set(base_tables())
    assert not missing, f"{case}: give a CSV for {sorted(missing)}"
    for name in sorted(needed):
        columns, rows = read_table(given[name]) if name in given else ([], [])
        kinds = column_types(name, columns)
        declared = ", ".join(f'"{column}" {kind}' + default(name, column) for column, kind in kinds.items())
        database.execute(f'CREATE TABLE "{name}" ({declared})')
        plain = [column.split(":")[0] for column in columns]
        for row in rows:
            marks = ", ".join(f"CAST(? AS {kinds[column]})" for column in plain)
            listed = ", ".join(f'"{column}"' for column in plain)
            database.execute(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', list(row))


def column_types(table: str, columns: list[str]) -> dict[str, str]:
    """Column -> SQL type: the schema's for the store's own tables; for a step's, as the header says after a colon.

    A step's column without a type has the one the schema gives to that name, text where the schema has none or several.
    """
    if table in base_tables():
        strangers = set(columns) - set(base_tables()[table])
        assert not strangers, f"the store's table {table} has no column {sorted(strangers)}"
        return base_tables()[table]
    return {name: kind or usual_type(name) for name, _, kind in (column.partition(":") for column in columns)}


@cache
def opened() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(":memory:", config={"threads": 1})
    database.execute(shape.DIVISION.read_text("utf-8"))
    return database


@contextmanager
def emptied() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with nothing in it: one for all cases, each in a transaction that is taken back."""
    with opened().cursor() as database:
        database.execute("BEGIN")
        try:
            yield database
        finally:
            database.execute("ROLLBACK")


@cache
def base_tables() -> dict[str, dict[str, str]]:
    """The store's tables: column -> type. A case need not keep their other constraints."""
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind, _ in schema_columns():
        tables.setdefault(table, {})[column] = kind
    return tables


@cache
def schema_columns() -> list[tuple[str, str, str, str | None]]:
    """Table, column, type and default of every column of the schema."""
    with duckdb.connect(":memory:") as database:
        for path in sorted((SQL / "schema").glob("*.sql")):
            database.execute(path.read_text("utf-8"))
        return database.execute(
            "SELECT table_name, column_name, data_type, column_default FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()


def default(table: str, column: str) -> str:
    found = [value for name, each, _, value in schema_columns() if (name, each) == (table, column) and value]
    return f" DEFAULT {found[0]}" if found else ""


def usual_type(name: str) -> str:
    kinds = {columns[name] for columns in base_tables().values() if name in columns}
    return kinds.pop() if len(kinds) == 1 else "VARCHAR"


def read_table(path: Path) -> tuple[list[str], list[Row]]:
    """Header and rows; an empty cell is NULL."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = [[cell.strip() for cell in row] for row in csv.reader(file) if row]
    assert all(len(row) == len(header) for row in rows), f"{path}: a row has more or fewer cells than the header"
    return header, [tuple(cell or None for cell in row) for row in rows]


def parameters(case: Path) -> dict[str, object]:
    path = case / "parameters.json"
    given = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: date.fromisoformat(value) if is_day(value) else value for name, value in given.items()}


def is_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def typed(rows: list[Row], types: dict[str, str]) -> list[Row]:
    """The expected text as values of the step's own column types."""
    marks = ", ".join(f"CAST(? AS {kind})" for kind in types.values())
    with emptied() as database:
        return [database.execute(f"SELECT {marks}", list(row)).fetchall()[0] for row in rows]


def difference(found: list[Row], wanted: list[Row]) -> str:
    shown = [" | ".join("NULL" if value is None else str(value) for value in row) for row in found]
    asked = [" | ".join("NULL" if value is None else str(value) for value in row) for row in wanted]
    return "\n".join(["found:", *sorted(shown), "expected:", *sorted(asked)])
