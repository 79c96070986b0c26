"""Signals of whole stores: worked out by another road, none too many where nothing changes, and their words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction as F
from itertools import pairwise
from random import Random
from typing import Any

import pandas as pd
import pytest

from pbi import measures
from pbi.model import Question
from pbi.narrative import signals
from tests.memory import Memory, authority, indicator, of_period, outturn
from tests.slow_control import HIGH, NEAR, WIDTH, average, chart, ranges

ASKED = measures.parameters(Question(period="2019/20"))
YEARS = [f"20{year}/{year + 1}" for year in range(15, 20)]
QUARTERS = [f"{year} Q{number}" for year in YEARS for number in (1, 2, 3, 4)]
BREAK = "2017/18 Q1"
ORDER = ("outside", "trend", "two_of_three", "shift")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one series, by the slow road."""

    points: int
    new: int
    rule: str
    completed: tuple[str, str] | None
    """Period and rule of the latest pattern completed in the asked year."""
    since: str | None


def slow(quarters: dict[str, Decimal | None], *, polarity: str, first: str) -> Said:
    """One series of quarters in fractions; ``first`` is the quarter from which it is comparable."""
    held = [name for name in QUARTERS if name >= first]
    span = [name for name in held if quarters.get(name) is not None]
    names = held[held.index(span[0]) : held.index(span[-1]) + 1]
    values = [quarters.get(name) for name in names]
    judged = chart(values, rebase=[0] * len(values), polarity=polarity)
    runs = patterns([None if value is None else F(value) for value in values])
    begun = [
        (place, rule) for place, rules in enumerate(runs) for rule in rules if place == 0 or rule not in runs[place - 1]
    ]
    news = [
        (place, rule)
        for place, rule in begun
        if names[place].startswith("2019/20") and rule == strongest(runs[place], rises=is_up(rule))
    ]
    latest = max(news, key=lambda each: (each[0], -rank(each)), default=None)
    stood = max((place for place, rule in begun if rule == judged[-1].rule), default=None)
    return Said(
        points=len(span),
        new=sum(name.startswith("2019/20") for name in span),
        rule=judged[-1].rule,
        completed=latest and (names[latest[0]], latest[1]),
        since=None if judged[-1].rule == "none" or stood is None else names[stood],
    )


def strongest(rules: set[str], *, rises: bool) -> str:
    """Of the patterns at a point that go one way, the one that is said."""
    return min((rule for rule in rules if is_up(rule) == rises), key=lambda rule: rank((0, rule)))


def is_up(rule: str) -> bool:
    return rule.endswith(("_high", "_up"))


def rank(begun: tuple[int, str]) -> float:
    """The order in which one of several rules at a point is said."""
    family, _, side = begun[1].rpartition("_")
    return ORDER.index(family) + (0.5 if side in ("down", "low") else 0)


def patterns(values: Sequence[F | None]) -> list[set[str]]:
    """At each place the patterns that its values complete, from the rules' own words."""
    mean = average([value for value in values if value is not None])
    size = average(ranges(values))
    assert mean is not None
    found: list[set[str]] = [set() for _ in values]
    for place, value in enumerate(values):
        if value is None:
            continue
        for sign, up, high in ((1, "up", "high"), (-1, "down", "low")):
            seven, three = tail(values, place, 7), tail(values, place, 3)
            if size is not None and (value - mean) * sign > WIDTH * size:
                found[place].add(f"outside_{high}")
            if seven and all((b - a) * sign > 0 for a, b in pairwise(seven)):
                found[place].add(f"trend_{up}")
            if seven and all((each - mean) * sign > 0 for each in seven):
                found[place].add(f"shift_{high}")
            if size is not None and three and all((each - mean) * sign > 0 for each in three):
                near = [each for each in three if NEAR * size < (each - mean) * sign <= WIDTH * size]
                if len(near) >= 2:
                    found[place].add(f"two_of_three_{high}")
    return found


def tail(values: Sequence[F | None], place: int, length: int) -> list[F]:
    """The values up to a place, as many as asked for, or none where one is missing."""
    held = [value for value in values[max(0, place - length + 1) : place + 1] if value is not None]
    return held if len(held) == length else []


def drifting(chance: Random) -> dict[str, int | None]:
    """Twenty quarters that drift now and then, with gaps now and then."""
    level = 50
    values: dict[str, int | None] = {}
    for name in QUARTERS:
        level += chance.choice([0, 0, 0, 0, -2, 2, 6])
        values[name] = None if chance.random() < 0.04 else level + round(chance.gauss(0, 3))
    return values


@pytest.fixture(scope="module")
def known() -> Iterator[tuple[Memory, dict[str, dict[str, int | None]]]]:
    """Eighty series of counts by the quarter: plain, counted up over the year, redefined from 2017, rebased then."""
    chance = Random(7)
    kinds = ("plain", "to date ", "new ", "rebased ")
    series = {f"{kind}{number}": drifting(chance) for kind in kinds for number in range(20)}
    for values in series.values():
        values[BREAK] = values[BREAK] or 50
    facts = []
    for code, values in series.items():
        running = 0
        for name, value in values.items():
            running = (0 if name.endswith("Q1") else running) + (value or 0)
            if value is not None:
                facts.append(outturn(code, "a", name, value=running if code.startswith("to date") else value))
        facts += [outturn(code, "a", "2019/20", value=1)]
    with Memory() as memory:
        memory.receive(
            {
                "authority": [authority("a")],
                "indicator": [
                    indicator(
                        code,
                        unit="number",
                        per=1,
                        across_periods="sum",
                        polarity=("higher", "lower")[len(code) % 2],
                        accumulates=code.startswith("to date"),
                        comparable_from=date(2017, 4, 1) if code.startswith("new") else None,
                    )
                    for code in series
                ],
            },
            kind="catalogue",
        )
        rebases = [
            {"indicator": code, "authority": "a", **of_period(BREAK), "reason": "A new team", "author": "A manager"}
            | {"set_on": date(2017, 9, 1)}
            for code in series
            if code.startswith("rebased")
        ]
        memory.receive({"outturn": facts, "rebase": rebases})
        yield memory, series


def test_every_series_says_what_the_slow_road_says(known: tuple[Memory, dict[str, dict[str, int | None]]]) -> None:
    memory, series = known
    rows = {row["indicator"]: row for row in memory.rows("signals", **ASKED)}
    assert set(rows) == set(series)
    completed = 0
    for code, row in rows.items():
        values = {name: None if value is None else Decimal(value) for name, value in stands(code, series[code]).items()}
        first = BREAK if code.startswith(("new", "rebased")) else QUARTERS[0]
        wanted = slow(values, polarity=("higher", "lower")[len(code) % 2], first=first)
        assert (row["points"], row["new_points"], row["rule"]) == (wanted.points, wanted.new, wanted.rule), code
        found = (row["completed_in"], row["completed_rule"]) if row["completed"] else None
        assert (found, row["since"]) == (wanted.completed, wanted.since), code
        if wanted.completed:
            better = (wanted.completed[1] in HIGH) == (len(code) % 2 == 0)
            assert row["completed_verdict"] == ("improvement" if better else "concern")
            completed += 1
    assert completed >= 20


def stands(code: str, values: dict[str, int | None]) -> dict[str, int | None]:
    """What stands alone: of a count to date, a quarter after one that is missing does not."""
    if not code.startswith("to date"):
        return values
    return {
        name: value if name.endswith("Q1") or values[QUARTERS[place - 1]] is not None else None
        for place, (name, value) in enumerate(values.items())
    }


def test_where_nothing_changes_the_list_holds_no_more_than_it_says() -> None:
    """400 series of 20 quarters about one level: within 3.29 standard deviations of what the list expects, as 999 lists
    of 1,000 are. The sum of the chances is the mean, and n·p·(1 − p) the variance, of how many show by chance."""
    chance = Random(11)
    codes = [f"i{number}" for number in range(400)]
    facts = [
        outturn(code, "a", name, value=Decimal(chance.gauss(500, 20)).quantize(Decimal("0.0001")))
        for code in codes
        for name in QUARTERS
    ]
    with Memory() as memory:
        memory.receive(
            {
                "authority": [authority("a")],
                "indicator": [indicator(code, unit="number", per=1, across_periods="sum") for code in codes],
            },
            kind="catalogue",
        )
        memory.receive({"outturn": facts})
        rows = memory.rows("signals", **ASKED)
    assert len(rows) == 400 and all(row["testable"] for row in rows)
    expected = float(sum(row["expected"] for row in rows))
    assert 400 * 0.025 < expected < 400 * 0.045, "of twenty points, four of them new"
    spread = math.sqrt(sum(float(row["expected"]) * (1 - float(row["expected"])) for row in rows))
    assert abs(sum(row["completed"] for row in rows) - expected) <= 3.29 * spread


ROW: dict[str, Any] = {
    "indicator": "i",
    "authority": "a",
    "authority_kind": "district",
    "period": "2019/20",
    "period_kind": "year",
    "testable": True,
    "reason": None,
    "gate": None,
    "rule": "none",
    "verdict": "common_cause",
    "completed": False,
    "completed_in": None,
    "completed_rule": None,
    "completed_verdict": None,
    "completed_from": None,
    "completed_to": None,
    "since": None,
    "lower": 80.0,
    "upper": 100.0,
    "expected": 0.03,
    "label": "Red",
    "direction": None,
}


def row(**given: object) -> dict[str, Any]:
    return {**ROW, **given}


def changed(verdict: str, **given: object) -> dict[str, Any]:
    return row(
        **{"completed": True, "completed_verdict": verdict, "completed_from": 90.0, "completed_to": 99.0} | given
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [changed("concern"), changed("improvement"), *[row()] * 31],
            "2 of 33 testable series changed significantly this year, 1 for the better; about 1 would by chance.",
        ),
        (
            [row(), row(testable=False, reason="cumulative", expected=None)],
            "None of 1 testable series changed significantly this year; fewer than one would by chance.",
        ),
        (
            [row(testable=False, reason=why, expected=None) for why in ("cumulative", "too few points", "cumulative")],
            "None of 3 series can be tested by a control chart: cumulative (2), too few points (1).",
        ),
        (
            [changed("low", period_kind="rolling year", period="12m to 2020-03")],
            "1 of 1 testable series changed significantly in 12m to 2020-03, 0 for the better; "
            "fewer than one would by chance.",
        ),
    ],
)
def test_every_list_says_its_base(rows: list[dict[str, Any]], said: str) -> None:
    """33 series with three chances in a hundred each: 0.99, about one."""
    assert signals.base(pd.DataFrame(rows)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Red, common cause"),
        ({"label": "Green", "verdict": "concern"}, "Green, deteriorating"),
        ({"verdict": "improvement"}, "Red, improving"),
        ({"label": "Data only", "verdict": "high"}, "Data only, running high"),
        ({"label": None, "verdict": "low"}, "Running low"),
        ({"testable": False, "reason": "too few points"}, "Red, too few points to say"),
        ({"testable": False, "reason": "cumulative"}, "Red, cumulative series: not testable"),
        ({"testable": False, "reason": "too few points", "direction": "worsening"}, "Red, worsening on last year"),
        ({"testable": False, "reason": "too few points", "direction": "not_testable"}, "Red, too few points to say"),
        ({"testable": None}, "Red"),
    ],
)
def test_status_and_signal_are_said_together(given: dict[str, Any], said: str) -> None:
    assert signals.two_axes(row(**given)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "No significant change stands."),
        (
            {"rule": "shift_low", "since": "2018/19 Q3"},
            "Shift below the mean, continuing since 2018/19 Q3.",
        ),
        (
            {"rule": "trend_up", "since": "2019/20 Q2", "completed": True, "completed_in": "2019/20 Q2"},
            "Rising trend, completed in 2019/20 Q2.",
        ),
        (
            {"completed": True, "completed_in": "2019/20 Q1", "gate": "provisional"},
            "No significant change stands; a signal of 2019/20 Q1 has passed (provisional: fewer than 13 points).",
        ),
        ({"testable": False, "reason": "cumulative"}, ""),
    ],
)
def test_the_pattern_that_stands_is_said_with_its_completion(given: dict[str, Any], said: str) -> None:
    assert signals.standing(row(**given)) == said


def test_what_changed_is_listed_worst_first_and_each_indicator_once() -> None:
    """Worse before better; then in more authorities; then further from where it set out, of limits 20 apart."""
    rows = [
        changed("improvement", indicator="better"),
        changed("concern", indicator="one", completed_to=100.0),
        changed("concern", indicator="further", completed_to=60.0),
        changed("concern", indicator="two", authority="a"),
        changed("concern", indicator="two", authority="all", authority_kind="partnership"),
        changed("high", indicator="neither"),
        row(indicator="still"),
    ]
    found = signals.changed(pd.DataFrame(rows))
    assert list(zip(found["indicator"], found["authority"], found["others"], strict=True)) == [
        ("two", "all", 1),
        ("further", "a", 0),
        ("one", "a", 0),
        ("neither", "a", 0),
        ("better", "a", 0),
    ]
