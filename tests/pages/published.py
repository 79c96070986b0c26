"""Stores made of the published samples, as a council would load them by the command line."""

from __future__ import annotations

from pathlib import Path

from pbi import commands
from pbi.settings import settings
from tests import once

BROXTOWE = ("broxtowe-2019-20", "--authority", "Broxtowe", "--received", "2020-06-15")
PARTNERSHIP = ("public-protection-partnership", "--received", "2020-06-02")
CANNOCK = ("cannock-chase-2015-16", "--received", "2015-11-20")
HASTINGS = ("hastings-2019-20", "--received", "2020-06-10", "--without-faulty-rows")
BRACKNELL = tuple(
    (f"bracknell-forest-{quarter}",) for quarter in ("2024-25-q3", "2024-25-q4", "2025-26-q1", "2025-26-q2")
)


def store(path: Path, *sent: tuple[str, ...]) -> Path:
    """A store with the shipped catalogue and these samples, each a file's name and how it is loaded."""
    return once.copied(path, ("published", sent), lambda first: _load(first, sent))


def _load(path: Path, sent: tuple[tuple[str, ...], ...]) -> None:
    for name, *more in sent:
        file = settings().samples / "published" / f"{name}.xlsx"
        told = commands.answer(
            ["load", str(file), "--add-indicators", "--accept-warnings", "--store", str(path), *more]
        )
        assert told.exit == 0, told.stderr + told.stdout
