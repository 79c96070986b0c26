"""How many signals come by chance: the table simulated anew, and its rules against the steps'."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from pbi import store
from tools import chance


def test_the_step_holds_what_the_tool_writes() -> None:
    held = chance.read()
    assert tuple(held) == chance.LENGTHS and all(len(row) == len(chance.NEW) for row in held.values())
    assert chance.FILE.read_text("utf-8") == chance.render(held)


@pytest.mark.parametrize("points", [7, 12, 20, 60])
def test_other_series_come_to_the_same_within_the_error_of_drawing(points: int) -> None:
    """Two samples, of 200,000 and 20,000: five standard errors of their difference, and rounding."""
    drawn = 20_000
    for held, again in zip(chance.read()[points], chance.chances(points, drawn=drawn, seed=1), strict=True):
        error = math.sqrt(held * (1 - held) * (1 / drawn + 1 / chance.DRAWN))
        assert abs(held - again) <= 5 * error + 0.00005


def test_the_tool_completes_what_the_steps_complete() -> None:
    """600 walks of 24 whole steps from -2 to 2, with ties and values on the mean: the same points of each."""
    values = np.random.default_rng(4).integers(-2, 3, size=(600, 24)).cumsum(axis=1).astype(float)
    rows = [
        {"series": f"{name:04}", "date": date(2000, 1, 1) + timedelta(days=place), "value": value, "rebase": 0}
        for name, series in enumerate(values)
        for place, value in enumerate(series)
    ]
    runs = store.over({"series": pa.Table.from_pylist(rows, schema=SERIES)}, "spc_runs").to_pylist()
    strongest: dict[tuple[str, int, bool], int] = {}
    for run in runs:
        key = (run["series"], run["place"], run["rule"].endswith(("_high", "_up")))
        strongest[key] = min(run["precedence"], strongest.get(key, run["precedence"]))
    by_steps = {
        (int(run["series"]), run["place"] - 1)
        for run in runs
        if run["place"] == run["completed_at"]
        and run["precedence"] == strongest[(run["series"], run["place"], run["rule"].endswith(("_high", "_up")))]
    }
    by_tool = {(int(series), int(place)) for series, place in np.argwhere(chance.completed(values))}
    assert by_steps == by_tool
    assert len(by_tool) > 300


SERIES = pa.schema(
    {
        "series": pa.string(),
        "date": pa.date32(),
        "value": pa.float64(),
        "target": pa.float64(),
        "rebase": pa.int32(),
        "polarity": pa.string(),
        "baseline": pa.int32(),
        "screen": pa.int32(),
    }
)
