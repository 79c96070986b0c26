"""Are we different from the others: sentences and text alternatives from the rows of pbi.measures.compare.

Different means that the whole 99.8% interval lies beyond what it is compared with; everything else is similar, and is
called so. Better and worse are said only where the indicator's polarity says which is which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pbi.narrative import figures

CHANCE = 0.002
"""How often an authority that is like the others is said to differ, at 99.8%."""
MOST_NAMED = 4
QUARTERS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
_BETTER = {("higher", "higher"): "better", ("higher", "lower"): "worse", ("lower", "higher"): "worse"} | {
    ("lower", "lower"): "better"
}
TRENDS = ("improving", "worsening", "increasing", "decreasing")
"""What the step year_trends says of a figure that rises or falls over the years."""
_WAYS = {"up": ("rises", "higher"), "down": ("falls", "lower")}


def headline(rows: pd.DataFrame, *, whose: str = "") -> str:
    """The rows of one indicator in a sentence: "2 of 3 authorities are similar to the partnership's 87.5%; Westholt is
    lower (worse)." ``whose`` says whose pooled value it is; "" for all of them together."""
    held = rows[rows["outturn"].notna()]
    if held.empty:
        return f"No authority has a figure for {rows['period'].iloc[0]}: choose another period."
    if len(held) == 1:
        row = held.iloc[0]
        return (
            f"Only {row['authority_name']} has a figure for {row['period']}: {value(row)}. It has none to compare with."
        )
    judged = held[held["comparison"].notna()]
    if judged.empty:
        return _untested(held)
    similar = int((judged["comparison"] == "similar").sum())
    benchmark = f"{whose}'s {pooled(judged)}" if whose else f"the {pooled(judged)} of all together"
    total = figures.count(len(judged), "authority", plural="authorities")
    if similar == len(judged):
        return f"All {total} are similar to {benchmark}: no difference is larger than chance would give."
    count = f"{similar} of {total} {'is' if similar == 1 else 'are'}" if similar else f"None of {total} is"
    return f"{count} similar to {benchmark}; {_differing(judged)}."


def left_out(rows: pd.DataFrame) -> str:
    """Who is in the benchmark: everyone, or all but those with half of the cases, who are compared with the rest."""
    judged = rows[rows["comparison"].notna()]
    if judged.empty:
        return ""
    alone = judged[~judged["in_benchmark"] & judged["is_member"]]
    outside = judged[~judged["is_member"]]
    said = [
        f"{row['authority_name']} has half of the cases or more, so it is compared with the rest: {benchmark(row)}."
        for _, row in alone.iterrows()
    ]
    if len(outside):
        names = figures.listed([str(name) for name in outside["authority_name"]])
        said.append(f"{names} {'is' if len(outside) == 1 else 'are'} not in the group, and so not in its figure.")
    if len(alone) + len(outside) < len(judged):
        said.append("Each of the others is itself part of the figure it is compared with." if said else _ALL_IN)
    return " ".join(said)


_ALL_IN = "Each authority is itself part of the figure it is compared with."


def by_chance(rows: pd.DataFrame) -> str:
    """How often any would seem different if all were alike, how many more are at 95%, how many were not tested."""
    held = rows[rows["outturn"].notna()]
    judged = held[held["comparison"].notna()]
    if judged.empty:
        return ""
    more = int(((judged["comparison"] == "similar") & (judged["comparison_95"] != "similar")).sum())
    reports = round(1 / (1 - (1 - CHANCE) ** len(judged)))
    said = (
        f"If all {len(judged)} were alike, about one report in {reports:,} would call any of them different by chance"
    )
    said += f"; at 95%, shown faintly, {more} more would be called different." if more else "."
    untested = len(held) - len(judged)
    return f"{said} {untested} {'gives' if untested == 1 else 'give'} no denominator." if untested else said


def of_asked(row: Mapping[str, Any]) -> str:
    """ "Westholt: 93.3%, 430 of 461, is lower (worse); its figure lies between 88.7% and 96.1%. Third of 3." """
    if not figures.is_known(row["outturn"]):
        return ""
    place = f"{figures.plain(row['rank'], decimals=0)} of {int(row['ranked'])} in order"
    if not row["comparison"]:
        return f"{row['authority_name']}: {value(row)}, {place}; not tested."
    limits = f"between {_of(row, 'lower_998')} and {_of(row, 'upper_998')} (99.8%)"
    return f"{row['authority_name']}: {value(row)}, {verdict(row)}, {limits}; {place}."


def funnel(rows: pd.DataFrame) -> str:
    """What the funnel's reader must know: that it is too wide a scatter for it, or why there is none."""
    members = _members(rows)
    if members < 5:
        return f"No funnel is drawn for fewer than five authorities: {members} give numerator and denominator."
    if not rows["is_overdispersed"].iloc[0]:
        return ""
    times = figures.plain(rows["dispersion"].iloc[0], decimals=1)
    return (
        f"The authorities vary {times} times as much as chance alone would have it. Something other than chance sets "
        "them apart, so lying outside this funnel is less unusual than it looks."
    )


def verdict(row: Mapping[str, Any], *, level: str = "") -> str:
    """ "similar", "higher (better)", "lower"; "" where there is none. ``level`` "_95" for the fainter one."""
    found = figures.text(row[f"comparison{level}"])
    better = _BETTER.get((row["polarity"], found))
    return f"{found} ({better})" if better else found


def quarter(row: Mapping[str, Any]) -> str:
    """ "first", counted from the best where one way is better, else from the highest."""
    return QUARTERS.get(int(row["quartile"]), "") if figures.is_known(row["quartile"]) else ""


def trend(row: Mapping[str, Any]) -> str:
    """ "Rises over five years (better)", "No real change over three years", "Not enough data"."""
    found = figures.text(row["trend"])
    if found in {"", "not_testable", "too_few_points"}:
        return "Not enough data" if found else ""
    span = f"over {figures.word(int(row['years']))} years"
    way, end = _WAYS.get(figures.text(row["trend_way"]), ("", ""))
    if found == "no_clear_change":
        return f"No real change {span}{f' (at 95%, {way})' if way and row['is_trend_95'] else ''}"
    better = _BETTER.get((row["polarity"], end))
    return f"{way.capitalize()} {span}{f' ({better})' if better else ''}"


def has_trend(rows: pd.DataFrame) -> pd.Series:
    """Which rows rise or fall over the years by more than chance."""
    found: Any = rows["trend"].isin(TRENDS)
    return found


def moved(rows: pd.DataFrame) -> str:
    """Of many: "5 of 300 tested rise or fall over the years."; "" where none was tested."""
    tested = int((has_trend(rows) | (rows["trend"] == "no_clear_change")).sum())
    return f"{int(has_trend(rows).sum()):,} of {tested:,} tested rise or fall over the years." if tested else ""


def value(row: Mapping[str, Any]) -> str:
    """A figure with its unit; a percentage has one decimal at least, so that it can be told from its neighbours."""
    return _of(row, "outturn")


def cases(row: Mapping[str, Any]) -> str:
    """ "430 of 461"; of a rate or an average "3,050 over 303,000"; "" where numerator or denominator is missing."""
    if not (figures.is_known(row["numerator"]) and figures.is_known(row["denominator"])):
        return ""
    joined = "of" if row["unit"] == "percent" else "over"
    return f"{figures.figure(row['numerator'])} {joined} {figures.figure(row['denominator'])}"


def interval(row: Mapping[str, Any], level: str) -> str:
    """ "88.7% to 96.1%" at the level "_95" or "_998"; "" where there is none."""
    if not figures.is_known(row[f"lower{level}"]):
        return ""
    return f"{_of(row, f'lower{level}')} to {_of(row, f'upper{level}')}"


def pooled(rows: pd.DataFrame) -> str:
    """The group's pooled value, spelt."""
    return _of(rows.iloc[0], "pooled")


def benchmark(row: Mapping[str, Any]) -> str:
    """What a row is compared with, spelt; "" where nothing."""
    return _of(row, "benchmark")


def alternative_ranked(rows: pd.DataFrame) -> str:
    """The picture of ranked intervals: how many, highest and lowest, and who differs."""
    held = rows[rows["outturn"].notna()].sort_values("outturn")
    if held.empty:
        return "No figures to draw."
    low, high = held.iloc[0], held.iloc[-1]
    judged = held[held["comparison"].notna()]
    said = (
        f"{figures.count(len(held), 'authority', plural='authorities')} ranked, from {high['authority_name']} with "
        f"{value(high)} to {low['authority_name']} with {value(low)}."
    )
    if judged.empty:
        return f"{said} No intervals: there are no denominators."
    return f"{said} Together {pooled(judged)}; {_differing(judged) or 'all are similar'}."


def alternative_funnel(rows: pd.DataFrame) -> str:
    """The funnel: its middle, and who lies outside it at 99.8%."""
    drawn = rows[rows["funnel_lower_998"].notna()]
    outside = drawn[(drawn["outturn"] > drawn["funnel_upper_998"]) | (drawn["outturn"] < drawn["funnel_lower_998"])]
    names = _names(outside) if len(outside) <= MOST_NAMED else str(len(outside))
    return (
        f"Funnel of {len(drawn)} authorities about {pooled(drawn)}: "
        f"{f'{names} outside its 99.8% limits' if len(outside) else 'all inside its 99.8% limits'}."
    )


def _untested(held: pd.DataFrame) -> str:
    counted = held["numerator"].notna() & held["denominator"].notna()
    why = "it is not a count of cases out of so many" if counted.any() else "the returns give no denominators"
    high, low = held.sort_values("outturn").iloc[-1], held.sort_values("outturn").iloc[0]
    return (
        f"Not enough data to say who differs: {why}. Of {len(held)} authorities {high['authority_name']} has the most, "
        f"{value(high)}, and "
        f"{low['authority_name']} the least, {value(low)}; whether that is more than chance cannot be said."
    )


def _differing(judged: pd.DataFrame) -> str:
    """ "Westholt is lower (worse) and Eastmere is higher (better)"; of many the number; "" where none differs."""
    said = []
    for way in ("higher", "lower"):
        rows = judged[judged["comparison"] == way]
        if len(rows):
            names = _names(rows) if len(rows) <= MOST_NAMED else str(len(rows))
            said.append(f"{names} {'is' if len(rows) == 1 else 'are'} {verdict(rows.iloc[0])}")
    return figures.listed(said)


def _names(rows: pd.DataFrame) -> str:
    return figures.listed([str(name) for name in rows["authority_name"]])


def _members(rows: pd.DataFrame) -> int:
    held: Sequence[Any] = list(rows["members"].dropna())
    return int(held[0]) if held else 0


def _of(row: Mapping[str, Any], name: str) -> str:
    places = row["decimals"]
    if row["unit"] == "percent" and figures.is_known(places):
        places = max(int(places), 1)
    beside = (row.get("benchmark"), *figures.bounds(row)) if name == "outturn" else ()
    return figures.against(row[name], *beside, unit=row["unit"], decimals=places, per=row["per"])
