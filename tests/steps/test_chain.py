"""Whole chains of steps on printed figures and sums worked by hand: what a reader of the scorecard would check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.memory import Memory, authority, indicator, outturn, schemes, target, tolerance

QUARTERS = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4"]


@pytest.fixture
def store() -> Iterator[Memory]:
    """The shipped schemes and tolerances; three members (north, south, east) of a partnership from 2012, and a stranger."""
    with Memory() as memory:
        memory.receive({
            "scheme": schemes(),
            "tolerance": [tolerance(), tolerance(scheme="met", amber_within=0)],
            "authority": [*map(authority, ("north", "south", "east", "lone")), authority("group", kind="partnership")],
            "membership": [{"partnership": "group", "authority": each, "valid_from": date(2012, 4, 1)}
                           for each in ("north", "south", "east")],
        }, on=date(2010, 1, 1), kind="catalogue")  # fmt: skip
        yield memory


def figure(store: Memory, who: str, code: str = "i", when: str = "2019/20", **asked: Any) -> dict[str, Any]:
    [row] = [each for each in store.rows("scorecard", period=when, **asked) if (each["authority"], each["indicator"]) == (who, code)]
    return row


def judged(store: Memory, *, aim: dict[str, Any], got: dict[str, Any], rule: dict[str, Any] | None = None,
           scheme: str = "rag", **kind: Any) -> str:
    """The status of one figure of a lone authority."""
    facts: dict[str, Any] = {"indicator": [indicator("i", **kind)], "outturn": [outturn("i", "lone", **got)]}
    if aim:
        facts["target"] = [target("i", "lone", **aim)]
    if rule:
        facts["tolerance"] = [tolerance(indicator="i", **rule)]
    store.receive(facts)
    return str(figure(store, "lone", scheme=scheme)["status"])


@pytest.mark.parametrize(("got", "status"), [(98, "amber"), (96, "amber"), (93, "red"), (100, "green"), (95, "amber")])
def test_broxtowe_against_100_under_the_shipped_rule(store: Memory, got: int, status: str) -> None:
    assert judged(store, aim={"value": 100}, got={"value": got}) == status


def test_57_of_100_meets_57(store: Memory) -> None:
    assert judged(store, aim={"value": 57}, got={"numerator": 57, "denominator": 100}) == "green"


@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_a_tenth_of_a_point_is_within_a_tenth_of_a_point(store: Memory, polarity: str) -> None:
    """0.4 − 0.3 is more than 0.1 in binary, and exactly 0.1 in decimal."""
    got = Decimal("0.3") if polarity == "higher" else Decimal("0.5")
    rule = {"basis": "points", "amber_within": Decimal("0.1")}
    assert judged(store, aim={"value": Decimal("0.4")}, got={"value": got}, rule=rule, polarity=polarity) == "amber"


@pytest.mark.parametrize(("got", "status"), [(0, "green"), (1, "red")])
def test_a_target_of_nought_is_met_or_red(store: Memory, got: int, status: str) -> None:
    assert judged(store, aim={"value": 0}, got={"value": got}, polarity="lower") == status


def test_a_target_missing_is_not_a_target_of_nought(store: Memory) -> None:
    assert judged(store, aim={}, got={"value": 0}, polarity="lower") == "unknown"
    assert figure(store, "lone")["availability"] == "no_target"


@pytest.mark.parametrize(("got", "status"), [("73.4", "green"), ("71.25", "green"), ("71.24", "amber"), ("67.5", "amber"), ("67.4", "red")])
def test_bracknell_forests_rule(store: Memory, got: str, status: str) -> None:
    """Green within 5% of 75 (71.25), amber within 10% (67.5)."""
    assert judged(store, aim={"value": 75}, got={"value": Decimal(got)}, rule={"green_within": 5, "amber_within": 10}) == status


@pytest.mark.parametrize(("got", "status"), [(50, "green"), (40, "green"), (60, "green"), (38, "amber"), (37, "red"), (63, "amber"), (64, "red")])
def test_a_band_is_judged_by_the_bound_that_was_breached(store: Memory, got: int, status: str) -> None:
    """5% of 40 is 2, of 60 it is 3."""
    assert judged(store, aim={"lower": 40, "upper": 60}, got={"value": got}, polarity="range") == status


def test_a_band_with_no_bounds_is_not_met(store: Memory) -> None:
    assert judged(store, aim={}, got={"value": 50}, polarity="range") == "unknown"


@pytest.mark.parametrize(("inclusive", "status"), [(True, "amber"), (False, "red")])
def test_whether_the_boundary_counts_is_part_of_the_rule(store: Memory, inclusive: bool, status: str) -> None:
    assert judged(store, aim={"value": 100}, got={"value": 95}, rule={"inclusive": inclusive}) == status


@pytest.mark.parametrize(("polarity", "good", "near", "got", "status"), [
    ("higher", 95, 90, 95, "green"), ("higher", 95, 90, 90, "amber"), ("higher", 95, 90, 89, "red"),
    ("lower", 10, 15, 10, "green"), ("lower", 10, 15, 15, "amber"), ("lower", 10, 15, 16, "red")])  # fmt: skip
def test_fixed_cut_values(store: Memory, polarity: str, good: int, near: int, got: int, status: str) -> None:
    rule = {"basis": "values", "good_cut": good, "near_cut": near}
    assert judged(store, aim={}, got={"value": got}, rule=rule, polarity=polarity) == status


@pytest.mark.parametrize(("got", "status"), [(100, "met"), (99, "not_met")])
def test_met_or_not_met(store: Memory, got: int, status: str) -> None:
    assert judged(store, aim={"value": 100}, got={"value": got}, scheme="met") == status


def test_a_polarity_not_settled_is_never_assumed(store: Memory) -> None:
    assert judged(store, aim={"value": 100}, got={"value": 100}, polarity="unconfirmed") == "unknown"


def test_figures_of_any_size_are_judged(store: Memory) -> None:
    assert judged(store, aim={"value": 10**9}, got={"numerator": 5 * 10**6, "denominator": 10**7}) == "red"


def test_percentages_pool_and_are_never_averaged(store: Memory) -> None:
    """95/100, 30/60 and 190/200 are 315 of 360: 87.5, not the mean of 95, 50 and 95."""
    given = {"north": (95, 100), "south": (30, 60), "east": (190, 200)}
    store.receive({"indicator": [indicator("i")], "target": [target("i", None, value=80), target("i", "group", value=88)],
                   "outturn": [outturn("i", who, numerator=n, denominator=d) for who, (n, d) in given.items()]})
    row = figure(store, "group")
    assert (row["outturn"], row["numerator"], row["denominator"]) == (Decimal("87.5"), 315, 360)
    assert (row["target"], row["status"], row["members_reporting"], row["members_expected"]) == (88, "amber", 3, 3)
    assert [figure(store, who)["status"] for who in given] == ["green", "red", "green"]


def test_a_partnership_is_not_judged_by_its_members_target(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", None, value=80)],
                   "outturn": [outturn("i", who, numerator=90, denominator=100) for who in ("north", "south", "east")]})
    row = figure(store, "group")
    assert (row["outturn"], row["target"], row["status"], row["availability"]) == (90, None, "unknown", "no_target")


def test_two_of_three_members_are_provisional_and_outside_the_count(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", "group", value=80)],
                   "outturn": [outturn("i", who, numerator=90, denominator=100) for who in ("north", "south")]})
    row = figure(store, "group")
    assert (row["outturn"], row["status"], row["availability"], row["origin"]) == (90, "unknown", "provisional", "2 of 3 authorities")
    assert {each["base"] for each in store.rows("counts", period="2019/20") if each["authority"] == "all"} == {0}


def test_a_member_it_does_not_apply_to_is_not_waited_for(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", "group", value=80)],
                   "outturn": [outturn("i", "north", numerator=90, denominator=100), outturn("i", "south", numerator=70, denominator=100),
                               outturn("i", "east", availability="not_applicable")]})
    row = figure(store, "group")
    assert (row["outturn"], row["status"], row["members_reporting"], row["members_expected"]) == (80, "green", 2, 2)


def test_no_denominators_no_roll_up_but_the_partnerships_own_figure_stands(store: Memory) -> None:
    members = [outturn("i", who, value=90) for who in ("north", "south", "east")]
    store.receive({"indicator": [indicator("i")], "target": [target("i", "group", value=80)], "outturn": members})
    row = figure(store, "group")
    assert (row["outturn"], row["status"], row["origin"]) == (None, "unknown", "no denominators")
    store.receive({"outturn": [outturn("i", "group", value=85)]})
    row = figure(store, "group")
    assert (row["outturn"], row["status"], row["origin"]) == (85, "green", "reported")


def year_of(store: Memory, values: list[int | None], **kind: Any) -> tuple[Decimal | None, str]:
    """The year's figure of a count from its quarters, and how it came about."""
    store.receive({"indicator": [indicator("i", unit="number", per=1, across_authorities="sum", **kind)],
                   "outturn": [outturn("i", "lone", when, value=each) for when, each in zip(QUARTERS, values, strict=True) if each is not None]})
    row = figure(store, "lone")
    return row["outturn"], row["origin"]


def test_four_quarters_are_the_year(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 40], across_periods="sum") == (100, "four quarters")


def test_three_quarters_are_not(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, None], across_periods="sum") == (None, "3 of 4 quarters")


def test_a_lone_q4_is_not(store: Memory) -> None:
    assert year_of(store, [None, None, None, 40], across_periods="sum") == (None, "1 of 4 quarters")


def test_year_to_date_at_q4_is_the_year(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 40], across_periods="sum", accumulates=True) == (40, "year to date at Q4")


def test_open_cases_are_those_at_the_end(store: Memory) -> None:
    assert year_of(store, [10, 20, 30, 25], across_periods="latest") == (25, "latest, Q4")


def test_a_stated_year_comes_before_its_quarters(store: Memory) -> None:
    store.receive({"outturn": [outturn("i", "lone", value=101)]})
    assert year_of(store, [10, 20, 30, 40], across_periods="sum") == (101, "reported")


def test_open_cases_add_up_over_authorities_and_not_over_quarters(store: Memory) -> None:
    """Three members with 1, 2 and 3 open cases at the end of Q4 have 6 open at the year's end, whatever was open before."""
    cases = [outturn("i", who, when, value=place * (quarter + 1)) for place, who in enumerate(("north", "south", "east"), start=1)
             for quarter, when in enumerate(reversed(QUARTERS))]
    store.receive({"indicator": [indicator("i", unit="number", per=1, across_authorities="sum", across_periods="latest")], "outturn": cases})
    assert figure(store, "group")["outturn"] == 6


def test_a_year_to_date_is_held_against_the_share_of_the_year_gone(store: Memory) -> None:
    """1,200 a year is 900 by the end of Q3: 890 is 1.1% short, amber; of a count that stands alone 300 is the quarter's."""
    store.receive({"indicator": [indicator(code, unit="number", per=1, across_authorities="sum", across_periods="sum", accumulates=code == "ytd")
                                 for code in ("ytd", "alone")],
                   "target": [target(code, "lone", value=1200) for code in ("ytd", "alone")],
                   "outturn": [outturn("ytd", "lone", "2019/20 Q3", value=890), outturn("alone", "lone", "2019/20 Q3", value=300)]})
    ytd, alone = (figure(store, "lone", code, "2019/20 Q3") for code in ("ytd", "alone"))
    assert (ytd["target"], ytd["is_split_target"], ytd["status"]) == (900, True, "amber")
    assert (alone["target"], alone["is_split_target"], alone["status"]) == (300, True, "green")


def test_what_the_committee_saw_before_a_restatement(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "target": [target("i", "lone", value=95)]}, on=date(2020, 1, 1))
    store.receive({"outturn": [outturn("i", "lone", value=96)]}, on=date(2020, 5, 1))
    store.receive({"outturn": [outturn("i", "lone", value=91)]}, on=date(2020, 6, 1))
    before, after = figure(store, "lone", as_of=date(2020, 5, 31)), figure(store, "lone")
    assert (before["outturn"], before["status"], before["restated"]) == (96, "green", False)
    assert (after["outturn"], after["status"], after["restated"], after["availability"]) == (91, "amber", True, "revised")


def test_an_undone_figure_is_gone(store: Memory) -> None:
    store.receive({"indicator": [indicator("i")], "outturn": [outturn("i", "lone", value=96)]})
    store.receive({"outturn": [{**outturn("i", "lone", value=96), "withdrawn": True}]})
    assert [each for each in store.rows("scorecard", period="2019/20") if each["indicator"] == "i"] == []


def test_no_change_is_given_across_a_break(store: Memory) -> None:
    store.receive({"indicator": [indicator("i"), indicator("j", comparable_from=date(2019, 4, 1))],
                   "outturn": [outturn(code, "lone", when, value=value) for code in ("i", "j") for when, value in (("2018/19", 100), ("2019/20", 98))]})
    kept, broken = figure(store, "lone"), figure(store, "lone", "j")
    assert (kept["previous"], kept["change"], kept["direction"]) == (100, -2, "not_testable")
    assert (broken["previous"], broken["change"], broken["direction"]) == (None, None, "not_comparable")


def totals(store: Memory, basis: str, **asked: Any) -> dict[str, int]:
    return {each["status"]: each["count"] for each in store.rows("counts", period="2019/20", **asked)
            if (each["basis"], each["authority"], each["service"]) == (basis, "all", "all")}


def test_the_counts_with_and_without_circumstances(store: Memory) -> None:
    """The published year end of the Public Protection Partnership: 24, 9 and 11 of 44; 33, 0 and 11 but for circumstances."""
    codes = [f"i{place:02}" for place in range(44)]
    values = [100] * 24 + [96] * 9 + [80] * 11
    adjusted = [{"indicator": code, "authority": "group", **{name: value for name, value in outturn(code, "group").items() if name.startswith("period")},
                 "reason": "guidance", "whose_view": "the service", "adjusted_outturn": 100} for code in codes[24:33]]
    store.receive({"indicator": [indicator(code, service=f"s{place % 6}") for place, code in enumerate(codes)],
                   "target": [target(code, "group", value=100) for code in codes], "circumstance": adjusted,
                   "outturn": [outturn(code, "group", value=value) for code, value in zip(codes, values, strict=True)]})
    assert totals(store, "official") == {"green": 24, "amber": 9, "red": 11, "unknown": 0, "data_only": 0}
    assert totals(store, "without circumstances") == {"green": 33, "amber": 0, "red": 11, "unknown": 0, "data_only": 0}
    assert totals(store, "without circumstances", indicators=["i00", "i01"]) == {}
    assert {each["base"] for each in store.rows("counts", period="2019/20") if each["authority"] == each["service"] == "all"} == {44}
    by_service = [each for each in store.rows("counts", period="2019/20") if (each["basis"], each["authority"], each["status"]) == ("official", "all", "green")]
    assert sum(each["count"] for each in by_service if each["service"] != "all") == 24


def test_a_circumstance_without_adjusted_figures_leaves_that_base(store: Memory) -> None:
    excuse = {**{name: value for name, value in outturn("i", "lone").items() if name.startswith("period")},
              "indicator": "i", "authority": "lone", "reason": "guidance", "whose_view": "the service"}
    store.receive({"indicator": [indicator("i"), indicator("j")], "circumstance": [excuse],
                   "target": [target(code, "lone", value=100) for code in ("i", "j")],
                   "outturn": [outturn(code, "lone", value=96) for code in ("i", "j")]})
    assert totals(store, "official")["amber"] == 2
    assert (totals(store, "without circumstances")["amber"], totals(store, "without circumstances")["unknown"]) == (1, 1)


def test_where_a_pooled_year_came_from(store: Memory) -> None:
    """North reported quarters, south and east the year: six receipts, and the month of another indicator is none of them."""
    store.receive({"indicator": [indicator("i"), indicator("j")],
                   "outturn": [*(outturn("i", "north", when, numerator=9, denominator=10) for when in QUARTERS),
                               *(outturn("i", who, numerator=9, denominator=10) for who in ("south", "east")), outturn("j", "north", value=1)]})
    found = store.rows("passport", period="2019/20", indicators=["i"], authorities=["group"])
    assert figure(store, "group")["outturn"] == 90
    assert sorted((each["authority"], each["period"]) for each in found) == [
        ("east", "2019/20"), *(("north", when) for when in QUARTERS), ("south", "2019/20")]
    assert {(each["part_of"], each["holds"]) for each in found} == {("part of the figure", True)}
