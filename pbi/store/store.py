"""The open store: what it answers and what it records.

One process at a time holds a store for writing, and in it one thread at a time writes. Every query has a cursor of
its own and is fetched whole, so any number of threads may ask.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import pyarrow as pa

from pbi.errors import BadInput, PbiError, StoreDamaged, StoreMoved
from pbi.ledger import Ledger, Line, canonical, digest, sweep
from pbi.model import Draft, Facts
from pbi.store import index, kept, proof, shape, snapshots, witness
from pbi.store import since as since_
from pbi.store.compose import STEPS, Composer, counted
from pbi.store.facts import settle
from pbi.store.guard import Guard
from pbi.store.shared import Shared

T = TypeVar("T")


class Store:
    """One store, open. Made by ``Store.open`` (reads and writes) or ``Store.snapshot`` (reads); closed after use."""

    def __init__(
        self,
        path: Path,
        *,
        ledger: Ledger,
        connection: index.Connection,
        version: int,
        guard: Guard | None,
        steps: Path,
    ) -> None:
        self.path = path
        self.ledger = ledger
        self._connection = connection
        self._version = version
        self._guard = guard
        self._composer = Composer(steps, tables={*shape.tables(), "entry"})
        self._shared = Shared(self._composer)
        self._writing, self._publishing = threading.RLock(), True

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, steps: Path = STEPS) -> Store:
        """Open for reading and writing, as the only process that may.

        Journal lines the index lacks are brought in. StoreBusy where another process holds it, StoreDamaged where
        anything knows of lines the journal does not have, PbiError where there is no store and ``create`` is not asked
        for.
        """
        path = Path(path).resolve()
        if not create:
            witness.require(path)
        path.mkdir(parents=True, exist_ok=True)
        with ExitStack() as undo:
            guard = Guard(path)
            undo.callback(guard.free)
            proof.require_openable(path)
            ledger = Ledger(path, writing=True)
            sweep(path, (index.FILE,))
            sweep(path / "snapshots", ("*",))
            connection = index.open_current(ledger)
            undo.callback(connection.close)
            version = index.reached(connection, ledger)
            store = cls(path, ledger=ledger, connection=connection, version=version, guard=guard, steps=steps)
            store._catch_up()
            if not snapshots.stands(path, version=store.version):
                store._publish()
            undo.pop_all()
        return store

    @classmethod
    def snapshot(cls, path: Path | str, *, steps: Path = STEPS) -> Store:
        """Open the newest published snapshot, read-only; it may be behind the journal, never different from it."""
        path = Path(path).resolve()
        witness.require(path)
        ledger = Ledger(path)
        with ExitStack() as undo:
            connection = snapshots.open_latest(path)
            undo.callback(connection.close)
            if not index.fits(connection):
                raise PbiError(
                    "The published snapshot was written by another version of this program.",
                    remedy="Restart the dashboard.",
                    where=str(path),
                )
            version = index.reached(connection, ledger)
            undo.pop_all()
        return cls(path, ledger=ledger, connection=connection, version=version, guard=None, steps=steps)

    @property
    def version(self) -> int:
        """The number of the last journal line that is read here; 0 in an empty store."""
        return self._version

    def query(self, step: str, **parameters: Any) -> pa.Table:
        """The rows of a step as Arrow. A parameter not given is NULL; a tuple or list of codes is a list filter."""
        with self._cursor() as cursor, index.running(step, self.path):
            return self._shared.answer(cursor, step, parameters)

    def over(self, tables: Mapping[str, pa.Table], step: str, **parameters: Any) -> pa.Table:
        """The rows of a step with tables at hand in place of the steps of their names; the rest is the store's."""
        composed = self._composer.compose(step, instead=frozenset(tables))
        with self._cursor() as cursor, index.running(step, self.path):
            for name, table in tables.items():
                cursor.register(name, table)
            return cursor.execute(composed.sql, composed.bind(parameters)).to_arrow_table()

    def without_rows(self, step: str) -> pa.Table:
        """The columns of a step and no row, without working it out: readers of its rows find every column they name."""
        composed = self._composer.compose(step)
        with self._cursor() as cursor, index.running(step, self.path):
            return cursor.execute(f"SELECT * FROM ({composed.sql}) LIMIT 0", composed.bind({})).to_arrow_table()

    def suppose(self, step: str, *, facts: Facts, received_on: date, **parameters: Any) -> pa.Table:
        """The rows of a step as they would be with these facts recorded. Nothing is: what was put in is rolled back.

        Refused where the store is open for reading only, or a fact does not fit its table.
        """
        if self._guard is None:
            raise PbiError("This store is open for reading only.", remedy="Ask the process that is using it.")
        composed, rows = self._composer.compose(step), settle(facts)
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                index.insert(cursor, rows, version=self._version + 1, received_on=received_on)
                return cursor.execute(composed.sql, composed.bind(parameters)).to_arrow_table()
            except duckdb.Error as error:
                raise BadInput(f"The facts do not fit the store: {error}.", remedy="Nothing was changed.") from error
            finally:
                cursor.execute("ROLLBACK")

    def rows(self, step: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a step as dicts by column name."""
        rows: list[dict[str, Any]] = self.query(step, **parameters).to_pylist()
        return rows

    def explain(self, step: str, **parameters: Any) -> list[tuple[str, int]]:
        """Every step of the chain in order with the number of its rows, the asked step last.

        Each is worked out once, from the rows of those it reads.
        """
        with self._cursor() as cursor, index.running(step, self.path), index.transaction(cursor):
            return counted(cursor, self._composer, step, parameters)

    def steps(self) -> list[str]:
        """The names of all steps."""
        return self._composer.names()

    def current(self, table: str) -> list[dict[str, Any]]:
        """The facts of one table as last recorded: of each key the row of the newest version, unless withdrawn.

        Columns are the table's, without version, received_on and withdrawn.
        """
        with self._cursor() as cursor, index.readable(self.path):
            return kept.current(cursor, table)

    def versions(self, table: str) -> list[dict[str, Any]]:
        """Every version of the facts of one table, oldest first, each with who recorded it, when, and why."""
        with self._cursor() as cursor, index.readable(self.path):
            return kept.versions(cursor, table)

    def newest(self, act: Callable[[int], T]) -> T:
        """What an act comes to that looks at the store of the version it is given, and records with it as ``checked``.

        Done again where somebody else recorded something in between, and at last with everybody else waiting.
        """
        for _ in range(3):
            with suppress(StoreMoved):
                return act(self._version)
        with self._writing:
            return act(self._version)

    def require_newest(self, version: int | None) -> None:
        """StoreMoved where anything was recorded after this version."""
        if version not in (None, self._version):
            raise StoreMoved("Somebody else recorded at the same time. Nothing was changed.", remedy="Try again.")

    def require_unmoved(self, facts: Facts, *, since: int) -> None:
        """Overtaken where somebody recorded something under the key of one of these facts after version ``since``."""
        with self._cursor() as cursor, index.readable(self.path):
            since_.refuse(since_.moved(cursor, facts, since=since))

    def superseded(self, tables: Sequence[str], *, version: int) -> list[str]:
        """Who recorded something else since under a key ``version`` recorded in these tables; a phrase for each."""
        with self._cursor() as cursor, index.readable(self.path):
            return [since_.sentence(row) for row in since_.superseded(cursor, tables, version=version)]

    def require_unchanged(self, *, since: int) -> None:
        """Overtaken where somebody recorded figures or rules after version ``since``."""
        with self._cursor() as cursor, index.readable(self.path):
            since_.require_figures(cursor, since=since)

    def record(self, draft: Draft, data: bytes | None = None, *, checked: int | None = None) -> int:
        """Record a draft, with the file it came from if any; returns the version (the journal line's number).

        ``checked``: the version the draft was made from; StoreMoved, and nothing recorded, where it is not the newest
        any more. Only what looked at nothing leaves it out.

        All or nothing, one at a time. The facts go into the database in a transaction that is committed only once
        the journal line is on disk; a crash between the two is made good at the next opening. Refused: a fact that
        does not fit its table (BadInput), a file that is not the one the draft names, a store opened read-only.
        """
        if self._guard is None:
            raise PbiError("This store is open for reading only.", remedy="Close the dashboard, or send it there.")
        if data is not None and draft.sha256 not in ("", digest(data)):
            raise BadInput("The file is not the one that was checked.", remedy="Check it again.", where=draft.filename)
        rows = settle(draft.facts)
        with self._writing:
            self._catch_up()
            self.require_newest(checked)
            line = self.ledger.draw_up(index.content(draft, data=data, facts=digest(canonical(rows)) if rows else ""))
            with self._cursor() as cursor:
                with self._told(line), index.transaction(cursor):
                    index.write(cursor, line, rows)
                    self._keep(line, data=data, rows=rows)
                index.read_back(cursor, line, rows)
            self._version = line.number
            if self._publishing:
                self._publish()
        return line.number

    @contextmanager
    def in_the_making(self) -> Iterator[None]:
        """While nobody reads it yet: one snapshot when all is recorded, not one for each line."""
        self._publishing = False
        yield
        self._publishing = True
        self._publish()

    def close(self) -> None:
        """Close the database and let the next process in."""
        self._connection.close()
        if self._guard:
            self._guard.free()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _cursor(self) -> Iterator[index.Connection]:
        """A connection of its own for one call: one shared by threads hands out other threads' rows."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def _told(self, line: Line) -> Iterator[None]:
        """A database error as a sentence: before the journal line a refusal, after it something to mend."""
        try:
            yield
        except duckdb.Error as error:
            if self.ledger.last() == line:
                raise StoreDamaged(
                    f"Line {line.number} is in the journal but not yet in the database.",
                    remedy="Start again: it is brought in when the store is opened.",
                ) from error
            if isinstance(error, index.BROKEN):
                raise StoreDamaged(
                    "The database could not be written. Nothing was changed.",
                    remedy="Make room on the disk, or correct its permissions; then try again.",
                ) from error
            raise BadInput(f"The facts do not fit the store: {error}.", remedy="Nothing was changed.") from error

    def _keep(self, line: Line, *, data: bytes | None, rows: index.Rows) -> None:
        """Into the ledger, the journal line last: what it names is then already on disk."""
        with self.ledger.recording(line):
            if data is not None:
                self.ledger.keep(data)
            if rows:
                self.ledger.keep_facts(rows)
            self.ledger.append(line)

    def _catch_up(self) -> None:
        """Bring in what the journal holds beyond the index: a crash, or an error at COMMIT, came between the two."""
        last = self.ledger.last()
        if last and last.number > self._version:
            with self._cursor() as cursor, index.readable(self.path):
                index.replay(cursor, self.ledger, after=self._version)
            self._version = last.number

    def _publish(self) -> None:
        """Publish a snapshot. What is recorded stays recorded where this fails; readers go on with the one before."""
        try:
            with self._cursor() as cursor:
                snapshots.publish(cursor, self.path, version=self._version)
        except (OSError, duckdb.Error):
            logging.getLogger(__name__).exception("The snapshot of version %s could not be published", self._version)
