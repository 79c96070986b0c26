"""What must hold of every control chart: moved, stretched and mirrored series, and series of every length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi.commands.series import control_points
from tests.figures.test_control import Value, agree, points, series
from tests.slow_control import chart

LONGEST = 30
MIRRORED = {"high": "low", "low": "high", "up": "down", "down": "up"}
OPPOSITE = {"higher": "lower", "lower": "higher"}
VERDICTS = {"high": "low", "low": "high"}
Drawn = dict[str, Any]


def of_every_kind(length: int, chance: Random) -> Iterator[list[Value]]:
    """One series of this length of each kind: constant, ties, decimals, steps, steep, gaps, one figure only."""
    yield [Decimal("98.6")] * length
    yield [Decimal(chance.choice(["0.1", "0.2", "0.3"])) for _ in range(length)]
    yield [Decimal(chance.randint(0, 10**6)) / 1000 for _ in range(length)]
    yield [Decimal("90.1") if place < length // 2 else Decimal("81.3") for place in range(length)]
    yield [Decimal(place) / 7 for place in range(length)]
    yield [Decimal(-(place**2)) / 10 for place in range(length)]
    yield [None if chance.random() < 0.2 else Decimal(chance.randint(0, 40)) / 10 for _ in range(length)]
    yield [Decimal(5) if place == length - 1 else None for place in range(length)]


def options(length: int, chance: Random) -> Iterator[Drawn]:
    """Plain, screened, with a fixed baseline, and rebased somewhere."""
    plain: Drawn = {"rebase": [0] * length, "baseline": None, "screen": False}
    yield plain
    yield plain | {"screen": True}
    yield plain | {"baseline": 12, "screen": True}
    yield plain | {"rebase": [int(chance.random() < 0.15) for _ in range(length)], "baseline": 12}


def test_series_of_every_length_and_kind_agree_with_fractions() -> None:
    """1 to 30 rows, eight kinds, four ways to set the limits: 960 series, their rows in no order."""
    chance = Random(11)
    every: list[Drawn] = [
        {"values": values, "polarity": chance.choice(["higher", "lower", None]), "target": Decimal("90.1"), **option}
        for length in range(1, LONGEST + 1)
        for values in of_every_kind(length, chance)
        for option in options(length, chance)
    ]
    rows = charted(every, chance)
    assert len(every) == 960
    for name, each in enumerate(every):
        agree(rows[f"s{name}"], chart(**each))


def charted(every: Sequence[Drawn], chance: Random) -> dict[str, list[dict[str, Any]]]:
    """The rows of each series, all worked out at once."""
    together = [
        point
        for name, each in enumerate(every)
        for point in points(**{**each, "name": f"s{name}", "screen": int(each["screen"])})
    ]
    chance.shuffle(together)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in control_points(together):
        found.setdefault(row["series"], []).append(row)
    return found


def both(drawn: Sequence[Drawn], made_of_them: Sequence[Drawn], chance: Random) -> Iterator[dict[str, Any]]:
    """The rows of each series and of what it became, both by its number; asked at once, as no series knows another."""
    rows = charted([*drawn, *made_of_them], chance)
    for first in (0, len(drawn)):
        yield {str(place): rows[f"s{first + place}"] for place in range(len(drawn))}


def changed(each: Drawn, *, times: int = 1, plus: int = 0) -> Drawn:
    """The series and its target stretched and moved."""
    values = [None if value is None else value * times + plus for value in each["values"]]
    target = None if each["target"] is None else each["target"] * times + plus
    return each | {"values": values, "target": target}


def said(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str, str, str | None]]:
    return [(row["rule"], row["verdict"], row["assurance"], row["gate"]) for row in rows]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(series(), min_size=1, max_size=10),
    st.integers(-500, 500),
    st.sampled_from([2, 7, 1000]),
    st.randoms(use_true_random=False),
)
def test_a_series_moved_or_stretched_says_the_same(drawn: list[Drawn], plus: int, times: int, chance: Random) -> None:
    before, after = both(drawn, [changed(each, times=times, plus=plus) for each in drawn], chance)
    for name, rows in before.items():
        assert said(after[name]) == said(rows)
        for row, other in zip(rows, after[name], strict=True):
            for line in ("mean", "lower", "upper"):
                if row[line] is None:
                    assert other[line] is None
                else:
                    moved = row[line] * times + plus
                    assert abs(other[line] - moved) <= 1e-9 * max(1.0, abs(moved))


@settings(max_examples=25, deadline=None)
@given(st.lists(series(), min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_a_mirrored_series_of_the_opposite_polarity_says_the_mirrored(drawn: list[Drawn], chance: Random) -> None:
    turned = [changed(each, times=-1) | {"polarity": _opposite(each["polarity"])} for each in drawn]
    before, after = both(drawn, turned, chance)
    for name, rows in before.items():
        for row, other in zip(rows, after[name], strict=True):
            head, _, tail = row["rule"].rpartition("_")
            assert other["rule"] == (f"{head}_{MIRRORED[tail]}" if head else row["rule"])
            assert other["verdict"] == VERDICTS.get(row["verdict"], row["verdict"])
            assert (other["assurance"], other["gate"]) == (row["assurance"], row["gate"])


def _opposite(polarity: str | None) -> str | None:
    return OPPOSITE.get(polarity, polarity) if polarity else None
