"""A partnership compared with itself when members joined or left: over those that both periods have, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import pytest

from pbi.model import Fact
from tests.memory import SINCE, Memory, authority, indicator, outturn, target
from tests.steps.test_membership import ALWAYS, Spell, counted, partnership

YEARS = ("2016/17", "2017/18", "2018/19")
QUARTERS = [f"{year} Q{number}" for year in YEARS for number in (1, 2, 3, 4)]
APRIL = (date(2018, 4, 1), None)
OCTOBER = (date(2017, 10, 1), None)
TO_MARCH = (SINCE, date(2018, 3, 31))
JOINED = "Gamma joined on 1 April 2018"
MEMBERS = {"alpha": 95, "beta": 95, "gamma": 60}


def constant(periods: Sequence[str] = YEARS, **members: int) -> list[Fact]:
    """Of ``i`` each member's percent and of ``c`` its number, the same in every period."""
    return [
        fact
        for when in periods
        for who, size in (members or MEMBERS).items()
        for fact in (
            outturn("i", who, when, numerator=size, denominator=100),
            outturn("c", who, when, value=size),
        )
    ]


def asked(
    step: str, figures: Sequence[Fact], *, extra: dict[str, list[Fact]] | None = None, **given: Any
) -> list[dict[str, Any]]:
    """The rows of a step of the partnership; members by name in ``given``, the rest parameters."""
    members = {who: given.pop(who) for who in list(given) if who in MEMBERS}
    catalogue = partnership([indicator("i"), {**counted(), "code": "c", "name": "c"}], **(members or JOINER))
    with Memory() as memory:
        memory.receive({**catalogue, **(extra or {})}, kind="catalogue", on=date(2010, 1, 1))
        memory.receive({"outturn": figures})
        return [row for row in memory.rows(step, **given) if row["authority"] == "group"]


JOINER: dict[str, Spell | list[Spell]] = {"alpha": ALWAYS, "beta": ALWAYS, "gamma": APRIL}


def at(rows: Sequence[dict[str, Any]], code: str, when: str = "2018/19") -> dict[str, Any]:
    [row] = [row for row in rows if (row["indicator"], row["period"]) == (code, when)]
    return row


@pytest.mark.parametrize("step", ["scorecard", "trend", "three_years", "signals"])
def test_a_joiner_makes_nothing_better_or_worse(step: str) -> None:
    rows = asked(step, constant(), period="2018/19")
    for code, figure, over in (("i", 95, 95), ("c", 190, 190)):
        row = at(rows, code)
        assert (row["change"], row["compared_outturn"]) == (0, over)
        assert row.get("previous", figure) == figure
        assert (row["compared_over"], row["membership"]) == ("Alpha and Beta", JOINED)
    assert at(rows, "i")["direction"] == "no_clear_change"
    assert at(rows, "c")["direction"] == "not_testable"


def test_the_first_year_after_is_compared_as_ever() -> None:
    rows = asked("trend", constant((*YEARS, "2019/20")))
    assert [at(rows, "i", when)["membership"] for when in ("2017/18", "2018/19", "2019/20")] == [None, JOINED, None]


def test_a_real_change_of_those_in_common_is_still_said() -> None:
    figures = [each for each in constant() if (each["authority"], each["period"]) != ("alpha", "2018/19")]
    figures.append(outturn("i", "alpha", "2018/19", numerator=50, denominator=100))
    row = at(asked("trend", figures), "i")
    assert (row["previous"], row["compared_outturn"], row["direction"]) == (95, 72.5, "worsening")


def test_one_that_swaps_with_another_leaves_nobody_in_common() -> None:
    row = at(asked("trend", constant(), alpha=TO_MARCH, beta=TO_MARCH, gamma=APRIL), "i")
    assert (row["change"], row["previous"], row["direction"]) == (None, None, "not_comparable")
    assert row["membership"] == "Alpha left on 31 March 2018; Beta left on 31 March 2018; Gamma joined on 1 April 2018"


def test_one_that_joined_within_a_year_is_in_common_only_after_it() -> None:
    rows = asked("trend", constant(QUARTERS), alpha=ALWAYS, beta=ALWAYS, gamma=OCTOBER)
    for when in ("2017/18", "2018/19"):
        row = at(rows, "c", when)
        assert (row["change"], row["compared_over"]) == (0, "Alpha and Beta")
        assert row["membership"] == "Gamma joined on 1 October 2017"
    assert at(rows, "c", "2018/19 Q4")["membership"] is None


def test_a_figure_the_partnership_states_itself_is_not_compared_across_a_change() -> None:
    figures = [
        outturn("i", "group", when, numerator=size, denominator=100)
        for when, size in zip(YEARS, (95, 95, 60), strict=True)
    ]
    row = at(asked("trend", figures), "i")
    assert (row["direction"], row["change"], row["membership"]) == ("not_comparable", None, JOINED)


def test_a_member_to_which_it_did_not_apply_is_not_in_common() -> None:
    figures = [each for each in constant() if (each["authority"], each["period"]) != ("gamma", "2017/18")]
    figures.append(outturn("i", "gamma", "2017/18", availability="not_applicable"))
    row = at(asked("trend", figures, alpha=ALWAYS, beta=ALWAYS, gamma=ALWAYS), "i")
    assert (row["change"], row["compared_over"]) == (0, "Alpha and Beta")
    assert row["membership"] == "not applicable to Gamma in 2017/18"


def test_a_joiner_whose_figure_is_missing_does_not_stop_the_others() -> None:
    figures = [each for each in constant() if (each["authority"], each["period"]) != ("gamma", "2018/19")]
    row = at(asked("trend", figures), "i")
    assert (row["availability"], row["direction"]) == ("provisional", "no_clear_change")


@pytest.mark.parametrize(("minimum", "shown"), [(0, {None, 60}), (5, {None})])
def test_nothing_is_compared_where_the_difference_would_tell_a_small_figure(
    minimum: int, shown: set[int | None]
) -> None:
    rows = asked("trend", constant(alpha=60, beta=60, gamma=2), minimum_count=minimum)
    assert {row["compared_outturn"] for row in rows if row["indicator"] == "i"} == shown


def test_a_target_better_than_last_year_is_not_held_against_other_members() -> None:
    better = [target(code, "group", when, kind="direction") for code in "ic" for when in ("2017/18", "2018/19")]
    rows = asked("scored", constant(), extra={"target": better}, scheme="rag")
    assert [at(rows, "i", when)["target"] for when in ("2017/18", "2018/19")] == [95, None]
    assert [at(rows, code)["role"] for code in "ic"] == ["unknown", "unknown"]


def test_plain_arrows_do_not_move_for_a_joiner() -> None:
    rows = asked("arrows", constant(QUARTERS), long_periods=3)
    for code in "ic":
        row = at(rows, code, "2018/19 Q1")
        assert (row["short_trend"], row["earlier_change"], row["long_trend"]) == ("no_change", 0, None)
        assert (row["earlier_over"], row["earlier_membership"]) == ("Alpha and Beta", JOINED)
        assert at(rows, code, "2018/19 Q4")["long_trend"] == "no_change"


def test_a_control_chart_has_limits_of_its_own_after_a_change() -> None:
    rows = [row for row in asked("control", constant(QUARTERS)) if row["period_kind"] == "quarter"]
    begins = [(row["indicator"], row["period"], row["membership"]) for row in rows if row["begins"]]
    assert begins == [("c", "2018/19 Q1", JOINED), ("i", "2018/19 Q1", JOINED)]


def test_a_total_hides_nothing_by_its_joiner() -> None:
    assert asked("masked", constant(), scheme="rag") == []


def test_no_forecast_across_a_change_of_members() -> None:
    years = (*YEARS, "2019/20")
    figures = [
        each
        for each in constant([f"{year} Q{n}" for year in years for n in (1, 2, 3, 4)])
        if each["period"] != "2019/20 Q4"
    ]
    given = {"period": "2019/20", "with_forecasts": True}
    always = at(asked("forecast", figures, **given, **dict.fromkeys(MEMBERS, ALWAYS)), "c", "2019/20")
    assert always["forecast"] == 1000
    since = at(asked("forecast", figures, **given), "c", "2019/20")
    assert (since["forecast"], since["note"]) == (None, f"no forecast: one year of history since {JOINED}")
    autumn = {**JOINER, "gamma": (date(2019, 10, 1), None)}
    within = at(asked("forecast", figures, **given, **autumn), "c", "2019/20")
    assert (within["forecast"], within["note"]) == (None, "no forecast: Gamma joined on 1 October 2019")


def test_steady_members_come_and_go_and_nothing_is_said_to_move() -> None:
    """Twenty partnerships of members that never change, with every kind of coming and going."""
    chance = Random(11)
    members = [f"m{number}" for number in range(6)]
    days = [date(year, month, 1) for year in (2016, 2017, 2018) for month in (4, 7, 10, 1)]
    spells = [
        {
            "partnership": f"g{place}",
            "authority": who,
            "valid_from": chance.choice([SINCE, *days]),
            "valid_to": chance.choice([None, None, date(2018, 3, 31), date(2018, 9, 30)]),
        }
        for place in range(20)
        for who in chance.sample(members, 4)
    ]
    catalogue = partnership([indicator("i"), {**counted(), "code": "c", "name": "c"}])
    catalogue["authority"] += [
        *map(authority, members),
        *(authority(f"g{place}", kind="partnership") for place in range(20)),
    ]
    catalogue["membership"] = [
        each for each in spells if each["valid_to"] is None or each["valid_to"] > each["valid_from"]
    ]
    sizes = {who: chance.randint(20, 95) for who in members}
    with Memory() as memory:
        memory.receive(catalogue, kind="catalogue", on=date(2010, 1, 1))
        memory.receive({"outturn": constant(QUARTERS, **sizes)})
        rows, arrows = memory.rows("trend"), memory.rows("arrows", long_periods=3)
    changed = [row for row in rows if row["membership"]]
    assert len(changed) > 100
    assert {row["direction"] for row in rows if row["indicator"] == "i"} <= {None, "no_clear_change", "not_comparable"}
    assert {row["change"] for row in rows} == {None, 0}
    assert {row[trend] for row in arrows for trend in ("short_trend", "long_trend")} == {None, "no_change"}
