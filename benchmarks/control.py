"""Control limits of two thousand series, against one moving average over the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import duckdb
import pyarrow as pa

from benchmarks.timing import Comparison
from pbi import store

EMPTY = duckdb.connect()
SERIES, POINTS = 2000, 60
MOVING_AVERAGE = """
    SELECT series, date, value,
           AVG(value) OVER (PARTITION BY series ORDER BY date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS mean
    FROM series"""


def charting() -> Iterator[Comparison]:
    """From rows in no order to a label for each point; both sides ask a standing, empty database and end in Arrow."""
    table = rows()
    yield Comparison(
        name=f"control limits of {SERIES} × {POINTS}",
        against="one moving average",
        ours=lambda: store.over({"series": table}, "spc_points"),
        plain=lambda: moving_average(table),
    )


def moving_average(table: pa.Table) -> pa.Table:
    """The plain query: a window of seven over each series."""
    with EMPTY.cursor() as connection:
        connection.register("series", table)
        return connection.execute(MOVING_AVERAGE).to_arrow_table()


def rows() -> pa.Table:
    """Monthly figures about 90 with a gap now and then, shuffled."""
    chance = Random(1)
    drawn = [(name, month) for name in range(SERIES) for month in range(POINTS)]
    chance.shuffle(drawn)
    return pa.table(
        {
            "series": [f"s{name}" for name, _ in drawn],
            "date": pa.array([date(2015, 1, 31) + timedelta(days=30 * month) for _, month in drawn], pa.date32()),
            "value": [None if chance.random() < 0.02 else round(chance.gauss(90, 3), 1) for _ in drawn],
            "polarity": ["higher"] * len(drawn),
            "target": pa.array([91.0] * len(drawn)),
            "rebase": pa.array([int(month == 40) for _, month in drawn], pa.int32()),
            "baseline": pa.nulls(len(drawn), pa.int32()),
            "screen": pa.array([0] * len(drawn), pa.int32()),
        }
    )
