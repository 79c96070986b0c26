"""What was reported before and what has changed since: restated figures and publications, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures, gaps, method
from pbi.narrative.sentences import total


def restated(rows: pd.DataFrame) -> str:
    """One line on the figures restated since they were first reported; "" where none was.

    "1 figure of 2017/18 Q3 was revised on 14 September 2018: Noise cases closed within 60 days, Northvale, from 81.6%
    to 88.2%." ``rows`` of pbi.measures.restated, newest first.
    """
    if rows.empty:
        return ""
    each = rows.drop_duplicates(["indicator", "authority", "period"])
    if len(each) > 1:
        periods = figures.listed(sorted(set(each["period"])))
        return f"{len(each)} figures of {periods} have been revised since they were first reported."
    newest, first = rows.iloc[0], rows.iloc[-1]
    moved = f"from {spelt(first, 'old_value')} to {spelt(newest, 'new_value')}"
    what = f"{newest['indicator_name']}, {newest['authority_name']}, {moved}"
    return f"1 figure of {newest['period']} was revised on {figures.day(newest['received_on'])}: {what}."


def spelt(row: Mapping[str, Any], name: str) -> str:
    """A figure then or now in its unit, told apart from the other, or "none" where nothing stood.

    One too small to be shown is not told.
    """
    shape = figures.shape(row)
    hidden = row.get("is_suppressed") is not None and bool(row.get("is_suppressed"))
    when, _, what = name.partition("_")
    other = row.get(f"{'new' if when == 'old' else 'old'}_{what}")
    return figures.apart(row[name], other, **shape)[0] or ("suppressed [c]" if hidden else "none")


def reported(name: str, then: pd.DataFrame, now: pd.DataFrame) -> str:
    """ "As reported to Joint Committee, 16 June 2020: 24 Green, …; now 25 Green, …" where they differ, else "".

    ``then`` the frozen counts and ``now`` today's, both with the columns of pbi.measures.counts.
    """
    before, after = (method.judged_of(total(rows, basis="official")) for rows in (then, now))
    return "" if before == after else f"As reported to {name}: {before}; now {after}."


def with_gaps(name: str, rows: pd.DataFrame) -> str:
    """ "Reported to Joint Committee, 16 June 2020, with 41 of 44 indicators: awaited …."; "" where nothing was missing.

    ``rows`` of pbi.publications.figures of that publication.
    """
    said = gaps.base(rows)
    return "" if said.startswith("all ") and ";" not in said else f"Reported to {name} with {said}."


def figure_reported(name: str, row: Mapping[str, Any]) -> str:
    """One figure then and now: "As reported to …: 98%, Amber; now 100%, Green (figure revised)." """
    then, now = (
        ", ".join(part for part in (spelt(row, f"{when}_outturn"), figures.text(row[f"{when}_label"])) if part)
        for when in ("old", "new")
    )
    return f"As reported to {name}, {row['authority_name']}: {then}; now {now} ({changed(row)})."


def changed(row: Mapping[str, Any]) -> str:
    """What is otherwise than it was reported, a row of pbi.publications.changes: "figure revised, target changed"."""
    parts = [
        *([_figure(row)] if row["figure_changed"] else []),
        *(["target changed"] if row["target_changed"] else []),
        *(["tolerance changed"] if row["tolerance_changed"] else []),
        *(["change judged otherwise"] if row["movement_changed"] and not row["figure_changed"] else []),
    ]
    return ", ".join(parts) or "judged otherwise"


def _figure(row: Mapping[str, Any]) -> str:
    if not figures.is_known(row["old_outturn"]):
        return "figure received since" if figures.is_known(row["new_outturn"]) else "figure changed"
    return "figure revised" if figures.is_known(row["new_outturn"]) else "figure withdrawn"
