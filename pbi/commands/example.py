"""The illustrative store: made from the catalogue and samples that are shipped, and again when those have changed."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from pbi.commands.upkeep import init_store
from pbi.errors import StoreBusy
from pbi.settings import settings
from pbi.store import Store, exists

MADE_FROM = "made-from.sha256"


def ensure(path: Path) -> None:
    """The example store at ``path``, of today's samples. One that another process holds stays as it is.

    Only a folder that says it was made here is ever replaced; any other store is left alone.
    """
    if exists(path) and _is_stale(path) and _is_free(path):
        shutil.rmtree(path)
    if not exists(path):
        init_store(path, example=True)
        (path / MADE_FROM).write_text(_shipped(), encoding="ascii")


def _is_stale(path: Path) -> bool:
    mark = path / MADE_FROM
    return mark.is_file() and mark.read_text(encoding="ascii") != _shipped()


def _is_free(path: Path) -> bool:
    try:
        Store.open(path).close()
    except StoreBusy:
        return False
    return True


def _shipped() -> str:
    """One hash over every file the example is made from."""
    folders = (settings().catalogue, settings().samples / "partnership")
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in {".csv", ".xlsx"})
    return sha256(b"".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()
