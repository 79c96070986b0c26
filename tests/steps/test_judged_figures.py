"""The chain of steps on printed figures and their rules: what is a figure, against its target, under a scheme?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.memory import Memory, indicator, outturn, target, tolerance


def judged(
    store: Memory,
    *,
    aim: dict[str, Any],
    got: dict[str, Any],
    rule: dict[str, Any] | None = None,
    scheme: str = "rag",
    **kind: Any,
) -> str:
    """The status of one figure of a lone authority."""
    facts: dict[str, Any] = {"indicator": [indicator("i", **kind)], "outturn": [outturn("i", "lone", **got)]}
    if aim:
        facts["target"] = [target("i", "lone", **aim)]
    if rule:
        facts["tolerance"] = [tolerance(indicator="i", **rule)]
    store.receive(facts)
    return str(store.figure("lone", scheme=scheme)["status"])


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
    assert store.figure("lone")["availability"] == "no_target"


@pytest.mark.parametrize(
    ("got", "status"), [("73.4", "green"), ("71.25", "green"), ("71.24", "amber"), ("67.5", "amber"), ("67.4", "red")]
)
def test_bracknell_forests_rule(store: Memory, got: str, status: str) -> None:
    """Green within 5% of 75 (71.25), amber within 10% (67.5)."""
    assert (
        judged(store, aim={"value": 75}, got={"value": Decimal(got)}, rule={"green_within": 5, "amber_within": 10})
        == status
    )


@pytest.mark.parametrize(
    ("got", "status"),
    [(50, "green"), (40, "green"), (60, "green"), (38, "amber"), (37, "red"), (63, "amber"), (64, "red")],
)
def test_a_band_is_judged_by_the_bound_that_was_breached(store: Memory, got: int, status: str) -> None:
    """5% of 40 is 2, of 60 it is 3."""
    assert judged(store, aim={"lower": 40, "upper": 60}, got={"value": got}, polarity="range") == status


def test_a_band_with_no_bounds_is_not_met(store: Memory) -> None:
    assert judged(store, aim={}, got={"value": 50}, polarity="range") == "unknown"


@pytest.mark.parametrize(("inclusive", "status"), [(True, "amber"), (False, "red")])
def test_whether_the_boundary_counts_is_part_of_the_rule(store: Memory, inclusive: bool, status: str) -> None:
    assert judged(store, aim={"value": 100}, got={"value": 95}, rule={"inclusive": inclusive}) == status


@pytest.mark.parametrize(
    ("polarity", "good", "near", "got", "status"),
    [
        ("higher", 95, 90, 95, "green"),
        ("higher", 95, 90, 90, "amber"),
        ("higher", 95, 90, 89, "red"),
        ("lower", 10, 15, 10, "green"),
        ("lower", 10, 15, 15, "amber"),
        ("lower", 10, 15, 16, "red"),
    ],
)
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
