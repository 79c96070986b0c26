"""Whether a figure changed more than chance would have it: the chain against printed intervals and another road."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal as D
from decimal import localcontext
from random import Random
from typing import Any

import pytest

from pbi.model import Fact
from tests.memory import SINCE, Memory, authority, indicator, outturn, schemes, tolerance

Z_95, Z_998 = D("1.959964"), D("3.090232")
# Newcombe (1998), Statistics in Medicine 17, 873-890, table II: method 10 (score, no continuity correction), 95%.
PRINTED = [
    ((56, 70), (48, 80), "0.0524", "0.3339"),
    ((9, 10), (3, 10), "0.1705", "0.8090"),
    ((6, 7), (2, 7), "0.0582", "0.8062"),
    ((5, 56), (0, 29), "-0.0381", "0.1926"),
    ((0, 10), (0, 20), "-0.1611", "0.2775"),
    ((10, 10), (0, 20), "0.6791", "1.0000"),
]


@pytest.mark.parametrize(("now", "before", "lower", "upper"), PRINTED, ids=[str(each[:2]) for each in PRINTED])
def test_newcombe_s_own_examples(now: tuple[int, int], before: tuple[int, int], lower: str, upper: str) -> None:
    row = moved(before, now)
    assert (f"{row['change_lower_95'] / 100:.4f}", f"{row['change_upper_95'] / 100:.4f}") == (lower, upper)


def test_the_first_example_is_a_change_at_95_and_none_at_998() -> None:
    row = moved((48, 80), (56, 70))
    assert row["change"] == 20
    assert row["change_lower_95"] > 0 > row["change_lower"]
    assert row["direction"] == "no_clear_change"


def test_the_same_shares_of_ten_times_as_many_are_a_change() -> None:
    """48 of 80 against 56 of 70 leaves it open; 480 of 800 against 560 of 700 does not, with the same two figures."""
    assert moved((480, 800), (560, 700))["direction"] == "improving"
    assert moved((480, 800), (560, 700), polarity="lower")["direction"] == "worsening"
    assert moved((560, 700), (480, 800))["direction"] == "worsening"
    assert moved((480, 800), (560, 700), polarity="none")["direction"] == "increasing"


def test_proportions_agree_with_sums_in_decimals() -> None:
    chance = Random(7)
    sizes = [(chance.randint(1, 3000), chance.randint(1, 3000)) for _ in range(200)]
    cases = [((chance.randint(0, first), first), (chance.randint(0, second), second)) for first, second in sizes]
    for (before, now), row in zip(cases, all_moved(cases), strict=True):
        for z, name in ((Z_95, "_95"), (Z_998, "")):
            lower, upper = difference([wilson(*each, z=z) for each in (now, before)])
            assert D(row[f"change_lower{name}"]) == pytest.approx(lower, abs=D("0.000002"))
            assert D(row[f"change_upper{name}"]) == pytest.approx(upper, abs=D("0.000002"))


def test_rates_agree_with_sums_in_decimals() -> None:
    """Ten events and more: Byar's limits, squared and added, of events over an exposure."""
    chance = Random(8)
    some = [(chance.randint(10, 400), chance.randint(500, 90_000)) for _ in range(400)]
    cases = list(zip(some[::2], some[1::2], strict=True))
    for (before, now), row in zip(cases, all_moved(cases, unit="rate", per=1000), strict=True):
        lower, upper = difference([byar(*each, z=Z_998) for each in (now, before)])
        assert D(row["change_lower"]) == pytest.approx(lower, abs=D("0.00001"))
        assert D(row["change_upper"]) == pytest.approx(upper, abs=D("0.00001"))


def test_the_limits_under_ten_events_are_the_exact_ones() -> None:
    """At the lower limit so many events or more, at the upper so few or fewer, have the chance left in a tail."""
    with Memory() as memory, localcontext() as context:
        context.prec = 30
        for row in memory.rows("poisson_limits"):
            for name, tail in (("95", D("0.025")), ("998", D("0.001"))):
                assert at_most(row["events"], D(row[f"upper_{name}"])) == pytest.approx(tail, rel=D("0.00002"))
                if row["events"]:
                    beyond = 1 - at_most(row["events"] - 1, D(row[f"lower_{name}"]))
                    assert beyond == pytest.approx(tail, rel=D("0.005")), row  # six places of a small limit


def test_days_and_counts_are_never_a_proportion() -> None:
    assert moved((50, 10), (20, 10), unit="days", per=1)["direction"] == "too_few_points"
    assert moved((None, None), (None, None), unit="number", per=1)["direction"] == "not_testable"
    assert moved((5, 10), (None, None))["untested"] == "no denominators"


def test_a_year_to_date_is_compared_with_the_same_of_the_year_before() -> None:
    facts = [
        outturn("i", "a", when, numerator=x, denominator=n)
        for when, x, n in (
            ("2018/19 Q1", 20, 100),
            ("2018/19 Q2", 60, 200),
            ("2019/20 Q1", 90, 100),
            ("2019/20 Q2", 140, 200),
        )
    ]
    with Memory() as memory:
        memory.receive(catalogue(accumulates=True), kind="catalogue")
        memory.receive({"outturn": facts})
        rows = {row["period"]: row for row in memory.rows("trend")}
    assert (rows["2019/20 Q1"]["previous"], rows["2019/20 Q2"]["previous"]) == (20, 30)
    assert rows["2019/20 Q2"]["direction"] == "improving"
    assert rows["2018/19 Q2"]["direction"] is None


def test_a_partnership_without_one_of_its_members_is_not_compared() -> None:
    """Two of three members this year against three of three: not like with like, however large the movement."""
    members = ("a", "b", "c")
    group = {
        "authority": [*map(authority, members), authority("p", kind="partnership")],
        "membership": [{"partnership": "p", "authority": each, "valid_from": SINCE} for each in members],
    }
    facts = [
        outturn("i", each, when, numerator=10, denominator=100)
        for each in members
        for when in ("2018/19", "2019/20")
        if (each, when) != ("c", "2019/20")
    ]
    with Memory() as memory:
        memory.receive({**catalogue(), **group}, kind="catalogue")
        memory.receive({"outturn": facts})
        row = memory.figure("p")
    assert (row["members_reporting"], row["members_expected"]) == (2, 3)
    assert (row["direction"], row["untested"], row["change"]) == ("not_comparable", "members missing", None)


def moved(before: tuple[Any, Any], now: tuple[Any, Any], **given: Any) -> dict[str, Any]:
    """The scorecard's row of an indicator with these cases of so many in 2018/19 and in 2019/20."""
    [row] = all_moved([(before, now)], **given)
    return row


def all_moved(cases: Sequence[tuple[tuple[Any, Any], tuple[Any, Any]]], **given: Any) -> list[dict[str, Any]]:
    """The same of many, each an indicator of its own."""
    codes = [f"i{place}" for place in range(len(cases))]
    facts = [
        outturn(code, "a", when, numerator=x, denominator=n, value=None if n else 5)
        for code, (before, now) in zip(codes, cases, strict=True)
        for when, (x, n) in (("2018/19", before), ("2019/20", now))
    ]
    with Memory() as memory:
        memory.receive(catalogue(*codes, **given), kind="catalogue")
        memory.receive({"outturn": facts})
        rows = {row["indicator"]: row for row in memory.rows("scorecard", period="2019/20")}
    return [rows[code] for code in codes]


def catalogue(*codes: str, **given: Any) -> dict[str, list[Fact]]:
    return {
        "scheme": schemes(),
        "tolerance": [tolerance()],
        "authority": [authority("a")],
        "indicator": [indicator(code, **given) for code in codes or ("i",)],
    }


def wilson(cases: int, of: int, *, z: D) -> tuple[D, D, D]:
    """Estimate and limits as the roots of (p − π)² = z²π(1 − π)/n, in percent."""
    p, n = D(cases) / of, D(of)
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = max(b * b - 4 * a * c, D(0)).sqrt()
    return 100 * p, 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def byar(events: int, over: int, *, z: D) -> tuple[D, D, D]:
    """Estimate and limits, per 1,000."""
    low, high = (
        D(n) * (1 - 1 / (9 * D(n)) + side * z / (3 * D(n).sqrt())) ** 3 for n, side in ((events, -1), (events + 1, 1))
    )
    return D(1000) * events / over, 1000 * low / over, 1000 * high / over


def difference(figures: list[tuple[D, D, D]]) -> tuple[D, D]:
    (p, low, high), (q, q_low, q_high) = figures
    return (
        p - q - ((p - low) ** 2 + (q_high - q) ** 2).sqrt(),
        p - q + ((high - p) ** 2 + (q - q_low) ** 2).sqrt(),
    )


def at_most(events: int, mean: D) -> D:
    """The chance of so many events or fewer."""
    term = total = (-mean).exp()
    for number in range(1, events + 1):
        term *= mean / number
        total += term
    return total
