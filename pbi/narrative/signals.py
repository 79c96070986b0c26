"""Significant change in words: how many of the series that can be tested, how many would by chance, and beside a status
what the control chart says.

Frames and rows have the columns of the measure ``signals``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import control, figures, movement

SPANS = {"year": "this year", "quarter": "this quarter", "month": "this month", "half": "this half year"}
"""The asked period by its kind, as a sentence says it."""
REASONS = {
    "too few points": "too few points",
    "cumulative": "cumulative",
    "rolling": "rolling years",
    "too little variation": "too little variation",
    "no series": "no figures of periods that stand alone",
}
UNTESTED = {
    "too few points": "too few points to say",
    "cumulative": "cumulative series: not testable",
    "rolling": "rolling years: not testable",
    "too little variation": "too little variation to say",
    "no series": "no series to test",
}
VERDICTS = {
    "concern": "deteriorating",
    "improvement": "improving",
    "high": "running high",
    "low": "running low",
    "common_cause": "common cause",
}
CHANGES = {"concern": "Worse", "high": "Higher", "low": "Lower", "improvement": "Better"}
"""What changed, worst first."""
_RULES = {"outside": "outside limits", "trend": "trend", "two": "near limits", "shift": "shift"}
COLUMNS = ("testable", "reason", "gate", "rule", "verdict", "completed", "completed_in", "completed_verdict", "since")
"""What a row of the scorecard is given of its signal, beside indicator and authority."""


def base(rows: pd.DataFrame) -> str:
    """The sentence that stands with every list of signals; "" where there is no figure at all.

    "7 of 96 testable series changed significantly this year, 5 for the better; about 3 would by chance."
    """
    if rows.empty:
        return ""
    tested = rows[rows["testable"]]
    if tested.empty:
        return f"None of {len(rows)} series can be tested by a control chart: {untested(rows)}."
    changed = tested[tested["completed"]]
    better = int((changed["completed_verdict"] == "improvement").sum())
    span = SPANS.get(rows["period_kind"].iloc[0], f"in {rows['period'].iloc[0]}")
    said = f"{len(changed) or 'None'} of {len(tested)} testable series changed significantly {span}"
    return f"{said}{f', {better} for the better' if len(changed) else ''}; {by_chance(tested)}."


def by_chance(rows: pd.DataFrame) -> str:
    """How many would change if nothing had: "about 3 would by chance"."""
    expected = figures.plain(rows["expected"].sum(), decimals=0)
    return f"{'fewer than one' if expected == '0' else f'about {expected}'} would by chance"


def untested(rows: pd.DataFrame) -> str:
    """Why series cannot be tested, the commonest first: "too few points (13), cumulative (4)"; "" where all can be."""
    counts = rows.loc[~rows["testable"], "reason"].value_counts()
    return ", ".join(f"{REASONS[reason]} ({number})" for reason, number in counts.items())


def beside(scorecard: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The scorecard with each figure's signal; a row without a figure has none."""
    return scorecard.merge(
        rows[["indicator", "authority", *COLUMNS]], how="left", on=["indicator", "authority"], validate="one_to_one"
    )


def verdict(row: Mapping[str, Any]) -> str:
    """What the chart of a row says in two or three words; where it can say nothing, the change on last year if that
    was tested, else why not: "common cause", "no clear change on last year", "too few points to say"."""
    if not figures.held(row.get("testable")):
        return ""
    if row["testable"]:
        return VERDICTS[row["verdict"]]
    if row["direction"] in movement.TESTED:
        return f"{movement.VERDICTS[row['direction']].lower()} on last year"
    return UNTESTED[row["reason"]]


def two_axes(row: Mapping[str, Any]) -> str:
    """Status and signal: "Red, common cause", "Green, deteriorating"; the signal alone where no scheme is applied."""
    said = ", ".join(part for part in (figures.text(row["label"]), verdict(row)) if part)
    return f"{said[:1].upper()}{said[1:]}"


def judged(row: Mapping[str, Any]) -> str:
    """The status, and the signal where there is a control chart."""
    return two_axes(row) if row.get("testable") is True else str(row["label"])


def why_none(row: Mapping[str, Any]) -> str:
    """Why there is no control chart, as a sentence; "" where there is one or nothing is known of it."""
    return "" if row.get("testable") is not False else figures.sentence(UNTESTED[row["reason"]])


def standing(row: Mapping[str, Any]) -> str:
    """The pattern that stands at the last figure of a series that can be tested, or that there is none.

    "Shift below the mean, continuing since 2018/19 Q3." "Trend completed in 2019/20 Q2."
    """
    if not figures.held(row.get("testable")) or not row["testable"]:
        return ""
    caution = " (provisional: fewer than 13 points)" if row["gate"] == "provisional" else ""
    if not row["since"]:
        gone = f"; a signal of {row['completed_in']} has passed" if row["completed"] else ""
        return f"No significant change stands{gone}{caution}."
    new = row["completed"] and row["completed_in"] == row["since"]
    when = f"completed in {row['since']}" if new else f"continuing since {row['since']}"
    return f"{control.RULES[row['rule']]}, {when}{caution}."


def changed(rows: pd.DataFrame) -> pd.DataFrame:
    """What changed significantly, an indicator once for each way it went, worst first.

    Worse before neither way and that before better; then what changed in the most authorities; then what lies furthest
    from where it set out, as a share of the limits' width. The row is the partnership's where it changed, else the
    strongest; ``others`` is how many authorities beside it.
    """
    held = rows[rows["completed"]]
    order = {code: place for place, code in enumerate(CHANGES)}
    width = (held["upper"] - held["lower"]).where(lambda each: each > 0)
    held = held.assign(
        way=held["completed_verdict"].map(order),
        strength=((held["completed_to"] - held["completed_from"]).abs() / width).astype(float),
        member=held["authority_kind"] != "partnership",
    ).sort_values(["member", "strength"], ascending=[True, False], kind="stable")
    groups = held.groupby(["indicator", "completed_verdict"], sort=False)
    held = held.assign(others=groups["indicator"].transform("size") - 1, furthest=groups["strength"].transform("max"))
    first = held.drop_duplicates(["indicator", "completed_verdict"])
    return first.sort_values(["way", "others", "furthest"], ascending=[True, False, False], kind="stable")


def rule(row: Mapping[str, Any]) -> str:
    """The rule that was completed in a word or two: "shift", "trend", "outside limits", "near limits"."""
    return _RULES[row["completed_rule"].split("_")[0]]
