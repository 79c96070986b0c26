"""Whatever is lost, the printed advice loses nothing that any part still knows, and nothing missing is called sound."""

from __future__ import annotations

import os
import shutil
from itertools import combinations
from pathlib import Path
from random import Random

import duckdb
import pytest

from pbi.errors import PbiError
from pbi.ledger import Ledger
from pbi.recovery import backup, rebuild, recover, restore, verify
from pbi.store import Store
from tests import once
from tests.store import harm
from tests.store.harm import Harm

WAYS = harm.ways()
PAIRS = [pair for pair in combinations(WAYS, 2) if pair[0].split()[0] != pair[1].split()[0]]
FEW = ("journal ends after 3", "journal forged in 5", "facts altered 2")
EVERY = bool(os.environ.get("OUTTURN_HARMS"))  # make soak: half an hour of processor


def made(folder: Path) -> None:
    """The store as ``store`` and ``whole``, an older copy as ``older``, and a backup."""
    folder.mkdir()
    harm.made(folder / "store")
    backup(folder / "store", folder / "backup.zip")
    shutil.copytree(folder / "store", folder / "whole")


def follow(store: Path) -> Path:
    """Do what verify says until it says nothing; returns the store one has then."""
    for _ in range(4):
        problems = verify(store)
        if not problems:
            return store
        said = problems[0]
        before = harm.contents(store)
        for _ in range(2):  # what was advised may advise something else
            try:
                if "pbi recover'" in said:
                    assert recover(store)
                elif "pbi rebuild'" in said:
                    rebuild(store)
                else:
                    assert "pbi restore FILE --store NEW'" in said, said
                    restore(store.with_name("restored"), store.with_name("backup.zip"))
                    assert harm.contents(store) == before, "the store that is given up stays as it was"
                    return store.with_name("restored")
                break
            except PbiError as refused:
                assert harm.contents(store) == before, "a refusal changes nothing"
                said = str(refused)
        else:
            raise AssertionError(said)
    raise AssertionError(f"the advice leads nowhere: {verify(store)}")


def harmed(folder: Path, *ways: Harm) -> None:
    """Harm a store, do what is advised, and look at what one has then."""
    once.copied(folder, "a store, its backup and an older copy", made)
    store, whole = folder / "store", folder / "whole"
    try:
        for way in ways:
            way(store)
    except (FileNotFoundError, IndexError, duckdb.Error, PbiError):
        return  # the one leaves nothing for the other
    known = harm.known(store)
    last = follow(store)
    lines, recorded = ({line.hash for line in Ledger(each).lines()} for each in (last, whole))
    assert known & recorded <= lines
    if lines != recorded:  # only where nothing can tell
        assert len(ways) > 1 or ways == (WAYS["journal with a forged line more"],)
    Store.open(last).close()
    if lines == recorded:
        assert harm.figures(last) == harm.figures(whole)
    assert verify(last) == []


@pytest.mark.parametrize("name", WAYS if EVERY else FEW)
def test_every_harm_is_mended_as_advised(tmp_path: Path, name: str) -> None:
    harmed(tmp_path / "case", WAYS[name])


@pytest.mark.parametrize("pair", PAIRS if EVERY else Random(2020).sample(PAIRS, 2), ids=" and ".join)
def test_every_pair_of_harms_is_mended_as_advised(tmp_path: Path, pair: tuple[str, str]) -> None:
    harmed(tmp_path / "case", *(WAYS[each] for each in pair))
