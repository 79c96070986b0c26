"""The forecast of the year's end through the whole chain, on sums worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi.model import Fact
from tests.memory import Memory, authority, indicator, outturn, schemes, target, tolerance

YEAR = {"period": "2019/20", "with_forecasts": True}
COUNT = {"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum"}
BY_QUARTER = {"2016/17": (20, 20, 20, 40), "2017/18": (30, 30, 30, 30), "2018/19": (30, 30, 30, 50)}
"""By Q3 60 of 100, 90 of 120 and 90 of 140: together 240 of 360, two thirds. By Q2 160 of 360, four ninths."""


def counts(who: str, years: dict[str, tuple[int, ...]], *, times: int = 1, code: str = "i") -> list[Fact]:
    return [
        outturn(code, who, f"{year} Q{quarter}", value=value * times)
        for year, values in years.items()
        for quarter, value in enumerate(values, start=1)
    ]


def ahead(store: Memory, who: str = "lone", **asked: Any) -> dict[str, Any]:
    [row] = [each for each in store.rows("forecast", **{**YEAR, **asked}) if each["authority"] == who]
    return row


def test_a_count_by_the_share_of_the_year_that_past_years_had_reached(store: Memory) -> None:
    """80 by Q3 is two thirds of 120. The year before it would have been 132 of 140, the one before that 150 of 120."""
    store.receive(
        {
            "indicator": [indicator("i", **COUNT)],
            "target": [target("i", None, value=125)],
            "outturn": [*counts("lone", BY_QUARTER), *counts("lone", {"2019/20": (25, 25, 30)})],
        }
    )
    row = ahead(store)
    assert (row["as_at"], row["to_date"], row["target_to_date"]) == ("2019/20 Q3", 80, Decimal("93.75"))
    assert (row["forecast"], row["low"], row["high"], row["largest_past_error"]) == (120, 90, 150, 30)
    assert (row["needed"], row["years_of_history"], row["note"]) == (45, 3, None)
    assert (row["current_status"], row["forecast_status"]) == ("red", "amber")  # 80 of 93.75; 120 is 4% short of 125


def test_it_moves_with_what_is_held(store: Memory) -> None:
    """By Q2 50 is four ninths of 112.5; at Q4 the year is what it is."""
    store.receive({"indicator": [indicator("i", **COUNT)], "outturn": counts("lone", BY_QUARTER)})
    store.receive({"outturn": counts("lone", {"2019/20": (25, 25)})})
    assert ahead(store)["forecast"] == Decimal("112.5")
    store.receive({"outturn": counts("lone", {"2019/20": (25, 25, 30, 35)})})
    row = ahead(store)
    assert (row["forecast"], row["to_date"], row["note"]) == (115, 115, "the year is complete")


def test_the_partnership_is_forecast_from_its_members_together(store: Memory) -> None:
    """Members with 10, 20 and 30 times the same quarters: 60 times the forecast. Q3 of two waits for the third."""
    members = {"north": 10, "south": 20, "east": 30}
    store.receive(
        {
            "indicator": [indicator("i", **COUNT)],
            "outturn": [row for who, times in members.items() for row in counts(who, BY_QUARTER, times=times)],
        }
    )
    for who, times in members.items():
        store.receive({"outturn": counts(who, {"2019/20": (25, 25, 30) if who != "east" else (25, 25)}, times=times)})
    assert [(ahead(store, who)["as_at"], ahead(store, who)["forecast"]) for who in ("north", "east", "group")] == [
        ("2019/20 Q3", 1200),
        ("2019/20 Q2", 3375),
        ("2019/20 Q2", 6750),
    ]


def test_a_ratio_is_pooled_to_date_and_never_averaged(store: Memory) -> None:
    """90 of 100, 30 of 60 and 70 of 80 are 190 of 240: 79⅙%. To reach 85% the rest, 80 cases, must bring 82 of them."""
    quarters = [(90, 100), (30, 60), (70, 80)]
    past = {"2016/17": 80, "2017/18": 82, "2018/19": 84}
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", None, value=85)],
            "outturn": [
                outturn("i", "lone", f"{year} Q{quarter}", numerator=n, denominator=100)
                for year, n in past.items()
                for quarter in (1, 2, 3, 4)
            ]
            + [
                outturn("i", "lone", f"2019/20 Q{quarter}", numerator=n, denominator=d)
                for quarter, (n, d) in enumerate(quarters, start=1)
            ],
        }
    )
    row = ahead(store)
    assert (row["forecast"], row["largest_past_error"]) == (Decimal("79.166667"), 0)
    assert (row["needed"], row["note"]) == (None, None)
    assert (row["current_status"], row["forecast_status"]) == ("red", "red")
    store.receive({"target": [target("i", None, value=82)]})
    assert ahead(store)["needed"] == Decimal("90.5")  # 82% of 320 is 262.4, less 190 is 72.4 of 80


def test_year_to_date_figures_are_the_latest_not_their_sum(store: Memory) -> None:
    """10, 20, 30 and 40 of a year: three quarters by Q3. 33 by Q3 is 44."""
    years = dict.fromkeys(BY_QUARTER, (10, 20, 30, 40))
    store.receive(
        {
            "indicator": [indicator("i", **COUNT, accumulates=True)],
            "target": [target("i", None, value=44)],
            "outturn": [*counts("lone", years), *counts("lone", {"2019/20": (11, 22, 33)})],
        }
    )
    row = ahead(store)
    assert (row["to_date"], row["forecast"], row["low"], row["high"]) == (33, 44, 44, 44)
    assert (row["target_to_date"], row["current_status"], row["forecast_status"], row["needed"]) == (
        33,
        "green",
        "green",
        11,
    )


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        (date(2017, 4, 1), "no forecast: two years of history since the definition changed"),
        (date(2019, 10, 1), "no forecast: nothing that adds up to date"),
    ],
)
def test_never_across_a_break(store: Memory, changed: date, note: str) -> None:
    store.receive(
        {
            "indicator": [indicator("i", **COUNT, comparable_from=changed)],
            "outturn": [*counts("lone", BY_QUARTER), *counts("lone", {"2019/20": (25, 25, 30)})],
        }
    )
    row = ahead(store)
    assert (row["forecast"], row["forecast_status"], row["note"]) == (None, None, note)


def test_as_of_a_day_only_what_had_been_received(store: Memory) -> None:
    store.receive({"indicator": [indicator("i", **COUNT)], "outturn": counts("lone", BY_QUARTER)}, on=date(2019, 5, 1))
    store.receive({"outturn": counts("lone", {"2019/20": (25, 25)})}, on=date(2019, 10, 20))
    store.receive({"outturn": [outturn("i", "lone", "2019/20 Q3", value=30)]}, on=date(2020, 1, 20))
    assert ahead(store, as_of=date(2020, 1, 19))["as_at"] == "2019/20 Q2"
    assert ahead(store, as_of=date(2020, 1, 20))["as_at"] == "2019/20 Q3"
    assert store.rows("forecast", **YEAR, as_of=date(2019, 4, 30)) == []


def test_counts_and_pages_know_nothing_of_forecasts(store: Memory) -> None:
    """Asked with forecasts or without, the counts and the scorecard are the same."""
    store.receive(
        {
            "indicator": [indicator("i", **COUNT)],
            "target": [target("i", None, value=125)],
            "outturn": [*counts("lone", BY_QUARTER), *counts("lone", {"2019/20": (25, 25, 30)})],
        }
    )
    for step in ("counts", "scorecard", "trend", "three_years", "circumstances"):
        assert store.rows(step, period="2018/19") == store.rows(step, period="2018/19", with_forecasts=True)


quarter = st.integers(min_value=1, max_value=500)
four = st.tuples(quarter, quarter, quarter, quarter)


held = st.integers(min_value=1, max_value=4)
series = st.tuples(st.tuples(four, four, four), four, held, st.integers(2, 9))


@settings(max_examples=4, deadline=None)
@given(several=st.lists(series, min_size=5, max_size=10))
def test_at_q4_it_is_the_year_and_it_scales_with_its_figures(several: list[tuple[Any, Any, int, int]]) -> None:
    """Several series at once, each with another of so many times its figures."""
    figures = []
    for place, (past, now, held, times) in enumerate(several):
        years = dict(zip(BY_QUARTER, past, strict=True)) | {"2019/20": now[:held]}
        figures += counts("lone", years, code=f"i{place}")
        figures += counts("lone", years, times=times, code=f"more{place}")
    with Memory() as memory:
        memory.receive(
            {
                "scheme": schemes(),
                "tolerance": [tolerance()],
                "authority": [authority("lone")],
                "indicator": [indicator(code, **COUNT) for code in sorted({str(row["indicator"]) for row in figures})],
                "outturn": figures,
            }
        )
        ahead_of = {row["indicator"]: row for row in memory.rows("forecast", **YEAR)}
    for place, (_, now, held, times) in enumerate(several):
        one, more = ahead_of[f"i{place}"], ahead_of[f"more{place}"]
        assert abs(more["forecast"] - times * one["forecast"]) <= Decimal("0.00001")
        if held == 4:
            assert one["forecast"] == one["to_date"] == sum(now)
