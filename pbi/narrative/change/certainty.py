"""How sure are we? What the words about change rest on: intervals, usual ranges, and how often chance would do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.change import movement

Row = Mapping[str, Any]
LIMITS = ("change_lower", "change_upper", "change_lower_95", "change_upper_95")
ASSURANCE = {
    "meets": "The target lies on the right side of the whole usual range.",
    "misses": "The target lies beyond the whole usual range.",
    "hit_or_miss": "The target may be met or missed by chance alone.",
}
RULE = (
    "A result is called better or worse where one of two tests at 99.8% shows it: its control chart completed a "
    "pattern in the period, or its change on the year before is larger than chance would give."
)


def sentences(row: Row) -> list[str]:
    """What one row's movement rests on, a sentence each; nothing where nothing was tested or arrows were asked for."""
    if not figures.text(row.get("movement")):
        return []
    said = [interval(row), usual(row), ASSURANCE.get(figures.text(row.get("assurance")), ""), _chance(row)]
    return [each for each in said if each]


def interval(row: Row) -> str:
    """How far the true change may lie from the one measured, at 99.8%, which decides, and at 95%.

    "Could be chance: true change anywhere from −3.3 to +40.2 points (95%: +5.2 to +33.4)."
    """
    if not span(row):
        return ""
    low, high = row["change_lower"], row["change_upper"]
    first = "Could be chance: true" if low <= 0 <= high else "True"
    return f"{first} change anywhere from {span(row)} (95%: {span(row, '_95').removesuffix(' points')})."


def span(row: Row, level: str = "") -> str:
    """Between which changes the true one lies, at 99.8%: "−3.3 to +40.2 points"; "" where it was not tested."""
    if not figures.is_known(row.get("change_lower")):
        return ""
    shape = {"unit": row["unit"], "decimals": _places(row), "per": row["per"]}
    low, high = (figures.change(row[f"change_{side}{level}"], **shape) for side in ("lower", "upper"))
    if row["unit"] == "percent":
        low = low.removesuffix(" points").removesuffix(" point")
    return f"{low} to {high}"


def usual(row: Row) -> str:
    """The usual range of the chart: "Average of 20 quarters 87.8%, usual range 76.8% to 98.8%." """
    if not figures.is_known(row.get("mean")) or figures.text(row.get("chart_reason")):
        return ""
    shape = figures.shape(row)
    mean, low, high = (figures.figure(row[name], **shape) for name in ("mean", "lower", "upper"))
    what = movement.NOUNS.get(figures.text(row.get("series_kind")), "periods")
    few = " Fewer than 13: the range may still move." if figures.text(row.get("gate")) == "provisional" else ""
    return f"Average of {int(row['points'])} {what} {mean}, usual range {low} to {high}.{few}"


def of_all(rows: pd.DataFrame) -> list[str]:
    """Under the count of a page: the rule, how chance is reckoned, and why some were not tested."""
    tested = rows[rows["chance"].notna()]
    expected = figures.plain(tested["chance"].sum(), decimals=1)
    chance = (
        f"If nothing had changed, about {expected} of {len(tested):,} would still be called changed: the chance of "
        "each added up, from its number of figures."
    )
    return [each for each in (RULE, chance if len(tested) else "", movement.reasons(rows)) if each]


def _chance(row: Row) -> str:
    if not figures.is_known(row.get("chance")) or not row["chance"]:
        return ""
    return f"Chance alone would call it changed about once in {round(1 / row['chance']):,} times."


def _places(row: Row) -> int:
    """One decimal more than the figure has, and as many as it takes to see on which side of zero a limit lies."""
    places = (int(row["decimals"]) if figures.is_known(row["decimals"]) else 0) + 1
    sizes = [abs(row[name]) for name in LIMITS if row[name]]
    while places < 6 and any(size < 0.5 * 10**-places for size in sizes):
        places += 1
    return places
