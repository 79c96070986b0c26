"""What was reported stays as it was reported, whatever is received, agreed or decided afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pbi import commands, publications
from pbi.errors import BadInput, UnknownName
from pbi.handover import Answer
from pbi.model import Draft, Question
from pbi.store import Store
from pbi.store.audit import differences
from tests import once
from tests.pages import made

NAME = "Joint Committee, 16 June 2020"
TOLERANCE = "scheme,basis,green_within,amber_within,valid_from\nrag,relative,0,{amber},2000-04-01\n"
TARGET = "indicator,authority,period,value,kind\nIND-1,{who},2019/20,{value},target\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One authority; of 2019/20 and target 100: IND-1 98 amber, IND-2 100 green, IND-3 80 red. Published as P1."""
    return once.copied(tmp_path / "store", "published as P1", publish)


def publish(where: Path) -> None:
    made.store(where, authorities=(("E07000172", "Broxtowe"),))
    said = pbi("publish", "--name", NAME, "--year", "2019/20", "--by", "the clerk", "--store", where)
    assert (said.exit, said.stdout.split(":")[0]) == (0, "Published as P1")


@pytest.fixture
def catalogue(tmp_path: Path, path: Path) -> Callable[[str, str], None]:
    """Loads one catalogue sheet."""

    def load(kind: str, text: str) -> None:
        (tmp_path / f"{kind}.csv").write_text(text, "utf-8")
        answer = pbi("catalogue", tmp_path / f"{kind}.csv", "--store", path)
        assert answer.exit == 0, answer.stderr

    return load


def pbi(*words: object) -> Answer:
    return commands.answer([str(each) for each in words])


def rows(path: Path, *words: object) -> list[dict[str, Any]]:
    answer = pbi("query", *words, "--store", path, "--format", "json")
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def reported(path: Path) -> list[tuple[Any, ...]]:
    """The figures of the publication: indicator, outturn, target, status."""
    held = rows(path, "scorecard", "--publication", "P1")
    return [(row["indicator"], row["outturn"], row["target"], row["status"]) for row in held]


def headline(path: Path, *words: object) -> list[int]:
    """Green, amber and red of all."""
    held = rows(path, "counts", *words)
    return [row["count"] for row in held if row["authority"] == "all" == row["service"]][:3]


AS_REPORTED = [("IND-3", 80, 100, "red"), ("IND-1", 98, 100, "amber"), ("IND-2", 100, 100, "green")]


def test_it_is_kept_whole(path: Path) -> None:
    assert reported(path) == AS_REPORTED
    assert headline(path, "--publication", NAME) == [1, 1, 1]
    [listed] = rows(path, "publications")
    assert (listed["publication"], listed["name"], listed["period"], listed["recorded_by"]) == (
        "P1",
        NAME,
        "2019/20",
        "the clerk",
    )
    assert rows(path, "changes", "--publication", "P1") == []


def test_a_later_tolerance_does_not_touch_it(path: Path, catalogue: Callable[[str, str], None]) -> None:
    catalogue("tolerances", TOLERANCE.format(amber=1))  # 98 misses 100 by 2%
    assert headline(path, "--year", "2019/20") == [1, 0, 2]
    assert headline(path, "--publication", "P1") == [1, 1, 1]
    assert reported(path) == AS_REPORTED
    changed = {row["indicator"]: row for row in rows(path, "changes", "--publication", "P1")}
    assert (changed["IND-1"]["old_status"], changed["IND-1"]["new_status"]) == ("amber", "red")
    assert all(row["tolerance_changed"] and not row["figure_changed"] for row in changed.values())
    assert [code for code, row in changed.items() if row["status_changed"]] == ["IND-1"]


def test_a_later_target_does_not_touch_it(path: Path, catalogue: Callable[[str, str], None]) -> None:
    catalogue("targets", TARGET.format(who="E07000172", value=98))
    assert headline(path, "--year", "2019/20") == [2, 0, 1]
    assert reported(path) == AS_REPORTED
    [changed] = rows(path, "changes", "--publication", "P1")
    assert (changed["indicator"], changed["old_target"], changed["new_target"], changed["new_status"]) == (
        "IND-1",
        100,
        98,
        "green",
    )
    assert changed["target_changed"] and not changed["tolerance_changed"] and not changed["figure_changed"]


def test_a_restated_figure_does_not_touch_it(path: Path) -> None:
    restate(path, Decimal(100))
    assert headline(path, "--year", "2019/20") == [2, 0, 1]
    assert reported(path) == AS_REPORTED
    [changed] = rows(path, "changes", "--publication", "P1")
    assert (changed["old_outturn"], changed["new_outturn"], changed["figure_changed"]) == (98, 100, True)


def test_what_was_said_of_a_change_stays_and_is_compared(path: Path) -> None:
    names = ("movement", "movement_reason", "previous", "change")
    now = {row["indicator"]: [row[each] for each in names] for row in rows(path, "scorecard", "--year", "2019/20")}
    then = {row["indicator"]: [row[each] for each in names] for row in rows(path, "scorecard", "--publication", "P1")}
    assert then == now and {said[0] for said in then.values()} - {None}
    with Store.open(path) as store:
        [row] = [row for row in store.current("outturn") if (row["indicator"], row["period"]) == ("IND-1", "2018/19")]
        again = {**row, "value": Decimal(10), "numerator": Decimal(10), "submission": "S-2"}
        store.record(
            Draft(
                kind="accepted", by="a test", received_on=date(2020, 9, 1), submission="S-2", facts={"outturn": [again]}
            )
        )
    [changed] = [row for row in rows(path, "changes", "--publication", "P1") if row["indicator"] == "IND-1"]
    assert (changed["old_movement"], changed["new_movement"], changed["movement_changed"]) == (
        then["IND-1"][0],
        "better",
        True,
    )


def test_one_from_before_movements_were_kept_is_answered_by_its_directions(path: Path) -> None:
    with Store.open(path) as store:
        [row] = [row for row in store.current("publication_row") if row["indicator"] == "IND-1"]
        [publication] = store.current("publication")
        later = {"version", "received_on", "withdrawn", "movement", "chart_reason", "year_reason"}
        before, figure = ({k: v for k, v in fact.items() if k not in later} for fact in (publication, row))
        facts = {
            "publication": [before | {"publication": "P9", "name": "Before"}],
            "publication_row": [figure | {"publication": "P9", "direction": "improving"}],
        }
        draft = Draft(kind="published", by="a test", received_on=date(2020, 9, 1), note="Before", facts=facts)
        store.record(draft)
    [held] = rows(path, "scorecard", "--publication", "P9")
    assert (held["movement"], held["movement_reason"], held["change"]) == (None, None, row["change"])
    changed = {row["indicator"]: row for row in rows(path, "changes", "--publication", "P9")}
    assert changed["IND-1"]["movement_changed"] and changed["IND-1"]["old_direction"] == "improving"
    assert {changed["IND-1"][f"{when}_movement"] for when in ("old", "new")} == {None}


def test_the_journal_gives_it_back(path: Path) -> None:
    before = rows(path, "scorecard", "--publication", "P1"), rows(path, "counts", "--publication", "P1")
    assert pbi("rebuild", "--store", path).exit == 0
    assert list(differences(path)) == []
    assert (rows(path, "scorecard", "--publication", "P1"), rows(path, "counts", "--publication", "P1")) == before


def test_as_of_an_earlier_day_it_holds_what_was_known_and_counts_from_that_day(path: Path) -> None:
    restate(path, Decimal(100))
    asked = ("publish", "--name", "Board, 1 May 2020", "--year", "2019/20", "--as-of", "2020-05-01", "--store", path)
    assert pbi(*asked).stdout.startswith("Published as P2")
    held = {row["indicator"]: row["outturn"] for row in rows(path, "scorecard", "--publication", "P2")}
    assert held["IND-1"] == 98
    [listed] = rows(path, "publications", "--as-of", "2020-05-02")
    assert (listed["publication"], listed["published_on"], listed["back_dated"]) == ("P2", "2020-05-01", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", "  "), "needs a name"),
        (("--name", NAME.upper()), "already"),
        (("--name", "x", "--year", "1999/00"), "Nothing is recorded"),
        (("--name", "x", "--as-of", str(date.today() + timedelta(days=1))), "has not come yet"),
    ],
)
def test_what_is_refused(path: Path, words: tuple[str, ...], said: str) -> None:
    answer = pbi("publish", *words, "--store", path)
    assert answer.exit == 1 and said in answer.stderr
    assert len(rows(path, "publications")) == 1


def test_nothing_is_published_where_there_is_no_store(tmp_path: Path) -> None:
    answer = pbi("publish", "--name", NAME, "--store", tmp_path / "none")
    assert answer.exit == 1 and list(tmp_path.iterdir()) == []


def test_a_dashboard_that_holds_the_store_publishes(path: Path) -> None:
    with Store.open(path) as held:
        argv = ["publish", "--name", "Board", "--year", "2019/20", "--store", str(path)]
        assert commands.answer(argv, held=held).stdout.startswith("Published as P2")
        assert len(held.rows("publications")) == 2


def test_only_a_publication_that_is_there_can_be_asked(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(UnknownName, match="Joint"):
        publications.find(store, "Joint Comittee, 16 June 2020")
    assert "holds no trend" in pbi("query", "trend", "--publication", "P1", "--store", path).stderr
    assert "--publication" in pbi("query", "changes", "--store", path).stderr


def test_a_day_to_come_is_refused_before_anything_is_asked(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(BadInput):
        tomorrow = date.today() + timedelta(days=1)
        publications.publish(store, Question(period="2019/20", as_of=tomorrow), name="x", by="y")


def restate(path: Path, value: Decimal) -> None:
    """IND-1 of 2019/20 received anew on 1 September 2020."""
    with Store.open(path) as store:
        [row] = [row for row in store.current("outturn") if (row["indicator"], row["period"]) == ("IND-1", "2019/20")]
        again = {**row, "value": value, "numerator": value, "submission": "S-2"}
        facts = {"outturn": [again]}
        draft = Draft(kind="accepted", by="a test", received_on=date(2020, 9, 1), submission="S-2", facts=facts)
        store.record(draft)


def test_without_a_scheme_a_publication_tells_no_status(path: Path, catalogue: Callable[[str, str], None]) -> None:
    held = rows(path, "scorecard", "--publication", "P1", "--scheme", "none")
    assert [(row["indicator"], row["outturn"]) for row in held] == [("IND-3", 80), ("IND-1", 98), ("IND-2", 100)]
    assert {row[name] for row in held for name in ("status", "stated_status", "target", "variance")} == {None}
    assert rows(path, "counts", "--publication", "P1", "--scheme", "none") == []
    catalogue("tolerances", TOLERANCE.format(amber=1))
    assert rows(path, "changes", "--publication", "P1", "--scheme", "none") == []
