"""A control chart worked slowly in fractions, straight from the rules: what the steps are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction as F
from itertools import pairwise

WIDTH, NEAR, SCREEN = F("2.66"), F("2.66") * 2 / 3, F("3.267")
HIGH = {"outside_high", "trend_up", "two_of_three_high", "shift_high"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One point's lines, exact, and words."""

    mean: F | None
    lower: F | None
    upper: F | None
    rule: str
    verdict: str
    assurance: str
    gate: str | None


def chart(
    values: Sequence[Decimal | None],
    *,
    rebase: Sequence[int],
    baseline: int | None = None,
    screen: bool = False,
    polarity: str | None = None,
    target: Decimal | None = None,
) -> list[Judged]:
    """One series in the order of its dates."""
    return [
        judged
        for segment in segments([None if value is None else F(value) for value in values], rebase)
        for judged in judge(segment, baseline or len(segment), screen, polarity, None if target is None else F(target))
    ]


def segments(values: Sequence[F | None], rebase: Sequence[int]) -> Iterator[list[F | None]]:
    starts = [0, *(place for place in range(1, len(values)) if rebase[place]), len(values)]
    for start, end in pairwise(starts):
        if end > start:
            yield list(values[start:end])


def average(values: Sequence[F]) -> F | None:
    return sum(values, F(0)) / len(values) if values else None


def ranges(values: Sequence[F | None]) -> list[F]:
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def judge(
    values: list[F | None], baseline: int, screen: bool, polarity: str | None, target: F | None
) -> Iterator[Judged]:
    mean = average([value for value in values[:baseline] if value is not None])
    moving = ranges(values[:baseline])
    size = average(moving)
    if screen and size is not None:
        size = average([each for each in moving if each < SCREEN * size]) or size
    lower = upper = None
    if mean is not None and size is not None:
        lower, upper = mean - WIDTH * size, mean + WIDTH * size
    points = sum(value is not None for value in values)
    gate = gated(points, moving)
    for place, value in enumerate(values):
        rule = "none" if value is None else label(values, place, mean, size)
        yield Judged(
            mean, lower, upper, rule, verdict(rule, polarity), assurance(points, polarity, target, lower, upper), gate
        )


def gated(points: int, moving: list[F]) -> str | None:
    if points < 7 or not moving:
        return "too few points"
    if moving.count(F(0)) * 10 >= 4 * len(moving):
        return "too little variation for this chart"
    return "provisional" if points < 13 else None


def label(values: list[F | None], place: int, mean: F | None, size: F | None) -> str:
    value = values[place]
    if value is None or mean is None:
        return "none"
    if size is not None and abs(value - mean) > WIDTH * size:
        return "outside_high" if value > mean else "outside_low"
    up, down = in_trend(values, place, 1), in_trend(values, place, -1)
    if up and down:
        before = values[place - 1]
        assert before is not None
        return "trend_down" if value > before else "trend_up"
    if up or down:
        return "trend_up" if up else "trend_down"
    side = "high" if value > mean else "low"
    if size is not None and in_pair(values, place, mean, size):
        return f"two_of_three_{side}"
    return f"shift_{side}" if in_shift(values, place, mean) else "none"


def windows(values: list[F | None], place: int, length: int) -> Iterator[tuple[int, list[F]]]:
    """Every run of so many neighbouring rows that holds the place and has a value in each."""
    for start in range(max(0, place - length + 1), min(place, len(values) - length) + 1):
        held = [value for value in values[start : start + length] if value is not None]
        if len(held) == length:
            yield start, held


def in_trend(values: list[F | None], place: int, sign: int) -> bool:
    return any(all((b - a) * sign > 0 for a, b in pairwise(held)) for _, held in windows(values, place, 7))


def in_shift(values: list[F | None], place: int, mean: F) -> bool:
    return any(
        all(each > mean for each in held) or all(each < mean for each in held) for _, held in windows(values, place, 7)
    )


def in_pair(values: list[F | None], place: int, mean: F, size: F) -> bool:
    def near(value: F) -> bool:
        return NEAR * size < abs(value - mean) <= WIDTH * size

    value = values[place]
    return (
        value is not None
        and near(value)
        and any(
            sum(map(near, held)) >= 2 and (all(each > mean for each in held) or all(each < mean for each in held))
            for _, held in windows(values, place, 3)
        )
    )


def verdict(rule: str, polarity: str | None) -> str:
    if rule == "none":
        return "common_cause"
    if polarity in ("higher", "lower"):
        return "improvement" if (rule in HIGH) == (polarity == "higher") else "concern"
    return "high" if rule in HIGH else "low"


def assurance(points: int, polarity: str | None, target: F | None, lower: F | None, upper: F | None) -> str:
    if points < 13 or target is None or lower is None or upper is None or polarity not in ("higher", "lower"):
        return "none"
    if lower <= target <= upper:
        return "hit_or_miss"
    return "meets" if (target < lower) == (polarity == "higher") else "misses"
