"""A 0 among high figures is asked about; a 0 among low ones, or in a series too short, is not."""

from __future__ import annotations

from typing import Any

import pytest

from pbi.model import State
from pbi.store import Store
from tests.returns.intake.test_submission import send
from tests.returns.making import Shown

YEARS = ("2016/17", "2017/18", "2018/19", "2019/20")


def series(*values: float | None, code: str = "FH01") -> list[list[Any]]:
    """A row for each year, of percentages; None is a dash."""
    return [
        [code, year, Shown(value / 100, "0%") if value is not None else "-"]
        for year, value in zip(YEARS, values, strict=False)
    ]


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ((91, 0, 88, 93), ["C3"]),
        ((91, 88, 0), ["C4"]),
        ((0, 75, 100), ["C2"]),
        ((91, 0, 74, 93), []),
        ((91, 0), []),
        ((91, 0, None), []),
        ((91, 0, 0, 93), []),
        ((91, 0.4, 88, 93), []),
    ],
)
def test_a_nought_among_high_figures_is_asked_about(store: Store, values: tuple[float, ...], cells: list[str]) -> None:
    found = [each for each in send(store, *series(*values)).findings if each.rule == "zero-among-high"]
    assert [each.cell for each in found] == cells
    assert {str(each.severity) for each in found} <= {"warning"}


def test_it_says_what_the_others_are(store: Store) -> None:
    [found] = [each for each in send(store, *series(91, 0, 88.5, 93)).findings if each.rule == "zero-among-high"]
    assert (found.found, found.expected) == ("0", "88.5 to 93")
    assert "contains 0 for FH01 in 2017/18, but its other figures are 88.5 to 93" in found.message


def test_what_stands_in_the_store_counts_as_a_neighbour(store: Store) -> None:
    assert send(store, *series(91, 88)).state is State.ACCEPTED
    outcome = send(store, ["FH01", "2018/19", Shown(0.0, "0%")], name="next.xlsx", accept_warnings=False)
    assert (outcome.state, [each.rule for each in outcome.findings]) == (State.REFUSED, ["zero-among-high"])


def test_a_count_may_fall_to_nought(store: Store) -> None:
    rows = [["TS01", year, value] for year, value in zip(YEARS, (90, 0, 95, 91), strict=True)]
    assert "zero-among-high" not in [each.rule for each in send(store, *rows).findings]
