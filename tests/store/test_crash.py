"""Whatever moment the power goes, the next opening finds every line the journal has, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from pbi.commands import init_store
from pbi.errors import StoreDamaged
from pbi.ledger import Ledger, canonical, digest
from pbi.recovery import verify
from pbi.store import Store, rebuild
from pbi.store.guard import Guard
from tests.store.facts import draft, outturn

ROOT = Path(__file__).parents[2]
WRITER = """
import itertools, sys
from pathlib import Path
from pbi.store import Store
from tests.store.facts import draft, outturn
with Store.open(Path(sys.argv[1]), create=True) as store:
    for number in itertools.count(store.version + 1):
        store.record(draft(*(outturn(f"N{row}", number) for row in range(50)), kind="received"), b"%d" % number)
        print(number, flush=True)
"""


def filled(path: Path) -> list[dict[str, object]]:
    with Store.open(path, create=True) as store:
        store.record(draft(outturn("A", Decimal("0.1")), outturn("B", None), kind="received"), b"file one")
        store.record(draft(outturn("A", 2), outturn("C", Decimal("1.25")), kind="received"), b"file two")
        return store.current("outturn")


def test_a_line_the_index_never_saw_is_brought_in(tmp_path: Path) -> None:
    """The crash between the journal's line and the database's COMMIT."""
    before = filled(tmp_path)
    ledger = Ledger(tmp_path, writing=True)
    last = ledger.last()
    assert last
    facts = {"outturn": [{**outturn("D", None), "value": "7.000000"}]}
    ledger.append(ledger.draw_up({**last.content, "facts": ledger.keep_facts(facts)}))
    with Store.snapshot(tmp_path) as store:
        assert store.version == 2, "a reader sees the last whole snapshot meanwhile"
    with Store.open(tmp_path) as store:
        assert store.version == 3
        assert store.current("outturn") == [
            *before,
            {**before[0], "indicator": "D", "value": Decimal(7), "numerator": None},
        ]
        assert store.record(draft(outturn("E", 1))) == 4
    assert verify(tmp_path) == []


@pytest.mark.parametrize("loss", ["deleted", "deleted with its log left", "truncated", "emptied"])
def test_a_lost_database_is_made_again_the_same(tmp_path: Path, loss: str) -> None:
    before = filled(tmp_path)
    file = tmp_path / "outturn.duckdb"
    if loss.startswith("deleted"):
        file.unlink()
        if "log" in loss:
            file.with_name("outturn.duckdb.wal").write_bytes(b"of the file that went")
    else:
        os.truncate(file, 0 if loss == "emptied" else file.stat().st_size // 2)
        try:
            Store.open(tmp_path).close()
        except StoreDamaged:
            rebuild(tmp_path)
    with Store.open(tmp_path) as store:
        assert (store.version, store.current("outturn")) == (2, before)
    assert verify(tmp_path) == []


def test_an_index_that_fell_behind_catches_up(tmp_path: Path) -> None:
    """DuckDB opens a truncated write-ahead log silently, as the database was before."""
    with Store.open(tmp_path, create=True) as store:
        store.record(draft(outturn("A", 1)))
    older = (tmp_path / "outturn.duckdb").read_bytes()
    with Store.open(tmp_path) as store:
        store.record(draft(outturn("A", 2)))
        newest = store.current("outturn")
    (tmp_path / "outturn.duckdb").write_bytes(older)
    with Store.open(tmp_path) as store:
        assert (store.version, store.current("outturn")) == (2, newest)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_kill_at_any_moment(tmp_path: Path) -> None:
    """What was to be recorded is there after every kill; at most the one in hand may be there besides."""
    moments = random.Random(2019)
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "store")], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.3))
        writer.send_signal(signal.SIGKILL)
        said = [int(first), *map(int, writer.stdout.read().split())]
        writer.wait()
        writer.stdout.close()
        with Store.open(tmp_path / "store") as store:
            assert store.version in (said[-1], said[-1] + 1)
            assert {row["value"] for row in store.current("outturn")} == {Decimal(store.version)}
        assert verify(tmp_path / "store") == []


def test_facts_are_named_by_their_own_hash(tmp_path: Path) -> None:
    filled(tmp_path)
    for file in (tmp_path / "facts").iterdir():
        assert file.name == digest(file.read_bytes()) + ".json"
    (first, _) = Ledger(tmp_path).lines()
    kept = Ledger(tmp_path).facts(first.content["facts"])
    assert [row["value"] for row in kept["outturn"]] == ["0.100000", None]
    assert digest(canonical(kept)) == first.content["facts"]


KILLED = """
import os, signal, sys
from pathlib import Path
from pbi.commands import init_store

sys.addaudithook(lambda event, given: event == "os.rename" and ".making-" in str(given[0])
                 and str(given[1]) == sys.argv[1] and os.kill(os.getpid(), signal.SIGKILL))
init_store(Path(sys.argv[1]))
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by signals")
def test_what_a_killed_init_left_goes_at_the_next_unless_somebody_is_at_it(tmp_path: Path) -> None:
    words = [sys.executable, "-c", KILLED, str(tmp_path / "store")]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    [left] = tmp_path.glob(".making-*")
    (busy := tmp_path / ".making-busy").mkdir()
    (begun := tmp_path / ".making-begun").mkdir()
    guard = Guard(busy)
    for each in (left, busy):
        os.utime(each, (0, 0))
    init_store(tmp_path / "store")
    guard.free()
    assert {each.name for each in tmp_path.iterdir()} == {"store", busy.name, begun.name}
    assert verify(tmp_path / "store") == []
