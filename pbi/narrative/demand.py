"""Is the partnership's cost split still fair: sentences and text alternatives from the rows of pbi.measures.demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.model import Availability
from pbi.narrative import figures
from pbi.narrative.rows import records

IN_LINE = "broadly in line"
PLACES = 1


def headline(rows: pd.DataFrame) -> str:
    """The rows of one period, a sentence a partnership.

    "Demand stayed broadly in line with the Inter-Authority Agreement in 2019/20: no authority's share differs from its
    agreed share by more than 2 points." Else those that do, with what they would pay; else why it is not judged.
    """
    groups = [group for _, group in rows.groupby("partnership", sort=False)]
    named = len(groups) > 1
    return " ".join(
        f"{group['partnership_name'].iloc[0]}: {_of_one(group)}" if named else _of_one(group) for group in groups
    )


def agreements(rows: pd.DataFrame, *, period_end: Any) -> pd.DataFrame:
    """Of each partnership the agreement that a day falls in, as a row an authority; else none of its rows."""
    spans = rows[(rows["period_kind"] == "agreement") & (rows["period_start"] <= period_end)]
    return spans[spans["period_start"] == spans.groupby("partnership")["period_start"].transform("max")]


def to_date(spans: pd.DataFrame, *, asked_end: Any = None) -> str:
    """The same over an agreement's complete quarters so far; "" where there are none. Where those go on beyond the
    asked period's end, that they do."""
    if spans.empty:
        return ""
    outside = spans[spans["verdict"] != IN_LINE]
    beyond = asked_end is not None and spans["period_end"].max() > asked_end
    newest = " to its newest complete quarter" if beyond else ""
    when = f"Over the whole agreement{newest}, {spans['period'].iloc[0]}"
    if outside.empty:
        return f"{when}, no share differs by more than {_tolerance(spans)}."
    return f"{when}: {'; '.join(_said(row) for row in records(outside))}."


def verdict(row: Mapping[str, Any]) -> str:
    """The verdict, or why there is none: a few words."""
    reasons: Mapping[str, str] = {
        Availability.PROVISIONAL: "provisional",
        Availability.NO_TARGET: "no agreed share",
        Availability.BREAK: "agreed shares changed",
        Availability.SUPPRESSED: "suppressed",
    }
    return figures.text(row["verdict"]) or reasons.get(figures.text(row["availability"]), "")


def points(row: Mapping[str, Any]) -> str:
    """The difference in points, signed, with the decimals that show on which side of the tolerance it lies.

    >>> [points({"difference": each, "tolerance": 2.0}) for each in (-0.891583, 2.004, -0.014, 2.0)]
    ['−0.9', '+2.004', '0.0', '+2.0']
    """
    if not figures.is_known(row["difference"]):
        return ""
    size = figures.against(abs(row["difference"]), row["tolerance"], unit="number", decimals=PLACES)
    return f"{_sign(row['difference'], size)}{size}"


def pounds(value: Any) -> str:
    """What a contribution would change by, in whole pounds: "+£34,372"."""
    if not figures.is_known(value):
        return ""
    size = figures.plain(abs(value), decimals=0)
    return f"{_sign(value, size)}£{size}"


def percent(value: Any) -> str:
    """A share to one decimal place."""
    return figures.figure(value, unit="percent", decimals=PLACES)


def alternative(rows: pd.DataFrame) -> str:
    """The picture of one authority: first and last share, lowest and highest, and what was agreed last."""
    name, rows = rows["authority_name"].iloc[0], rows[rows["share"].notna()]
    if rows.empty:
        return f"{name}: no share of demand to draw."
    first, last = rows.iloc[0], rows.iloc[-1]
    agreed = f" Agreed in {last['period']}: {figures.figure(last['agreed_share'], unit='percent')}."
    return (
        f"{name}: from {percent(first['share'])} of demand in {first['period']} to {percent(last['share'])} in "
        f"{last['period']}, between {percent(rows['share'].min())} and {percent(rows['share'].max())}."
        f"{agreed if figures.is_known(last['agreed_share']) else ''}"
    )


def _of_one(rows: pd.DataFrame) -> str:
    period, row = rows["period"].iloc[0], rows.iloc[0]
    if rows["verdict"].isna().all():
        return _not_judged(row, period)
    if len(rows) < row["members_expected"]:
        return f"In {period} {figures.listed([_said(each) for each in records(rows)])}."
    outside = rows[rows["verdict"].notna() & (rows["verdict"] != IN_LINE)]
    if outside.empty:
        return (
            f"Demand stayed broadly in line with the Inter-Authority Agreement in {period}: "
            f"no authority's share differs from its agreed share by more than {_tolerance(rows)}."
        )
    worst = outside.reindex(outside["difference"].abs().sort_values(ascending=False).index)
    return (
        f"Demand differs from the Inter-Authority Agreement by more than {_tolerance(rows)} in {period}: "
        f"{'; '.join(_said(each) for each in records(worst))}."
    )


def _not_judged(row: Any, period: str) -> str:
    reporting, expected = int(row["members_reporting"]), int(row["members_expected"])
    if row["availability"] == "no_target":
        return f"No shares of demand were agreed for {period}, so there is nothing to judge it by."
    if row["availability"] == "break":
        return f"The agreed shares changed within {period}, so it is not judged as a whole."
    if row["availability"] == "suppressed":
        return f"Demand in {period} is not judged: a count it rests on is too small to be shown."
    if reporting < expected:
        return f"Demand in {period} is not judged: {reporting} of {expected} authorities have reported all of it."
    if row["availability"] == "provisional":
        return f"Demand in {period} is not judged: some of its figures are provisional."
    return f"No demand was reported in {period}."


def _said(row: Mapping[str, Any]) -> str:
    """ "Cford has 23.1% against 20% agreed (drifting since …), which would add £130,200 to its contribution"."""
    agreed = figures.figure(row["agreed_share"], unit="percent")
    share = figures.against(row["share"], row["agreed_share"], unit="percent", decimals=PLACES)
    effect = pounds(row["budget_effect"])
    change = f"add {effect[1:]} to" if effect[:1] == "+" else f"take {effect[1:]} off" if effect[:1] == "−" else ""
    meant = f", which would {change} its contribution" if change else ""
    return f"{row['authority_name']} has {share} against {agreed} agreed ({verdict(row)}){meant}"


def _sign(value: Any, spelt: str) -> str:
    """The sign of a figure that has not been rounded to nothing."""
    return "" if not spelt.strip("0.") else "+" if value > 0 else "−"


def _tolerance(rows: pd.DataFrame) -> str:
    number = figures.plain(rows["tolerance"].dropna().iloc[0])
    return f"{number} {'point' if number == '1' else 'points'}"
