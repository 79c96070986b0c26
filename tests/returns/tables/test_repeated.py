"""A denominator that is the same each period is asked about: it may be a population, which is not to be added up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pbi.model import Draft, Finding, State
from pbi.returns import Terms, submit
from pbi.store import Store
from tests.returns.findings.test_findings import HEADINGS, found, row
from tests.returns.making import xlsx

QUARTERS = ("2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4")


@pytest.fixture
def rated(store: Store) -> Store:
    """A store with rates and percentages reported by quarter: RATE and SHARE add up as ratios, HEADS by population."""
    shape = {"service": None, "polarity": "lower", "frequency": "quarterly", "accumulates": False, "decimals": 1}
    rolled = {"across_authorities": "ratio", "across_periods": "ratio", "lifecycle": "active", "per": 1000}
    rows = [
        {**shape, **rolled, "code": "RATE", "name": "Burglaries", "unit": "rate"},
        {**shape, **rolled, "code": "HEADS", "name": "Thefts", "unit": "rate", "across_periods": "population"},
        {**shape, **rolled, "code": "DATE", "name": "Burglaries to date", "unit": "rate", "accumulates": True},
        {**shape, **rolled, "code": "SHARE", "name": "Homes visited", "unit": "percent", "per": 100},
    ]
    store.record(Draft(kind="catalogue", by="tests", received_on=date(2015, 4, 1), facts={"indicator": rows}))
    return store


def quarters(code: str, *people: int) -> list[list[Any]]:
    pairs = zip(QUARTERS, people, strict=False)
    return [row(indicator=code, period=when, outturn=None, numerator=3, denominator=each) for when, each in pairs]


def asked(store: Store, *rows: list[Any]) -> list[Finding]:
    return [each for each in found(store, *rows) if each.rule == "population-repeated"]


@pytest.mark.parametrize(
    ("code", "people", "severity"),
    [
        ("RATE", (100000, 100000), "warning"),
        ("RATE", (100000, 100000, 100000, 100000), "warning"),
        ("RATE", (12, 12, 12), "warning"),
        ("RATE", (12, 12), None),  # twelve and twelve are chance
        ("RATE", (100000,), None),
        ("RATE", (100000, 100000, 100500), None),
        ("HEADS", (100000, 100000), None),
        ("DATE", (100000, 100000), None),
        ("SHARE", (100000, 100000), "note"),
        ("SHARE", (12, 12, 12), None),
    ],
)
def test_the_same_people_each_quarter_are_asked_about(
    rated: Store, code: str, people: tuple[int, ...], severity: str | None
) -> None:
    told = asked(rated, *quarters(code, *people))
    assert [str(each.severity) for each in told] == ([severity] if severity else [])
    assert all(each.found == f"{people[0]:,}" and each.fix for each in told)


def test_what_stands_in_the_store_is_counted_with_what_is_sent(rated: Store) -> None:
    first, second = quarters("RATE", 100000, 100000)
    sent = xlsx({"Return": [HEADINGS, first]})
    assert submit(rated, data=sent, filename="first.xlsx", by="tests", terms=Terms()).state is State.ACCEPTED
    assert [each.cell for each in asked(rated, second)] == ["D2"]
