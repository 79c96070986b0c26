"""What a reader should know beside the figures: statuses stated otherwise, indicators that ended or went missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pbi.narrative import figures

MOST_NAMED = 5


def vanished(rows: pd.DataFrame) -> str:
    """ "2 indicators had figures in 2018/19 and have none in 2019/20: Fly tips and Noise."

    ``rows`` of pbi.measures.vanished. "" where there is none.
    """
    named = gone(rows).drop_duplicates("indicator")
    if named.empty:
        return ""
    first, number = named.iloc[0], len(named)
    had = f"{figures.count(number, 'indicator')} had figures in {first['previous_period']}"
    has = f"{'has' if number == 1 else 'have'} none in {first['period']}"
    return f"{had} and {has}: {_named(list(named['indicator_name']))}."


def gone(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of indicators that none of the authorities reports, though all have sent their returns."""
    if rows.empty:
        return rows
    members = rows["authority_kind"] != "partnership"
    late = set(rows.loc[~rows["has_sent"].astype(bool) & members, "indicator"])
    alone = ~rows["indicator"].isin(set(rows.loc[members, "indicator"])) & ~rows["has_sent"].astype(bool)
    return rows[(rows["still_reported"] == 0) & ~rows["indicator"].isin(late) & ~alone]


def stated(row: Mapping[str, Any]) -> str:
    """ "The return states Amber; the figure comes to Red." """
    return f"The return states {row['stated_status']}; the figure comes to {row['label']}."


def stated_count(rows: pd.DataFrame) -> str:
    """ "2 statuses are stated otherwise than the figures come to: 1 kinder, 1 harsher; neither replaces the other." """
    if rows.empty:
        return ""
    kinder, harsher = int((rows["steps"] > 0).sum()), int((rows["steps"] < 0).sum())
    parts = [f"{number} {word}" for number, word in ((kinder, "kinder"), (harsher, "harsher")) if number]
    number = figures.count(len(rows), "status", plural="statuses")
    verb = "is" if len(rows) == 1 else "are"
    return f"{number} {verb} stated otherwise than the figures come to: {', '.join(parts)}; neither replaces the other."


def life(indicator: Mapping[str, Any]) -> str:
    """ "Retired on 31 March 2019, replaced by TS09." or what else is to be said of its life; "" of one in use."""
    lifecycle, until = figures.text(indicator.get("lifecycle")), figures.day(indicator.get("valid_to"))
    after = figures.text(indicator.get("replaced_by"))
    if lifecycle == "retired":
        said = f"retired{f' on {until}' if until else ''}{f', replaced by {after}' if after else ''}"
    elif lifecycle == "proposed":
        source = figures.text(indicator.get("polarity_source"))
        which = f"; which way is better is {source}" if source.startswith("inferred") else ""
        said = f"proposed, not yet approved{which}"
    else:
        said = f"in use until {until}" if until else ""
    since = figures.day(indicator.get("comparable_from"))
    parts = [said, f"not comparable with before {since}" if since else ""]
    return figures.sentence("; ".join(part for part in parts if part))


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return figures.listed([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
