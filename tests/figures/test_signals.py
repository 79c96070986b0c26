"""Signals of whole stores: worked out by another road, and none too many where nothing changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction as F
from itertools import pairwise
from random import Random

import pytest

from pbi import measures
from pbi.model import Question
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
