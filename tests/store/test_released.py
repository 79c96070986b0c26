"""A store outlives versions: one of each opens, is brought to today's shape once, and answers as before.

``released/make.py`` made them with the code of their versions, and kept beside each what it answered then.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from pbi import commands, recovery
from pbi.settings import ROOT
from pbi.store import Store
from tests.store.released import make

KEPT = sorted(make.HERE.glob("*.tar.xz"))
VERSIONS = [path.name.removesuffix(".tar.xz") for path in KEPT]
CHANGED = {
    "A longer period without a figure says why: no cases, not applicable in Q2": ("availability",),
    "A partnership's figure lacks a member to which the indicator does not apply in that quarter": ("availability",),
    "A partnership's figure that lacks a member is no longer compared": ("previous",),
    "in place of `direction`": ("direction",),
}
"""What *Numbers change* says of each answer that is not as it was in 0.1.0, and the column it speaks of."""
OPEN = """
import os, shutil, signal, sys
from pathlib import Path
from pbi.store import Store

path, events = Path(sys.argv[1]), sys.argv[2:]
for moment in range(1, 100):
    store = path.with_name(f"store-{moment}")
    shutil.copytree(path, store)
    child = os.fork()
    if not child:
        passed = 0

        def heard(event, given):
            global passed
            if event in events and str(store) in str(given[0]):
                passed += 1
                if passed == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(heard)
        Store.open(store).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    print(store, flush=True)
sys.exit("It never came to an end.")
"""
"""Opens copies of a store, each in a process that is killed one event later than the one before, until one is not."""
MOMENTS = ("os.rename", "os.remove") if os.environ.get("OUTTURN_HARMS") else ("os.rename",)
"""Where it is killed: just before a file is put in its place; in a soak also before one is removed."""


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(version: str, tmp_path: Path) -> Path:
    with tarfile.open(make.HERE / f"{version}.tar.xz") as kept:
        kept.extractall(tmp_path, filter="data")
    return tmp_path / "store"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def state(path: Path) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    with Store.open(path) as store:
        return store.version, {
            table: store.current(table) for table in ("outturn", "target", "action", "board_question")
        }


def test_it_answers_as_before_but_for_what_numbers_change_names(version: str, path: Path) -> None:
    differ: set[str] = set()
    for name, words in make.ASKED.items():
        answer = commands.answer([*make.asked(words), "--store", str(path)])
        assert answer.exit == 0, answer.stderr
        before, now = rows((make.HERE / version / f"{name}.csv").read_text("utf-8")), rows(answer.stdout)
        assert len(now) == len(before) > 0, name
        for then, after in zip(before, now, strict=True):
            differ |= {column for column in then if then[column] != after.get(column)}
    expected = {column for columns in CHANGED.values() for column in columns} if version == "0.1.0" else set()
    assert differ == expected
    assert recovery.verify(path) == []


def test_what_changed_since_is_named_in_the_changelog() -> None:
    told = (ROOT / "CHANGELOG.md").read_text("utf-8").partition("### Numbers change")[2]
    assert [each for each in CHANGED if each not in " ".join(told.split())] == []


@pytest.mark.skipif(os.name == "nt", reason="kills by signals")
def test_it_is_brought_to_todays_shape_once_and_loses_nothing_where_that_is_killed(path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", OPEN, str(path), *MOMENTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    before = (path / "outturn.duckdb").stat().st_ino
    whole = state(path)
    made = (path / "outturn.duckdb").stat().st_ino
    assert state(path) == whole
    assert (path / "outturn.duckdb").stat().st_ino == made, "made again at the second opening"
    killed = [Path(line) for line in ended.stdout.splitlines()]
    assert bool(killed) == (made != before), "a store of today's shape is left as it is"
    for store in killed:
        assert state(store) == whole, store.name
        assert recovery.verify(store) == [], store.name
