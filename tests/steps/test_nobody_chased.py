"""Nobody is chased for what nobody asked for: before joining, after leaving, and for history that was loaded later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from pbi import measures
from pbi.model import Fact, Question
from tests.memory import SINCE, Memory, authority, outturn, target
from tests.steps.test_membership import ALWAYS, Spell, counted, partnership

LONG_AFTER = date(2021, 6, 1)
QUARTERS = [f"{year} Q{number}" for year in ("2017/18", "2018/19") for number in (1, 2, 3, 4)]
DAY = {
    when: date(int(when[:4]) + (when[-1] in "34"), {"1": 7, "2": 10, "3": 1, "4": 4}[when[-1]], 20) for when in QUARTERS
}
"""The twentieth of the month after each quarter's end, and of January and April of the next year."""


def asked(
    step: str,
    when: str,
    figures: Sequence[tuple[date, Fact]],
    *,
    of: str = "b",
    targets: Sequence[tuple[date, Fact]] = (),
    **members: Spell,
) -> list[dict[str, Any]]:
    """The rows of one authority (member b) long after; each figure and target received on its day."""
    with Memory() as memory:
        catalogue = partnership([counted()], **members)
        catalogue["authority"] += [authority("b")] if "b" not in members else []
        memory.receive(catalogue, kind="catalogue", on=date(2010, 1, 1))
        for day in sorted({day for day, _ in figures}):
            memory.receive({"outturn": [fact for each, fact in figures if each == day]}, on=day)
        for day, fact in targets:
            memory.receive({"target": [fact]}, kind="catalogue", on=day)
        rows = memory.rows(step, **measures.parameters(Question(period=when, at=LONG_AFTER)))
        return [row for row in rows if row["authority"] == of]


def sent(who: str, *periods: str, on: date | None = None) -> list[tuple[date, Fact]]:
    return [(on or DAY[when], outturn("i", who, when, value=10)) for when in periods]


def states(when: str, figures: Sequence[tuple[date, Fact]], **members: Spell) -> list[str]:
    return [row["state"] for row in asked("expected_returns", when, figures, **members)]


@pytest.mark.parametrize(
    ("left", "asked_for", "nobody"),
    [
        (date(2018, 3, 31), ["2017/18 Q4", "2017/18"], ["2018/19 Q1", "2018/19"]),
        (date(2018, 9, 30), ["2018/19 Q2"], ["2018/19 Q3", "2018/19"]),
    ],
)
def test_a_member_that_left_is_not_chased(left: date, asked_for: list[str], nobody: list[str]) -> None:
    figures = sent("a", *QUARTERS) + sent("b", "2017/18 Q1", "2017/18 Q2")
    members: dict[str, Spell] = {"a": ALWAYS, "b": (SINCE, left)}
    assert [states(when, figures, **members) for when in asked_for] == [["late"]] * len(asked_for)
    assert [states(when, figures, **members) for when in nobody] == [[]] * len(nobody)
    late = [
        row for when in nobody for row in asked("scorecard", when, figures, **members) if row["availability"] == "late"
    ]
    assert late == []


def test_a_member_is_not_chased_for_what_was_before_it_joined() -> None:
    figures = sent("a", *QUARTERS) + sent("b", "2018/19 Q3")
    members: dict[str, Spell] = {"a": ALWAYS, "b": (date(2018, 10, 1), None)}
    assert states("2018/19 Q2", figures, **members) == []
    assert states("2018/19 Q4", figures, **members) == ["late"]
    assert states("2018/19", figures, **members) == ["late"], "its fourth quarter is"


def test_one_that_belongs_to_no_partnership_is_chased_as_ever() -> None:
    assert states("2018/19 Q1", sent("b", "2017/18 Q1", "2017/18 Q2"), a=ALWAYS) == ["late"]


def test_history_loaded_later_is_neither_late_nor_chased() -> None:
    """Two years but for one quarter, loaded in May 2019: the last quarter and year are what was asked for then."""
    loaded = date(2019, 5, 1)
    figures = sent("b", *(when for when in QUARTERS if when != "2017/18 Q3"), on=loaded)
    members: dict[str, Spell] = {"a": ALWAYS, "b": ALWAYS}
    assert [states(when, figures, **members) for when in ("2017/18 Q3", "2017/18")] == [[], []]
    assert {row["availability"] for row in asked("scorecard", "2017/18", figures, **members)} == {"awaited"}
    answered = {
        when: asked("expected_returns", when, figures, **members)[0]["answered_on"]
        for when in ("2017/18 Q4", "2018/19 Q3", "2018/19 Q4", "2018/19")
    }
    assert answered == {"2017/18 Q4": None, "2018/19 Q3": None, "2018/19 Q4": loaded, "2018/19": loaded}
    assert states("2019/20 Q1", figures, **members) == ["late"]


def awaited(when: str, figures: Sequence[tuple[date, Fact]], **more: Any) -> set[tuple[str, str]]:
    """What the scorecard says of one authority's figures, and how they come about."""
    return {(row["availability"], row["origin"]) for row in asked("scorecard", when, figures, **more)}


def test_the_own_year_of_one_that_left_or_joined_awaits_nothing_from_outside_its_membership() -> None:
    figures = sent("a", *QUARTERS) + sent("b", "2018/19 Q1", "2018/19 Q2")
    left: dict[str, Spell] = {"a": ALWAYS, "b": (SINCE, date(2018, 9, 30))}
    assert awaited("2018/19", figures, **left) == {("partly_applicable", "outside its membership in Q3 and Q4")}
    assert states("2018/19", figures, **left) == []
    longer: dict[str, Spell] = {"a": ALWAYS, "b": (SINCE, date(2018, 12, 31))}
    assert awaited("2018/19", figures, **longer) == {("late", "Q3 awaited")}
    figures = sent("a", *QUARTERS) + sent("b", "2018/19 Q3", "2018/19 Q4")
    joined: dict[str, Spell] = {"a": ALWAYS, "b": (date(2018, 10, 1), None)}
    assert awaited("2018/19", figures, **joined) == {("partly_applicable", "outside its membership in Q1 and Q2")}


def test_history_that_never_came_is_not_chased_for_its_targets() -> None:
    """Targets of two years, recorded in May 2019: of 2018/19 a figure is asked for, of 2017/18 none."""
    targets = [(date(2019, 5, 1), target("i", "b", when, value=10)) for when in ("2017/18", "2018/19")]
    members: dict[str, Spell] = {"a": ALWAYS, "b": ALWAYS}
    chased = {
        when: [row["state"] for row in asked("expected_returns", when, [], targets=targets, **members)]
        for when in ("2017/18", "2018/19")
    }
    assert chased == {"2017/18": [], "2018/19": ["late"]}


def test_a_year_of_history_that_was_not_due_is_not_late() -> None:
    loaded = date(2019, 5, 1)
    put_off = [(loaded, outturn("i", "b", f"2017/18 Q{n}", availability="not_due")) for n in (1, 2, 3, 4)]
    figures = put_off + sent("b", "2018/19 Q4", on=loaded)
    members: dict[str, Spell] = {"a": ALWAYS, "b": ALWAYS}
    assert {state for state, _ in awaited("2017/18", figures, **members)} == {"awaited"}
    assert states("2017/18", figures, **members) == []


def test_a_partnership_is_not_late_where_none_of_its_members_is() -> None:
    """Of 2017/18 a member says that there is nothing yet; the other's is history that was loaded later."""
    nothing = [(DAY["2017/18 Q4"], outturn("i", "a", "2017/18 Q4", availability="awaited"))]
    figures = nothing + sent("b", "2018/19 Q4", on=date(2019, 5, 1))
    members: dict[str, Spell] = {"a": ALWAYS, "b": ALWAYS}
    assert {state for state, _ in awaited("2017/18 Q4", figures, of="group", **members)} == {"awaited"}
