"""Whether a figure changed since the same period a year before, by way of statsmodels and scipy: methods, section 8."""

from __future__ import annotations

from fractions import Fraction
from math import hypot, sqrt
from typing import NamedTuple

from scipy.stats import chi2, norm
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.reckoning.rules import Figure
from tests.reckoning.world import Kind

Z = 3.090232
BEYOND = 2 * norm.sf(Z)
WORDS = {
    ("higher", 1): "improving",
    ("higher", -1): "worsening",
    ("lower", 1): "worsening",
    ("lower", -1): "improving",
}


class Limits(NamedTuple):
    """The interval of a change at 99.8%, in the indicator's unit."""

    lower: float
    upper: float


def direction(kind: Kind, now: Figure, before: Figure) -> str | None:
    """The tested direction; None where it cannot be tested."""
    found = limits(kind, now, before)
    if found is None:
        return None
    side = 1 if found.lower > 0 else -1 if found.upper < 0 else 0
    if not side:
        return "no_clear_change"
    return WORDS.get((kind.polarity, side), "increasing" if side > 0 else "decreasing")


def limits(kind: Kind, now: Figure, before: Figure) -> Limits | None:
    """Newcombe's interval of two proportions, or the same of two rates; None for anything else."""
    if not (_is_whole(now) and _is_whole(before)):
        return None
    (x, n), (y, m) = ((float(each.numerator or 0), float(each.denominator or 0)) for each in (now, before))
    if kind.unit == "percent" and x <= n and y <= m:
        lower, upper = confint_proportions_2indep(x, n, y, m, method="newcomb", compare="diff", alpha=BEYOND)
        return Limits(100 * lower, 100 * upper)
    if kind.unit == "rate":
        (a, b), (c, d) = _events(x), _events(y)
        change = x / n - y / m
        less, more = hypot((x - a) / n, (d - y) / m), hypot((b - x) / n, (y - c) / m)
        return Limits(kind.per * (change - less), kind.per * (change + more))
    return None


def _is_whole(figure: Figure) -> bool:
    """Whether it is a number of cases out of so many."""
    return (
        figure.part is not None
        and figure.numerator is not None
        and figure.denominator is not None
        and figure.numerator >= 0
        and figure.denominator > 0
        and all(Fraction(each).denominator == 1 for each in (figure.numerator, figure.denominator))
    )


def _events(x: float) -> tuple[float, float]:
    """Limits of a number of events: exact under ten, else Byar's."""
    if x < 10:
        return (chi2.ppf(BEYOND / 2, 2 * x) / 2 if x else 0.0), chi2.isf(BEYOND / 2, 2 * x + 2) / 2
    y = x + 1
    return x * (1 - 1 / (9 * x) - Z / (3 * sqrt(x))) ** 3, y * (1 - 1 / (9 * y) + Z / (3 * sqrt(y))) ** 3
