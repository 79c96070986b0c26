"""Letters recorded as sent: each a fact of its own, seen from the day it was recorded, taken back but never changed.

The made store: three authorities, of which nothing has come for 2020/21, due on 17 April 2021.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pbi import arrivals, chasers, commands, recovery
from pbi.errors import BadInput
from pbi.model import Question
from pbi.narrative.rows import records
from pbi.narrative.year import returns as words
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE

YEAR = Question(period="2020/21", at=date(2021, 5, 12))
WRITTEN = {"authority": "eastmere", "period": "2020/21", "by": "Jo"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made.store(tmp_path / "store", authorities=THREE, partnership=True)


def pbi(path: Path, *words: str) -> commands.Answer:
    return commands.answer([*words, "--store", str(path)])


def asked(path: Path, measure: str) -> list[dict[str, Any]]:
    day = [] if measure == "chased" else ["--at", "2021-05-12"]
    answer = pbi(path, "query", measure, "--year", "2020/21", *day, "--format", "json")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_a_letter_recorded_from_the_command_line_is_told_beside_what_is_expected(path: Path) -> None:
    for day, who in (("2021-05-03", "Jo"), ("2021-05-10", "Ann")):
        said = pbi(path, "chase", "Eastmere", "--period", "2020/21", "--sent", day, "--by", who)
        assert said.exit == 0, said.stderr
    assert said.stdout == "Recorded as CH2: Eastmere was chased for 2020/21."
    told = {
        (row["authority"], row["times_chased"], row["chased_on"], row["chased_by"]) for row in asked(path, "expected")
    }
    assert told == {("eastmere", 2, "2021-05-10", "Ann"), ("northvale", 0, None, None), ("westholt", 0, None, None)}
    [letter] = [row for row in asked(path, "chasers") if row["authority"] == "eastmere"]
    assert (letter["times_chased"], letter["chased_on"]) == (2, "2021-05-10")
    [last, first] = asked(path, "chased")
    assert (last["chaser"], first["sent_by"]) == ("CH2", "Jo")
    assert "due on 17 April 2021, 16 days ago" in first["text"], "the words as they were on the day"


def test_one_recorded_by_mistake_is_taken_back_and_its_number_not_given_again(path: Path) -> None:
    with Store.open(path) as store:
        assert chasers.record(store, text="Dear colleague", **WRITTEN) == "CH1"
    assert pbi(path, "undo", "CH1", "--reason", "It was never sent").stdout == "CH1 was taken back."
    with Store.open(path) as store:
        assert chasers.sent(store, YEAR).empty
        assert chasers.record(store, text="Dear colleague", **WRITTEN) == "CH2"
        kept = [(row["chaser"], row["withdrawn"], row["note"]) for row in store.versions("chaser")]
        assert kept[1] == ("CH1", True, "It was never sent"), "the record and the reason stay"
        with pytest.raises(BadInput, match="No letter is recorded as CH1"):
            chasers.CHASERS.take_back(store, "CH1", reason="Again", by="Jo")
        with pytest.raises(BadInput, match="reason"):
            chasers.CHASERS.take_back(store, "CH2", reason=" ", by="Jo")
    recovery.rebuild(path)
    with Store.open(path) as store:
        assert list(chasers.sent(store, YEAR)["chaser"]) == ["CH2"], "made again from the journal alone"


def test_as_of_a_day_only_what_was_recorded_by_then_is_shown(path: Path) -> None:
    yesterday = date.today() - timedelta(days=1)
    with Store.open(path) as store:
        chasers.record(store, text="Dear colleague", sent_on=date(2021, 5, 3), **WRITTEN)
        rows = records(arrivals.expected_returns(store, YEAR))
        assert {words.chased(row) for row in rows if row["authority"] == "eastmere"} == {"3 May 2021 by Jo"}
        then = arrivals.expected_returns(store, Question(period="2020/21", as_of=yesterday))
        assert not any(then["chasers"].map(len))


def test_a_letter_about_one_service_is_told_of_that_service(path: Path) -> None:
    with Store.open(path) as store:
        chasers.record(store, text="Dear colleague", service="licensing", **WRITTEN)
        rows = arrivals.expected_returns(store, YEAR)
    assert {row["service"]: len(row["chasers"]) for row in records(rows) if row["authority"] == "eastmere"} == {
        "licensing": 1,
        "food-and-safety": 0,
    }


def test_what_is_complete_is_not_chased_and_no_day_to_come_is_taken(path: Path) -> None:
    said = pbi(path, "chase", "Eastmere", "--period", "2019/20")
    assert (said.exit, said.stderr.split(".")[0]) == (1, "Nothing is awaited of Eastmere for 2019/20")
    with Store.open(path) as store:
        with pytest.raises(BadInput, match="has not come yet"):
            chasers.record(store, text="Dear", sent_on=date.today() + timedelta(days=1), **WRITTEN)
        with pytest.raises(BadInput, match="empty"):
            chasers.record(store, text=" ", **WRITTEN)
