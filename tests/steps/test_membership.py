"""Members that join and leave, through the whole chain of steps: what a partnership's period takes of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pbi.model import Fact
from tests.memory import SINCE, Memory, authority, indicator, outturn, schemes, tolerance

QUARTERS = [f"2018/19 Q{number}" for number in (1, 2, 3, 4)]
ALWAYS = (SINCE, None)
OCTOBER = (date(2018, 10, 1), None)
TO_SEPTEMBER = (SINCE, date(2018, 9, 30))
Spell = tuple[date, date | None]


def partnership(indicators: Sequence[Fact], **members: Spell | list[Spell]) -> dict[str, list[Fact]]:
    """A partnership ``group`` of these members, each with the time or times it belonged."""
    spells = {who: each if isinstance(each, list) else [each] for who, each in members.items()}
    return {
        "scheme": schemes(),
        "tolerance": [tolerance()],
        "authority": [*map(authority, members), authority("group", kind="partnership")],
        "membership": [
            {"partnership": "group", "authority": who, "valid_from": start, "valid_to": end}
            for who, times in spells.items()
            for start, end in times
        ],
        "indicator": list(indicators),
    }


def counted(**given: object) -> Fact:
    return indicator("i", **{"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum", **given})


def each_quarter(who: str, *values: object, code: str = "i") -> list[Fact]:
    return [outturn(code, who, when, value=value) for when, value in zip(QUARTERS, values, strict=True) if value]


def answered(catalogue: dict[str, list[Fact]], figures: Sequence[Fact], step: str = "trend") -> list[dict[str, Any]]:
    with Memory() as memory:
        memory.receive(catalogue, kind="catalogue", on=date(2010, 1, 1))
        memory.receive({"outturn": figures})
        return memory.rows(step)


def of_group(catalogue: dict[str, list[Fact]], figures: Sequence[Fact]) -> dict[str, dict[str, Any]]:
    return {row["period"]: row for row in answered(catalogue, figures) if row["authority"] == "group"}


def test_a_year_takes_of_a_joiner_what_followed() -> None:
    """25 + 25 a quarter, and 50 from October: 50, 50, 100, 100 are 300, though the joiner's own year is 200."""
    figures = each_quarter("a", 25, 25, 25, 25) + each_quarter("b", 25, 25, 25, 25) + each_quarter("c", 50, 50, 50, 50)
    found = of_group(partnership([counted()], a=ALWAYS, b=ALWAYS, c=OCTOBER), figures)
    assert [int(found[when]["outturn"]) for when in (*QUARTERS, "2018/19")] == [50, 50, 100, 100, 300]
    assert (found["2018/19"]["members_reporting"], found["2018/19"]["members_expected"]) == (3, 3)
    assert (found["2018/19 Q2"]["members_expected"], found["2018/19 Q3"]["members_expected"]) == (2, 3)


def test_a_year_takes_of_a_leaver_what_came_before() -> None:
    """A leaver that sends nothing more: 20 and 20 beside 10 a quarter."""
    figures = each_quarter("a", 10, 10, 10, 10) + each_quarter("b", 20, 20, None, None)
    found = of_group(partnership([counted()], a=ALWAYS, b=TO_SEPTEMBER), figures)
    assert [int(found[when]["outturn"]) for when in (*QUARTERS, "2018/19")] == [30, 30, 10, 10, 80]
    assert (found["2018/19"]["members_reporting"], found["2018/19"]["members_expected"]) == (2, 2)
    assert found["2018/19"]["availability"] == "no_target"


@pytest.mark.parametrize("accumulates", [False, True], ids=["alone", "to date"])
def test_two_swap_and_one_returns(accumulates: bool) -> None:
    """a 10 a quarter; b, 20, leaves as c, 30, joins in October; d, 40, is away from July to December."""
    away: list[Spell] = [(SINCE, date(2018, 6, 30)), (date(2019, 1, 1), None)]
    sizes = {"a": 10, "b": 20, "c": 30, "d": 40}
    figures = [
        fact
        for who, size in sizes.items()
        for fact in each_quarter(who, *(size * (n if accumulates else 1) for n in (1, 2, 3, 4)))
    ]
    catalogue = partnership([counted(accumulates=accumulates)], a=ALWAYS, b=TO_SEPTEMBER, c=OCTOBER, d=away)
    found = of_group(catalogue, figures)
    alone = [70, 30, 40, 80]
    shown = [sum(alone[: n + 1]) for n in range(4)] if accumulates else alone
    assert [int(found[when]["outturn"]) for when in (*QUARTERS, "2018/19")] == [*shown, 220]
    assert found["2018/19"]["members_expected"] == 4


def test_a_ratio_to_date_takes_the_fourth_quarter_less_the_second() -> None:
    """90 of 100 all year beside 20 of 40 at Q2 and 60 of 80 at Q4, joined in October: 90 + 40 of 100 + 40."""
    figures = [
        outturn("i", "a", QUARTERS[3], numerator=90, denominator=100),
        outturn("i", "b", QUARTERS[1], numerator=20, denominator=40),
        outturn("i", "b", QUARTERS[3], numerator=60, denominator=80),
    ]
    row = of_group(partnership([indicator("i", accumulates=True)], a=ALWAYS, b=OCTOBER), figures)["2018/19"]
    assert (row["numerator"], row["denominator"]) == (130, 140)
    assert row["outturn"] == Decimal("92.857143")


def test_a_balance_is_that_of_the_members_at_the_end() -> None:
    figures = each_quarter("a", 5, 6, 7, 8) + each_quarter("b", 50, 60, 70, 80) + each_quarter("c", 1, 2, 3, 4)
    balance = counted(across_periods="latest")
    found = of_group(partnership([balance], a=ALWAYS, b=TO_SEPTEMBER, c=OCTOBER), figures)
    assert [int(found[when]["outturn"]) for when in (*QUARTERS, "2018/19")] == [55, 66, 10, 12, 12]


def test_what_cannot_be_cut_is_left_out_and_said_so() -> None:
    """c joined within the third quarter and sent no months; d joined in October and sent its year alone."""
    november = (date(2018, 11, 1), None)
    figures = [*each_quarter("a", 10, 10, 10, 10), *each_quarter("c", 50, 50, 50, 50)]
    found = of_group(partnership([counted()], a=ALWAYS, c=november), figures)
    third = found["2018/19 Q3"]
    assert (third["outturn"], third["availability"]) == (10, "provisional")
    assert third["origin"] == "1 of 2 authorities; C joined on 1 November 2018: its figure is for the whole quarter"
    assert found["2018/19"]["origin"] == (
        "1 of 2 authorities; C joined on 1 November 2018: its figure is for the whole year"
    )
    whole = [*each_quarter("a", 10, 10, 10, 10), outturn("i", "d", "2018/19", value=99)]
    row = of_group(partnership([counted()], a=ALWAYS, d=OCTOBER), whole)["2018/19"]
    assert (row["outturn"], row["origin"]) == (
        40,
        "1 of 2 authorities; D joined on 1 October 2018: its figure is for the whole year",
    )


def test_months_cut_what_quarters_cannot() -> None:
    months = ["2018-11", "2018-12", "2019-01", "2019-02", "2019-03"]
    figures = [*each_quarter("a", 10, 10, 10, 10), *(outturn("i", "c", when, value=1) for when in months)]
    catalogue = partnership([counted()], a=ALWAYS, c=(date(2018, 11, 1), None))
    found = of_group(catalogue, figures)
    assert (found["2018/19"]["outturn"], found["2018/19"]["members_reporting"]) == (45, 2)


def test_times_that_touch_are_one() -> None:
    """A membership written down in two pieces is whole: a stated year is taken as it is."""
    figures = [outturn("i", "a", "2018/19", value=40), outturn("i", "b", "2018/19", value=2)]
    pieces: list[Spell] = [TO_SEPTEMBER, OCTOBER]
    assert of_group(partnership([counted()], a=pieces, b=ALWAYS), figures)["2018/19"]["outturn"] == 42


def test_the_sources_of_a_cut_year_are_the_cells_that_went_in() -> None:
    figures = each_quarter("a", 25, 25, 25, 25) + each_quarter("c", 50, 50, 50, 50)
    rows = answered(partnership([counted()], a=ALWAYS, c=OCTOBER), figures, "sources")
    of_c = [row["source_period"] for row in rows if (row["authority"], row["source_authority"]) == ("group", "c")]
    assert sorted(of_c) == sorted([*QUARTERS[2:], *QUARTERS[2:]])  # the two quarters, and the year's two


def test_demand_is_shared_among_the_work_of_each_membership() -> None:
    """a has 30 a quarter and b, joined in October, 60: of the year's 240 each has half."""
    figures = each_quarter("a", 30, 30, 30, 30) + each_quarter("b", 60, 60, 60, 60)
    catalogue = partnership([counted()], a=ALWAYS, b=OCTOBER)
    catalogue["demand_weight"] = [{"partnership": "group", "indicator": "i", "hours_per_case": 2, "valid_from": SINCE}]
    catalogue["agreement_share"] = [
        {"partnership": "group", "authority": who, "share": 50, "valid_from": SINCE} for who in ("a", "b")
    ]
    rows = {(row["authority"], row["period"]): row for row in answered(catalogue, figures, "demand")}
    assert [rows[who, "2018/19"]["share"] for who in ("a", "b")] == [50, 50]
    assert rows["a", "2018/19"]["availability"] == "break", "who shares changed within the year"
    assert rows["a", "2018/19 Q3"]["share"] == Decimal("33.333333")
    assert ("b", "2018/19 Q2") not in rows
