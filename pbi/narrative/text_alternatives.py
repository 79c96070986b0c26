"""Text alternatives: what a picture shows, for those who cannot see it. One or two plain sentences."""

from __future__ import annotations

import pandas as pd

from pbi.model import JUDGED
from pbi.narrative import figures


def trend(rows: pd.DataFrame) -> str:
    """One series: its first and last figures, lowest and highest, and the target."""
    rows = rows[rows["outturn"].notna()]
    if rows.empty:
        return "No figures to draw."
    first, last = rows.iloc[0], rows.iloc[-1]
    shape = {"unit": last["unit"], "decimals": last["decimals"], "per": last["per"]}
    of = (first["outturn"], last["outturn"], rows["outturn"].min(), rows["outturn"].max())
    then, now, low, high = figures.apart(*of, **shape)
    target = f" Target {said}." if (said := figures.target(last)) else ""
    if len(rows) == 1:
        return f"{last['authority_name']}: {now} in {last['period']}, the only period on record.{target}"
    return (
        f"{last['authority_name']}: from {then} in {first['period']} to {now} in {last['period']}, "
        f"between {low} and {high}.{target}"
    )


def years(counts: pd.DataFrame) -> str:
    """Status counts of years side by side, as drawn: "2018/19: 25 Green, 8 Amber and 11 Red of 44." for each.

    The picture shows the official counts, so those without circumstances are not said of it.
    """
    said = []
    counts = counts[counts["basis"] == "official"] if "basis" in counts else counts
    for period, rows in counts.sort_values(["period", "position"]).groupby("period", sort=True):
        judged = rows[rows["role"].isin(JUDGED)]
        if len(judged):
            parts = [f"{int(row['count'])} {row['label']}" for _, row in judged.iterrows()]
            said.append(f"{period}: {figures.listed(parts)} of {int(judged['base'].iloc[0])}.")
    return " ".join(said) or "No year has been judged."


def spark(rows: pd.DataFrame) -> str:
    """A sparkline: first and last figure with their periods."""
    rows = rows[rows["outturn"].notna()]
    if rows.empty:
        return ""
    first, last = rows.iloc[0], rows.iloc[-1]
    shape = {"unit": last["unit"], "decimals": last["decimals"], "per": last["per"]}
    then, now = figures.apart(first["outturn"], last["outturn"], **shape)
    return f"{then} in {first['period']} to {now} in {last['period']}"
