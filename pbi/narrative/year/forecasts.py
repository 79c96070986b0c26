"""The year's end in sentences: what is to be expected, how wrong that has been, what the rest of the year must bring.

Rows have the columns of pbi.measures.forecast and back_test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures

Row = Mapping[str, Any]
_AS_TARGET = {"target_lower": None, "target_upper": None, "target_kind": None}
_REACH = {
    "met": "the target is already met",
    "out of reach": "the target is out of reach",
    "short": "at as many cases as so far, the rest of the year cannot make up for it",
}
LAST_QUARTER = 9
"""The months gone by when one quarter is left."""


def sentence(row: Row) -> str:
    """ "On course for 91% against 95%: Amber, within 88 to 94; 97% is needed in the last quarter."

    Where there is no forecast, why there is none.
    """
    if not figures.is_known(row["forecast"]):
        return figures.sentence(figures.text(row["note"]) or "no forecast")
    target = aimed_at(row)
    against = f" against {target}" if target else ""
    status = f": {row['forecast_label']}" if row["forecast_label"] else ""
    within = f", within {between(row)}" if figures.is_known(row["low"]) else ""
    course = f"On course for {expected(row)}{against}{status}{within}"
    return figures.sentence("; ".join(part for part in (course, still_needed(row)) if part))


def to_date(row: Row) -> str:
    """ "94% by 2019/20 Q3 against 95%: Amber." """
    if not figures.is_known(row["to_date"]):
        return ""
    target = figures.target({**row, **_AS_TARGET, "target": row["target_to_date"], "outturn": row["to_date"]})
    against = f" against {target}{' by then' if row['adds_up'] == 'sum' else ''}" if target else ""
    status = f": {row['current_label']}" if row["current_label"] else ""
    return f"{so_far(row)} by {row['as_at']}{against}{status}."


def range_said(row: Row) -> str:
    """How the range came about: the largest past error, and of how many years."""
    if not figures.is_known(row["forecast"]):
        return ""
    if not figures.is_known(row["largest_past_error"]):
        return "No range: there is no past year to try the method on."
    error = figures.size(row["largest_past_error"], **figures.shape(row))
    years = figures.count(int(row["years_of_history"]), "year")
    return f"The range is the largest past error at this point of the year, {error}, either way; {years} of history."


def expected(row: Row) -> str:
    """The forecast, spelt so that it is not mistaken for its target."""
    return figures.against(row["forecast"], row["target"], **figures.shape(row))


def so_far(row: Row) -> str:
    """The figure to date, spelt so that it is not mistaken for the target to date."""
    return figures.against(row["to_date"], row["target_to_date"], **figures.shape(row))


def between(row: Row) -> str:
    """The range: "88 to 94" of a percent, "£80k to £120k"."""
    if not figures.is_known(row["low"]):
        return ""
    if row["unit"] == "percent":
        low, high = figures.apart(row["low"], row["high"], **figures.shape(row))
        return f"{low.removesuffix('%')} to {high.removesuffix('%')}"
    return " to ".join(figures.apart(row["low"], row["high"], **figures.shape(row)))


def aimed_at(row: Row) -> str:
    """The year's target, or the band it must lie in."""
    if figures.is_known(row["target_lower"]) and figures.is_known(row["target_upper"]):
        return " to ".join(figures.figure(row[end], **figures.shape(row)) for end in ("target_lower", "target_upper"))
    return figures.figure(row["target"], **figures.shape(row))


def needed(row: Row) -> str:
    """The same in a table's cell: "97%", "20 a quarter", "no more than 5"."""
    if not figures.is_known(row["needed"]):
        return ""
    each = " a quarter" if row["adds_up"] == "sum" and row["months"] != LAST_QUARTER else ""
    most = "no more than " if row["polarity"] == "lower" else ""
    return f"{most}{figures.figure(row['needed'], **figures.shape(row))}{each}"


def reached(row: Row) -> str:
    """In a table's cell, where nothing can be needed: "met", "out of reach"; "" where that is not final."""
    reach = figures.text(row["reach"])
    return "not at as many cases as so far" if reach == "short" else reach


def still_needed(row: Row) -> str:
    """What the rest of the year must bring: "97% is needed in the last quarter", or that the target is met or lost."""
    if not figures.is_known(row["needed"]):
        return _REACH.get(figures.text(row["reach"]), "")
    most = "no more than " if row["polarity"] == "lower" else ""
    verb = "is allowed" if most else "is needed"
    return f"{most}{figures.figure(row['needed'], **figures.shape(row))} {verb} {_rest(row)}"


def called(rows: pd.DataFrame) -> str:
    """How the method has done: "After Q1 it called 56 of 65 statuses right, after Q2 57 of 65 and after Q3 60 of 65."

    ``rows`` of pbi.measures.back_test.
    """
    if rows.empty:
        return "There is no past year to try the forecast on."
    if rows["role"].isna().all():  # no status scheme is applied
        return f"{len(rows):,} forecasts of past years were tried."
    judged = rows[rows["called_right"].notna()]
    if judged.empty:
        return "No past year that it could be tried on had a status to call."
    said = [
        f"after Q{int(months) // 3} {'it called ' if not place else ''}{int(group['called_right'].astype(bool).sum())}"
        f" of {len(group)}{' statuses right' if not place else ''}"
        for place, (months, group) in enumerate(judged.groupby("months", sort=True))
    ]
    return figures.sentence(figures.listed(said))


def _rest(row: Row) -> str:
    left = 12 - int(row["months"])
    number, over = divmod(left, 3)
    if over:
        spelt = "over the last month" if left == 1 else f"over the last {figures.word(left)} months"
        return f"a quarter {spelt}" if row["adds_up"] == "sum" else spelt
    if number == 1:
        return "in the last quarter"
    return f"{'in each of' if row['adds_up'] == 'sum' else 'over'} the last {figures.word(number)} quarters"
