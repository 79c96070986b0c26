"""Of every table the version that counts on a day, picked in plain Python beside the steps made from the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any

import duckdb
import pytest

from pbi.store import as_of, shape
from pbi.store.compose import Composer

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=each) for each in range(-1, 6)]
WINDOWS = {each.table.name: each for each in as_of.windows()}
Row = Mapping[str, Any]


def test_every_table_has_a_step_made_of_it_or_steps_of_its_own() -> None:
    read = {table for name in Composer().names() for table in Composer().step(name).reads}
    nowhere = {"authority_alias", "publication_row"}  # asked of by themselves, never as of a day
    assert shape.tables().keys() - read <= nowhere | {"publication_count"}


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_version_that_counts_is_picked(window: as_of.Window) -> None:
    chance = Random(window.step)
    rows = sorted((drawn(window, chance, version) for version in range(1, 40)), key=lambda row: row["version"])
    with duckdb.connect(config={"threads": 1}) as database:
        shape.make(database)
        for row in rows:
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {window.table.name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        step = Composer(tables=shape.tables()).compose(window.step)
        for day in [None, *DAYS]:
            for without in [None, ("s1",), ("s1", "s2")] if "without" in step.parameters else [None]:
                found = database.execute(step.sql, step.bind({"as_of": day, "without": without})).fetchall()
                wanted = [
                    tuple(row[name] for name in window.columns) for row in counts(window, rows, day, without or ())
                ]
                assert Counter(found) == Counter(wanted), (day, without)


def counts(window: as_of.Window, rows: Iterable[Row], day: date | None, without: tuple[str, ...]) -> Iterable[Row]:
    """Of each key the rows of the version that counts: the last by then; of a rule, where there is none, the first."""

    def key(row: Row) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in window.together)

    def received(row: Row) -> tuple[date, int]:
        return row["received_on"], row["version"]

    for _, group in groupby(sorted(rows, key=key), key):
        versions = sorted(group, key=received)
        by_then = [
            row
            for row in versions
            if (day is None or row["received_on"] <= day) and row.get("submission") not in without
        ]
        chosen = received(by_then[-1]) if by_then else received(versions[0]) if window.is_rule else None
        for row in versions:
            until = row[window.until] if window.until else None
            if (
                received(row) == chosen
                and not row["withdrawn"]
                and (until is None or (day is not None and until > day))
            ):
                yield row


def drawn(window: as_of.Window, chance: Random, version: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: a_value(column, chance, is_key=name in window.together)
        for name, column in window.table.columns.items()
        if name not in shape.STAMPS
    }
    if "submission" in row:
        row["submission"] = chance.choice(["s1", "s2", "s3"])
    return row | {"version": version, "received_on": chance.choice(DAYS[1:]), "withdrawn": chance.random() < 0.2}


def a_value(column: shape.Column, chance: Random, *, is_key: bool) -> object:
    if not column.required and chance.random() < 0.3:
        return None
    few = chance.randrange(2 if is_key else 5)
    if column.type == "VARCHAR":
        return "ab"[few] if is_key else f"words {few}"
    if column.type == "DATE":
        return FIRST + timedelta(days=few)
    if column.type == "BOOLEAN":
        return few > 1
    return few if column.type == "INTEGER" else Decimal(few)
