"""What was to come and what has, judged on a day; the files that wait; the letter to those it has not come from.

The made store: three authorities and their partnership, IND-1 to IND-3 (two services) for three years to 2019/20, every
figure received on 20 April 2020. A return is due 17 days after its period's end.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbi import arrivals, commands, returns
from pbi.model import Question, State
from pbi.narrative.year import returns as words
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE
from tests.returns.making import xlsx

LAST_DAY = date(2021, 4, 17)  # 31 March 2021 and 17 days


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made.store(tmp_path / "store", authorities=THREE, partnership=True)


def asked(path: Path, *words: object) -> list[dict[str, Any]]:
    answer = commands.answer(["query", *map(str, words), "--store", str(path), "--format", "json"])
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def states(path: Path, *words: object) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (row["authority"], row["service"]): (row["state"], row["accepted"], row["expected"], row["days_late"])
        for row in asked(path, "expected", *words)
    }


def test_a_year_that_came_three_days_late_is_complete(path: Path) -> None:
    """Due on 17 April 2020, received on the 20th; the partnership sends nothing itself."""
    found = states(path, "--year", "2019/20")
    assert found == {
        (who, service): ("complete", number, number, 3)
        for who, _ in THREE
        for service, number in (("licensing", 2), ("food-and-safety", 1))
    }


@pytest.mark.parametrize(
    ("at", "state", "days"),
    [
        (date(2021, 3, 30), "not_due", None),
        (date(2021, 4, 1), "awaited", None),
        (LAST_DAY, "awaited", None),
        (date(2021, 4, 18), "late", 1),
        (date(2021, 5, 1), "late", 14),
    ],
)
def test_what_is_late_is_judged_on_the_day_given(path: Path, at: date, state: str, days: int | None) -> None:
    found = states(path, "--year", "2020/21", "--at", at)
    assert len(found) == 6 and set(found.values()) == {(state, 0, 2, days), (state, 0, 1, days)}


def test_a_file_that_waits_is_told_with_what_was_found_in_it(path: Path) -> None:
    """Received for Eastmere and not accepted: IND-9 is in nobody's catalogue, which is an error."""
    rows = [["Code", "Name", "Outturn 2020/21"], ["IND-1", "Visits made in time, kind 1", 97], ["IND-9", "Noise", 4]]
    with Store.open(path) as store:
        sent = returns.receive(
            store,
            data=xlsx({"Return": rows}),
            filename="e.xlsx",
            by="an officer",
            received_on=date(2021, 4, 20),
            terms=returns.Terms(authority="eastmere"),
        )
        assert sent.state is State.RECEIVED
        [waiting] = arrivals.waiting(store, Question()).to_dict("records")
        assert (waiting["filename"], waiting["authority"], waiting["period"]) == ("e.xlsx", "eastmere", "2020/21")
        assert waiting["errors"] >= 1
        assert arrivals.waiting(store, Question(as_of=date(2021, 4, 19))).empty
    rows_ = asked(path, "expected", "--year", "2020/21", "--at", "2021-05-01")
    assert {row["authority"]: row["waiting_since"] for row in rows_} == {
        "eastmere": "2021-04-20",
        "northvale": None,
        "westholt": None,
    }
    [letter] = [row for row in asked(path, "chasers", "--year", "2020/21") if row["authority"] == "eastmere"]
    assert "A file came on 20 April 2021 and could not be accepted yet" in letter["text"]


def test_a_file_nothing_could_be_read_of_waits_too(path: Path) -> None:
    rows = [["Code", "Name", "Outturn 2020/21"], ["IND-9", "Noise", 4]]
    with Store.open(path) as store:
        returns.receive(
            store,
            data=xlsx({"Return": rows}),
            filename="e.xlsx",
            by="an officer",
            received_on=date(2021, 4, 20),
            terms=returns.Terms(authority="eastmere"),
        )
    found = asked(path, "expected", "--year", "2020/21", "--at", "2021-05-01", "--authority", "eastmere")
    assert {(row["waiting_since"], row["errors"]) for row in found} == {("2021-04-20", 1)}


def test_the_letter_names_what_is_missing_and_since_when(path: Path) -> None:
    found = asked(path, "chasers", "--year", "2020/21", "--at", "2021-05-01")
    assert [(row["authority"], row["missing"]) for row in found] == [(who, 3) for who, _ in THREE]
    assert found[0]["text"].splitlines()[:11] == [
        "Subject: Return for 2020/21, Eastmere: overdue since 17 April 2021",
        "",
        "Dear colleague,",
        "",
        "We have not yet received the return from Eastmere for 2020/21. It was due on 17 April 2021, 14 days ago.",
        "",
        "Food and health & safety",
        "- IND-3 Visits made in time, kind 3",
        "",
        "Licensing",
        "- IND-1 Visits made in time, kind 1",
    ]


def test_nobody_is_chased_for_what_is_complete_or_not_due(path: Path) -> None:
    assert asked(path, "chasers", "--year", "2019/20") == []
    assert asked(path, "chasers", "--year", "2020/21", "--at", "2020-12-01") == []


def test_a_part_that_came_is_told_apart(path: Path) -> None:
    rows = [["Code", "Name", "Outturn 2020/21"], ["IND-1", "Visits made in time, kind 1", 97]]
    with Store.open(path) as store:
        sent = returns.submit(
            store,
            data=xlsx({"Return": rows}),
            filename="e.xlsx",
            by="an officer",
            received_on=date(2021, 4, 10),
            terms=returns.Terms(authority="eastmere", accept_warnings=True),
        )
        assert sent.state is State.ACCEPTED, sent.text()
    found = states(path, "--year", "2020/21", "--at", "2021-04-20")
    assert found["eastmere", "licensing"] == ("late", 1, 2, 3)
    assert found["eastmere", "food-and-safety"] == ("late", 0, 1, 3)
    text = asked(path, "chasers", "--year", "2020/21", "--at", "2021-04-20")[0]["text"]
    assert "Of the return of Eastmere for 2020/21, 2 of 3 figures are still missing." in text
    assert "IND-1" not in text and "IND-2" in text


def test_the_sentence_says_how_many_and_who(path: Path) -> None:
    with Store.open(path) as store:
        late = Question(period="2020/21", at=date(2021, 5, 1))
        said = {"period": "2020/21", "due_on": LAST_DAY, "today": date(2021, 5, 1)}
        rows = arrivals.expected_returns(store, late)
        assert words.headline(rows, **said) == (
            "Nothing has come for 2020/21: returns were due on 17 April 2021, and all 3 authorities are late."
        )
        rows.loc[rows["authority"] != "westholt", ["state", "accepted"]] = ["complete", 2]
        assert words.headline(rows, **said) == (
            "2 of 3 authorities have sent all that was expected for 2020/21; returns were due on 17 April 2021. "
            "Late: Westholt."
        )
        assert words.headline(rows[:0], **said).startswith("Nothing is expected for 2020/21")


def test_a_years_worth_after_the_newest_is_offered(path: Path) -> None:
    with Store.open(path) as store:
        assert arrivals.offered(store, Question(at=date(2020, 3, 31)))[:2] == ["2019/20", "2018/19"]
        assert arrivals.offered(store, Question(at=date(2021, 5, 1)))[:2] == ["2020/21", "2019/20"]
        assert arrivals.newest(store, Question(at=date(2021, 5, 1), period="2019/20")) == "2020/21"
        assert arrivals.newest(store, Question(at=date(2026, 5, 1), period="2019/20")) == "2019/20"


def test_where_nothing_was_ever_sent_nothing_is_expected(tmp_path: Path) -> None:
    empty = made.store(tmp_path / "empty")
    assert asked(empty, "expected", "--year", "2019/20") == []
    with Store.open(empty) as store:
        assert arrivals.offered(store, Question()) == []
