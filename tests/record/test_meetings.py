"""Questions of meetings: logged, given to somebody, answered: each act a line of the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pbi import measures, meetings, recovery
from pbi.commands import answer
from pbi.errors import BadInput, UnknownName
from pbi.model import Question
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import ONE, THREE

WHO = ONE[0][0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(made.store(tmp_path / "store", authorities=ONE)) as opened:
        yield opened


def test_a_question_with_an_owner_is_an_action_and_its_answer_completes_it(store: Store) -> None:
    before = store.version
    code = meetings.log(
        store, text="Why so few?", asked_by="Chair", authority=WHO, by="clerk", indicator="IND-3", subject="Red"
    )
    asked = Question(period="")
    assert code == "BQ1"
    assert code not in set(measures.actions(store, asked)["code"]), "nobody is to answer it yet"
    meetings.assign(store, code, owner="Lead", due=date.today() + timedelta(days=90), by="clerk")
    action = measures.actions(store, asked).set_index("code").loc[code]
    assert (action["title"], action["owner"], action["status"]) == ("Why so few?", "Lead", "in_progress")
    meetings.answer(store, code, text="Two posts are vacant.", answered_by="Lead", by="clerk")
    assert measures.actions(store, asked).set_index("code").loc[code]["status"] == "completed"
    assert store.version == before + 3, "each act is a line of its own"


def test_an_overdue_question_is_overdue_whatever_the_period_asked_about(store: Store) -> None:
    meeting = date.today() - timedelta(days=30)
    meetings.log(
        store, text="When?", asked_by="Chair", authority=WHO, by="clerk", owner="Lead",
        meeting_on=meeting, due=meeting + timedelta(days=29),
    )  # fmt: skip
    assert list(meetings.asked(store, Question(period="2019/20"))["state"]) == ["overdue"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "  "}, "The question is missing"),
        ({"asked_by": ""}, "Who asked is missing"),
        ({"text": "x" * 1001}, "1,001 characters"),
        ({"due": date.today()}, "a day but no owner"),
        ({"owner": "Lead", "due": date.today() - timedelta(days=1)}, "due before the meeting"),
        ({"meeting_on": date.today() + timedelta(days=1)}, "has not come yet"),
    ],
)
def test_what_is_refused_changes_nothing(store: Store, changed: dict[str, object], said: str) -> None:
    before = store.version
    given = {"text": "Why?", "asked_by": "Chair", "authority": WHO, "by": "clerk"} | changed
    with pytest.raises(BadInput, match=said):
        meetings.log(store, **given)  # type: ignore[arg-type]
    assert store.version == before


def test_an_answered_question_is_given_to_nobody_and_an_unknown_one_is_named(store: Store) -> None:
    code = meetings.log(store, text="Why?", asked_by="Chair", authority=WHO, by="clerk")
    meetings.answer(store, code.lower(), text="So.", answered_by="Lead", by="clerk")
    with pytest.raises(BadInput, match="answered already"):
        meetings.assign(store, code, owner="Lead", due=None, by="clerk")
    with pytest.raises(UnknownName, match="BQ9"):
        meetings.answer(store, "BQ9", text="So.", answered_by="Lead", by="clerk")


def test_whose_it_is_where_several_report_must_be_said(tmp_path: Path) -> None:
    with Store.open(made.store(tmp_path / "three", authorities=THREE)) as several:
        with pytest.raises(BadInput, match="Several authorities"):
            meetings.authority_of(several)
        assert meetings.authority_of(several, "westholt") == "westholt"
    with Store.open(made.store(tmp_path / "joint", authorities=THREE, partnership=True)) as joint:
        assert meetings.authority_of(joint) == "joint"


def test_the_command_line_logs_answers_and_prints_them_and_the_journal_rebuilds_them(tmp_path: Path) -> None:
    path = made.store(tmp_path / "store", authorities=ONE)
    where = ["--store", str(path)]
    assert (
        answer(["log-question", made.TRICKY, "--asked-by", "Chair", "--indicator", "IND-3", *where]).stdout
        == "Logged as BQ1."
    )
    assert answer(["assign", "BQ1", "--owner", "Lead", *where]).stdout == "BQ1 is an action of Lead."
    assert answer(["answer", "BQ1", "=1+1", "--answered-by", "Lead", *where]).exit == 0
    recovery.rebuild(path)
    printed = json.loads(answer(["query", "board-questions", "--format", "json", *where]).stdout)
    assert [(row["question"], row["text"], row["owner"], row["state"], row["answer"]) for row in printed] == [
        ("BQ1", made.TRICKY, "Lead", "answered", "=1+1")
    ]
    refused = answer(["log-question", " ", "--asked-by", "Chair", *where])
    assert (refused.exit, refused.stdout) == (1, "")
