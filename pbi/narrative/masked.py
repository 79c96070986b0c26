"""What a partnership's total hides of its members, in words. Rows of pbi.measures.masked: one a member and reason.

A total that is good while a member is not; a member that got worse while the total did not; members that all moved the
other way from the total (Simpson's paradox), so that only the mix between them moved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.model import StatusRole
from pbi.narrative import figures
from pbi.narrative.change import movement
from pbi.narrative.rows import records

REASONS = ("reversed", "worsening", "not good")
_MOST_NAMED = 5


def headline(rows: pd.DataFrame) -> str:
    """ "2 totals hide a member that failed or fell back: Noise complaints (Westholt) and Calls (Eastmere). 5 more
    hide one that is nearly good."

    "" where nothing is hidden.
    """
    held = failing(rows)
    said = [f"{name} ({_who(group)})" for name, group in held.groupby("indicator_name", sort=False)]
    more = len(said) - _MOST_NAMED
    return _said(rows, named=figures.listed([*said[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]))


def counted(rows: pd.DataFrame) -> str:
    """The same without names: "2 totals hide a member that failed. 5 more hide one that is nearly good." """
    return _said(rows, named="")


def _said(rows: pd.DataFrame, *, named: str) -> str:
    held = failing(rows)
    said, near = set(held["indicator"]), set(rows["indicator"]) - set(held["indicator"])
    names = f": {named}" if named else ""
    failed = f"{_hiding(len(said), '')} a member that {_what(held)}{names}." if said else ""
    again = f"{_hiding(len(near), ' more')} one" if said else f"{_hiding(len(near), '')} a member"
    nearly = f"{again} that is nearly good." if near else ""
    return " ".join(part for part in (failed, nearly) if part)


def of_indicator(rows: pd.DataFrame) -> list[str]:
    """One indicator's and period's reasons, a sentence each, the strongest first."""
    said = []
    for reason in REASONS:
        held = records(rows[rows["reason"] == reason])
        if held and reason == "reversed":
            said.append(_reversed(held))
        else:
            said += [_worsened(row) if reason == "worsening" else _not_good(row) for row in held]
    return said


def failing(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by which a failure is masked: a bad member, or a movement that is hidden; not a member nearly good."""
    return rows[(rows["member_role"] == StatusRole.BAD) | (rows["reason"] != "not good")]


def beside(rows: pd.DataFrame) -> str:
    """ "masked: Westholt", beside a total's tile; "" where no failure is masked."""
    held = failing(rows)
    return f"masked: {_who(held)}" if len(held) else ""


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, indicators whose failure is masked before those with a member nearly good."""
    weight = ~rows["indicator"].isin(set(failing(rows)["indicator"]))
    return rows.assign(weight=weight).sort_values(["weight", "indicator"], kind="stable").drop(columns="weight")


def why(row: Mapping[str, Any]) -> str:
    """The reason in a few words, for a table."""
    if row["reason"] == "not good":
        return f"total {row['label']}, member {row['member_label']}"
    return "moved against the total" if row["reason"] == "reversed" else "got worse, the total did not"


def _what(rows: pd.DataFrame) -> str:
    """What the hidden members did: "failed or fell back"."""
    did = {"not good": "failed", "worsening": "fell back", "reversed": "moved the other way"}
    return " or ".join(word for reason, word in did.items() if reason in set(rows["reason"]))


def _hiding(number: int, more: str) -> str:
    """ "2 totals hide", "1 total hides", "5 more hide"."""
    what = f"{number}{more}" if more else figures.count(number, "total")
    return f"{what} {'hides' if number == 1 else 'hide'}"


def _who(rows: pd.DataFrame) -> str:
    """The members named, or "every member" where all moved against the total."""
    names = list(dict.fromkeys(rows["member_name"]))
    return "every member" if (rows["reason"] == "reversed").all() and len(names) > 1 else figures.listed(names)


def _not_good(row: Mapping[str, Any]) -> str:
    total, member = figures.outturn(row), figures.outturn(of_member(row))
    return (
        f"{row['authority_name']}'s {total} is {row['label']}, which hides {row['member_name']}'s {member}: "
        f"{row['member_label']}."
    )


def _worsened(row: Mapping[str, Any]) -> str:
    total = "got better" if row["movement"] == "better" else "shows no real change"
    size = figures.change(row["member_change"], **figures.shape(row))
    among = movement.over(row)
    said = f"{row['member_name']} got worse ({size}) while {row['authority_name']} as a whole {total}"
    return f"{said}{f', {among}' if among else ''}."


def _reversed(held: list[dict[Any, Any]]) -> str:
    """ "Three Vales fell by 7.7 points although no member fell: North +15 points, South +10 points. Only the mix …" """
    row = held[0]
    shape = figures.shape(row)
    size = figures.size(row["change"], **shape)
    each = ", ".join(f"{one['member_name']} {figures.change(one['member_change'], **shape)}" for one in held)
    went = "fell" if row["change"] < 0 else "rose"
    among = movement.over(row)
    return (
        f"{row['authority_name']} {went} by {size} although no member {went}: {each}. "
        f"Only the mix between them moved the total{f', {among}' if among else ''}."
    )


def of_member(row: Mapping[str, Any]) -> dict[str, Any]:
    """The member's side of a row under the plain names, to be spelt as any figure is."""
    shared = {name: row[name] for name in ("unit", "decimals", "per")}
    return shared | {name.removeprefix("member_"): value for name, value in row.items() if name.startswith("member_")}
