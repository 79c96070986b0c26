"""The chain of steps on sums worked by hand: a partnership, a year from its quarters, and as of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.memory import Memory, indicator, outturn, target

QUARTERS = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4"]


def test_percentages_pool_and_are_never_averaged(store: Memory) -> None:
    """95/100, 30/60 and 190/200 are 315 of 360: 87.5, not the mean of 95, 50 and 95."""
    given = {"north": (95, 100), "south": (30, 60), "east": (190, 200)}
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", None, value=80), target("i", "group", value=88)],
            "outturn": [outturn("i", who, numerator=n, denominator=d) for who, (n, d) in given.items()],
        }
    )
    row = store.figure("group")
    assert (row["outturn"], row["numerator"], row["denominator"]) == (Decimal("87.5"), 315, 360)
    assert (row["target"], row["status"], row["members_reporting"], row["members_expected"]) == (88, "amber", 3, 3)
    assert [store.figure(who)["status"] for who in given] == ["green", "red", "green"]


def test_a_partnership_is_not_judged_by_its_members_target(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", None, value=80)],
            "outturn": [outturn("i", who, numerator=90, denominator=100) for who in ("north", "south", "east")],
        }
    )
    row = store.figure("group")
    assert (row["outturn"], row["target"], row["status"], row["availability"]) == (90, None, "unknown", "no_target")


def test_two_of_three_members_are_provisional_and_outside_the_count(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "group", value=80)],
            "outturn": [outturn("i", who, numerator=90, denominator=100) for who in ("north", "south")],
        }
    )
    row = store.figure("group")
    assert (row["outturn"], row["status"], row["availability"], row["origin"]) == (
        90,
        "unknown",
        "provisional",
        "2 of 3 authorities",
    )
    assert {each["base"] for each in store.rows("counts", period="2019/20") if each["authority"] == "all"} == {0}


def test_a_member_it_does_not_apply_to_is_not_waited_for(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "group", value=80)],
            "outturn": [
                outturn("i", "north", numerator=90, denominator=100),
                outturn("i", "south", numerator=70, denominator=100),
                outturn("i", "east", availability="not_applicable"),
            ],
        }
    )
    row = store.figure("group")
    assert (row["outturn"], row["status"], row["members_reporting"], row["members_expected"]) == (80, "green", 2, 2)


def test_no_denominators_no_roll_up_but_the_partnerships_own_figure_stands(store: Memory) -> None:
    members = [outturn("i", who, value=90) for who in ("north", "south", "east")]
    store.receive({"indicator": [indicator("i")], "target": [target("i", "group", value=80)], "outturn": members})
    row = store.figure("group")
    assert (row["outturn"], row["status"], row["origin"]) == (None, "unknown", "no denominators")
    store.receive({"outturn": [outturn("i", "group", value=85)]})
    row = store.figure("group")
    assert (row["outturn"], row["status"], row["origin"]) == (85, "green", "reported")


def year_of(store: Memory, values: list[int | None], **kind: Any) -> tuple[Decimal | None, str]:
    """The year's figure of a count from its quarters, and how it came about."""
    store.receive(
        {
            "indicator": [indicator("i", unit="number", per=1, across_authorities="sum", **kind)],
            "outturn": [
                outturn("i", "lone", when, value=each)
                for when, each in zip(QUARTERS, values, strict=True)
                if each is not None
            ],
        }
    )
    row = store.figure("lone")
    return row["outturn"], row["origin"]


def test_four_quarters_are_the_year(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 40], across_periods="sum") == (100, "four quarters")


def test_three_quarters_are_not(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, None], across_periods="sum") == (None, "Q4 awaited")


def test_a_lone_q4_is_not(store: Memory) -> None:
    assert year_of(store, [None, None, None, 40], across_periods="sum") == (None, "Q1, Q2 and Q3 awaited")


def test_year_to_date_at_q4_is_the_year(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 40], across_periods="sum", accumulates=True) == (40, "year to date at Q4")


def test_open_cases_are_those_at_the_end(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 25], across_periods="latest") == (25, "latest, Q4")


def test_a_stated_year_comes_before_its_quarters(store: Memory) -> None:
    store.receive({"outturn": [outturn("i", "lone", value=101)]})
    assert year_of(store, [10, 20, 30, 40], across_periods="sum") == (101, "reported")


def test_open_cases_add_up_over_authorities_and_not_over_quarters(store: Memory) -> None:
    """Members with 1, 2 and 3 open cases at the end of Q4 have 6 open at the year's end, whatever was open before."""
    cases = [
        outturn("i", who, when, value=place * (quarter + 1))
        for place, who in enumerate(("north", "south", "east"), start=1)
        for quarter, when in enumerate(reversed(QUARTERS))
    ]
    store.receive(
        {
            "indicator": [indicator("i", unit="number", per=1, across_authorities="sum", across_periods="latest")],
            "outturn": cases,
        }
    )
    assert store.figure("group")["outturn"] == 6


def test_a_year_to_date_is_held_against_the_share_of_the_year_gone(store: Memory) -> None:
    """1,200 a year is 900 by the end of Q3: 890 is 1.1% short, amber; a quarter that stands alone is held to 300."""
    store.receive(
        {
            "indicator": [
                indicator(
                    code,
                    unit="number",
                    per=1,
                    across_authorities="sum",
                    across_periods="sum",
                    accumulates=code == "ytd",
                )
                for code in ("ytd", "alone")
            ],
            "target": [target(code, "lone", value=1200) for code in ("ytd", "alone")],
            "outturn": [
                outturn("ytd", "lone", "2019/20 Q3", value=890),
                outturn("alone", "lone", "2019/20 Q3", value=300),
            ],
        }
    )
    ytd, alone = (store.figure("lone", code, "2019/20 Q3") for code in ("ytd", "alone"))
    assert (ytd["target"], ytd["is_split_target"], ytd["status"]) == (900, True, "amber")
    assert (alone["target"], alone["is_split_target"], alone["status"]) == (300, True, "green")


def test_what_the_committee_saw_before_a_restatement(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", "lone", value=95)]}, on=date(2020, 1, 1))
    store.receive({"outturn": [outturn("i", "lone", value=96)]}, on=date(2020, 5, 1))
    store.receive({"outturn": [outturn("i", "lone", value=91)]}, on=date(2020, 6, 1))
    before, after = store.figure("lone", as_of=date(2020, 5, 31)), store.figure("lone")
    assert (before["outturn"], before["status"], before["restated"]) == (96, "green", False)
    assert (after["outturn"], after["status"], after["restated"], after["availability"]) == (
        91,
        "amber",
        True,
        "revised",
    )


def test_an_undone_figure_is_gone(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "outturn": [outturn("i", "lone", value=96)]})
    store.receive({"outturn": [{**outturn("i", "lone", value=96), "withdrawn": True}]})
    assert [each for each in store.rows("scorecard", period="2019/20") if each["indicator"] == "i"] == []


def test_no_change_is_given_across_a_break(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i"), indicator("j", comparable_from=date(2019, 4, 1))],
            "outturn": [
                outturn(code, "lone", when, value=value)
                for code in ("i", "j")
                for when, value in (("2018/19", 100), ("2019/20", 98))
            ],
        }
    )
    kept, broken = store.figure("lone"), store.figure("lone", "j")
    assert (kept["previous"], kept["change"], kept["direction"]) == (100, -2, "not_testable")
    assert (broken["previous"], broken["change"], broken["direction"]) == (None, None, "not_comparable")
