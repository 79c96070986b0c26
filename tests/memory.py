"""The steps over facts in memory: what a store answers, without a ledger or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

import duckdb

from pbi import period
from pbi.model import Fact
from pbi.store import shape
from pbi.store.compose import Composed, Composer
from pbi.store.facts import settle, to_arrow

RAG = [
    ("green", 1, "good"),
    ("amber", 2, "near"),
    ("red", 3, "bad"),
    ("unknown", 4, "unknown"),
    ("data_only", 5, "data only"),
]
MET = [("met", 1, "good"), ("not_met", 2, "bad"), ("for_information", 3, "data only")]
SINCE = date(2000, 4, 1)
COMPOSER = Composer(tables={*shape.tables(), "entry"})
"""One for all: it remembers the queries it has composed."""


class Memory:
    """Facts received one after the other, and the steps over them. Close it, or use it in a ``with``."""

    def __init__(self) -> None:
        self._database = duckdb.connect(":memory:", config={"threads": 1})  # of a few rows, a second one only waits
        shape.make(self._database)
        self.version = 0

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def receive(
        self,
        facts: Mapping[str, Sequence[Fact]],
        *,
        on: date = date(2020, 5, 1),
        kind: str = "accepted",
        submission: str = "",
    ) -> int:
        """One receipt: the facts of one journal line, stamped with its number and day; ``submission`` names it."""
        self.version += 1
        self._database.execute(
            "INSERT INTO entry (version, kind, recorded_at, recorded_by, received_on, back_dated, submission, hash) "
            "VALUES (?, ?, ?, 'tests', ?, FALSE, ?, ?)",
            [self.version, kind, on, on, submission or f"s{self.version}", str(self.version)],
        )
        for name, rows in settle({table: [dict(row) for row in rows] for table, rows in facts.items()}).items():
            arriving = to_arrow(name, rows, version=self.version, received_on=on)
            self._database.register("arriving", arriving)
            self._database.execute(f"INSERT INTO {name} BY NAME SELECT * FROM arriving")
            self._database.unregister("arriving")
        return self.version

    def rows(self, step: str, **parameters: Any) -> list[dict[str, Any]]:
        composed = COMPOSER.compose(step)
        found: list[dict[str, Any]] = (
            self._database.execute(composed.sql, composed.bind(parameters)).to_arrow_table().to_pylist()
        )
        return found

    def every(self, **parameters: Any) -> dict[str, list[dict[str, Any]]]:
        """The rows of every step, each worked out once, from the rows of those it reads."""
        steps = {name: COMPOSER.step(name) for name in self.steps()}
        found: dict[str, list[dict[str, Any]]] = {}
        for name in TopologicalSorter({name: step.reads & steps.keys() for name, step in steps.items()}).static_order():
            asked = Composed(sql=steps[name].text, parameters=steps[name].parameters, chain=(name,))
            rows = self._database.execute(asked.sql, asked.bind(parameters)).to_arrow_table()
            self._database.register(name, rows)
            found[name] = rows.to_pylist()
        for name in found:
            self._database.unregister(name)
        return found

    def figure(self, who: str, code: str = "i", when: str = "2019/20", **asked: Any) -> dict[str, Any]:
        """The scorecard's one row of an authority, an indicator and a period."""
        rows = self.rows("scorecard", period=when, **asked)
        [row] = [each for each in rows if (each["authority"], each["indicator"]) == (who, code)]
        return row

    def steps(self) -> list[str]:
        return COMPOSER.names()


def schemes() -> list[Fact]:
    """The shipped schemes' statuses and roles."""
    return [
        {"scheme": scheme, "name": scheme, "status": status, "label": status.title(), "position": place, "role": role}
        for scheme, statuses in (("rag", RAG), ("met", MET))
        for status, place, role in statuses
    ]


def tolerance(**given: object) -> Fact:
    """A tolerance; unless told otherwise the shipped one: relative, green within 0, amber within 5, since long ago."""
    return {
        "scheme": "rag",
        "basis": "relative",
        "green_within": 0,
        "amber_within": 5,
        "inclusive": True,
        "valid_from": SINCE,
        **given,
    }


def authority(code: str, *, kind: str = "district") -> Fact:
    return {"code": code, "name": code.title(), "kind": kind}


def indicator(code: str, **given: object) -> Fact:
    """An indicator; unless told otherwise a percent of which more is better."""
    return {
        "code": code,
        "name": code,
        "unit": "percent",
        "per": 100,
        "polarity": "higher",
        "across_authorities": "ratio",
        "across_periods": "ratio",
        "accumulates": False,
        "decimals": 0,
        "lifecycle": "active",
        **given,
    }


def of_period(text: str) -> Fact:
    """The four columns that say a period."""
    parsed = period.canonical(text)
    return {"period": text, "period_kind": parsed.kind.value, "period_start": parsed.start, "period_end": parsed.end}


def outturn(code: str, who: str, when: str = "2019/20", **given: object) -> Fact:
    return {
        "indicator": code,
        "authority": who,
        **of_period(when),
        "submission": "s",
        "sheet": "T",
        "cell": "B2",
        **given,
    }


def target(code: str, who: str | None, when: str = "2019/20", **given: object) -> Fact:
    return {"indicator": code, "authority": who, **of_period(when), "kind": "target", **given}
