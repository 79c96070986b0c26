"""Registers: facts that somebody records one at a time, each under a code of its own, and may take back.

Nothing is changed in place. Each act records the row again, so the journal says who did what and when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbi.errors import BadInput, UnknownName
from pbi.model import Draft
from pbi.store import Store, moment

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The rows of one ``table``, named by the column ``key``: ``letters`` and a number. ``kind`` is the journal's word
    for a line that records one, ``noun`` the word people use for a row.
    """

    table: str
    key: str
    letters: str
    kind: str
    noun: str

    def codes(self, store: Store) -> list[str]:
        """Every code ever given, those of rows taken back included."""
        return list(dict.fromkeys(row[self.key] for row in store.versions(self.table)))

    def next_code(self, store: Store) -> str:
        """The code of the next row; no code is given twice."""
        return f"{self.letters}{len(self.codes(store)) + 1}"

    def enter(self, store: Store, row: Row, *, by: str, note: str) -> str:
        """Record a new row; returns its code. ``note`` says what was done, after the code."""

        def act(version: int) -> str:
            code = self.next_code(store)
            return self._record(store, {self.key: code, **row}, by=by, note=f"{code} {note}", version=version)

        return store.newest(act)

    def change(
        self, store: Store, code: str, changed: Callable[[Row], tuple[Row, str]], *, by: str, seen: int | None
    ) -> str:
        """Record a row again with what ``changed`` makes different in it, and its note; returns its code.

        UnknownName where there is no such row. ``seen``: the store's version when a person was shown it; Overtaken
        where somebody else recorded it since.
        """
        since = store.version if seen is None else seen

        def act(version: int) -> str:
            rows = {row[self.key].casefold(): row for row in store.current(self.table)}
            row = rows.get(code.strip().casefold())
            if row is None:
                raise UnknownName(code, kind=self.noun, near=[each[self.key] for each in rows.values()][-3:])
            other, note = changed(row)
            store.require_unmoved({self.table: [row]}, since=since)
            return self._record(store, {**row, **other}, by=by, note=f"{row[self.key]} {note}", version=version)

        return store.newest(act)

    def take_back(self, store: Store, code: str, *, reason: str, by: str) -> str:
        """Take back a row recorded by mistake; its record and the reason stay in the journal. Returns its code.

        Refused: an empty reason, a row taken back already or never recorded.
        """
        said = reason_for(f"Taking a {self.noun} back", reason)

        def act(version: int) -> str:
            row = next((row for row in store.current(self.table) if row[self.key] == code), None)
            if row is None:
                last = next((row for row in reversed(store.versions(self.table)) if row[self.key] == code), None)
                gone = f": {last['recorded_by']} took it back {moment(last['recorded_at'])}" if last else ""
                raise BadInput(
                    f"No {self.noun} is recorded as {code}{gone}.", remedy=f"See query {self.kind} for those that are."
                )
            return self._record(store, withdrawn(row), by=by, note=said, version=version)

        return store.newest(act)

    def _record(self, store: Store, row: Row, *, by: str, note: str, version: int) -> str:
        code = str(row[self.key])
        store.record(
            Draft(
                kind=self.kind,
                by=by,
                received_on=date.today(),
                note=note,
                facts={self.table: [row]},
                detail={self.key: code},
            ),
            checked=version,
        )
        return code


def withdrawn(row: Row) -> Row:
    """A fact as it is recorded again when it is taken back."""
    return {**row, "withdrawn": True}


def reason_for(what: str, reason: str) -> str:
    """The reason for taking something back; BadInput where there is none."""
    if not reason.strip():
        raise BadInput(f"{what} needs a reason.", remedy="Say why, in a few words.")
    return reason.strip()
