"""A year that is not over, in sentences: how far it has come, and what its counts are of.

Rows have the columns of pbi.measures.forecast, one an indicator: those of the headline.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.model import JUDGED, StatusRole
from pbi.narrative import figures
from pbi.narrative.year import forecasts

ORDER = {role: place for place, role in enumerate((*reversed(JUDGED), StatusRole.UNKNOWN))}
"""Worst first, as the tables have it; what has no status last."""


def so_far(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """ "2019/20 is under way, to 2019/20 Q1: 29 Green, 5 Amber and 1 Red of 35 to date."

    ``labels``: the scheme's words of good, near and bad, in its order.
    """
    period = rows["period"].iloc[0]
    held = rows[rows["to_date"].notna()]
    if held.empty:
        return f"{period} is under way: nothing that adds up to date has been received."
    until = figures.listed(sorted(set(held["as_at"])))
    counted = _counted(held["current_role"], labels)
    return f"{period} is under way, to {until}: {f'{counted} to date' if counted else _figures(held)}."


def expected(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """ "At the year's end as forecast: 28 Green, 5 Amber and 2 Red of 35."; "" where nothing is forecast."""
    counted = _counted(rows.loc[rows["forecast"].notna(), "forecast_role"], labels)
    return f"At the year's end as forecast: {counted}." if counted else ""


def outside(rows: pd.DataFrame, annual: set[str]) -> str:
    """What the counts leave out: "Not in these counts: 4 annual indicators, not due; 6 that are not judged."

    ``annual``: the codes of those reported once a year.
    """
    without = rows[rows["to_date"].isna()]
    yearly = int(without["indicator"].isin(annual).sum())
    rest = len(without) - yearly
    data_only = int((rows["to_date"].notna() & ~rows["current_role"].isin(JUDGED)).sum())
    said = [
        f"{figures.count(yearly, 'annual indicator')}, not due" if yearly else "",
        f"{rest} with no figure to date" if rest else "",
        f"{data_only} that {'is' if data_only == 1 else 'are'} not judged" if data_only else "",
    ]
    listed = [each for each in said if each]
    return f"Not in these counts: {'; '.join(listed)}." if listed else ""


def indicator(row: Mapping[str, Any]) -> str:
    """ "2019/20 is under way: 93.0% by 2019/20 Q1 against 90.0%: Green." """
    return f"{row['period']} is under way: {forecasts.to_date(row)}"


def behind(rows: pd.DataFrame) -> str:
    """Which members have not come as far as the others: "Westholt has not reported 2019/20 Q2." """
    members = rows[rows["authority_kind"] != "partnership"]
    late = members[members["months"] < members["months"].max()]
    if late.empty:
        return ""
    newest = members.loc[members["months"].idxmax(), "as_at"]
    return (
        f"{figures.listed(list(late['authority_name']))} {'has' if len(late) == 1 else 'have'} not reported {newest}."
    )


def _counted(roles: pd.Series, labels: Mapping[str, str]) -> str:
    held = {role: int((roles == role).sum()) for role in labels}
    base = sum(held.values())
    return f"{figures.listed([f'{held[role]} {label}' for role, label in labels.items()])} of {base}" if base else ""


def _figures(rows: pd.DataFrame) -> str:
    return f"{figures.count(len(rows), 'indicator')} {'has' if len(rows) == 1 else 'have'} a figure to date"
