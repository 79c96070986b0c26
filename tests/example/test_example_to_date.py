"""The example within 2019/20: what the year had come to by a day, from the figures as text and by the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pbi import measures, model
from pbi.model import Question
from pbi.store import Store, reader
from tests.example.test_samples import INDICATORS, JUDGED, MEMBERS, SAMPLES, TARGETS, TOLERANCES, Entry, entries, pooled

YEAR = "2019/20"
BY_DAY = {
    "2019-08-01": ("2019/20 Q1", (26, 1, 8)),
    "2019-11-05": ("2019/20 Q1", (26, 1, 8)),  # Westholt's second quarter has not come
    "2019-11-06": ("2019/20 Q2", (24, 3, 8)),
    "2020-02-10": ("2019/20 Q3", (25, 2, 8)),
}
"""How far the partnership had come, and how many were good, near and bad of the 35 that add up over the year."""


def held_by(day: str) -> dict[tuple[str, str, str], Entry]:
    received = {Path(row["file"]).stem: row["received"] for row in entries(SAMPLES / "partnership" / "manifest.csv")}
    rows = entries(SAMPLES / "figures" / "partnership_outturns.csv")
    return {
        (row["authority"], row["indicator"], row["period"]): row for row in rows if received[row["workbook"]] <= day
    }


def to_date(code: str, day: str) -> tuple[int, Fraction] | None:
    """How many quarters every member had reported, and the figure to date; None of what does not add up over a year."""
    row, held = INDICATORS[code], held_by(day)
    if row["across_periods"] == "latest" or row["frequency"] == "annual":
        return None
    come = 0
    while all((who, code, f"{YEAR} Q{come + 1}") in held for who in MEMBERS):
        come += 1
    first = come if row["accumulates"] == "true" else 1
    parts = [held[who, code, f"{YEAR} Q{number}"] for who in MEMBERS for number in range(first, come + 1)]
    if not parts[0]["denominator"]:
        return come, sum((Fraction(part["outturn"]) for part in parts), Fraction())
    return come, (100 if row["unit"] == "percent" else 1) * pooled(parts)


def role(code: str, quarters: int, value: Fraction) -> str:
    """By the year's target, of a count as many quarters of it as have come, and the indicator's tolerance, else 5%."""
    target, rule, polarity = TARGETS[code, YEAR], TOLERANCES.get(code), INDICATORS[code]["polarity"]
    if rule and rule["basis"] == "values":
        return (
            "good" if value <= Fraction(rule["good_cut"]) else "near" if value <= Fraction(rule["near_cut"]) else "bad"
        )
    if polarity == "range":
        return "good" if Fraction(target["lower"]) <= value <= Fraction(target["upper"]) else "bad"
    aim = Fraction(target["value"]) * (Fraction(quarters, 4) if INDICATORS[code]["across_periods"] == "sum" else 1)
    shortfall = aim - value if polarity == "higher" else value - aim
    within = Fraction(rule["amber_within"]) if rule else Fraction(5)
    return "good" if shortfall <= 0 else "near" if shortfall <= within * aim / 100 else "bad"


@pytest.fixture(scope="module")
def store(example: Path) -> Iterator[Store]:
    with reader(example) as opened:
        yield opened


@pytest.mark.parametrize("day", BY_DAY)
def test_the_samples_come_to_it(day: str) -> None:
    reached, expected = BY_DAY[day]
    figures = {code: found for code in JUDGED if (found := to_date(code, day))}
    assert {quarters for quarters, _ in figures.values()} == {int(reached[-1])}
    roles = Counter(role(code, quarters, value) for code, (quarters, value) in figures.items())
    assert (roles["good"], roles["near"], roles["bad"]) == expected


@pytest.mark.parametrize("day", BY_DAY)
def test_the_program_comes_to_it(store: Store, day: str) -> None:
    reached, expected = BY_DAY[day]
    question = Question(period=YEAR, as_of=date.fromisoformat(day), authorities=("three-vales",))
    rows = measures.forecast(store, question)
    rows = rows[rows["current_role"].isin([*model.JUDGED])]
    assert set(rows["as_at"]) == {reached}
    roles = Counter(rows["current_role"])
    assert (roles["good"], roles["near"], roles["bad"]) == expected
    for row in rows.to_dict("records"):
        assert row["to_date"] == pytest.approx(float(to_date(row["indicator"], day)[1]), abs=1e-6)  # type: ignore[index]


def test_who_was_late(store: Store) -> None:
    """Of the second quarter on 1 November 45 figures of Westholt, of the year on 20 April all of them; then none."""
    for period, day, who in (
        ("2019/20 Q2", date(2019, 11, 1), {"westholt"}),
        ("2019/20 Q2", date(2019, 11, 6), set()),
        (YEAR, date(2020, 4, 20), {"westholt"}),
        (YEAR, date(2020, 6, 30), set()),
    ):
        rows = measures.scorecard(store, Question(period=period, as_of=day))
        late = rows[(rows["availability"] == "late") & (rows["authority_kind"] != "partnership")]
        assert set(late["authority"]) == who
        assert len(late) in (0, 45, 48)


def test_a_late_return_has_not_vanished(store: Store) -> None:
    rows = measures.vanished(store, Question(period=YEAR, as_of=date(2020, 4, 20)))
    assert set(rows["authority"]) == {"westholt"} and not rows["has_sent"].any()
    assert measures.vanished(store, Question(period=YEAR, as_of=date(2020, 6, 30))).empty


def test_before_its_end_a_year_is_not_due_and_the_latest_is_its_newest_quarter(store: Store) -> None:
    day = date(2019, 11, 1)
    assert set(measures.scorecard(store, Question(period=YEAR, as_of=day))["availability"]) == {"not_due"}
    assert (measures.latest_period(store, as_of=day), measures.newest_year(store, as_of=day)) == ("2019/20 Q2", YEAR)
    assert measures.latest_period(store) == YEAR
