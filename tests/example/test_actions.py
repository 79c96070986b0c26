"""Actions and ratings as councils printed them: read from the workbook, accepted, counted and said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pbi import commands, measures, returns
from pbi.model import Question
from pbi.narrative import sentences
from pbi.period import canonical
from pbi.settings import settings
from pbi.store import Store
from tests import once

RETURNS = (
    ("cannock-chase-2015-16", "E07000192", "2015/16 Q2", date(2015, 12, 3)),
    ("broxtowe-2019-20", "E07000172", "2019/20", date(2020, 6, 11)),
)
PUBLISHED = settings().samples / "published"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(once.shipped(tmp_path_factory.mktemp("actions") / "store")) as held:
        for name, authority, period, received in RETURNS:
            file = PUBLISHED / f"{name}.xlsx"
            outcome = returns.submit(
                held,
                data=file.read_bytes(),
                filename=file.name,
                by="a test",
                received_on=received,
                terms=returns.Terms(
                    accept_warnings=True, authority=authority, period=canonical(period), add_indicators=True
                ),
            )
            assert outcome.json()["state"] == "accepted"
        yield held


def test_the_headline_cannock_chase_printed_comes_from_its_workbook(store: Store) -> None:
    rated = measures.ratings(store, Question(authorities=("E07000192",), period="2015/16 Q2"))
    assert sentences.ratings(rated) == "2 of 2 actions completed or on target; 0 of 2 indicators available."


def test_its_grid_has_count_and_percent_on_separate_rows_and_none_where_not_available(store: Store) -> None:
    """Two actions on target, 100% of two; two indicators of which nothing is known, so no percent of none."""
    grid = measures.table(store, Question(period="2015/16 Q1"), "ratings_grid").to_pylist()
    held = {(row["subject"], row["rating"]): (row["count"], row["percent"], row["base"]) for row in grid}
    assert held["action", "on target"] == (2, 100, 2)
    assert held["action", "aborted"] == (0, 0, 2)
    assert held["indicator", "on target"] == (0, None, 0)
    assert held["indicator", "not available"] == (2, None, 0)
    assert {row["considered_by"] for row in grid} == {None, "Leadership Team", "Cabinet"}


def test_a_month_due_is_its_last_day_and_overdue_from_the_day_after(store: Store) -> None:
    """Broxtowe prints Mar-2020; the wheelchair study would be late on 1 April had it not been completed."""
    rows = store.rows("action_receipts")
    assert date(2020, 3, 31) in {row["due"] for row in rows}
    on, after = (
        {row["code"]: row["status"] for row in store.rows("actions", at=day, authorities=("E07000172",))}
        for day in (date(2020, 3, 31), date(2020, 4, 1))
    )
    late = {code for code in on if (on[code], after[code]) == ("warning", "overdue")}
    due = {row["code"] for row in rows if row["due"] == date(2020, 3, 31)}
    assert late and late <= due


def test_what_was_promised_in_an_earlier_year_and_is_open_was_carried_over(store: Store) -> None:
    """Judged in 2020/21, what was rated in 2015/16 is old; in 2015/16 itself it was not."""
    asked = {"authorities": ("E07000192",)}
    assert {row["is_carried_over"] for row in store.rows("actions", at=date(2020, 9, 30), **asked)} == {True}
    assert {row["is_carried_over"] for row in store.rows("actions", at=date(2015, 9, 30), **asked)} == {False}


def test_the_grid_and_the_ratings_are_printed(store: Store) -> None:
    [on_target] = [
        row
        for row in printed(store, "ratings-grid", "--period", "2015/16 Q2")
        if (row["subject"], row["rating"]) == ("action", "on target")
    ]
    assert (on_target["count"], on_target["percent"], on_target["base"]) == (2, 100, 2)
    each = printed(store, "ratings", "--authority", "Cannock Chase")
    assert len(each) == 8  # two actions and two indicators in two quarters
    assert {row["rating"] for row in each if row["subject"] == "indicator"} == {"not available"}


def test_plain_arrows_are_printed_in_the_place_of_a_tested_word(store: Store) -> None:
    """ComS_053 went 94, 98, 93; of the two years before 93 the mean is 96. Broxtowe gives no denominators."""
    [row] = printed(store, "scorecard", "--year", "2019/20", "--indicator", "ComS_053", "--movement", "arrows")
    assert "movement" not in row
    assert (row["earlier_period"], row["earlier_change"]) == ("2018/19", -5)
    assert (row["short_trend"], row["long_mean"], row["long_periods"]) == ("worsening", 96, 2)
    [tested] = printed(store, "scorecard", "--year", "2019/20", "--indicator", "ComS_053")
    assert (tested["movement"], "short_trend" in tested) == ("not enough data", False)


def printed(store: Store, *words: str) -> list[dict[str, Any]]:
    answer = commands.answer(["query", *words, "--format", "json", "--store", str(store.path)])
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found
