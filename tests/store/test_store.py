"""A store records all or nothing, reads back exactly, and lets one process in."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pbi.errors import BadInput, PbiError, StoreBusy, StoreDamaged
from pbi.settings import ROOT
from pbi.store import Store, index, reader
from tests.store.facts import draft, outturn, steps

NOW = {
    "now": "SELECT indicator, value, version, received_on FROM outturn WHERE $as_of IS NULL OR received_on <= $as_of",
    "asked": "SELECT indicator, value FROM now WHERE POSITION('|' || indicator || '|' IN $indicators) > 0 "
    "OR $indicators IS NULL ORDER BY indicator",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return steps(tmp_path / "steps", **NOW)


def everything(path: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}


def test_numbers_come_back_exactly(tmp_path: Path, folder: Path) -> None:
    given = {"A": Decimal("0.1"), "B": Decimal("99999999999.999999"), "C": Decimal("-0.000001"), "D": None, "E": 0,
             "F": Decimal("33.3333335"), "G": Decimal("-2.5E+3")}  # fmt: skip
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        assert store.record(draft(*(outturn(name, value) for name, value in given.items()))) == 1
        found = {row["indicator"]: row["value"] for row in store.rows("asked")}
    assert found == {**given, "F": Decimal("33.333334"), "G": Decimal(-2500)}
    assert found["D"] is None and isinstance(found["E"], Decimal)


@pytest.mark.parametrize(
    "value", [0.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), True, "12", Decimal("1E+12")]
)
def test_what_is_not_an_exact_number_is_refused(tmp_path: Path, value: object) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        with pytest.raises(BadInput, match="outturn 1, value"):
            store.record(draft(outturn("A", value)))
        assert store.version == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"outturns": [outturn("A", 1)]},
        {"entry": [{"kind": "x"}]},
        {"outturn": [outturn("A", 1, colour="red")]},
        {"outturn": [outturn("A", 1, sheet="")]},
        {"outturn": [outturn("A", 1, period_start="2019-04-01")]},
        {"outturn": [outturn("B", 1), outturn("A", 1), outturn("A", 2)]},
    ],
)
def test_a_refused_draft_leaves_nothing_behind(tmp_path: Path, facts: dict[str, list[dict[str, object]]]) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(outturn("A", 1)), b"the first file")
    before = everything(tmp_path)
    with Store.open(tmp_path / "store") as store:
        with pytest.raises(BadInput):
            store.record(draft(facts=facts), b"the second file")
        assert [row["indicator"] for row in store.current("outturn")] == ["A"]
    assert everything(tmp_path) == before


def test_as_of_and_lists_are_parameters(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(outturn("A", 1), outturn("B", 2)))
        store.record(draft(outturn("A", 3), received_on=date(2020, 6, 1)))
        early = store.query("asked", as_of=date(2020, 5, 1), indicators=("A", "C"), unheard_of=1)
        assert early.to_pylist() == [{"indicator": "A", "value": Decimal(1)}]
        assert store.query("asked", as_of=date(2020, 4, 30)).num_rows == 0
        assert store.explain("asked", indicators=("A",)) == [("now", 3), ("asked", 2)]
        assert [(row["version"], row["received_on"]) for row in store.rows("now") if row["indicator"] == "A"] == [
            (1, date(2020, 5, 1)),
            (2, date(2020, 6, 1)),
        ]


def test_held_is_what_was_recorded_last_unless_withdrawn(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(outturn("A", 1), outturn("B", 2)))
        store.record(draft(outturn("A", 3), outturn("B", 2, withdrawn=True), kind="undone"))
        assert [(row["indicator"], row["value"]) for row in store.current("outturn")] == [("A", Decimal(3))]


def test_the_line_itself_is_a_row_of_entry(tmp_path: Path) -> None:
    folder = steps(tmp_path / "steps", lines="SELECT * EXCLUDE (recorded_at, hash) FROM entry")
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(submission="s1", filename="a.xlsx", detail={"b": Decimal("1.0"), "a": [1]}), b"bytes")
        (row,) = store.rows("lines")
        (line,) = store.ledger.lines()
        assert store.ledger.file(row["sha256"]) == b"bytes"
    assert line.content["sha256"] == row.pop("sha256")
    assert row == {"version": 1, "kind": "accepted", "recorded_by": "An Officer", "received_on": date(2020, 5, 1),
                   "back_dated": False, "submission": "s1", "filename": "a.xlsx", "layout": None, "note": None,
                   "detail": '{"a":[1],"b":"1.0"}', "facts": None}  # fmt: skip


def test_five_thousand_rows_go_in_through_arrow(tmp_path: Path) -> None:
    rows = [outturn(f"N{number}", number) for number in range(5000)]
    with Store.open(tmp_path / "store", create=True) as store:
        began = time.process_time()
        store.record(draft(*rows))
        assert time.process_time() - began < 3, "one insert a row takes minutes of it"
        assert sum(row["value"] for row in store.current("outturn")) == 4999 * 5000 // 2


def test_threads_ask_and_record_beside_each_other(tmp_path: Path, folder: Path) -> None:
    wrong: list[object] = []
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(*(outturn(f"N{number}", number) for number in range(20))))

        def ask(number: int) -> None:
            for _ in range(30):
                rows = store.rows("asked", indicators=(f"N{number}",), as_of=date(2020, 5, 1))
                if rows != [{"indicator": f"N{number}", "value": Decimal(number)}]:
                    wrong.append(rows)

        def record(number: int) -> None:
            store.record(draft(outturn(f"N{number}", 100), received_on=date(2020, 6, 1)))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        threads += [threading.Thread(target=record, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (wrong, store.version) == ([], 5)
        assert [line.number for line in store.ledger.lines()] == [1, 2, 3, 4, 5]


def test_opening_and_asking_change_nothing(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(outturn("A", 1)))
    before = everything(tmp_path)
    for opened in (Store.open, Store.snapshot, reader):
        with opened(tmp_path / "store", steps=folder) as store:
            assert len(store.rows("asked")) == 1
    assert everything(tmp_path) == before


HOLD = """
import sys
from pathlib import Path
from pbi.store import Store
with Store.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_it_is_busy_and_reads_the_snapshot(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(outturn("A", 1)))
    command = [sys.executable, "-c", HOLD, str(tmp_path / "store")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy):
            Store.open(tmp_path / "store")
        with reader(tmp_path / "store", steps=folder) as store:
            assert store.rows("asked") == [{"indicator": "A", "value": Decimal(1)}]
            with pytest.raises(PbiError, match="reading only"):
                store.record(draft(outturn("B", 1)))
    Store.open(tmp_path / "store").close()


def test_snapshots_follow_and_old_ones_go(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        for number in range(1, 12):
            store.record(draft(outturn("A", number)))
            with Store.snapshot(tmp_path / "store", steps=folder) as beside:
                assert (beside.version, beside.query("asked").num_rows) == (number, number)
    names = sorted(file.name for file in (tmp_path / "store" / "snapshots").iterdir())
    assert names == ["10.duckdb", "11.duckdb", "latest"]


def test_a_store_must_be_there_or_asked_for(tmp_path: Path) -> None:
    for opened in (Store.open, Store.snapshot, reader):
        with pytest.raises(PbiError, match="There is no store here"):
            opened(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_sql_reaches_nothing_outside_the_store(tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n", encoding="utf-8")
    folder = steps(tmp_path / "steps", peek=f"SELECT * FROM read_csv('{outside}')")
    Store.open(tmp_path / "store", create=True).close()
    for opened in (Store.open, Store.snapshot):
        with opened(tmp_path / "store", steps=folder) as store, pytest.raises(PbiError, match=r"(?i)permission"):
            store.query("peek")


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """A database of a later schema is refused; one of another shape is made anew from the journal."""
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(outturn("A", 1)))
    file, published = tmp_path / "store" / "outturn.duckdb", tmp_path / "store" / "snapshots" / "1.duckdb"
    for each in (file, published):
        with duckdb.connect(str(each)) as database:
            database.execute("UPDATE schema_file SET sha256 = 'of an earlier text'")
            database.execute("DELETE FROM outturn")
    for opened in (Store.open, Store.snapshot):
        with opened(tmp_path / "store") as store:
            assert len(store.current("outturn")) == 1
    with duckdb.connect(str(file)) as database:
        database.execute("INSERT INTO schema_file VALUES (999, 'of the future')")
    with pytest.raises(PbiError, match="newer version"):
        Store.open(tmp_path / "store")


def test_the_file_has_the_storage_version_that_later_versions_open_too(tmp_path: Path) -> None:
    Store.open(tmp_path / "store", create=True).close()
    for file in ("outturn.duckdb", "snapshots/0.duckdb"):
        with duckdb.connect(str(tmp_path / "store" / file), read_only=True) as database:
            tags = database.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
            sizes = database.execute("SELECT block_size FROM pragma_database_size()").fetchall()
        assert tags[0][0]["storage_version"].startswith("v1.5")
        assert sizes == [(16_384,)]


def test_a_small_database_is_asked_with_one_thread_and_a_large_one_with_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is moved below it, in place of making a database of that size."""
    file, threads = tmp_path / "small.duckdb", "SELECT current_setting('threads')"
    every = duckdb.connect().execute(threads).fetchall()
    assert index.connect(file).execute(threads).fetchall() == [(1,)]
    monkeypatch.setattr(index, "LARGE", 1)
    assert index.connect(file).execute(threads).fetchall() == every


def test_damage_is_told_with_its_remedy(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(outturn("A", 1)))
        store.record(draft(outturn("A", 2)))
    journal = tmp_path / "store" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[: whole.index(b"\n") + 1])
    with pytest.raises(StoreDamaged, match=r"lost its end: line 2.*python -m pbi recover"):
        Store.open(tmp_path / "store")
    journal.write_bytes(whole)
    (tmp_path / "store" / "outturn.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged, match="python -m pbi verify"):
        Store.open(tmp_path / "store")


def test_what_is_supposed_is_answered_and_not_kept(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        store.record(draft(outturn("A", 1)))
        before = everything(tmp_path)
        supposed = store.suppose(
            "asked", facts={"outturn": [outturn("B", 2)]}, received_on=date(2020, 4, 1)
        ).to_pylist()
        assert [(row["indicator"], row["value"]) for row in supposed] == [("A", 1), ("B", 2)]
        assert [row["indicator"] for row in store.rows("asked")] == ["A"]
        assert store.version == 1 and everything(tmp_path) == before
        assert store.record(draft(outturn("B", 3))) == 2


def test_what_does_not_fit_is_not_supposed(tmp_path: Path, folder: Path) -> None:
    with Store.open(tmp_path / "store", create=True, steps=folder) as store:
        with pytest.raises(BadInput):
            store.suppose("asked", facts={"outturn": [outturn("A", 1), outturn("A", 2)]}, received_on=date(2020, 4, 1))
        assert store.rows("asked") == []
