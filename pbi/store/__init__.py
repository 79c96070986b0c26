"""The store: the ledger and its index as one, asked by SQL steps. The only room that imports duckdb."""

from __future__ import annotations

from pathlib import Path

from pbi.errors import PbiError, StoreBusy
from pbi.ledger import Ledger
from pbi.store import mend, snapshots, witness
from pbi.store.compose import STEPS, over, try_step
from pbi.store.facts import key_of, settle
from pbi.store.since import moment
from pbi.store.store import Store
from pbi.store.witness import require

__all__ = [
    "STEPS",
    "Store",
    "exists",
    "key_of",
    "moment",
    "over",
    "reader",
    "rebuild",
    "recover",
    "require",
    "settle",
    "try_step",
]


def exists(path: Path | str) -> bool:
    """Whether there is a store in this folder, or what remains of one."""
    return witness.remains(Path(path))


def reader(path: Path | str, *, steps: Path = STEPS) -> Store:
    """A store to read: the newest snapshot where it is up to date, else the store itself if free, else the snapshot."""
    path = Path(path).resolve()
    require(path)
    published = snapshots.latest(path)
    last = Ledger(path).last()
    if published and published[0] == (last.number if last else 0):
        try:
            return Store.snapshot(path, steps=steps)
        except PbiError:
            return Store.open(path, steps=steps)
    try:
        return Store.open(path, steps=steps)
    except StoreBusy:
        return Store.snapshot(path, steps=steps)


def rebuild(path: Path | str, *, losing: int = 0) -> None:
    """``mend.rebuild``, and a snapshot of the database that was made."""
    path = Path(path).resolve()
    require(path)
    mend.rebuild(path, losing=losing)
    Store.open(path).close()


def recover(path: Path | str) -> list[str]:
    """``mend.recover``, and a snapshot of what was recovered; says what was brought back."""
    path = Path(path).resolve()
    require(path)
    said = mend.recover(path)
    if said:
        Store.open(path).close()
    return said
