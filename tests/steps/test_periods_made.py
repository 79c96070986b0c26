"""What shorter periods make of a longer one, in every combination of what may come of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from pbi.model import Fact
from tests.memory import Memory, indicator, outturn, target

QUARTERS = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4"]
MONTHS = [f"{2019 + (month < 4)}-{month:02}" for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
SAID: dict[str, Fact | None] = {
    "figure": {"numerator": 9, "denominator": 10},
    "no cases": {"value": 100, "numerator": 0, "denominator": 0},
    "not applicable": {"availability": "not_applicable"},
    "awaited": {"availability": "awaited"},
    "nothing": None,
}
"""What may come of a quarter."""
LATE = {"at": date(2021, 1, 1), "overdue_before": date(2020, 12, 15)}
FIRST = date(2019, 5, 20)
"""Before any quarter of the year had ended: all of it is asked for, none of it is history loaded later."""
COUNT = {"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum"}
RATE = {"unit": "rate", "per": 1000, "polarity": "lower", "across_periods": "population"}


def quarters(code: str, who: str, said: Sequence[str]) -> list[Fact]:
    return [
        outturn(code, who, when, **given)
        for when, each in zip(QUARTERS, said, strict=True)
        if (given := SAID[each]) is not None
    ]


def named(said: Sequence[str], *states: str) -> str:
    names = [f"Q{place}" for place, each in enumerate(said, start=1) if each in states]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def year(said: Sequence[str]) -> tuple[int | None, str | None, str]:
    """The year's denominator, its state and how it came about, by the rule in words."""
    if set(said) == {"not applicable"}:
        return None, "not_applicable", "not applicable"
    if "nothing" in said or "awaited" in said:
        return None, "late" if "nothing" in said else "awaited", f"{named(said, 'nothing', 'awaited')} awaited"
    if "not applicable" in said:
        return None, "partly_applicable", f"not applicable in {named(said, 'not applicable')}"
    if "figure" not in said:
        return None, "no_cases", "no cases"
    return 10 * list(said).count("figure"), None, "four quarters"


def test_every_combination_of_quarters_makes_the_year_the_rule_says(store: Memory) -> None:
    """9 of 10 in each quarter that has a figure: the year is 90% of those there are, or none and honestly why."""
    cases = {f"c{place}": said for place, said in enumerate(product(SAID, repeat=4)) if set(said) != {"nothing"}}
    store.receive(
        {
            "indicator": [indicator(code) for code in cases],
            "target": [target(code, "lone", value=90) for code in cases],
            "outturn": [fact for code, said in cases.items() for fact in quarters(code, "lone", said)],
        },
        on=FIRST,
    )
    found = {row["indicator"]: row for row in store.rows("scorecard", period="2019/20", **LATE)}
    expected = {code: year(said) for code, said in cases.items()}
    assert {code: (row["denominator"], row["availability"], row["origin"]) for code, row in found.items()} == expected
    assert {row["status"] for row in found.values() if row["outturn"] is None} == {"unknown"}
    assert {(row["outturn"], row["status"]) for row in found.values() if row["outturn"] is not None} == {(90, "green")}


@pytest.mark.parametrize(
    ("said", "state", "origin"),
    [
        (["annual_only"] * 4, "late", "figure of the year awaited"),
        (["not_due"] * 3, "late", "figure of the year awaited"),
        ([None, None, None, "not_due"], "late", "Q4 awaited"),
        ([None, None, None, "awaited"], "awaited", "Q4 awaited"),
    ],
)
def test_what_was_not_due_then_is_late_in_the_end(
    store: Memory, said: list[str | None], state: str, origin: str
) -> None:
    facts = [
        outturn("i", "lone", when, **({"availability": each} if each else {"value": 5}))
        for when, each in zip(QUARTERS, said, strict=False)
    ]
    store.receive({"indicator": [indicator("i", **COUNT)], "outturn": facts}, on=FIRST)
    row = store.figure("lone", **LATE)
    assert (row["outturn"], row["availability"], row["origin"]) == (None, state, origin)


@pytest.mark.parametrize("stated", [None, 0, 100])
def test_a_quarter_without_cases_is_never_judged(store: Memory, stated: int | None) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", None, value=95)],
            "outturn": [outturn("i", "lone", QUARTERS[0], value=stated, numerator=0, denominator=0)],
        }
    )
    row = store.figure("lone", when=QUARTERS[0], **LATE)
    assert (row["outturn"], row["status"], row["availability"]) == (None, "unknown", "no_cases")
    assert {each["base"] for each in store.rows("counts", period=QUARTERS[0], **LATE)} == {0}
    [sent] = store.rows("expected_figures", **of(QUARTERS[0]), **LATE)
    assert sent["is_held"]


def of(period: str) -> dict[str, Any]:
    """The parameters that name a quarter of 2019/20."""
    fact = outturn("i", "lone", period)
    names = ("period", "period_kind", "period_start", "period_end")
    return {**{name: fact[name] for name in names}, "financial_year": 2019}


def test_a_member_without_cases_takes_nothing_from_the_partnership(store: Memory) -> None:
    store.receive(
        {
            "indicator": [indicator("i")],
            "target": [target("i", "group", value=80)],
            "outturn": [
                outturn("i", "north", numerator=90, denominator=100),
                outturn("i", "south", numerator=70, denominator=100),
                outturn("i", "east", value=0, numerator=0, denominator=0),
            ],
        }
    )
    row = store.figure("group")
    assert (row["outturn"], row["status"], row["members_reporting"], row["members_expected"]) == (80, "green", 3, 3)


@pytest.mark.parametrize("accumulates", [True, False])
def test_a_member_not_applicable_in_one_quarter_leaves_the_partnership_in_part(
    store: Memory, *, accumulates: bool
) -> None:
    """Whether it is the last of a year to date or one of four that add up, the year and the quarter are 2 of 3."""
    last = len(QUARTERS) - 1
    store.receive(
        {
            "indicator": [indicator("i", accumulates=accumulates, **COUNT)],
            "target": [target("i", "group", value=10)],
            "outturn": [
                outturn(
                    "i",
                    who,
                    when,
                    **({"availability": "not_applicable"} if (who, place) == ("east", last) else {"value": 5}),
                )
                for who in ("north", "south", "east")
                for place, when in enumerate(QUARTERS)
            ],
        }
    )
    for when in ("2019/20", QUARTERS[last]):
        row = store.figure("group", when=when, **LATE)
        assert (row["members_reporting"], row["members_expected"], row["status"]) == (2, 3, "unknown"), when
        assert (row["availability"], row["origin"]) == ("provisional", "2 of 3 authorities"), when


def test_months_make_quarters_halves_and_the_year(store: Memory) -> None:
    """1, 2, 3 … 12: the quarters are 6, 15, 24 and 33, held against a quarter of 96 each; the halves 21 and 57."""
    store.receive(
        {
            "indicator": [indicator("i", **COUNT)],
            "target": [target("i", "lone", value=96)],
            "outturn": [outturn("i", "lone", when, value=place) for place, when in enumerate(MONTHS, start=1)],
        }
    )
    wanted = {"2019/20 Q1": 6, "2019/20 Q2": 15, "2019/20 Q3": 24, "2019/20 Q4": 33, "2019/20": 78}
    wanted |= {"2019/20 H1": 21, "2019/20 H2": 57}
    found = {row["period"]: row for row in store.rows("trend", with_halves=True) if row["period"] in wanted}
    assert {when: row["outturn"] for when, row in found.items()} == wanted
    assert {row["origin"] for row in found.values()} == {"three months", "six months", "twelve months"}
    assert [found[when]["target"] for when in ("2019/20 Q3", "2019/20 H1", "2019/20")] == [24, 48, 96]
    assert [found[when]["status"] for when in ("2019/20 Q2", "2019/20 Q3")] == ["red", "green"]
    sources = store.rows("sources", indicators="|i|")
    assert [each["source_period"] for each in sources if each["period"] == "2019/20 Q1"] == MONTHS[:3]


def test_two_months_make_no_quarter_and_say_which_is_missing(store: Memory) -> None:
    months = [outturn("i", "lone", when, value=1) for when in (MONTHS[0], MONTHS[2])]
    store.receive({"indicator": [indicator("i", **COUNT)], "outturn": months}, on=FIRST)
    row = store.figure("lone", when="2019/20 Q1", **LATE)
    assert (row["outturn"], row["availability"], row["origin"]) == (None, "late", "May awaited")


def test_events_among_people_are_counted_over_the_people_once(store: Memory) -> None:
    """300 a quarter among 100,000, at last 120,000: 1,200 over 120,000 are 10 per 1,000, red against 6."""
    store.receive(
        {
            "indicator": [indicator("i", **RATE)],
            "target": [target("i", "lone", value=6)],
            "outturn": [
                outturn("i", "lone", when, numerator=300, denominator=120000 if when == QUARTERS[3] else 100000)
                for when in QUARTERS
            ],
        }
    )
    row, quarter = store.figure("lone"), store.figure("lone", when=QUARTERS[0])
    assert (row["outturn"], row["numerator"], row["denominator"], row["status"]) == (10, 1200, 120000, "red")
    assert (quarter["outturn"], quarter["target"], quarter["status"]) == (3, Decimal("1.5"), "red")


def test_across_members_both_events_and_people_add_up(store: Memory) -> None:
    """North 300 a quarter of 100,000, south 100 of 50,000: together 1,600 of 150,000 a year."""
    store.receive(
        {
            "indicator": [indicator("i", **RATE)],
            "outturn": [
                outturn("i", who, when, numerator=events, denominator=people)
                for who, events, people in (("north", 300, 100000), ("south", 100, 50000), ("east", 0, 10000))
                for when in QUARTERS
            ],
        }
    )
    row = store.figure("group")
    assert (row["numerator"], row["denominator"], row["outturn"]) == (1600, 160000, 10)


def test_a_year_in_which_the_definition_changed_is_not_put_together(store: Memory) -> None:
    facts = [outturn("i", "lone", when, value=5) for when in QUARTERS]
    store.receive({"indicator": [indicator("i", comparable_from=date(2019, 10, 1), **COUNT)], "outturn": facts})
    row = store.figure("lone", **LATE)
    assert (row["outturn"], row["availability"], row["status"]) == (None, "not_comparable", "unknown")
