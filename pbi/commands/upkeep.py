"""init, catalogue, backup, restore, verify, recover and rebuild: making a store and keeping it sound."""

from __future__ import annotations

import csv
import shutil
import tempfile
import time
from argparse import Namespace
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from pbi import catalogue, publications, recovery, returns
from pbi import store as stores
from pbi.commands.send import someone
from pbi.errors import BadInput, PbiError, StoreBusy
from pbi.handover import Answer
from pbi.ledger import ASIDE
from pbi.model import Question
from pbi.settings import settings
from pbi.store import Store
from pbi.store.guard import Guard

_MAKING = ".making-"
_JUST_BEGUN = 60
"""Seconds in which a store in the making may not be locked yet."""


def init_store(path: Path, *, example: bool = False) -> None:
    """Make a store with the shipped catalogue; with ``example``, the illustrative partnership and its returns too.

    Refused where the store holds anything already. Made aside and moved into place, so that it is whole or not there.
    """
    if stores.exists(path):
        raise BadInput(
            "There is a store there already, or what remains of one.",
            remedy="Give another path. To update it use 'catalogue'; 'verify' says whether it is whole.",
            where=str(path),
        )
    if path.exists() and (not path.is_dir() or any(each.name != "guard.lock" for each in path.iterdir())):
        raise BadInput("There is something there already.", remedy="Give a new or empty folder.", where=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_unfinished(path.parent)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=_MAKING) as aside, ExitStack() as held:
        held.callback(Guard(Path(aside)).free)
        making = Path(aside) / "store"
        with Store.open(making, create=True) as store, store.in_the_making():
            catalogue.load(store, settings().catalogue, by="Outturn")
            if example:
                _load_example(store, settings().catalogue / "example", settings().samples / "partnership")
        if path.exists():
            shutil.rmtree(path)  # of a store that never was: a lock at most
        shutil.move(making, path)


def _clear_unfinished(folder: Path) -> None:
    """Remove the stores in the making that killed processes left: none is locked, and none is just begun."""
    for left in folder.glob(f"{_MAKING}*"):
        if time.time() - left.stat().st_mtime < _JUST_BEGUN:
            continue
        try:
            Guard(left).free()
        except StoreBusy:
            continue
        shutil.rmtree(left, ignore_errors=True)


def init(given: Namespace) -> Answer:
    """Make the store."""
    init_store(given.store, example=given.example)
    what = "with the illustrative partnership" if given.example else "with the shipped catalogue and no figures"
    return Answer(exit=0, stdout=f"Store made at {given.store}, {what}.", stderr="")


def load_catalogue(store: Store, given: Namespace) -> Answer:
    """Load or update catalogue sheets."""
    loaded = catalogue.load(store, given.path, by=given.by or someone())
    lines = [
        f"{kind}: {count.new} new, {count.changed} changed, {count.unchanged} unchanged"
        for kind, count in loaded.items()
    ]
    return Answer(exit=0, stdout="\n".join(lines), stderr="")


def backup(given: Namespace) -> Answer:
    """Write the archive."""
    recovery.backup(given.store, given.file)
    return Answer(exit=0, stdout=f"Backed up to {given.file}.", stderr="")


def restore(given: Namespace) -> Answer:
    """Make the store from an archive."""
    recovery.restore(given.store, given.file)
    return Answer(exit=0, stdout=f"Restored to {given.store}.", stderr="")


def verify(given: Namespace) -> Answer:
    """Check everything that can be checked. Exit 1 with a line for each problem."""
    problems = recovery.verify(given.store)
    if problems:
        return Answer(exit=1, stdout="", stderr="\n".join(str(each) for each in problems))
    sound = "Sound: the chain, the kept files, the index and every figure against its cell."
    return Answer(exit=0, stdout="\n".join([sound, *recovery.notes(given.store)]), stderr="")


def rebuild(given: Namespace) -> Answer:
    """Make the index again."""
    recovery.rebuild(given.store, losing=given.losing)
    kept = f" What was given up is in {given.store / ASIDE}." if given.losing else ""
    return Answer(exit=0, stdout=f"The index was made again from the journal.{kept}", stderr="")


def recover(given: Namespace) -> Answer:
    """Bring back what the journal lost, a line for each thing."""
    said = recovery.recover(given.store) or ["There is nothing to recover: the journal is whole."]
    return Answer(exit=0, stdout="\n".join(said), stderr="")


def _load_example(store: Store, described: Path, samples: Path) -> None:
    """The partnership's catalogue, its returns, what was decided since (folders named by the day), and publications."""
    catalogue.load(store, described, by="Outturn")
    _load_samples(store, samples)
    for decided in sorted(folder for folder in described.iterdir() if folder.is_dir()):
        catalogue.load(store, decided, by="Partnership manager", received_on=date.fromisoformat(decided.name))
    _publish_samples(store, samples / "publications.csv")


def _load_samples(store: Store, folder: Path) -> None:
    """The returns a manifest lists (file, authority, received, by), in its order, as if each came on its day."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            outcome = returns.submit(
                store,
                data=(folder / row["file"]).read_bytes(),
                filename=row["file"],
                by=row["by"],
                received_on=date.fromisoformat(row["received"]),
                terms=returns.Terms(authority=row["authority"] or None, accept_warnings=True),
            )
            if outcome.state != "accepted":
                raise PbiError(f"The sample was not accepted: {outcome.sentence}", where=row["file"])


def _publish_samples(store: Store, listed: Path) -> None:
    """What was reported to a meeting (name, period, as_of, by), each as of its day; nothing where there is no list."""
    if not listed.is_file():
        return
    with listed.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            asked = Question(period=row["period"], as_of=date.fromisoformat(row["as_of"]))
            publications.publish(store, asked, name=row["name"], by=row["by"])
