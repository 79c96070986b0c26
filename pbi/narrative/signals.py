"""Significant change in words: how many of the series that can be tested, and how many would by chance.

Frames and rows have the columns of the measure ``signals``.
"""

from __future__ import annotations

import pandas as pd

from pbi.narrative import figures

SPANS = {"year": "this year", "quarter": "this quarter", "month": "this month", "half": "this half year"}
"""The asked period by its kind, as a sentence says it."""
REASONS = {
    "too few points": "too few points",
    "cumulative": "cumulative",
    "rolling": "rolling years",
    "too little variation": "too little variation",
    "no series": "no figures of periods that stand alone",
}


def base(rows: pd.DataFrame) -> str:
    """The sentence that stands with every list of signals; "" where there is no figure at all.

    "7 of 96 testable series changed significantly this year, 5 for the better; about 3 would by chance."
    """
    if rows.empty:
        return ""
    tested = rows[rows["testable"]]
    if tested.empty:
        return f"None of {figures.count(len(rows), 'series', plural='series')} can be tested: {untested(rows)}."
    changed = tested[tested["completed"]]
    better = int((changed["completed_verdict"] == "improvement").sum())
    span = SPANS.get(rows["period_kind"].iloc[0], f"in {rows['period'].iloc[0]}")
    many = len(changed) or "None"
    said = f"{many} of {len(tested)} testable series changed significantly {span}"
    return f"{said}{f', {better} for the better' if len(changed) else ''}; {by_chance(tested)}."


def by_chance(rows: pd.DataFrame) -> str:
    """How many would change if nothing had: "about 3 would by chance"."""
    expected = figures.plain(rows["expected"].sum(), decimals=0)
    return f"{'fewer than one' if expected == '0' else f'about {expected}'} would by chance"


def untested(rows: pd.DataFrame) -> str:
    """Why series cannot be tested, the commonest first: "13 too few points, 4 cumulative"; "" where all can be."""
    counts = rows.loc[~rows["testable"], "reason"].value_counts()
    return ", ".join(f"{number} {REASONS[reason]}" for reason, number in counts.items())
