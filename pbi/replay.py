"""History looked at again: what each restatement changed, and what every status would be under another tolerance.

Nothing is stored here: the same steps are asked as of another day, or with a tolerance on trial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from pbi import measures
from pbi.errors import BadInput
from pbi.model import Facts, Question, Trial
from pbi.period import canonical
from pbi.store import Store

BASES = ("relative", "points")
_STATUS = ("status", "label", "symbol", "role")
Key = tuple[str, str, str]


def restatements_table(store: Store, question: Question) -> pa.Table:
    """Every later receipt that changed a figure, newest first, with the status before it and after it.

    The status before is the one shown as of the day before the receipt, the status after the one as of its day, both
    under the question's scheme; NULL where nothing had been received by then. ``status_changed`` compares the two.
    """
    held = measures.table(store, question, "restatements")
    rows = held.to_pylist()
    for day in sorted({row["received_on"] for row in rows}):
        these = [row for row in rows if row["received_on"] == day]
        asked = replace(
            question,
            indicators=tuple(sorted({row["indicator"] for row in these})),
            authorities=tuple(sorted({row["authority"] for row in these})),
        )
        for name, as_of in (("old", day - timedelta(days=1)), ("new", day)):
            shown = _shown(store, replace(asked, as_of=as_of))
            for row in these:
                row |= {f"{name}_{each}": shown.get(_key(row), {}).get(each) for each in _STATUS}
    for name in (f"{when}_{each}" for when in ("old", "new") for each in _STATUS):
        held = held.append_column(name, pa.array([row[name] for row in rows], pa.string()))
    changed = [row["old_status"] != row["new_status"] for row in rows]
    return held.append_column("status_changed", pa.array(changed, pa.bool_()))


restatements = measures.framed(restatements_table)


def laboratory_table(store: Store, question: Question) -> pa.Table:
    """The figures of every period whose status the tolerance on trial would change: the trend's columns, and the
    status it would give as trial_status, trial_label, trial_symbol and trial_role. None without a trial.
    """
    held = measures.table(store, replace(question, trial=None), "trend")
    rows, tried = held.to_pylist(), _shown(store, question)
    moved = [place for place, row in enumerate(rows) if row["status"] != tried[_key(row)]["status"]]
    found = held.take(pa.array(moved, pa.int64()))
    for name in _STATUS:
        found = found.append_column(
            f"trial_{name}", pa.array([tried[_key(rows[at])][name] for at in moved], pa.string())
        )
    return found


laboratory = measures.framed(laboratory_table)


def supposed(store: Store, question: Question, *, facts: Facts) -> list[dict[str, Any]]:
    """Every status that would be another with these facts received today, newest period first; nothing is recorded.

    indicator, authority, period; status, label, symbol and role, and the same as then_status and so on: None where
    there is or would be no status.
    """
    asked = measures.parameters(replace(question, period=""))
    then = store.suppose("statuses", facts=facts, received_on=date.today(), **asked)
    before, after = ({_key(row): row for row in rows} for rows in (store.rows("statuses", **asked), then.to_pylist()))
    moved = [
        {name: (before.get(key) or after[key])[name] for name in ("indicator", "authority", "period")}
        | {name: before.get(key, {}).get(name) for name in _STATUS}
        | {f"then_{name}": after.get(key, {}).get(name) for name in _STATUS}
        for key in before.keys() | after.keys()
        if before.get(key, {}).get("status") != after.get(key, {}).get("status")
    ]
    moved.sort(key=lambda row: (row["indicator"], row["authority"]))
    return sorted(moved, key=lambda row: canonical(row["period"]).end, reverse=True)


def counts_each_year(store: Store, question: Question) -> pd.DataFrame:
    """How many indicators had each status in each year, or would have had under the question's trial; years judged."""
    held = measures.frame(measures.table(store, question, "counts_each_year"))
    return held[held["base"] > 0].reset_index(drop=True)


def trial(*, basis: str, green_within: Decimal, amber_within: Decimal) -> Trial:
    """A tolerance to try. Refused: an unknown basis, an amount below zero, an amber narrower than the green."""
    if basis not in BASES:
        raise BadInput(f"'{basis}' is not a basis of a tolerance.", remedy="Use relative or points.")
    if not 0 <= green_within <= amber_within < 1_000_000:
        raise BadInput(
            f"Green within {green_within} and amber within {amber_within} is not a tolerance.",
            remedy="Write 0 or more for both, with amber at least as wide as green.",
        )
    return Trial(basis=basis, green_within=green_within, amber_within=amber_within)


def spans(question: Question) -> tuple[date, date]:
    """The first and last day of the asked period and the same period of the year before it."""
    asked = canonical(question.period)
    return asked.last_year().start, asked.end


def _shown(store: Store, question: Question) -> dict[Key, Mapping[str, Any]]:
    """The statuses by indicator, authority and period, without anything of the trend that takes longer."""
    return {_key(row): row for row in measures.table(store, question, "statuses").to_pylist()}


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator"], row["authority"], row["period"]
