"""The forecast as the command line gives it, over a year under way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pbi import commands
from tests import ahead


@pytest.fixture(scope="module")
def under_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ahead.store(tmp_path_factory.mktemp("ahead") / "store")


def asked(store: Path, *words: str) -> dict[str, dict[str, Any]]:
    answer = commands.answer(["query", "forecast", *words, "--store", str(store), "--format", "json"])
    assert (answer.exit, answer.stderr) == (0, "")
    return {row["indicator"]: row for row in json.loads(answer.stdout)}


def test_the_year_under_way_is_forecast_unasked(under_way: Path) -> None:
    found = asked(under_way)
    ratio, count, young = (found[code] for code in ("RATIO", "COUNT", "YOUNG"))
    assert (ratio["period"], ratio["as_at"], ratio["to_date"]) == ("2019/20", "2019/20 Q3", 94)
    assert [ratio[name] for name in ("forecast", "low", "high", "target", "needed")] == [94, 91, 97, 95, 98]
    assert (ratio["current_status"], ratio["forecast_status"]) == ("amber", "amber")
    assert [count[name] for name in ("to_date", "target_to_date", "forecast", "low", "high", "needed")] == [
        *(80, 93.75, 120),
        *(90, 150, 45),
    ]
    assert (count["current_status"], count["forecast_status"]) == ("red", "amber")
    assert (young["forecast"], young["forecast_status"], young["current_status"]) == (None, None, "red")
    assert (young["years_of_history"], young["note"]) == (2, "no forecast: two years of history")


def test_of_a_year_and_as_of_a_day(under_way: Path) -> None:
    assert asked(under_way, "--year", "2019/20", "--as-of", "2020-01-29")["COUNT"]["forecast"] == 112.5  # Q2: 50 ÷ 4/9
    past = asked(under_way, "--year", "2018/19")["COUNT"]
    assert (past["to_date"], past["forecast"], past["note"]) == (140, None, "the year is complete")
    assert asked(under_way, "--scheme", "none")["RATIO"]["forecast_status"] is None


def test_the_columns_are_stable(under_way: Path) -> None:
    assert list(asked(under_way)["RATIO"]) == [
        *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period", "as_at"),
        *("to_date", "target_to_date", "forecast", "low", "high", "target", "needed"),
        *("current_status", "forecast_status", "years_of_history", "note"),
    ]


def test_explain_shows_the_rows_that_a_forecast_is_made_of(under_way: Path) -> None:
    """RATIO, COUNT and YOUNG each have a figure to date after each of the year's three quarters and of those before."""
    answer = commands.answer(["explain", "forecast", "--year", "2019/20", "--store", str(under_way)])
    rows = dict(line.split()[:2] for line in answer.stdout.splitlines() if len(line.split()) == 2)
    assert int(rows["forecasts"]) > 0 and int(rows["outlooks"]) == int(rows["forecasts"])
    plain = commands.answer(["explain", "scorecard", "--year", "2019/20", "--store", str(under_way)]).stdout
    judged = dict(line.split()[:2] for line in plain.splitlines() if len(line.split()) == 2)
    assert int(rows["judgeable"]) > int(judged["judgeable"])
