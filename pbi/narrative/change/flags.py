"""What changed, in words: who flagged what and why, which objectives it belongs to, and which nobody measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.rows import records

KINDS = {"significant change": "Changed", "concern": "Concern", "excellence": "Excellence", "media": "Media"}
"""Kinds of flags as they are printed, in the order in which they stand."""
VERDICTS = {"concern": "worse", "improvement": "better", "high": "higher", "low": "lower"}


def headline(flags: pd.DataFrame, scorecard: pd.DataFrame) -> str:
    """ "31 of 50 indicators need attention: 30 have a result that changed, 2 raise concern, 1 shows excellence and 1 is
    in the media." Each indicator once in each; "" where nothing is held.
    """
    if scorecard.empty:
        return ""
    every = scorecard.loc[scorecard["outturn"].notna(), "indicator"].nunique()
    total = figures.count(every, "indicator")
    of = {kind: flags.loc[flags["kind"] == kind, "indicator"].nunique() for kind in KINDS}
    verbs = {
        "significant change": ("has a result that changed", "have a result that changed"),
        "concern": ("raises concern", "raise concern"),
        "excellence": ("shows excellence", "show excellence"),
        "media": ("is in the media", "are in the media"),
    }
    parts = [f"{number:,} {verbs[kind][number != 1]}" for kind, number in of.items() if number]
    if not parts:
        return f"None of {total} is flagged: no result changed, and no concern was raised."
    flagged = flags["indicator"].nunique()
    return f"{flagged:,} of {total} {'needs' if flagged == 1 else 'need'} attention: {figures.listed(parts)}."


def ranked(rows: pd.DataFrame) -> list[str]:
    """The flagged indicators: what got worse or worries somebody first, what only got better last."""
    weights = {"concern": 0, "media": 1, "high": 2, "low": 2, "improvement": 3, "excellence": 3}
    weight = [weights[verdict or kind] for kind, verdict in zip(rows["kind"], rows["verdict"].fillna(""), strict=True)]
    return list(rows.assign(weight=weight).groupby("indicator")["weight"].min().sort_values(kind="stable").index)


def sentences(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """One indicator's flags as (kind, what is said), changes first.

    Changes of one way are said together, under the word they have everywhere: ("Worse", "a figure below its usual
    range, in 2019/20 Q4 (Westholt and Eastmere); seven figures below its average, in 2019/20 Q3 (Northvale)").
    """
    found: list[tuple[str, str]] = []
    changed = rows[rows["kind"] == "significant change"]
    for verdict, same in changed.groupby("verdict", sort=False):
        reasons = [
            f"{reason} ({figures.listed(list(alike['authority_name']))})"
            for reason, alike in same.groupby("reason", sort=False)
        ]
        found.append((VERDICTS[str(verdict)].capitalize(), "; ".join(reasons)))
    for kind in ("concern", "excellence", "media"):
        found += [(KINDS[kind], by_whom(row)) for row in records(rows[rows["kind"] == kind])]
    return found


def by_whom(row: Mapping[str, Any]) -> str:
    """ "Westholt: Nobody comes in the evening (raised by the panel, 28 May 2020)"."""
    day = figures.day(row["raised_on"])
    who = f"raised by {row['raised_by']}{f', {day}' if day else ''}"
    return f"{row['authority_name']}: {str(row['reason']).rstrip('.')} ({who})"


def objectives(held: pd.DataFrame, scorecard: pd.DataFrame, *, services: tuple[str, ...] = ()) -> pd.DataFrame:
    """Their objectives by group, in the order of their codes; one of no plan only where an indicator names it."""
    mine = theirs(held, scorecard)
    mine = mine[mine["plan"].notna() | mine["code"].isin(scorecard["objective"].dropna())]
    if services:
        mine = mine[mine["code"].isin(scorecard["objective"].dropna()) | mine["service"].isin(services)]
    group = mine["objective_group"].fillna("Other objectives")
    first = mine.groupby(group)["code"].transform("min")
    ordered = mine.assign(objective_group=group, first=first).sort_values(["first", "code"], kind="stable")
    return ordered.drop(columns="first").reset_index(drop=True)


def theirs(held: pd.DataFrame, scorecard: pd.DataFrame) -> pd.DataFrame:
    """The objectives of those whose figures these are. ``held`` of pbi.measures.objectives.

    An objective is theirs where it says so, where an indicator with a row serves its plan, and where it says neither
    whose nor which plan's it is. Any other is another organisation's.
    """
    named = set(scorecard["objective"].dropna())
    plans = set(held.loc[held["code"].isin(named), "plan"].dropna())
    unowned = held["authority"].isna() & held["plan"].isna()
    said = held["authority"].isin(set(scorecard["authority"]))
    return held[said | unowned | held["code"].isin(named) | held["plan"].isin(plans)]


def uncovered(mine: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Of these objectives those that no indicator in use measures."""
    measuring = set(indicators.loc[indicators["lifecycle"] != "retired", "objective"].dropna())
    return mine[~mine["code"].isin(measuring)]


def looked_into(row: Mapping[str, Any]) -> str:
    """ "10 September 2020: Noise in the evening (EP01 Noise answered, Westholt), led by Environment lead".

    And when it was done.
    """
    what = f"{row['indicator']} {row['indicator_name']}" if row["indicator"] else f"{row['objective']} {row['title']}"
    about = ", ".join(part for part in (what, row["authority_name"]) if part)
    done = figures.day(row["done_on"])
    return (
        f"{figures.day(row['meeting_on'])}: {row['subject']} ({about}), led by {row['led_by']}"
        f"{f'; done on {done}' if done else ''}"
    )
