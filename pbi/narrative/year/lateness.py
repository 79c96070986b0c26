"""What may be said of actions beside their status: lateness, dates put off, what was carried over, who considers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pbi.model import ActionState, StatusRole
from pbi.narrative import figures, sentences
from pbi.narrative.rows import records

STATES = {str(state): state.label for state in ActionState}
"""What the state of an action is called, the most pressing first."""
_TIMES = {1: "once", 2: "twice"}


def newest_ratings(ratings: pd.DataFrame) -> str:
    """The newest quarter's ratings in one sentence; "" where nothing is rated."""
    if ratings.empty:
        return ""
    newest = ratings[ratings["period_end"] == ratings["period_end"].max()]
    return f"{newest['period'].iloc[0]}: {sentences.ratings(newest)}"


def shares(grid: pd.DataFrame) -> Callable[[str, Mapping[str, Any]], str]:
    """What the ratings by quarter say of a quarter beside a row: "3 (60%)", "2" of those not available, "-" where
    nothing was rated.
    """
    name = ("authority", "subject", "rating")
    counted = {(*(row[each] for each in name), row["period"]): row for row in records(grid)}

    def share(period: str, row: Mapping[str, Any]) -> str:
        held = counted.get((*(row[each] for each in name), period))
        if held is None or (held["role"] != StatusRole.UNKNOWN and not held["base"]):
            return "-"
        percent = "" if held["percent"] is None else f" ({figures.plain(held['percent'], decimals=0)}%)"
        return f"{held['count']}{percent}"

    return share


def unmeasured(actions: pd.DataFrame, ratings: pd.DataFrame, achieved: pd.DataFrame) -> tuple[str, ...]:
    """What is said first where no indicator is measured: what was promised, how it is rated, how much was achieved."""
    number = figures.count(len(achieved), "achievement")
    said = (sentences.actions(actions), newest_ratings(ratings), f"{number} reported." if len(achieved) else "")
    return tuple(each for each in said if each)


def late(row: Mapping[str, Any]) -> str:
    """How late an overdue action is on the day of judging, or a completed one was: "12 days late", else "".

    The day that counts is the revised one, where there is one.
    """
    due = row["revised_due"] or row["due"]
    until = {ActionState.OVERDUE: row["judged_on"], ActionState.COMPLETED: row["completed_on"]}.get(row["status"])
    if due is None or until is None:
        return ""
    days = (until - due).days
    return f"{figures.count(days, 'day')} late" if days > 0 else ""


def put_off(row: Mapping[str, Any]) -> str:
    """How often the date was revised: "revised twice", or ""."""
    times = int(row["times_revised"] or 0)
    return f"revised {_TIMES.get(times, f'{figures.word(times)} times')}" if times else ""


def stated_otherwise(row: Mapping[str, Any]) -> str:
    """The status the return states, where it is not the one worked out."""
    stated = figures.text(row["stated_status"])
    return stated if plain(stated) != plain(row["status"]) else ""


def rated_otherwise(row: Mapping[str, Any]) -> bool:
    """Whether its newest rating ends an action that its return has in another state: completed, yet cancelled; aborted
    or closed, yet at 100%; completed, yet short of it.

    >>> rated_otherwise({"rating": "completed", "status": "completed", "progress": 60.0, "completed_on": None})
    True
    """
    done = row["completed_on"] is not None or (figures.is_known(row["progress"]) and row["progress"] >= 100)
    if row["rating"] == "completed":
        return row["status"] == "cancelled" or (figures.is_known(row["progress"]) and not done)
    return row["rating"] == "aborted" and done


def escalated(row: Mapping[str, Any]) -> str:
    """The newest rating and who considers it: "Requires amendment → Cabinet"; a lone rating where nobody does."""
    label = figures.text(row["rating_label"]) or figures.text(row["rating"])
    considered = figures.text(row["considered_by"])
    return f"{label} → {considered}" if considered else label


def noted(rows: pd.DataFrame) -> str:
    """What the counts of statuses do not tell, in one sentence; "" where there is nothing of it.

    "1 of 5 was carried over from an earlier year, 2 were put off, 1 states another status, 1 goes to the Cabinet and 1
    lacks its commentary."
    """
    if rows.empty:
        return ""
    held = records(rows)
    of_all = (
        (
            int(rows["is_carried_over"].sum()),
            "was carried over from an earlier year",
            "were carried over from an earlier year",
        ),
        (sum(row["times_revised"] > 0 for row in held), "was put off", "were put off"),
        (sum(bool(stated_otherwise(row)) for row in held), "states another status", "state another status"),
        (
            sum(rated_otherwise(row) for row in held),
            "has a rating that its progress contradicts",
            "have ratings that their progress contradicts",
        ),
        *(
            (number, f"goes to the {who}", f"go to the {who}")
            for who, number in rows["considered_by"].value_counts().sort_index().items()
        ),
        (int(rows["lacks_commentary"].sum()), "lacks its commentary", "lack their commentary"),
    )
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in of_all if number]
    return figures.sentence(f"Of {len(rows)}, {figures.listed(parts)}") if parts else ""


def money(rows: pd.DataFrame) -> str:
    """What the actions cost and save together, of those that say so; "" where none does."""
    said = []
    for name, what in (("cost", "with a cost of"), ("compensatory_saving", "with a compensatory saving of")):
        given = rows[name].dropna()
        if len(given):
            said.append(f"{len(given)} {what} {figures.figure(given.sum(), unit='currency')}")
    return figures.sentence(f"Of {len(rows)}, {figures.listed(said)}") if said else ""


def plain(status: object) -> str:
    """A status as it compares: a code or a printed word."""
    return str(status or "").strip().lower().replace("_", " ")
