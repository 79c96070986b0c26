"""What verify finds, and that rebuild and restore give back exactly what was recorded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from pbi.commands import init_store
from pbi.errors import BadInput, PbiError, StoreDamaged, UnreadableFile
from pbi.ledger import Ledger, spell
from pbi.recovery import backup, notes, rebuild, recover, restore, verify
from pbi.store import Store, index
from tests import once
from tests.store.facts import draft, outturn

TABLES = ("outturn", "target", "authority", "indicator", "finding", "entry", "schema_file")


def workbook() -> bytes:
    """B2 is 98, B3 is 96%, B4 is a text with a number, B5 a dash."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPIs"
    for address, value in {"A1": "Indicator", "B1": "2019/20", "B2": 98, "B3": 0.96, "B4": "1,234", "B5": "-"}.items():
        sheet[address] = value
    sheet["B3"].number_format = "0%"
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def fill(path: Path) -> Path:
    """A store of three lines: a catalogue, a return with its workbook, an undo."""
    return once.copied(path, "a store of three lines", make)


def make(path: Path) -> None:
    authority = {"code": "E1", "name": "Eastmere", "kind": "district"}
    return_facts = [outturn("A", 98), outturn("B", 96, cell="B3"), outturn("C", 1234, cell="B4"),
                    outturn("D", None, cell="B5", availability="not_applicable")]  # fmt: skip
    finding = {"submission": "s1", "rule": "number-as-text", "severity": "note", "message": "B4 is text."}
    with Store.open(path, create=True) as store:
        store.record(draft(kind="catalogue", facts={"authority": [authority]}))
        store.record(
            draft(facts={"outturn": return_facts, "finding": [finding]}, submission="s1", filename="return.xlsx"),
            workbook(),
        )
        store.record(
            draft(outturn("A", None, withdrawn=True), kind="undone", submission="s1", received_on=date(2020, 6, 1))
        )


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path / "outturn.duckdb"), read_only=True) as database:
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in TABLES}


def kept(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes()
        for folder in ("files", "facts")
        for file in (path / folder).iterdir()
    }


def test_a_sound_store_has_nothing_to_tell_and_is_left_alone(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    before = {file: file.read_bytes() for file in store.rglob("*") if file.is_file()}
    assert verify(store) == []
    assert {file: file.read_bytes() for file in store.rglob("*") if file.is_file()} == before


def test_verify_reads_beside_a_running_dashboard(tmp_path: Path) -> None:
    path = fill(tmp_path / "store")
    with Store.open(path) as store:
        assert verify(path) == []
        store.record(draft(kind="received"), b"a file")
        assert verify(path) == []


def alter(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(store: Path) -> None:
        (file,) = (file for file in store.glob(name) if old in file.read_bytes())
        file.write_bytes(file.read_bytes().replace(old, new))

    return change


def sql(statement: str) -> Callable[[Path], None]:
    def change(store: Path) -> None:
        with duckdb.connect(str(store / "outturn.duckdb")) as database:
            database.execute(statement)

    return change


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (alter("journal.jsonl", b"An Officer", b"No Officer"), "chain of hashes breaks"),
        (alter("facts/*.json", b"Eastmere", b"Westmere"), "has been changed"),
        (alter("files/*", b"PK", b"KP"), "has been changed"),
        (lambda store: next((store / "files").iterdir()).unlink(), "is missing"),
        (sql("UPDATE outturn SET value = 89 WHERE value = 98"), "rows of outturn in version 2 are not those"),
        (sql("UPDATE outturn SET numerator = 0 WHERE indicator = 'D'"), "rows of outturn in version 2 are not those"),
        (sql("DELETE FROM finding"), "rows of finding in version 2 are not those"),
        (sql("INSERT INTO authority (code, name, kind, version, received_on) VALUES ('E9', 'X', 'x', 3, '2020-01-01')"),
         "table authority holds 2 rows; the journal recorded 1"),
        (sql("DELETE FROM entry WHERE version = 2"), "does not agree with the journal"),
        (sql("DROP TABLE outturn"), "cannot be read"),
    ],
)  # fmt: skip
def test_every_harm_is_found(tmp_path: Path, harm: Callable[[Path], None], told: str) -> None:
    store = fill(tmp_path / "store")
    harm(store)
    problems = verify(store)
    assert problems and told in problems[0]


def test_a_figure_that_is_not_the_one_in_its_cell_is_found(tmp_path: Path) -> None:
    """Facts recorded wrongly from the first: every hash holds, only the received file tells."""
    wrong = [outturn("A", 89), outturn("B", 96, cell="B3"), outturn("C", 1, cell="Z99"), outturn("E", 2, sheet="Other")]
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(*wrong, submission="s1", filename="return.xlsx"), workbook())
    problems = verify(tmp_path / "store")
    assert [problem.split(":")[0] for problem in problems] == [f"{code} for E1, 2019/20" for code in "ACE"]
    assert "the store holds 89, cell B2 of 'KPIs' in return.xlsx (submission s1) holds 98." in problems[0]
    assert "holds no number" in problems[1]


@pytest.mark.parametrize("harm", [sql("UPDATE outturn SET value = 0"), sql("DROP TABLE entry"), None])
def test_rebuild_gives_back_every_row(tmp_path: Path, harm: Callable[[Path], None] | None) -> None:
    store = fill(tmp_path / "store")
    before = contents(store)
    assert [len(before[name]) for name in ("outturn", "authority", "finding", "entry")] == [5, 1, 1, 3]
    if harm:
        harm(store)
    rebuild(store)
    assert contents(store) == before
    with Store.snapshot(store) as beside:
        assert {row["indicator"]: row["value"] for row in beside.current("outturn")} == {
            "B": Decimal(96), "C": Decimal(1234), "D": None}  # fmt: skip


def test_rebuild_does_not_build_on_a_broken_journal(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    before = contents(store)
    alter("journal.jsonl", b"An Officer", b"No Officer")(store)
    with pytest.raises(StoreDamaged):
        rebuild(store)
    assert contents(store) == before
    assert not list(store.glob("*.tmp*"))


def shortened(store: Path, *, to: int) -> None:
    """The journal keeps its first lines alone."""
    journal = store / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:to]))


def test_rebuild_goes_back_only_when_told_exactly_how_far(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    shortened(store, to=1)
    with pytest.raises(StoreDamaged, match=r"does not have 2 things \(line 2 \(s1\); line 3 \(s1\)\).*pbi recover"):
        rebuild(store)
    for wrong in (1, 3):
        with pytest.raises(StoreDamaged, match="2 things"):
            rebuild(store, losing=wrong)
    rebuild(store, losing=2)
    assert verify(store) == []
    with Store.open(store) as opened:
        assert (opened.version, opened.current("outturn"), len(opened.current("authority"))) == (1, [], 1)
    with pytest.raises(BadInput, match="Nothing would be lost"):
        rebuild(store, losing=1)
    aside = {file.name for file in (store / "set-aside").rglob("*") if file.is_file()}
    assert {"head.json", "journal.jsonl", "outturn.duckdb", "3.duckdb"} <= aside
    assert sum(len(name) == 64 for name in aside) == 1, "the received file, which nothing names any more"


def test_what_only_facts_know_is_named_and_never_passed_over(tmp_path: Path) -> None:
    """The journal, its head and the database all forgot the last lines; their facts and file did not."""
    store = fill(tmp_path / "store")
    backup(store, tmp_path / "backup.zip")
    shortened(store, to=1)
    (store / "head.json").unlink()
    for file in [store / "outturn.duckdb", *(store / "snapshots").iterdir()]:
        file.unlink()
    problems = verify(store)[:3]
    assert all("no entry of the journal names it" in each for each in problems)
    assert all("pbi restore FILE --store NEW" in each for each in problems)
    with pytest.raises(StoreDamaged, match="no entry of the journal names it"):
        Store.open(store)
    with pytest.raises(StoreDamaged, match=r"facts/.*\(s1\).*say --losing 3; they are set aside"):
        rebuild(store)
    rebuild(store, losing=3)
    assert verify(store) == []


def test_a_store_is_not_made_over_the_remains_of_one(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    for gone in ("journal.jsonl", "head.json", "outturn.duckdb"):
        (store / gone).unlink()
        before = kept(store)
        with pytest.raises(BadInput, match="what remains of one"):
            init_store(store)
        with pytest.raises(StoreDamaged, match="journal is missing"):
            Store.open(store, create=True)
        assert kept(store) == before
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("not a store")
    with pytest.raises(BadInput, match="something there already"):
        init_store(other)


def of_an_older_version(store: Path) -> None:
    """As a store was before it kept a head: without one, and an ``entry`` that does not name its facts."""
    (store / "head.json").unlink()
    for file in [store / "outturn.duckdb", *(store / "snapshots").glob("*.duckdb")]:
        with duckdb.connect(str(file)) as database:
            database.execute("ALTER TABLE entry DROP COLUMN facts")
            database.execute("DELETE FROM schema_file WHERE number >= 13")


def test_a_store_of_an_older_version_opens_and_gets_a_witness(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = fill(tmp_path / "store")
    of_an_older_version(store)
    assert verify(store) == []
    assert [each.split(":")[0] for each in notes(store)] == [
        "The end of the journal has no second witness yet", "The database is of an older version"]  # fmt: skip
    Store.open(store).close()
    assert "had no second witness" in caplog.text
    assert (store / "head.json").read_bytes() == [spell(line) for line in Ledger(store).lines()][-1]
    assert (verify(store), notes(store)) == ([], [])


def test_a_store_of_an_older_version_that_lost_its_end_gets_it_back(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    before = contents(store)
    of_an_older_version(store)
    shortened(store, to=1)
    with pytest.raises(StoreDamaged, match="lost its end"):
        Store.open(store)
    assert len(recover(store)) == 3
    assert (verify(store), contents(store)) == ([], before)


def test_the_advice_never_leads_in_a_circle(tmp_path: Path) -> None:
    """verify never advises verify, whatever it cannot read."""
    for name, harm in {
        "database": lambda store: (store / index.FILE).write_bytes(b"none" * 5000),
        "tables": sql("DROP TABLE entry"),
        "head": lambda store: (store / "head.json").write_bytes(b"none"),
    }.items():
        store = fill(tmp_path / name)
        harm(store)
        assert verify(store) and not any("pbi verify" in each for each in verify(store))


def test_a_backup_is_not_made_of_a_journal_that_lost_its_end(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    shortened(store, to=2)
    with pytest.raises(StoreDamaged, match="pbi recover"):
        backup(store, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_a_backup_restores_to_the_same_store(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    with Store.open(store):
        backup(store, tmp_path / "backup.zip")  # beside a running dashboard
    restore(tmp_path / "elsewhere", tmp_path / "backup.zip")
    assert contents(tmp_path / "elsewhere") == contents(store)
    assert kept(tmp_path / "elsewhere") == kept(store)
    assert verify(tmp_path / "elsewhere") == []
    with Store.open(tmp_path / "elsewhere") as restored:
        assert restored.record(draft(outturn("Z", 1))) == 4


def test_nothing_is_written_over(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    backup(store, tmp_path / "backup.zip")
    with pytest.raises(BadInput, match="a file there already"):
        backup(store, tmp_path / "backup.zip")
    with pytest.raises(BadInput, match="something there already"):
        restore(store, tmp_path / "backup.zip")
    (tmp_path / "empty").mkdir()
    restore(tmp_path / "empty", tmp_path / "backup.zip")


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return target


def test_a_backup_that_was_changed_restores_nothing(tmp_path: Path) -> None:
    backup(fill(tmp_path / "store"), tmp_path / "good.zip")
    changes: list[Callable[[str, bytes], tuple[str, bytes]]] = [
        lambda name, data: (name, data.replace(b"An Officer", b"No Officer")),
        lambda name, data: (name, data.replace(b"Eastmere", b"Westmere")),
        lambda name, data: (name, data[:-1] if name.startswith("files/") else data),
        lambda name, data: (name.replace("files/", "../files/"), data),
        lambda name, data: (name.replace("journal", "diary"), data),
    ]
    for change in changes:
        bad = rewritten(tmp_path / "good.zip", tmp_path / "bad.zip", change)
        with pytest.raises((StoreDamaged, UnreadableFile)):
            restore(tmp_path / "restored", bad)
    (tmp_path / "bad.zip").write_bytes(b"PK not a zip")
    with pytest.raises(UnreadableFile):
        restore(tmp_path / "restored", tmp_path / "bad.zip")
    with pytest.raises(BadInput):
        restore(tmp_path / "restored", tmp_path / "nowhere.zip")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.zip", "good.zip", "store"]


def test_there_must_be_a_store(tmp_path: Path) -> None:
    for attempt in (verify, rebuild, lambda path: backup(path, tmp_path / "b.zip")):
        with pytest.raises(PbiError, match="no store here"):
            attempt(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
