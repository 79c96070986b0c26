"""Steps that many questions begin with, worked out once for all that ask the same of the same version.

The measures of a page share two thirds of their chains. The tables of ``SHARED`` stand in place of those steps, each
kept by the version that was read and the values of every parameter its own chain names: what was recorded since, or
asked differently in anything that could matter, is another table. Nothing here decides anything, and nothing is lost
when a table goes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pbi.store.compose import Composer
from pbi.store.index import Connection, transaction

SHARED = frozenset(
    {
        "indicator_rules",
        "membership_spells",
        "eras",
        "own_figures",
        "member_figures",
        "members_in_common",
        "not_shown",
        "common_figures",
        "assessed",
        "travelled",
        "signalled",
    }
)
"""What nearly everything a page asks is read from: the rules of each time, who belonged when, figures as received and
by member, those over the members in common, statuses, which way each went and what its control chart says. Rows whose
order of names matters are never kept: Arrow would lose their collation."""
ROOM = 256 * 2**20
"""Bytes that may be kept; a quarter of a million figures with all they are judged by take half of it."""


class Shared:
    """The kept tables of one store. Any number of threads may ask; two may work out the same table, and one is kept."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._kept: OrderedDict[tuple[Any, ...], pa.Table] = OrderedDict()
        self._version, self._lock = 0, threading.Lock()

    def answer(self, cursor: Connection, step: str, given: Mapping[str, Any]) -> pa.Table:
        """The rows of a step. In one transaction, so that what is read has the version by which tables are kept."""
        with transaction(cursor):
            [(version,)] = cursor.execute("SELECT COALESCE(MAX(version), 0) FROM entry").fetchall()
            return self._rows(cursor, step, given, version=version)

    def _rows(self, cursor: Connection, step: str, given: Mapping[str, Any], *, version: int) -> pa.Table:
        composed = self._composer.compose(step, instead=SHARED)
        for name in composed.instead:
            cursor.register(name, self._table(cursor, name, given, version=version))
        return cursor.execute(composed.sql, composed.bind(given)).to_arrow_table()

    def _table(self, cursor: Connection, name: str, given: Mapping[str, Any], *, version: int) -> pa.Table:
        asked = self._composer.compose(name).bind(given)
        key = (name, *sorted(asked.items()))
        with self._lock:
            if version == self._version and key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        table = self._rows(cursor, name, given, version=version)
        with self._lock:
            self._keep(key, table, version=version)
        return table

    def _keep(self, key: tuple[Any, ...], table: pa.Table, *, version: int) -> None:
        """Keep one more, and let go of those of an earlier version, then of those not asked for longest."""
        if version > self._version:
            self._kept.clear()
            self._version = version
        if version == self._version:
            self._kept[key] = table
        while sum(each.nbytes for each in self._kept.values()) > ROOM:
            self._kept.popitem(last=False)
