"""Whole copies of the database for other processes to read while one holds the store.

``snapshots/<version>.duckdb`` appears under its name only when complete; ``snapshots/latest`` says which to open.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from pbi.errors import StoreBusy, StoreDamaged
from pbi.ledger import replacing
from pbi.store.index import STORAGE, Connection, connect, fits, quote

KEPT = 2
"""The newest and the one before, which a reader may still be opening."""


def publish(cursor: Connection, store: Path, *, version: int) -> None:
    """Copy the open database through DuckDB (its file may not be opened twice) and point ``latest`` at the copy."""
    folder = store / "snapshots"
    folder.mkdir(exist_ok=True)
    with replacing(folder / f"{version}.duckdb") as temporary:
        temporary.unlink(missing_ok=True)
        cursor.execute(f"ATTACH {quote(temporary)} AS snapshot (STORAGE_VERSION '{STORAGE}')")
        try:
            cursor.execute("COPY FROM DATABASE outturn TO snapshot")
        finally:
            cursor.execute("DETACH snapshot")
    with replacing(folder / "latest") as temporary:
        temporary.write_text(f"{version}\n", encoding="ascii")
    _forget(folder, newest=version)


def latest(store: Path) -> tuple[int, Path] | None:
    """Version and file of the newest complete snapshot, or None where there is none."""
    pointer = store / "snapshots" / "latest"
    with suppress(FileNotFoundError, ValueError):
        version = int(pointer.read_text(encoding="ascii"))
        file = pointer.with_name(f"{version}.duckdb")
        return (version, file) if file.is_file() else None
    return None


def stands(store: Path, *, version: int) -> bool:
    """Whether the newest snapshot is of this version and has today's shape, as after an update it may not."""
    published = latest(store)
    if published is None or published[0] != version:
        return False
    with suppress(StoreDamaged), closing(connect(published[1], read_only=True)) as connection:
        return fits(connection)
    return False


def open_latest(store: Path) -> Connection:
    """The newest snapshot; tried again where it was replaced between looking and opening."""
    for _ in range(5):
        published = latest(store)
        if published:
            try:
                return connect(published[1], read_only=True)
            except StoreDamaged:
                if published[1].is_file():
                    raise
    raise StoreBusy("The store has not published a snapshot yet.", remedy="Try again in a moment.", where=str(store))


def _forget(folder: Path, *, newest: int) -> None:
    versions = sorted(
        (int(file.stem) for file in folder.glob("*.duckdb")), key=lambda version: (version == newest, version)
    )
    for version in versions[:-KEPT]:
        with suppress(PermissionError):  # Windows: someone still reads it; it goes next time
            (folder / f"{version}.duckdb").unlink()
