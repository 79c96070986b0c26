"""The figures that the NHS tool for the same chart publishes in its tests and vignettes, and the marks it gives.

NHSRplotthedots 0.2.2 (NHS-R Community), commit 050b07d: tests/testthat/_snaps, test-ptd_spc_standard.R,
test-ptd_calculate_point_type.R, vignettes/deviations.Rmd. Figures only, printed there to the places given here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pbi.commands.series import control_points
from tests.figures.test_control import of, points, rules

NORMAL = of(
    "-0.56047565 -0.23017749 1.55870831 0.07050839 0.12928774 1.71506499 0.46091621 -1.26506123 -0.68685285",
    "-0.44566197 1.22408180 0.35981383 0.40077145 0.11068272 -0.55584113 1.78691314 0.49785048 -1.96661716",
    "0.70135590 -0.47279141",
)
"""Its test data: twenty standard normal values, R's first for the seed 123."""
OUTLYING = [*NORMAL[:14], *of("10"), *NORMAL[15:]]
ALTERNATING = of("1 2 1 2 10", "1 2 " * 6, "1")


def lines(rows: list[dict[str, Any]]) -> tuple[float, ...]:
    return tuple(rows[0][name] for name in ("mean", "lower", "upper"))


@pytest.mark.parametrize(
    ("values", "screen", "printed"),
    [
        (NORMAL, 1, (0.1416238, -3.01138, 3.294627)),
        (OUTLYING, 1, (0.6694159, -2.383666, 3.722497)),
        (OUTLYING, 0, (0.6694159, -4.596625, 5.935457)),
    ],
)
def test_limits_as_its_tests_print_them(values: Sequence[Any], screen: int, printed: tuple[float, ...]) -> None:
    assert lines(control_points(points(values, screen=screen))) == pytest.approx(printed, abs=6e-6)


def test_two_halves_as_its_tests_print_them() -> None:
    rows = control_points(points(NORMAL, screen=1, rebase=[0] * 10 + [1] + [0] * 9))
    assert lines(rows[:10]) == pytest.approx((0.0746, -2.60, 2.75), abs=5e-3)
    assert lines(rows[10:]) == pytest.approx((0.209, -3.28, 3.70), abs=5e-3)


@pytest.mark.parametrize(("screen", "printed"), [(1, (1.94, -0.72, 4.60)), (0, (1.94, -3.06, 6.95))])
def test_screening_as_its_vignette_prints_it(screen: int, printed: tuple[float, ...]) -> None:
    """35 / 18; ranges of 1 fifteen times, of 8 and of 9: 1.94 ± 2.66, and unscreened 2.66 × 32/17 = 5.01."""
    rows = control_points(points(ALTERNATING, screen=screen))
    assert tuple(round(line, 2) for line in lines(rows)) == printed
    assert [row["rule"] for row in rows] == ["none"] * 4 + ["outside_high"] + ["none"] * 13


def test_none_of_its_twenty_normal_values_is_marked() -> None:
    assert set(rules(NORMAL, screen=1)) == {"none"}


def test_near_opposite_limits_is_not_two_of_three() -> None:
    assert rules([*of("1 -1 " * 7), *of("5.5 -5.5")])[-2:] == ["none", "none"]


@pytest.mark.parametrize(
    ("later", "marked"),
    [
        ("1 2 3 4 5 6", ""),
        ("1 2 3 3 4 5 6", ""),
        ("1 2 3 4 5 6 7", "uuuuuuu"),
        ("2 1 2 3 4 5 6 7 3", "-uuuuuuu-"),
        ("7 6 5 4 3 2 1", "ddddddd"),
        ("2 7 6 5 4 3 2 1 3", "-ddddddd-"),
    ],
)
def test_its_cases_of_seven_rising_or_falling(later: str, marked: str) -> None:
    """After twelve of -100 and 108 in turn: mean 4, so that no seven lie on one side, and every line far away."""
    found = rules([*of("-100 108 " * 6), None, *of(later)], baseline=12)[13:]
    spelt = "".join({"trend_up": "u", "trend_down": "d"}.get(rule, "-") for rule in found)
    assert spelt == (marked or "-" * len(found))


@pytest.mark.parametrize(
    ("later", "marked"),
    [
        ("1 1 1 1 1 1", ""),
        ("1 1 1 1 1 1 -1", ""),
        ("1 1 1 1 1 1 1 1 -1", "hhhhhhhh-"),
        ("-1 -1 -1 -1 -1 -1 -1 -1 1", "llllllll-"),
    ],
)
def test_its_cases_of_seven_on_one_side(later: str, marked: str) -> None:
    """After twelve of -100 and 100 in turn: mean 0."""
    found = rules([*of("-100 100 " * 6), None, *of(later)], baseline=12)[13:]
    spelt = "".join({"shift_high": "h", "shift_low": "l"}.get(rule, "-") for rule in found)
    assert spelt == (marked or "-" * len(found))


@pytest.mark.parametrize(
    ("later", "marked"),
    [("N m N", "x-x"), ("m N N", "-xx"), ("N N m", "xx-"), ("m m N m N m m", "--x-x--"), ("m m N N m m m", "--xx---")],
)
def test_its_cases_of_two_in_three(later: str, marked: str) -> None:
    """After twelve of 10 and 13 in turn: mean 11.5, near beyond 16.82, limit 19.48. N is 17, m is 12."""
    values = of(later.replace("N", "17").replace("m", "12"))
    found = rules([*of("10 13 " * 6), None, *values], baseline=12)[13:]
    assert "".join("x" if rule == "two_of_three_high" else "-" for rule in found) == marked
