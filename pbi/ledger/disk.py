"""Files that are on disk whole or not at all, and what a killed process leaves of them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

ASIDE = "set-aside"
"""The folder of what was replaced or taken out of use: nothing that may be evidence is deleted."""
_LEFT = re.compile(r".+\.\d+\.tmp(\.wal)?")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` that takes its place, whole and on disk, when the block ends without error."""
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(temporary, target)
        sync_folder(target.parent)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name last through a power cut. Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, in as many pieces as the system takes."""
    while data:
        data = data[os.write(descriptor, data) :]


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what killed processes left of ``replacing`` in a folder, of files whose names match one of ``names``.

    Only for who holds the store: another process may be writing its own.
    """
    for name in names:
        for left in folder.glob(f"{name}.*.tmp*"):
            if _LEFT.fullmatch(left.name):
                with suppress(OSError):  # it goes next time
                    left.unlink()


def set_aside(path: Path, names: Iterable[str], *, move: bool = False) -> Path:
    """Copies of these files of a store under ``set-aside``, in a folder named by the moment; returns that folder.

    ``move``: they are where they were no more. What is not there is passed over.
    """
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"
    taken = (path / ASIDE / f"{moment}{'' if n == 1 else f'-{n}'}" for n in range(1, 1000))
    folder = next(each for each in taken if not each.exists())
    for name in names:
        if (path / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with replacing(folder / name) as temporary:
                shutil.copyfile(path / name, temporary)
            if move:
                (path / name).unlink()
    return folder
