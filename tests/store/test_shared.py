"""Steps that many questions begin with are worked out once for what they depend on, and again when that changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pbi import measures
from pbi.model import Question
from pbi.store import Store, shared
from pbi.store.compose import Composer
from tests.pages import made
from tests.store.facts import draft, outturn, steps

DRAWN = {  # a step that comes out differently each time it is worked out
    "assessed": "SELECT indicator, value, RANDOM() AS drawn FROM outturn WHERE $as_of IS NULL OR received_on <= $as_of",
    "asked": "SELECT * FROM assessed WHERE $indicators IS NULL OR POSITION('|' || indicator || '|' IN $indicators) > 0 "
    "ORDER BY indicator",
    "other": "SELECT MAX(drawn) AS drawn FROM assessed WHERE $scheme IS NULL",
}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "store", create=True, steps=steps(tmp_path / "steps", **DRAWN)) as opened:
        opened.record(draft(outturn("A", 1)))
        yield opened


def drawn(store: Store, step: str = "asked", **given: Any) -> float:
    return float(store.rows(step, **given)[0]["drawn"])


def test_what_depends_on_the_same_is_worked_out_once(store: Store) -> None:
    assert drawn(store) == drawn(store) == drawn(store, "other") == drawn(store, indicators=("A",))


def test_questions_that_differ_in_what_it_depends_on_share_nothing(store: Store) -> None:
    store.record(draft(outturn("B", 2), received_on=date(2020, 6, 1)))
    assert drawn(store) != drawn(store, as_of=date(2020, 5, 1)) != drawn(store, as_of=date(2020, 6, 1))
    assert len(store.rows("asked", as_of=date(2020, 5, 1))) == 1
    assert len(store.rows("asked", as_of=date(2020, 6, 1))) == len(store.rows("asked")) == 2


def test_nothing_kept_is_used_after_the_store_has_changed(store: Store) -> None:
    before = drawn(store)
    store.record(draft(outturn("B", 2)))
    assert [row["indicator"] for row in store.rows("asked")] == ["A", "B"]
    assert before != drawn(store) == drawn(store)


def test_what_is_supposed_is_neither_taken_from_what_is_kept_nor_kept(store: Store) -> None:
    before = store.rows("asked")
    supposed = store.suppose("asked", facts={"outturn": [outturn("B", 2)]}, received_on=date(2020, 5, 1)).to_pylist()
    assert [row["indicator"] for row in supposed] == ["A", "B"]
    assert supposed[0]["drawn"] != before[0]["drawn"]
    assert store.rows("asked") == before


def test_what_is_read_beside_it_is_of_the_same_version(tmp_path: Path) -> None:
    """While others record, a row kept and the same row read anew never say different things."""
    beside = {
        "assessed": "SELECT indicator, MAX(value) AS value FROM outturn GROUP BY indicator",
        "asked": "SELECT MAX(a.value) AS kept, MAX(o.value) AS now FROM assessed AS a CROSS JOIN outturn AS o",
    }
    torn: list[object] = []
    with Store.open(tmp_path / "store", create=True, steps=steps(tmp_path / "steps", **beside)) as store:
        store.record(draft(outturn("A", 0)))
        finished = threading.Event()

        def ask() -> None:
            while not finished.is_set():
                [row] = store.rows("asked")
                if row["kept"] != row["now"]:
                    torn.append(row)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(1, 11):
            store.record(draft(outturn("A", number)))
            assert store.rows("asked") == [{"kept": Decimal(number), "now": Decimal(number)}]
        finished.set()
        for thread in threads:
            thread.join()
    assert not torn


def test_where_there_is_no_more_room_what_was_asked_for_longest_ago_goes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = ({"as_of": date(2020, 5, day)} for day in (1, 2, 3))
    monkeypatch.setattr(shared, "ROOM", store.query("asked", **first).nbytes * 5 // 2)  # for two
    kept = {1: drawn(store, **first), 2: drawn(store, **second)}
    assert drawn(store, **first) == kept[1]
    kept[3] = drawn(store, **third)
    assert (drawn(store, **first), drawn(store, **third)) == (kept[1], kept[3])
    assert drawn(store, **second) != kept[2]


def test_what_is_larger_than_the_room_is_answered_and_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "ROOM", 0)
    assert drawn(store) != drawn(store)


READERS = sorted(name for name in Composer().names() if Composer().step(name).reads & shared.SHARED)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open for all of them: what one step has had worked out is there for the next."""
    people = (("eastmere", "Eastmere"), ("northvale", "Northvale"), ("westholt", "Westholt"))
    path = made.store(tmp_path_factory.mktemp("shared") / "many", authorities=people, partnership=True)
    with Store.open(path) as store:
        yield store


@pytest.mark.parametrize("step", READERS)
def test_a_step_that_reads_them_says_what_it_says_from_the_facts(many: Store, step: str) -> None:
    """What is supposed is worked out from the facts up: here nothing beside what is there."""
    asked = measures.parameters(Question(period="2019/20")) | {"with_forecasts": True}
    plain = many.suppose(step, facts={}, received_on=date(2020, 5, 1), **asked)
    for _ in range(2):
        kept = many.query(step, **asked)
        assert kept.schema == plain.schema
        assert in_order(step, kept) == in_order(step, plain)


def in_order(step: str, rows: pa.Table) -> list[str]:
    """Every row to the last digit: as they come where the step puts them in order, else in any."""
    said = [repr(row) for row in rows.to_pylist()]
    return said if "\nORDER BY" in Composer().step(step).text else sorted(said)


def test_they_hold_no_names(many: Store) -> None:
    """A name stands in its order by a collation, which a kept table does not have."""
    for step in shared.SHARED:
        assert not [each for each in many.query(step).column_names if each.endswith("name")]
