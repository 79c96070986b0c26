"""From catalogue sheets to facts: every fault found in one pass, and nothing recorded while there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pbi.catalogue import checks
from pbi.catalogue.kinds import KINDS
from pbi.catalogue.names import Names, build
from pbi.catalogue.rows import Entry, entries_of
from pbi.catalogue.sheets import read
from pbi.errors import BadInput
from pbi.model import Draft, Finding
from pbi.store import Store, key_of

Standing = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rows of one kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class CatalogueFaults(BadInput):
    """A catalogue that was refused; ``findings`` holds every fault, each with its sheet and cell."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        listed = "\n".join(
            f"{each.sheet} {each.cell}".rstrip() + f": {each.message} {each.fix}".rstrip() for each in findings[:20]
        )
        more = f"\nand {len(findings) - 20} more" if len(findings) > 20 else ""
        count = "1 fault" if len(findings) == 1 else f"{len(findings)} faults"
        super().__init__(f"The catalogue was refused for {count}; nothing was changed.\n{listed}{more}")


def load(store: Store, path: Path | str, *, by: str, received_on: date | None = None) -> dict[str, Counts]:
    """Load a CSV, a folder of CSVs or a workbook into the catalogue; returns what became of the rows of each kind.

    All or nothing: CatalogueFaults lists every fault with its file and cell. Only rows that say something other than
    what stands are recorded, so that the same file again changes nothing; a column a sheet does not have is left as
    it stands. ``received_on`` is today unless given.
    """
    path = Path(path)
    sheets, faults = read(path)
    entries = entries_of(sheets, faults=faults)
    standing = {kind: store.held(spec.table) for kind, spec in KINDS.items()}
    checks.resolve(entries, standing=standing, faults=faults)
    checks.duplicates(entries, faults=faults)
    checks.rival_tolerances(entries, standing=standing["tolerances"], faults=faults)
    checks.demand_counts(entries, standing=standing["indicators"], faults=faults)
    checks.agreed_whole(entries, standing=standing["agreement_shares"], faults=faults)
    checks.rebased_on_figures(entries, figures=partial(_charted, store), faults=faults)
    if faults:
        raise CatalogueFaults(faults)
    facts, counts = _differences(entries, standing)
    if facts:
        today = date.today()
        store.record(
            Draft(
                kind="catalogue",
                by=by,
                received_on=received_on or today,
                facts=facts,
                filename=path.name,
                back_dated=received_on is not None and received_on < today,
            )
        )
    return counts


def names(store: Store) -> Names:
    """Everything the store's catalogue has a name for, as it stands."""
    return build(
        authorities=store.held("authority"),
        aliases=store.held("authority_alias"),
        services=store.held("service"),
        indicators=store.held("indicator"),
        schemes=store.held("scheme"),
        status_aliases=store.held("status_alias"),
    )


def _charted(store: Store, indicators: tuple[str, ...]) -> set[tuple[str, str, str]]:
    rows = store.rows("standalone", indicators=indicators)
    return {(row["indicator"], row["authority"], row["period"]) for row in rows if row["value"] is not None}


def _differences(
    entries: Iterable[Entry], standing: Standing
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Counts]]:
    """The rows that are new or say something other than what stands, by table, and the counts by kind."""
    by_key = {kind: {key_of(KINDS[kind].table, row): row for row in rows} for kind, rows in standing.items()}
    facts: dict[str, list[dict[str, Any]]] = {}
    tally: dict[str, dict[str, int]] = {}
    for entry in entries:
        table = KINDS[entry.kind].table
        before = by_key[entry.kind].get(key_of(table, entry.fact))
        now = {**before, **entry.stated()} if before else entry.fact
        what = "new" if before is None else "unchanged" if now == before else "changed"
        count = tally.setdefault(entry.kind, {"new": 0, "changed": 0, "unchanged": 0})
        count[what] += 1
        if what != "unchanged":
            facts.setdefault(table, []).append(now)
    return facts, {kind: Counts(**count) for kind, count in tally.items()}
