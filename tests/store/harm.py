"""Ways of harming a store's parts, and what its parts know afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb

from pbi.ledger import Ledger, Line, digest, proven, sealed, spell
from pbi.store import Store
from tests.store.facts import draft, outturn

Harm = Callable[[Path], None]
LINES = 5


def made(path: Path) -> None:
    """A store of five lines and, beside it, what it was after three."""
    with Store.open(path, create=True) as store:
        store.record(draft(kind="catalogue", facts={"authority": [{"code": "E1", "name": "Eastmere", "kind": "x"}]}))
        store.record(draft(outturn("A", 1), outturn("B", 2), kind="received", submission="s1"), b"first file")
        store.record(draft(kind="received", submission="s2"), b"second file")
    shutil.copytree(path, path.with_name("older"))
    with Store.open(path) as store:
        store.record(draft(outturn("A", 3), submission="s2", received_on=date(2020, 6, 1)))
        store.record(draft(outturn("B", 2, withdrawn=True), kind="undone", submission="s1", note="A mistake"))


def ways() -> dict[str, Harm]:
    """Every way of harm by its name, which begins with the part that is harmed."""
    found: dict[str, Harm] = {f"journal ends after {kept}": _cut(kept) for kept in range(LINES)}
    found |= {"journal ends in line 4": lambda store: _write(store, b"".join(_texts(store))[:-900])}
    found |= {"journal deleted": _gone("journal.jsonl"), "journal older": _older("journal.jsonl")}
    found |= {"journal without its last newline": lambda store: _write(store, b"".join(_texts(store))[:-1])}
    found |= {"journal with text after it": lambda store: _write(store, b"".join(_texts(store)) + b"odd")}
    for number in range(1, LINES + 1):
        found[f"journal altered in {number}"] = _altered(number)
        found[f"journal forged in {number}"] = _forged(number)
        found[f"journal without {number}"] = _dropped(number)
    found["journal with a forged line more"] = _added
    for place in range(LINES - 1):
        found[f"facts deleted {place}"] = _each("facts", place, lambda file: file.unlink())
        found[f"facts altered {place}"] = _each("facts", place, lambda file: file.write_bytes(b"{}"))
    found["facts deleted"] = lambda store: shutil.rmtree(store / "facts")
    found["files deleted"] = lambda store: shutil.rmtree(store / "files")
    found["files altered"] = _each("files", 0, lambda file: file.write_bytes(b"another"))
    found |= {"index deleted": _gone("outturn.duckdb"), "index older": _older("outturn.duckdb")}
    found["index emptied"] = lambda store: (store / "outturn.duckdb").write_bytes(b"")
    found["index nonsense"] = lambda store: (store / "outturn.duckdb").write_bytes(b"not a database" * 1000)
    found["index with another figure"] = _sql("UPDATE outturn SET value = 9 WHERE version = 4")
    found["index with another name"] = _sql("UPDATE entry SET recorded_by = 'Nobody' WHERE version = 5")
    found["index with another hash"] = _sql("UPDATE entry SET hash = 'f' WHERE version = 5")
    found["index without its end"] = _sql("DELETE FROM entry WHERE version > 3")
    found["index and snapshots deleted"] = _all_indexes
    found["index and snapshots older"] = _older("outturn.duckdb", "snapshots")
    found["snapshots deleted"] = lambda store: shutil.rmtree(store / "snapshots")
    found |= {"head deleted": _gone("head.json"), "head older": _older("head.json")}
    found["head altered"] = lambda store: (store / "head.json").write_bytes(b"{}\n")
    found["head forged"] = lambda store: (store / "head.json").write_bytes(spell(_other(_lines(store)[-1])))
    return found


def known(store: Path) -> set[str]:
    """The hashes of the recorded lines that some part still knows: the journal, the head, a database, or the facts."""
    texts = _texts(store) if (store / "journal.jsonl").is_file() else []
    texts += [(store / "head.json").read_bytes()] if (store / "head.json").is_file() else []
    hashes = {line.hash for line in map(proven, texts) if line}
    for file in [store / "outturn.duckdb", *(store / "snapshots").glob("*.duckdb")]:
        if file.is_file():
            hashes |= _recorded(file)
    whole = {file.stem for file in (store / "facts").glob("*.json") if digest(file.read_bytes()) == file.stem}
    return hashes | {line.hash for line in recorded(store) if line.content["facts"] in whole}


def recorded(store: Path) -> list[Line]:
    """The lines as they were before any harm."""
    return _lines(store.with_name("whole"))


def figures(store: Path) -> list[tuple[object, ...]]:
    """Every version of every figure in the database."""
    with closing(duckdb.connect(str(store / "outturn.duckdb"), read_only=True)) as database:
        return database.execute("SELECT version, indicator, value, withdrawn FROM outturn ORDER BY ALL").fetchall()


def contents(store: Path) -> dict[str, str]:
    """What is in each file of a store but the lock."""
    files = (file for file in store.rglob("*") if file.is_file() and file.name != "guard.lock")
    return {str(file.relative_to(store)): digest(file.read_bytes()) for file in files}


def _recorded(database: Path) -> set[str]:
    try:
        with closing(duckdb.connect(str(database), read_only=True)) as connection:
            return {row[0] for row in connection.execute("SELECT hash FROM entry").fetchall()}
    except duckdb.Error:
        return set()


def _lines(store: Path) -> list[Line]:
    return list(Ledger(store).lines())


def _texts(store: Path) -> list[bytes]:
    return (store / "journal.jsonl").read_bytes().splitlines(keepends=True)


def _write(store: Path, text: bytes) -> None:
    (store / "journal.jsonl").write_bytes(text)


def _other(line: Line) -> Line:
    """A line of the same place with another name in it, and a right hash of its own."""
    return sealed(line.number, line.previous, {**line.content, "by": "A Forger"})


def _cut(kept: int) -> Harm:
    return lambda store: _write(store, b"".join(_texts(store)[:kept]))


def _altered(number: int) -> Harm:
    def change(store: Path) -> None:
        texts = _texts(store)
        texts[number - 1] = texts[number - 1].replace(b"An Officer", b"No Officer")
        _write(store, b"".join(texts))

    return change


def _forged(number: int) -> Harm:
    """A line with another name, and every line after it sealed again, so that the chain is a chain."""

    def change(store: Path) -> None:
        lines = [json.loads(text) for text in _texts(store)]
        lines[number - 1]["content"]["by"] = "A Forger"
        forged: list[Line] = []
        for line in lines:
            before = forged[-1].hash if forged else line["previous"]
            forged.append(sealed(line["number"], before, line["content"]))
        _write(store, b"".join(map(spell, forged)))

    return change


def _dropped(number: int) -> Harm:
    return lambda store: _write(store, b"".join(text for at, text in enumerate(_texts(store), 1) if at != number))


def _added(store: Path) -> None:
    last = _lines(store)[-1]
    more = sealed(last.number + 1, last.hash, {**last.content, "by": "A Forger", "facts": "", "sha256": ""})
    _write(store, b"".join([*_texts(store), spell(more)]))


def _gone(name: str) -> Harm:
    return lambda store: (store / name).unlink()


def _older(*names: str) -> Harm:
    def change(store: Path) -> None:
        for name in names:
            old, new = store.with_name("older") / name, store / name
            shutil.rmtree(new) if new.is_dir() else new.unlink(missing_ok=True)
            shutil.copytree(old, new) if old.is_dir() else shutil.copy(old, new)

    return change


def _each(folder: str, place: int, change: Callable[[Path], object]) -> Harm:
    return lambda store: [change(file) for file in sorted((store / folder).iterdir())[place : place + 1]] and None


def _sql(statement: str) -> Harm:
    def change(store: Path) -> None:
        with closing(duckdb.connect(str(store / "outturn.duckdb"))) as database:
            database.execute(statement)

    return change


def _all_indexes(store: Path) -> None:
    shutil.rmtree(store / "snapshots")
    (store / "outturn.duckdb").unlink()
