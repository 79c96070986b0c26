"""Stores that tests start from again and again: made once in a process, a copy for each test that asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from pbi import catalogue
from pbi.settings import settings
from pbi.store import Store

_KEPT = TemporaryDirectory(prefix="outturn-tests-")
_made: dict[Hashable, Path] = {}


def copied(path: Path, what: Hashable, make: Callable[[Path], object]) -> Path:
    """A copy at ``path`` of the store that ``make`` makes, the first time it is asked for by this name."""
    if what not in _made:
        first = Path(mkdtemp(dir=_KEPT.name)) / "store"
        make(first)
        _made[what] = first
    shutil.copytree(_made[what], path)
    return path


def shipped(path: Path) -> Path:
    """A store that holds the shipped catalogue and nothing else."""
    return copied(path, "the shipped catalogue", _load_catalogue)


def _load_catalogue(path: Path) -> None:
    with Store.open(path, create=True) as store:
        catalogue.load(store, settings().catalogue, by="a test")
