"""Whole chains: direction of travel, target 0 against none, forecasts and benchmarks, and indicators that end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.memory import Memory, indicator, outturn, target, tolerance


@pytest.mark.parametrize(
    ("polarity", "before", "now", "status"),
    [
        ("higher", 90, 92, "green"),
        ("higher", 90, 90, "green"),
        ("higher", 90, 87, "amber"),  # 3 of 90 is 3.3%, within 5%
        ("higher", 90, 85, "red"),  # 5 of 90 is 5.6%
        ("lower", 40, 39, "green"),
        ("lower", 40, 43, "red"),  # 3 of 40 is 7.5%
        ("lower", 40, 42, "amber"),  # 2 of 40 is 5% exactly
        ("unconfirmed", 90, 92, "unknown"),
    ],
)
def test_a_direction_of_travel_is_judged_against_last_year(
    store: Memory, polarity: str, before: int, now: int, status: str
) -> None:
    store.receive(
        {
            "indicator": [indicator("i", polarity=polarity)],
            "target": [target("i", "lone", kind="direction")],
            "outturn": [outturn("i", "lone", "2018/19", value=before), outturn("i", "lone", value=now)],
        }
    )
    row = store.figure("lone")
    assert (row["status"], row["target"], row["target_kind"]) == (status, before, "direction")


def test_the_same_fraction_as_last_year_is_no_worse(store: Memory) -> None:
    """1 of 3 and 2 of 6 are one figure, though neither has an end in decimals."""
    store.receive(
        {
            "indicator": [indicator("i", polarity="lower")],
            "target": [target("i", "lone", kind="direction")],
            "outturn": [
                outturn("i", "lone", "2018/19", numerator=1, denominator=3),
                outturn("i", "lone", numerator=2, denominator=6),
            ],
        }
    )
    assert store.figure("lone")["status"] == "green"


def test_a_direction_without_last_years_figure_is_unknown_and_has_no_missing_target(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "lone", kind="direction")],
            "outturn": [outturn("i", "lone", value=90)],
        }
    )
    row = store.figure("lone")
    assert (row["status"], row["target"], row["target_kind"], row["availability"]) == (
        "unknown",
        None,
        "direction",
        None,
    )


def test_a_new_definition_leaves_a_direction_without_a_yardstick(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i", comparable_from=date(2019, 4, 1))],
            "target": [target("i", "lone", kind="direction")],
            "outturn": [outturn("i", "lone", "2018/19", value=80), outturn("i", "lone", value=90)],
        }
    )
    assert (store.figure("lone")["status"], store.figure("lone")["target"]) == ("unknown", None)


@pytest.mark.parametrize(("value", "status"), [(0, "green"), (3, "red")])
def test_a_target_of_nought_is_met_or_not(store: Memory, value: int, status: str) -> None:
    """Warwickshire Fire 2016/17: preventable deaths 3 against a target of 0."""
    store.receive(
        {
            "indicator": [indicator("i", unit="number", per=1, polarity="lower")],
            "target": [target("i", "lone", value=0)],
            "outturn": [outturn("i", "lone", value=value)],
        }
    )
    row = store.figure("lone")
    assert (row["status"], row["target"], row["availability"]) == (status, 0, None)


def test_no_target_is_not_a_target_of_nought(store: Memory) -> None:
    store.receive({"indicator": [indicator("i", polarity="lower")], "outturn": [outturn("i", "lone", value=3)]})
    row = store.figure("lone")
    assert (row["status"], row["target"], row["target_kind"], row["availability"]) == (
        "unknown",
        None,
        None,
        "no_target",
    )


@pytest.mark.parametrize("kind", ["forecast", "benchmark"])
def test_a_forecast_or_a_benchmark_is_judged_and_says_what_it_is(store: Memory, kind: str) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "lone", value=95, kind=kind)],
            "outturn": [outturn("i", "lone", value=96)],
        }
    )
    row = store.figure("lone")
    assert (row["status"], row["target_kind"]) == ("green", kind)


def retired(store: Memory, **when: object) -> None:
    """An indicator with targets and figures of 2018/19 and 2019/20 (the later one for lone only), retired as said. Its
    targets were agreed in time: one recorded after its period asks for nothing.
    """
    agreed = [target("i", who, year, value=90) for who in ("lone", "north") for year in ("2018/19", "2019/20")]
    store.receive({"indicator": [indicator("i", lifecycle="retired", **when)], "target": agreed}, on=date(2018, 4, 1))
    figures = [outturn("i", "lone", "2018/19", value=95), outturn("i", "lone", "2019/20", value=95)]
    store.receive({"outturn": figures})


def counted(store: Memory, year: str) -> int:
    rows = store.rows("counts", period=year, at=date(2020, 5, 1))
    return sum(row["count"] for row in rows if (row["authority"], row["service"]) == ("all", "all"))


def test_a_retired_indicator_counts_to_its_last_day_and_is_not_awaited_after_it(store: Memory) -> None:
    retired(store, valid_to=date(2019, 3, 31))
    assert (counted(store, "2018/19"), counted(store, "2019/20")) == (2, 0)
    rows = store.rows("scorecard", period="2019/20", at=date(2020, 5, 1))
    assert [row["authority"] for row in rows] == ["lone"], "a figure sent all the same is shown, nothing is awaited"
    rows = store.rows("scorecard", period="2018/19", at=date(2020, 5, 1))
    assert {row["authority"]: row["availability"] for row in rows} == {"lone": None, "north": "awaited"}


def test_before_it_was_retired_it_was_awaited(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", "lone", value=90)]}, on=date(2019, 5, 1))
    store.receive({"indicator": [indicator("i", lifecycle="retired", valid_to=date(2019, 3, 31))]}, on=date(2020, 6, 1))
    then = store.rows("scorecard", period="2019/20", at=date(2020, 5, 1), as_of=date(2020, 5, 31))
    now = store.rows("scorecard", period="2019/20", at=date(2020, 5, 1))
    assert ([row["availability"] for row in then], now) == (["awaited"], [])


def test_a_tolerance_counts_from_its_day_on(store: Memory) -> None:
    """93 against 95 is 2.1% short: within 5% to 31 March 2019, beyond 2% from then on."""
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "lone", year, value=95) for year in ("2018/19", "2019/20")],
            "outturn": [outturn("i", "lone", year, value=93) for year in ("2018/19", "2019/20")],
            "tolerance": [tolerance(indicator="i", amber_within=2, valid_from=date(2019, 4, 1))],
        }
    )
    assert [store.figure("lone", when=year)["status"] for year in ("2018/19", "2019/20")] == ["amber", "red"]
