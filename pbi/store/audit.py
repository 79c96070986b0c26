"""The index held against the journal: every line's rows, table by table, by count and by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa

from pbi.errors import PbiError, StoreBusy, StoreDamaged
from pbi.ledger import Ledger, canonical, digest
from pbi.store import index, snapshots
from pbi.store.facts import to_arrow
from pbi.store.guard import Guard
from pbi.store.shape import tables


def differences(path: Path) -> Iterator[str]:
    """Where the database and the journal do not say the same; one sentence each, none when sound.

    The database itself where the store is free, else its newest snapshot. Nothing is changed.
    """
    try:
        with _connected(path) as connection, index.readable(path):
            yield from _against(connection, Ledger(path))
    except StoreDamaged as error:
        yield f"{error.message} {index.REBUILD}"
    except PbiError as error:
        yield str(error)


@contextmanager
def _connected(path: Path) -> Iterator[index.Connection]:
    guard, file = None, path / index.FILE
    try:
        guard = Guard(path)
    except (StoreBusy, OSError):  # another has it, or it may only be read
        published = snapshots.latest(path)
        if published is None:
            raise
        file = published[1]
    try:
        connection = index.connect(file, read_only=True)
        try:
            yield connection
        finally:
            connection.close()
    finally:
        if guard:
            guard.free()


def _against(connection: index.Connection, ledger: Ledger) -> Iterator[str]:
    reached = index.reached(connection, ledger)
    if not index.fits(connection):
        return  # of an older version: it is made again from the journal when the store is next opened
    expected: Counter[str] = Counter()
    for line in ledger.lines():
        if line.number > reached:
            break
        received_on = date.fromisoformat(line.content["received_on"])
        row = connection.execute("SELECT * FROM entry WHERE version = ?", [line.number]).to_arrow_table().to_pylist()
        if row != [index.entry(line)]:
            yield f"The entry of version {line.number} is not what the journal says. {index.REBUILD}"
        for name, rows in index.facts_of(ledger, line).items():
            expected[name] += len(rows)
            found = connection.execute(f"SELECT * FROM {name} WHERE version = ?", [line.number]).to_arrow_table()
            if content_hash(found) != content_hash(to_arrow(name, rows, version=line.number, received_on=received_on)):
                yield f"The rows of {name} in version {line.number} are not those the journal recorded. {index.REBUILD}"
    for name in tables():
        ((count,),) = connection.execute(f"SELECT COUNT(*) FROM {name}").fetchall()
        if count != expected[name]:
            yield f"The table {name} holds {count:,} rows; the journal recorded {expected[name]:,}. {index.REBUILD}"


def content_hash(table: pa.Table) -> str:
    """SHA-256 over the rows of a table in any order."""
    return digest(b"\n".join(sorted(canonical(row) for row in table.to_pylist())))


def is_older(path: Path) -> bool:
    """Whether an older version of the program made the database, so that its rows cannot be compared yet."""
    try:
        with _connected(path) as connection:
            return not index.fits(connection)
    except PbiError:
        return False
