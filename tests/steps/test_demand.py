"""Demand against the agreement through the whole chain, each figure worked out beside it in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pbi.model import Fact
from tests.memory import Memory, authority, indicator, of_period, outturn

Z95, Z998 = Decimal("1.959964"), Decimal("3.090232")
PLACES = Decimal("0.000001")


def agreed(
    shares: Mapping[str, int], *, since: date = date(2016, 4, 1), until: date | None = None
) -> dict[str, Sequence[Fact]]:
    """Members of the pact from a day on, and what they agreed."""
    span = {"valid_from": since, "valid_to": until}
    return {
        "authority": [authority("pact", kind="partnership"), *map(authority, shares)],
        "membership": [{"partnership": "pact", "authority": each, "valid_from": since} for each in shares],
        "agreement_share": [
            {"partnership": "pact", "authority": each, "share": share, **span} for each, share in shares.items()
        ],
    }


def counted(**hours: object) -> dict[str, Sequence[Fact]]:
    """Indicators that count as demand, by name, and the hours of a case."""
    return {
        "indicator": [
            indicator(
                code, unit="number", per=1, polarity="none", across_authorities="sum", across_periods="sum", decimals=0
            )
            for code in hours
        ],
        "demand_weight": [
            {"partnership": "pact", "indicator": code, "hours_per_case": each, "valid_from": date(2015, 4, 1)}
            for code, each in hours.items()
        ],
    }


def cases(code: str, when: str, **volumes: int) -> list[Fact]:
    return [outturn(code, who, when, value=volume) for who, volume in volumes.items()]


def quarters(count: int, *, first: int = 2018) -> list[str]:
    return [f"{first + place // 4}/{(first + 1 + place // 4) % 100:02d} Q{place % 4 + 1}" for place in range(count)]


def received(*facts: Mapping[str, Sequence[Fact]], outturns: Sequence[Fact]) -> Memory:
    memory = Memory()
    for each in facts:
        memory.receive(each, on=date(2015, 4, 1), kind="catalogue")
    memory.receive({"outturn": outturns})
    return memory


def of(memory: Memory, when: str) -> dict[str, dict[str, Any]]:
    return {row["authority"]: row for row in memory.rows("demand", period=when)}


def wilson(share: Decimal, cases: Decimal, z: Decimal) -> tuple[Decimal, Decimal]:
    """Wilson's limits in percent: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)."""
    middle = share + z * z / (2 * cases)
    half = z * (share * (1 - share) / cases + z * z / (4 * cases * cases)).sqrt()
    whole = 1 + z * z / cases
    return (100 * (middle - half) / whole).quantize(PLACES), (100 * (middle + half) / whole).quantize(PLACES)


def limits(row: Mapping[str, Any], name: str) -> tuple[Decimal, Decimal]:
    return row[f"lower_{name}"], row[f"upper_{name}"]


def test_plain_volume_has_wilsons_limits_on_the_cases() -> None:
    facts = [*cases("visits", "2019/20 Q4", a=9, b=1)]
    with received(agreed({"a": 90, "b": 10}), counted(visits=1), outturns=facts) as memory:
        row = of(memory, "2019/20 Q4")["a"]
    assert (row["volume"], row["hours"], row["share"]) == (9, 9, 90)
    assert limits(row, "95") == wilson(Decimal("0.9"), Decimal(10), Z95)
    assert limits(row, "998") == wilson(Decimal("0.9"), Decimal(10), Z998)
    assert [round(each, 1) for each in limits(row, "95")] == [Decimal("59.6"), Decimal("98.2")]  # as printed of 9 in 10


def test_weighted_demand_has_fewer_effective_cases_whatever_the_unit_of_time() -> None:
    """a: 40 × 1 + 20 × 5 = 140 hours, b: 60 × 1; 70% of 200. Effective: 200² ÷ (100 × 1² + 20 × 5²)."""
    facts = [*cases("calls", "2019/20 Q4", a=40, b=60), *cases("raids", "2019/20 Q4", a=20, b=0)]
    effective = Decimal(200 * 200) / (100 * 1 + 20 * 25)
    for calls, raids in ((1, 5), (60, 300)):
        with received(agreed({"a": 70, "b": 30}), counted(calls=calls, raids=raids), outturns=facts) as memory:
            row = of(memory, "2019/20 Q4")["a"]
        assert (row["volume"], row["hours"], row["share"]) == (60, 140 * calls, 70)
        assert limits(row, "95") == wilson(Decimal("0.7"), effective, Z95)


def test_a_third_member_counts_from_the_day_it_joins() -> None:
    """2015/16 Q4: 60 and 40 of the 100 of two members. 2016/17 Q1: 60, 40 and 25 of 125 are 48, 32 and 20%."""
    two, three = {"a": 60, "b": 40}, {"a": 48, "b": 32, "c": 20}
    facts = [fact for when in ("2015/16 Q4", "2016/17 Q1") for fact in cases("visits", when, a=60, b=40, c=25)]
    first = agreed(two, since=date(2015, 4, 1), until=date(2016, 3, 31))
    then = agreed({"c": 20})
    later = {"agreement_share": agreed(three)["agreement_share"]}
    with received(first, then, later, counted(visits=1), outturns=facts) as memory:
        before, after = of(memory, "2015/16 Q4"), of(memory, "2016/17 Q1")
    assert {who: row["share"] for who, row in before.items()} == two
    assert {who: row["share"] for who, row in after.items()} == three
    assert {row["verdict"] for row in [*before.values(), *after.values()]} == {"broadly in line"}


def test_two_of_three_members_are_provisional_and_not_judged() -> None:
    facts = [*cases("visits", "2019/20 Q4", a=60, b=40)]
    with received(agreed({"a": 45, "b": 35, "c": 20}), counted(visits=1), outturns=facts) as memory:
        rows = of(memory, "2019/20 Q4")
    assert {row["availability"] for row in rows.values()} == {"provisional"}
    assert {(row["share"], row["verdict"], row["budget_effect"]) for row in rows.values()} == {(None, None, None)}
    assert (rows["c"]["volume"], rows["a"]["volume"]) == (None, 60)
    assert (rows["a"]["members_reporting"], rows["a"]["members_expected"]) == (2, 3)


def test_a_missing_quarter_leaves_the_year_open_and_the_agreement_to_the_others() -> None:
    held = [when for when in quarters(4) if when != "2018/19 Q2"]
    facts = [fact for when in held for fact in cases("visits", when, a=50, b=50)]
    facts += cases("visits", "2018/19 Q2", a=90)
    with received(agreed({"a": 50, "b": 50}), counted(visits=1), outturns=facts) as memory:
        rows = {row["period"]: row for row in memory.rows("demand") if row["authority"] == "a"}
    assert {when: rows[when]["availability"] for when in ("2018/19", "2018/19 Q2", "2018/19 Q3")} == {
        "2018/19": "provisional",
        "2018/19 Q2": "provisional",
        "2018/19 Q3": None,
    }
    assert (rows["2018/19 Q1 to 2018/19 Q4"]["volume"], rows["2018/19 Q1 to 2018/19 Q4"]["share"]) == (150, 50)


@pytest.mark.parametrize(
    ("volume", "verdict"),
    [
        (5200, "broadly in line"),  # 52.00 against 50: two points exactly
        (5201, "outside tolerance, not yet established"),
        (4800, "broadly in line"),
        (4799, "outside tolerance, not yet established"),
    ],
)
def test_two_points_exactly_are_within_two(volume: int, verdict: str) -> None:
    facts = cases("visits", "2019/20 Q4", a=volume, b=10000 - volume)
    with received(agreed({"a": 50, "b": 50}), counted(visits=Decimal("0.3")), outturns=facts) as memory:
        assert {row["verdict"] for row in of(memory, "2019/20 Q4").values()} == {verdict}


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ([51, 51, 51, 51, 51, 51, 53], "drifting since 2018/19 Q1"),  # seven above, the last outside
        ([50, 51, 51, 51, 51, 51, 53], "outside tolerance, not yet established"),  # six: one lies on it
        ([49, 51, 51, 51, 51, 51, 51, 53], "drifting since 2018/19 Q2"),
        ([51, 51, 51, 51, 51, 51, 47], "outside tolerance, not yet established"),  # outside on the other side
        ([53, 53, 53, 53, 53, 53, 51], "broadly in line"),  # seven above, and back within
    ],
)
def test_drift_needs_seven_quarters_on_one_side_and_to_be_outside(shares: list[int], verdict: str) -> None:
    periods = quarters(len(shares))
    facts = [
        fact
        for when, share in zip(periods, shares, strict=True)
        for fact in cases("visits", when, a=share, b=100 - share)
    ]
    with received(agreed({"a": 50, "b": 50}), counted(visits=1), outturns=facts) as memory:
        row = of(memory, periods[-1])["a"]
    assert row["verdict"] == verdict
    assert row["since"] == (verdict.removeprefix("drifting since ") if verdict.startswith("drifting") else None)


def test_a_years_drift_is_its_last_quarters() -> None:
    """53% throughout: seven quarters to the end of 2019/20, six to the end of what is one quarter shorter."""
    facts = [fact for when in quarters(8)[1:] for fact in cases("visits", when, a=53, b=47)]
    with received(agreed({"a": 50, "b": 50}), counted(visits=1), outturns=facts) as memory:
        assert of(memory, "2019/20")["a"]["verdict"] == "drifting since 2018/19 Q2"
        assert of(memory, "2018/19 Q2 to 2019/20 Q4")["b"]["since"] == "2018/19 Q2"
        assert of(memory, "2019/20 Q3")["a"]["verdict"] == "outside tolerance, not yet established"


def test_a_changed_share_is_a_new_agreement_and_a_new_run() -> None:
    facts = [fact for when in quarters(8) for fact in cases("visits", when, a=53, b=47)]
    second = {"agreement_share": agreed({"a": 49, "b": 51}, since=date(2019, 4, 1))["agreement_share"]}
    with received(agreed({"a": 50, "b": 50}), second, counted(visits=1), outturns=facts) as memory:
        row = of(memory, "2019/20")["a"]
        assert (row["difference"], row["verdict"]) == (4, "outside tolerance, not yet established")
        spans = {each["period"] for each in memory.rows("demand") if each["period_kind"] == "agreement"}
    assert spans == {"2018/19 Q1 to 2018/19 Q4", "2019/20 Q1 to 2019/20 Q4"}


def test_the_effect_on_contributions_is_in_pounds_and_pence() -> None:
    """524 of 1,000 are 2.4 points above half; 2.4% of £4,100,123.45 is £98,402.9628, a quarter of it £24,600.7407."""
    budget = {"budget": [{"partnership": "pact", "amount": Decimal("4100123.45"), **of_period("2019/20")}]}
    facts = [fact for when in quarters(4, first=2019) for fact in cases("visits", when, a=524, b=476)]
    with received(agreed({"a": 50, "b": 50}), budget, counted(visits=1), outturns=facts) as memory:
        year, quarter = of(memory, "2019/20"), of(memory, "2019/20 Q1")
    assert {who: row["budget_effect"] for who, row in year.items()} == {
        "a": Decimal("98402.96"),
        "b": Decimal("-98402.96"),
    }
    assert quarter["a"]["budget_effect"] == Decimal("24600.74")


def test_the_tolerance_agreed_is_the_one_that_counts() -> None:
    narrow = {"agreement_tolerance": [{"partnership": "pact", "points": 1, "valid_from": date(2016, 4, 1)}]}
    facts = cases("visits", "2019/20 Q4", a=515, b=485)
    with received(agreed({"a": 50, "b": 50}), counted(visits=1), outturns=facts) as memory:
        assert of(memory, "2019/20 Q4")["a"]["verdict"] == "broadly in line"
    with received(agreed({"a": 50, "b": 50}), narrow, counted(visits=1), outturns=facts) as memory:
        assert of(memory, "2019/20 Q4")["a"]["verdict"] == "outside tolerance, not yet established"


def test_a_count_too_small_to_show_is_not_given_away_by_a_share() -> None:
    facts = [*cases("visits", "2019/20 Q4", a=4, b=60), *cases("calls", "2019/20 Q4", a=50, b=60)]
    with received(agreed({"a": 50, "b": 50}), counted(visits=1, calls=1), outturns=facts) as memory:
        rows = memory.rows("demand", period="2019/20 Q4", minimum_count=5)
        assert {row["availability"] for row in rows} == {"suppressed"}
        assert {(row["share"], row["verdict"], row["upper_998"], row["difference"]) for row in rows} == {(None,) * 4}
        assert of(memory, "2019/20 Q4")["a"]["volume"] == 54  # where no minimum is set
        assert next(row for row in rows if row["authority"] == "a")["volume"] == 50


def test_as_of_answers_from_what_was_agreed_and_received_then() -> None:
    facts = cases("visits", "2019/20 Q4", a=50, b=50)
    with received(agreed({"a": 50, "b": 50}), counted(visits=1), outturns=facts) as memory:
        memory.receive({"outturn": cases("visits", "2019/20 Q4", a=60)}, on=date(2020, 9, 1))
        then = {row["authority"]: row for row in memory.rows("demand", period="2019/20 Q4", as_of=date(2020, 8, 31))}
        assert (then["a"]["share"], then["a"]["verdict"]) == (50, "broadly in line")
        now = of(memory, "2019/20 Q4")
    assert now["a"]["share"] == Decimal("54.545455")  # 60 of 110
    assert (then["a"]["restated"], now["a"]["restated"], now["b"]["restated"]) == (False, True, False)
