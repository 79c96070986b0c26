"""What sheets would do to the catalogue: every fault in one pass, and what would be recorded. It records nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pbi.catalogue import checks, dated
from pbi.catalogue.kinds import KINDS
from pbi.catalogue.rows import Entry, entries_of
from pbi.catalogue.sheets import Sheet
from pbi.model import Finding
from pbi.register import withdrawn
from pbi.store import Store, key_of

Standing = Mapping[str, list[dict[str, Any]]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rows of one kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row that would be recorded: ``before`` as it stands (None: new), ``after`` as it would (None: taken away)."""

    kind: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What sheets would do to the store as of ``version``: ``facts`` by table, counts by kind, each change.

    With a fault, none of it may be done.
    """

    facts: dict[str, list[Row]]
    counts: dict[str, Counts]
    changes: tuple[Change, ...]
    faults: tuple[Finding, ...]
    version: int


def examine(
    store: Store, sheets: Iterable[Sheet], *, faults: Sequence[Finding] = (), away: Iterable[tuple[str, Row]] = ()
) -> Plan:
    """What these sheets would do to the catalogue as it stands, and everything that is wrong with them.

    ``faults``: those found on the way here. ``away``: rows that stand and are to be taken away, with their kind.
    """
    version = store.version  # read first: what is recorded meanwhile is then another version
    found = list(faults)
    entries = entries_of(sheets, faults=found)
    standing = {kind: store.current(spec.table) for kind, spec in KINDS.items()}
    checks.resolve(entries, standing=standing, faults=found)
    dated.place(entries, standing=standing["indicators"])
    checks.duplicates(entries, faults=found)
    checks.rival_tolerances(entries, standing=standing["tolerances"], faults=found)
    checks.demand_counts(entries, standing=standing["indicators"], faults=found)
    checks.agreed_whole(entries, standing=standing["agreement_shares"], faults=found)
    checks.rebased_on_figures(entries, figures=partial(_charted, store), faults=found)
    dated.of_their_time(entries, standing=standing["indicators"], held=partial(_held, store), faults=found)
    if found:
        return Plan(facts={}, counts={}, changes=(), faults=tuple(found), version=version)
    changes, counts = _differences(entries, standing)
    changes += [Change(kind=kind, before=row, after=None) for kind, row in away]
    facts: dict[str, list[Row]] = {}
    for each in changes:
        fact = each.after if each.after is not None else withdrawn(dict(each.before or {}))
        facts.setdefault(KINDS[each.kind].table, []).append(fact)
    return Plan(facts=facts, counts=counts, changes=tuple(changes), faults=(), version=version)


def _charted(store: Store, indicators: tuple[str, ...]) -> set[tuple[str, str, str]]:
    rows = store.rows("standalone", indicators=indicators)
    return {(row["indicator"], row["authority"], row["period"]) for row in rows if row["value"] is not None}


def _held(store: Store, indicators: tuple[str, ...]) -> set[tuple[str, date]]:
    return {(row["indicator"], row["period_end"]) for row in store.rows("figure_days", indicators=indicators)}


def _differences(entries: Iterable[Entry], standing: Standing) -> tuple[list[Change], dict[str, Counts]]:
    """The rows that are new or say something other than what stands, and the counts by kind."""
    by_key = {kind: {key_of(KINDS[kind].table, row): row for row in rows} for kind, rows in standing.items()}
    changes: list[Change] = []
    tally: dict[str, dict[str, int]] = {}
    for entry in entries:
        before = by_key[entry.kind].get(key_of(KINDS[entry.kind].table, entry.fact))
        now = {**before, **entry.stated()} if before else entry.fact
        what = "new" if before is None else "unchanged" if now == before else "changed"
        tally.setdefault(entry.kind, {"new": 0, "changed": 0, "unchanged": 0})[what] += 1
        if what != "unchanged":
            changes.append(Change(kind=entry.kind, before=before, after=now))
    return changes, {kind: Counts(**count) for kind, count in tally.items()}
