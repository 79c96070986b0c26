"""The DuckDB side: the facts of the journal as tables. It can always be made again from the ledger.

Nothing here decides anything: a line and its facts go in, inside the caller's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pbi.errors import PbiError, StoreDamaged
from pbi.ledger import VERIFY, Ledger, Line, canonical, digest, replacing, set_aside
from pbi.model import Draft
from pbi.store import shape
from pbi.store.facts import Row, revive, to_arrow

FILE = "outturn.duckdb"
STORAGE = "v1.5.0"
"""The oldest file format that holds all we use, so that later DuckDB versions open the file as well."""
REBUILD = "Run 'python -m pbi rebuild': it makes the database again from the journal."
Connection = duckdb.DuckDBPyConnection
BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
"""Errors that are the file's fault, not the query's."""
Rows = Mapping[str, list[Row]]
_TEXTS = ("submission", "sha256", "filename", "layout", "note")
LARGE = 8 * 2**20
"""Bytes from which on, at its opening, a database is asked with all processors, some fifty thousand figures. In a small
one a second thread brings an answer 10 ms sooner for a fifth more work, and doubles that of copying it."""


def connect(file: Path, *, read_only: bool = False) -> Connection:
    """Open a database that loads no extension and touches no file outside its folder. StoreDamaged where it is none."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "storage_compatibility_version": STORAGE,
        "default_block_size": "16384",  # many tables of few rows each: in DuckDB's own blocks, ten times the file
    }
    if not file.is_file() or file.stat().st_size < LARGE:
        config["threads"] = "1"
    try:
        connection = duckdb.connect(str(file), read_only=read_only, config=config)
        if connection.execute("SELECT current_setting('enable_external_access')").fetchall() == [(True,)]:
            connection.execute(f"SET allowed_directories = [{quote(file.parent)}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise StoreDamaged("The database cannot be opened.", remedy=VERIFY, where=str(file)) from error
    return connection


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever DuckDB stumbles over as StoreDamaged: it opens a file that breaks off and finds out only later."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreDamaged("The database cannot be read.", remedy=VERIFY, where=str(path)) from error


@contextmanager
def running(step: str, path: Path) -> Iterator[None]:
    """Whatever DuckDB stumbles over while a step runs: as StoreDamaged where the file is broken, else the step is."""
    with readable(path):
        try:
            yield
        except BROKEN:
            raise
        except duckdb.Error as error:
            raise PbiError(
                f"The step '{step}' could not be run: {error}.",
                remedy="Correct the step or what it was asked.",
                where=f"{step}.sql",
            ) from error


def quote(path: Path) -> str:
    """A path as an SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def transaction(cursor: Connection) -> Iterator[None]:
    """BEGIN, and COMMIT at the end of the block; on any error ROLLBACK, and the error goes on."""
    cursor.execute("BEGIN")
    try:
        yield
        cursor.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed COMMIT has already rolled back
            cursor.execute("ROLLBACK")
        raise


def write(cursor: Connection, line: Line, rows: Rows) -> None:
    """Insert a line and its facts through Arrow, in the transaction the caller has begun."""
    _insert(cursor, "entry", pa.Table.from_pylist([entry(line)]))
    insert(cursor, rows, version=line.number, received_on=date.fromisoformat(line.content["received_on"]))


def insert(cursor: Connection, rows: Rows, *, version: int, received_on: date) -> None:
    """Insert facts as those of one journal line, in the transaction the caller has begun."""
    for name, each in rows.items():
        _insert(cursor, name, to_arrow(name, each, version=version, received_on=received_on))


def read_back(cursor: Connection, line: Line, rows: Rows) -> None:
    """Only what can be read again is saved: StoreDamaged unless the line and all of its rows stand in the database."""
    stands = cursor.execute("SELECT hash FROM entry WHERE version = ?", [line.number]).fetchall() == [(line.hash,)]
    for name, each in rows.items():
        counted = cursor.execute(f"SELECT COUNT(*) FROM {name} WHERE version = ?", [line.number]).fetchall()
        stands = stands and counted == [(len(each),)]
    if not stands:
        raise StoreDamaged(f"Line {line.number} is in the journal but could not be read back.", remedy=VERIFY)


def reached(cursor: Connection, ledger: Ledger) -> int:
    """The journal line the database has come to. StoreDamaged where it is ahead of the journal or differs, or where the
    journal does not have the line that was its last.
    """
    with readable(ledger.path):
        entries = cursor.execute("SELECT version, hash FROM entry ORDER BY version").fetchall()
    head = ledger.head()  # before the journal: another process may be recording
    lines = [(line.number, line.hash) for line in ledger.lines()]
    said = "The database does not agree with the journal." if entries != lines[: len(entries)] else ""
    if head and (head.number, head.hash) not in lines:
        said = "The journal does not end as head.json says."
    if said:
        raise StoreDamaged(said, remedy=VERIFY, where=str(ledger.path))
    return len(entries)


def replay(cursor: Connection, ledger: Ledger, *, after: int) -> None:
    """Bring in every journal line after number ``after`` from its kept facts, in one transaction."""
    written: list[tuple[Line, dict[str, list[Row]]]] = []
    with transaction(cursor):
        for line in ledger.lines(after=after):
            rows = facts_of(ledger, line)
            write(cursor, line, rows)
            written.append((line, {name: [{}] * len(each) for name, each in rows.items()}))
    for line, counts in written:
        read_back(cursor, line, counts)


def facts_of(ledger: Ledger, line: Line) -> dict[str, list[Row]]:
    """The facts a journal line brought, in the tables' own types."""
    return revive(ledger.facts(line.content["facts"])) if line.content["facts"] else {}


def build(ledger: Ledger, *, keep: bool = False) -> None:
    """Make the database from the journal in a new file, which then takes the old one's place.

    ``keep``: the old one may be evidence, and is set aside.
    """
    target = ledger.path / FILE
    with replacing(target) as temporary:
        connection = connect(temporary)
        try:
            shape.make(connection)
            replay(connection, ledger, after=0)
        finally:
            connection.close()
        if keep:
            set_aside(ledger.path, [FILE, f"{FILE}.wal"])
        target.with_name(f"{FILE}.wal").unlink(missing_ok=True)  # it belonged to the file that goes


def open_current(ledger: Ledger) -> Connection:
    """The database of a store: made where there is none, made again where its shape is not today's."""
    file = ledger.path / FILE
    if not file.is_file():
        build(ledger)
    connection = connect(file)
    if not fits(connection):
        connection.close()
        build(ledger)
        connection = connect(file)
    return connection


def fits(connection: Connection) -> bool:
    """Whether the database has today's shape. Refused where a newer program made it."""
    found = shape.found(connection)
    if len(found) > len(shape.fingerprint()):
        raise PbiError("The store was written by a newer version of this program.", remedy="Use the newer version.")
    return found == shape.fingerprint()


def content(draft: Draft, *, data: bytes | None, facts: str) -> dict[str, Any]:
    """What a journal line says: who recorded what and when (UTC), and the hashes of the file and of the facts."""
    return {
        "kind": draft.kind,
        "by": draft.by,
        "recorded_at": datetime.now(UTC).replace(tzinfo=None),
        "received_on": draft.received_on,
        "back_dated": draft.back_dated,
        "submission": draft.submission,
        "sha256": digest(data) if data is not None else draft.sha256,
        "filename": draft.filename,
        "layout": draft.layout,
        "note": draft.note,
        "detail": dict(draft.detail),
        "facts": facts,
    }


def entry(line: Line) -> dict[str, Any]:
    """A line as its row of ``entry``."""
    content = line.content
    texts = {name: content[name] or None for name in _TEXTS}
    return {
        "version": line.number,
        "kind": content["kind"],
        "recorded_at": datetime.fromisoformat(content["recorded_at"]),
        "recorded_by": content["by"],
        "received_on": date.fromisoformat(content["received_on"]),
        "back_dated": content["back_dated"],
        **texts,
        "detail": canonical(content["detail"]).decode() if content["detail"] else None,
        "hash": line.hash,
        "facts": content["facts"] or None,
    }


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal's line says, from its row of ``entry``: the other way round than ``entry``."""
    return {
        "kind": row["kind"],
        "by": row["recorded_by"],
        "recorded_at": row["recorded_at"],
        "received_on": row["received_on"],
        "back_dated": row["back_dated"],
        **{name: row[name] or "" for name in _TEXTS},
        "detail": json.loads(row["detail"]) if row["detail"] else {},
        "facts": row.get("facts") or "",
    }


def _insert(cursor: Connection, name: str, table: pa.Table) -> None:
    cursor.register("arriving", table)
    try:
        cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM arriving")
    finally:
        cursor.unregister("arriving")
