"""From catalogue sheets to facts: every fault found in one pass, and nothing recorded while there is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from weakref import WeakKeyDictionary

from pbi.catalogue.names import Names, build
from pbi.catalogue.plan import Counts, Plan, examine
from pbi.catalogue.sheets import read
from pbi.errors import BadInput
from pbi.model import Draft, Finding
from pbi.store import Store


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

    def act(_version: int) -> dict[str, Counts]:
        plan = examine(store, sheets, faults=faults)
        record(store, plan, by=by, filename=path.name, received_on=received_on)
        return plan.counts

    return store.newest(act)


def record(
    store: Store,
    plan: Plan,
    *,
    by: str,
    filename: str = "",
    note: str = "",
    received_on: date | None = None,
    seen: int | None = None,
) -> None:
    """Record what a plan says, in one journal line; nothing where it would change nothing. ``note`` says why.

    ``seen``: the store's version when a person was shown it. CatalogueFaults where the plan has faults, Overtaken where
    somebody else changed one of its rows since, StoreMoved where anything was recorded after it was made.
    """
    if plan.faults:
        raise CatalogueFaults(list(plan.faults))
    if not plan.facts:
        return
    today = date.today()
    store.require_unmoved(plan.facts, since=plan.version if seen is None else seen)
    store.record(
        Draft(
            kind="catalogue",
            by=by,
            received_on=received_on or today,
            facts=plan.facts,
            filename=filename,
            note=note,
            back_dated=received_on is not None and received_on < today,
        ),
        checked=plan.version,
    )


def names(store: Store) -> Names:
    """Everything the store's catalogue has a name for, as it stands; remembered until something is recorded."""
    version = store.version  # read first: what is recorded meanwhile is then another version
    remembered = _remembered.get(store)
    if remembered is None or remembered[0] != version:
        remembered = version, _names(store)
        _remembered[store] = remembered
    return remembered[1]


_remembered: WeakKeyDictionary[Store, tuple[int, Names]] = WeakKeyDictionary()


def _names(store: Store) -> Names:
    return build(
        authorities=store.current("authority"),
        aliases=store.current("authority_alias"),
        services=store.current("service"),
        indicators=store.rows("standing_indicator"),
        schemes=store.current("scheme"),
        status_aliases=store.current("status_alias"),
        rules=store.rows("indicator_rules"),
    )
