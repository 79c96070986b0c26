"""How the numbers are worked out, in a councillor's words: from the rules in force, never typed beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.model import JUDGED
from pbi.narrative import figures

NO_RULE = "No tolerance is in force, so nothing is judged by distance from its target."


def worked_out(*, returns: int, steps: int, setters: list[str]) -> str:
    """ "Every figure is worked out from 21 returns in 89 steps, under tolerances set by Outturn." """
    said = f"Every figure is worked out from {figures.count(returns, 'return')} in {figures.count(steps, 'step')}"
    return f"{said}, under tolerances set by {figures.listed(setters)}." if setters else f"{said}; no status is given."


def in_short(statuses: pd.DataFrame, tolerances: pd.DataFrame, restated: pd.DataFrame) -> list[str]:
    """Five sentences: what a figure is, how figures are put together, judged, counted and compared.

    ``statuses`` of measures.scheme_statuses, ``tolerances`` of measures.tolerances, ``restated`` of measures.restated.
    """
    return [
        f"A figure is the last one an authority reported by the day asked about, and leads back to the cell it came "
        f"from; {_restated(restated)}.",
        "A year is the stated year end, else the year to date at Q4, else all its quarters or months together, and a "
        "quarter or half likewise; percentages are never averaged, but worked out again from numerators and "
        "denominators.",
        judged(statuses, tolerances),
        "The headline takes each indicator once, as the partnership reports it where there is one; "
        f"{_outside(statuses)}.",
        "A movement is always shown; whether it means anything is said only where it could be tested, and nothing is "
        "compared across a new definition, and a partnership only over the members of both periods.",
    ]


def judged(statuses: pd.DataFrame, tolerances: pd.DataFrame) -> str:
    """How a status is given, from the scheme's own rule: "Green: the target is met. Amber: missed by no more …"."""
    if statuses.empty:
        return "No status is given and no target is shown: figures are shown beside those of earlier years."
    general = tolerances[
        tolerances["indicator"].isna() & tolerances["authority"].isna() & tolerances["valid_to"].isna()
    ]
    if general.empty:
        return NO_RULE
    own = tolerances.drop(general.index)
    indicators = int(own["indicator"].nunique())
    authorities = int(own.loc[own["indicator"].isna(), "authority"].nunique())
    kept = [
        *([figures.count(indicators, "indicator")] if indicators else []),
        *([figures.count(authorities, "authority", plural="authorities")] if authorities else []),
    ]
    said = rule(general.iloc[0], statuses)
    if not kept:
        return said
    few = indicators + authorities == 1
    return f"{said} {figures.listed(kept)} {'has a rule of its own' if few else 'have rules of their own'}."


def rule(row: Mapping[str, Any], statuses: pd.DataFrame) -> str:
    """One tolerance in words: "Green: the target is met. Amber: missed by no more than 5% of it. Red: by more."

    Where the scheme has no status between good and bad, what would be near is bad.
    """
    labels = {row_["role"]: row_["label"] for _, row_ in statuses.iloc[::-1].iterrows()}
    good, near, bad = (labels.get(role) for role in JUDGED)
    if row["basis"] == "values":
        cuts = [f"{good}: up to {figures.plain(row['good_cut'])}"] + (
            [f"{near}: up to {figures.plain(row['near_cut'])}"] if near and figures.is_known(row["near_cut"]) else []
        )
        return f"{'. '.join(cuts)}. {bad}: beyond; fixed values, whatever the target."
    green, amber = (
        float(row[name]) if figures.is_known(row[name]) else 0.0 for name in ("green_within", "amber_within")
    )
    first = "the target is met" + (f" or missed by no more than {_size(row, green)}" if green else "")
    middle = f" {near}: missed by no more than {_size(row, amber)}." if near and amber > green else ""
    return f"{good}: {first}.{middle} {bad}: {'by more' if middle or green else 'the target is missed'}."


def tolerance(row: Mapping[str, Any]) -> str:
    """A tolerance as a cell of a table: "green within 0%, amber within 5% of the target"."""
    if row["basis"] == "values":
        return f"fixed values {figures.plain(row['good_cut'])} and {figures.plain(row['near_cut'])}"
    unit, of = ("%", " of the target") if row["basis"] == "relative" else ("", " in the indicator's own unit")
    amounts = [
        figures.plain(row[name]) if figures.is_known(row[name]) else "0" for name in ("green_within", "amber_within")
    ]
    return f"within {amounts[0]}{unit}, then within {amounts[1]}{unit}{of}"


def tried(as_is: pd.DataFrame, tried_out: pd.DataFrame, moved: pd.DataFrame) -> str:
    """What a tolerance on trial would do to the newest year and to all of history; frames of pbi.replay."""
    if as_is.empty or tried_out.empty:
        return "Nothing has been judged yet, so there is nothing to replay."
    period = str(tried_out["period"].max())
    now, then = (judged_of(rows[rows["period"] == period]) for rows in (as_is, tried_out))
    newest = f"{period} would be {then}" + (f" instead of {now}" if now != then else ", as it is")
    return f"{newest}; {figures.count(len(moved), 'status', plural='statuses')} in all of history would change."


def judged_of(counts: pd.DataFrame) -> str:
    """ "24 Green, 9 Amber and 11 Red of 44", or "none judged"."""
    rows = counts[counts["role"].isin(JUDGED)] if len(counts) else counts
    if rows.empty:
        return "none judged"
    said = [f"{int(row['count'])} {row['label']}" for _, row in rows.iterrows()]
    return f"{figures.listed(said)} of {int(rows['base'].iloc[0])}"


def _size(row: Mapping[str, Any], amount: float) -> str:
    if row["basis"] == "relative":
        return f"{figures.plain(amount)}% of it"
    return f"{figures.plain(amount)} in the indicator's own unit"


def _restated(rows: pd.DataFrame) -> str:
    number = len(rows.drop_duplicates(["indicator", "authority", "period"])) if len(rows) else 0
    if not number:
        return "none has been revised"
    return f"{figures.count(number, 'figure')} {_has(number)} been revised, with the earlier value kept"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _outside(statuses: pd.DataFrame) -> str:
    if statuses.empty:
        return "what is not due stays outside it"
    labels = list(statuses.loc[~statuses["role"].isin(JUDGED), "label"])
    said = f"{figures.listed([*labels, 'what is not due'])} stay outside it"
    return f"{said}; what an exceptional circumstance did is shown beside the official count, never in its place"
