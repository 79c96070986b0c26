"""What the store holds of the things a return speaks of, each found by the key a candidate has."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from pbi.returns.cells.headings import squeeze
from pbi.returns.subject.indicators import compact
from pbi.store import Store

Row = dict[str, Any]


class Standing:
    """The facts that hold on a day (now, where none is given); a table is read when it is first asked for."""

    def __init__(self, store: Store, *, as_of: date | None = None) -> None:
        self._store = store
        self._as_of = as_of

    def _rows(self, table: str) -> list[Row]:
        return self._store.rows(f"standing_{table}", as_of=self._as_of)

    def find(self, key: tuple[str, ...]) -> Row | None:
        """The row a candidate's key is about: its kind first, then what names it."""
        return self._by_key(key[0]).get(key)

    def texts(self, *, fact: Row) -> list[Row]:
        """The commentary that stands on the same thing: indicator or service, authority, period and kind."""
        return self._commentary.get(self._about(fact), [])

    @staticmethod
    def _about(row: Row) -> tuple[Any, ...]:
        return (row["authority"], row["indicator"], row["service"], row["period"], row["kind"])

    def _by_key(self, kind: str) -> dict[tuple[str, ...], Row]:
        tables = {
            "outturn": self._outturns,
            "action": self._actions,
            "milestone": self._milestones,
            "rating": self._ratings,
            "achievement": self._achievements,
        }
        return tables[kind]

    @cached_property
    def _outturns(self) -> dict[tuple[str, ...], Row]:
        return {("outturn", row["indicator"], row["authority"], row["period"]): row for row in self._rows("outturn")}

    def stated(self, indicator: str) -> list[Row]:
        """The outturns of an indicator that state a status."""
        return self._stated.get(indicator, [])

    def series(self, indicator: str, authority: str) -> list[Row]:
        """The outturns of one indicator and authority, of every period."""
        return self._series.get((indicator, authority), [])

    @cached_property
    def _series(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self._outturns.values():
            found.setdefault((row["indicator"], row["authority"]), []).append(row)
        return found

    @cached_property
    def _stated(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._outturns.values():
            if row["stated_status"]:
                found.setdefault(row["indicator"], []).append(row)
        return found

    def reported(self, authority: str) -> list[Row]:
        """The outturns of one authority, of every indicator and period."""
        return self._reported.get(authority, [])

    @cached_property
    def _reported(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._outturns.values():
            found.setdefault(row["authority"], []).append(row)
        return found

    def last_reported(self, fact: Row) -> date:
        """The last day of the newest period reported of one indicator and authority."""
        return self._last_days.get((fact["indicator"], fact["authority"]), date.min)

    @cached_property
    def _last_days(self) -> dict[tuple[str, str], date]:
        found: dict[tuple[str, str], date] = {}
        for row in self._outturns.values():
            about = (row["indicator"], row["authority"])
            found[about] = max(row["period_end"], found.get(about, date.min))
        return found

    @cached_property
    def _actions(self) -> dict[tuple[str, ...], Row]:
        return {("action", row["authority"], compact(row["code"])): row for row in self._rows("action")}

    @cached_property
    def _milestones(self) -> dict[tuple[str, ...], Row]:
        return {
            ("milestone", row["authority"], compact(row["action"]), row["title"]): row
            for row in self._rows("milestone")
        }

    @cached_property
    def _ratings(self) -> dict[tuple[str, ...], Row]:
        return {
            ("rating", row["authority"], row["subject"], compact(row["code"]), row["period"]): row
            for row in self._rows("rating")
        }

    @cached_property
    def _achievements(self) -> dict[tuple[str, ...], Row]:
        return {
            ("achievement", row["authority"], row["title"], row["period"]): row for row in self._rows("achievement")
        }

    @cached_property
    def _commentary(self) -> dict[tuple[Any, ...], list[Row]]:
        found: dict[tuple[Any, ...], list[Row]] = {}
        for row in self._rows("commentary"):
            found.setdefault(self._about(row), []).append(row)
        return found

    def actions_by_name(self) -> dict[tuple[str, str], str]:
        """The code of each action by authority and its compared code or title."""
        named = {}
        for row in self._actions.values():
            named[row["authority"], squeeze(row["title"])] = row["code"]
            named[row["authority"], compact(row["code"])] = row["code"]
        return named
