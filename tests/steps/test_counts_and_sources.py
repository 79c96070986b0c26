"""The chain of steps to the end: the counts with and without circumstances, and where a figure came from."""

from __future__ import annotations

from typing import Any

from tests.memory import Memory, indicator, of_period, outturn, target

QUARTERS = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4"]


def totals(store: Memory, basis: str, **asked: Any) -> dict[str, int]:
    return {
        each["status"]: each["count"]
        for each in store.rows("counts", period="2019/20", **asked)
        if (each["basis"], each["authority"], each["service"]) == (basis, "all", "all")
    }


def test_the_counts_with_and_without_circumstances(store: Memory) -> None:
    """As the Public Protection Partnership published: 24, 9 and 11 of 44; 33, 0 and 11 but for circumstances."""
    codes = [f"i{place:02}" for place in range(44)]
    values = [100] * 24 + [96] * 9 + [80] * 11
    adjusted = [
        {
            "indicator": code,
            "authority": "group",
            **of_period("2019/20"),
            "reason": "guidance",
            "whose_view": "the service",
            "adjusted_outturn": 100,
        }
        for code in codes[24:33]
    ]
    store.receive(
        {
            "indicator": [indicator(code, service=f"s{place % 6}") for place, code in enumerate(codes)],
            "target": [target(code, "group", value=100) for code in codes],
            "circumstance": adjusted,
            "outturn": [outturn(code, "group", value=value) for code, value in zip(codes, values, strict=True)],
        }
    )
    assert totals(store, "official") == {"green": 24, "amber": 9, "red": 11, "unknown": 0, "data_only": 0}
    assert totals(store, "without circumstances") == {"green": 33, "amber": 0, "red": 11, "unknown": 0, "data_only": 0}
    assert totals(store, "without circumstances", indicators=["i00", "i01"]) == {}
    assert {
        each["base"] for each in store.rows("counts", period="2019/20") if each["authority"] == each["service"] == "all"
    } == {44}
    by_service = [
        each
        for each in store.rows("counts", period="2019/20")
        if (each["basis"], each["authority"], each["status"]) == ("official", "all", "green")
    ]
    assert sum(each["count"] for each in by_service if each["service"] != "all") == 24


def test_a_circumstance_without_adjusted_figures_leaves_that_base(store: Memory) -> None:
    excuse = {
        **of_period("2019/20"),
        "indicator": "i",
        "authority": "lone",
        "reason": "guidance",
        "whose_view": "the service",
    }
    store.receive(
        {
            "indicator": [indicator("i"), indicator("j")],
            "circumstance": [excuse],
            "target": [target(code, "lone", value=100) for code in ("i", "j")],
            "outturn": [outturn(code, "lone", value=96) for code in ("i", "j")],
        }
    )
    assert totals(store, "official")["amber"] == 2
    assert (totals(store, "without circumstances")["amber"], totals(store, "without circumstances")["unknown"]) == (
        1,
        1,
    )


def test_where_a_pooled_year_came_from(store: Memory) -> None:
    """North reported quarters, south and east the year: six receipts; that of another indicator is none of them."""
    store.receive(
        {
            "indicator": [indicator("i"), indicator("j")],
            "outturn": [
                *(outturn("i", "north", when, numerator=9, denominator=10) for when in QUARTERS),
                *(outturn("i", who, numerator=9, denominator=10) for who in ("south", "east")),
                outturn("j", "north", value=1),
            ],
        }
    )
    found = store.rows("passport", period="2019/20", indicators=["i"], authorities=["group"])
    assert store.figure("group")["outturn"] == 90
    assert sorted((each["authority"], each["period"]) for each in found) == [
        ("east", "2019/20"),
        *(("north", when) for when in QUARTERS),
        ("south", "2019/20"),
    ]
    assert {(each["part_of"], each["holds"]) for each in found} == {("part of the figure", True)}
