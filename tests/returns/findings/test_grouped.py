"""Many findings of one rule are listed in one sentence; none is lost where all are kept."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from pbi.model import Finding, Severity
from pbi.returns.findings.outliers import far
from pbi.returns.rules.groups import MANY, groups, lines


def many(rule: str, count: int) -> list[Finding]:
    return [Finding(rule=rule, severity=Severity.WARNING, message=f"Cell D{number}.") for number in range(count)]


def test_a_few_are_told_one_by_one() -> None:
    assert list(lines(many("target-differs", MANY))) == [f"  warning: Cell D{number}." for number in range(MANY)]


def test_many_are_told_together_and_the_others_beside_them_stay() -> None:
    error = Finding(rule="error-cell", severity=Severity.ERROR, message="Cell B2 contains #N/A.")
    told = list(lines([error, *many("far-outside-history", 2701)]))
    assert told[0] == "  error: Cell B2 contains #N/A."
    assert (
        told[1]
        == "  warning: 2,701 figures are far from the others for the same indicator and authority; the 5 furthest:"
    )
    assert told[2:7] == [f"    Cell D{number}." for number in range(5)]
    assert len(told) == 8 and "--marked" in told[7] and "--format json" in told[7]


def test_an_error_and_a_warning_of_one_rule_are_two_groups() -> None:
    one = Finding(rule="percent-scale", severity=Severity.ERROR, message="")
    assert Counter(len(each.findings) for each in groups([one, *many("percent-scale", 3)])) == {1: 1, 3: 1}


def test_a_handful_of_a_rare_thing_may_be_chance_and_a_crowd_is_not() -> None:
    never = [Decimal(0)] * 6
    assert [far(Decimal(count), never, "number") > 1 for count in (1, 10, 11)] == [False, False, True]
    assert far(Decimal("5.5"), [Decimal("0.5")] * 6, "number") > 1  # no count of things
