"""What a control chart says: the pattern that stands at the last point, since when, and what holds its words back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

import pandas as pd

from pbi.narrative import figures

HIGH = {"outside_high", "trend_up", "two_of_three_high", "shift_high"}
RULES = {
    "outside_high": "Above the upper limit",
    "outside_low": "Below the lower limit",
    "trend_up": "Rising trend",
    "trend_down": "Falling trend",
    "two_of_three_high": "Two of three near the upper limit",
    "two_of_three_low": "Two of three near the lower limit",
    "shift_high": "Shift above the average",
    "shift_low": "Shift below the average",
}
VERDICTS = {
    "improvement": "For the better",
    "concern": "For the worse",
    "high": "Higher",
    "low": "Lower",
    "common_cause": "In its usual range",
}
_APART = ("target", "target_lower", "target_upper")
"""What a figure is on one side of: its spelling is too, and of a limit that it is beyond."""
UNTESTED = {
    "cumulative": "No control chart: each figure is the total for the year so far",
    "rolling": "No control chart: each rolling year repeats most of the one before",
    "too few points": "not enough data for a control chart",
    "too little variation for this chart": "hardly varies, so a control chart says nothing",
}
NOUNS = {"quarter": "quarter", "month": "month", "half": "half year"}
_BRIEF = {"outside": "outside the limit", "trend": "trend", "two": "near the limit", "shift": "shift"}
_WHOLE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring points marked on one side, in one segment: first and last place, and what is true of all of them."""

    start: int
    end: int
    high: bool
    what: str
    stands: bool


def runs(rows: pd.DataFrame) -> list[Run]:
    """Every run of marked points of one series, oldest first; one stands where it holds the last figure."""
    held = rows.reset_index(drop=True)
    last = held["outturn"].last_valid_index()
    sides = [(_side(rule), segment) for rule, segment in zip(held["rule"], held["segment"], strict=True)]
    found = []
    for (side, _), group in groupby(enumerate(sides), key=lambda each: each[1]):
        places = [place for place, _ in group]
        if side:
            marked = held.iloc[places[0] : places[-1] + 1]
            what = _of_all(marked, high=side == "high")
            stands = places[-1] == last
            found.append(Run(start=places[0], end=places[-1], high=side == "high", what=what, stands=stands))
    return found


def label(run: Run, rows: pd.DataFrame) -> str:
    """A run as it is named on the chart: "shift since 2018/19 Q3", "outside the limit 2016/17 Q1"."""
    periods = list(rows["period"])
    if run.start == run.end:
        return f"{run.what} {periods[run.start]}"
    since = f"{run.what} since {periods[run.start]}"
    return since if run.stands else f"{run.what} {periods[run.start]} to {periods[run.end]}"


def _of_all(marked: pd.DataFrame, *, high: bool) -> str:
    families = {rule.split("_")[0] for rule in marked["rule"]}
    if len(families) == 1:
        return _BRIEF[families.pop()]
    beyond = marked["outturn"] > marked["mean"] if high else marked["outturn"] < marked["mean"]
    return f"{'above' if high else 'below'} average" if beyond.all() else "signals"


def sentence(rows: pd.DataFrame) -> str:
    """One series in a sentence.

    "Westholt: 81% in 2019/20 Q2: seven quarters below average, completed in 2019/20 Q2 (for the worse); provisional, 12
    points."
    """
    held = rows[rows["outturn"].notna()]
    if held.empty:
        return figures.sentence(why_none(rows))
    last = held.iloc[-1]
    who, untested = last["authority_name"], figures.text(last["untested"])
    now = f"{spelt(last)} in {last['period']}"
    if untested:
        few = f" ({_points(last)})" if untested == "too few points" else ""
        return f"{who}: {now}, {UNTESTED[untested]}{few}."
    gate = f"; provisional, {_points(last)}" if figures.text(last["gate"]) == "provisional" else ""
    if last["rule"] == "none":
        inside = f"in its usual range of {spelt(last, 'lower')} to {spelt(last, 'upper')}"
        return f"{who}: {now}, {inside}{gate}."
    return f"{who}: {now}: {_pattern(held)} ({VERDICTS[last['verdict']].lower()}){gate}."


def why_none(rows: pd.DataFrame) -> str:
    """Why there is no chart of these rows: "No control chart: each figure is …"; else that there are no figures."""
    reasons = sorted(UNTESTED[reason] for reason in set(rows["untested"].dropna()) & {"cumulative", "rolling"})
    return reasons[0] if reasons else "No figures to test"


def alternative(rows: pd.DataFrame) -> str:
    """The chart in words: its message, its lines, its earlier signals and where its segments begin."""
    said = [sentence(rows)]
    held = rows[rows["mean"].notna()].reset_index(drop=True)
    if held.empty:
        return said[0]
    last = held.iloc[-1]
    limits = f", limits {spelt(last, 'lower')} and {spelt(last, 'upper')}" if figures.is_known(last["lower"]) else ""
    said.append(f"Average {spelt(last, 'mean')}{limits}.")
    if target := figures.is_known(last["target"]) and spelt(last, "target"):
        said.append(f"Target {target}.")
    if earlier := [label(run, held) for run in runs(held) if not run.stands]:
        said.append(f"Earlier signals: {figures.listed(earlier)}.")
    said += [f"New limits from {row['period']}: {begun(row)}." for _, row in held[held["begins"]].iterrows()]
    return " ".join(said)


def why(row: Mapping[str, Any]) -> str:
    """Why a segment begins: the reason a person gave, else who joined or left, else that the definition is new."""
    reason = figures.text(row["rebase_reason"])
    return f"rebased: {reason}" if reason else figures.text(row.get("membership")) or "new definition"


def begun(row: Mapping[str, Any]) -> str:
    """The same with who said so and when: "rebased: rota ended (Head of service, 2 May 2019)"."""
    said = figures.is_known(row["rebase_set_on"])
    return f"{why(row)} ({row['rebase_author']}, {figures.day(row['rebase_set_on'])})" if said else why(row)


def signal(row: Mapping[str, Any]) -> str:
    """A point's rule in words, for a table; "" where it has none."""
    return RULES.get(row["rule"], "")


def verdict(row: Mapping[str, Any]) -> str:
    """What a point's rule means; "" for a gap."""
    return VERDICTS[row["verdict"]] if figures.is_known(row["outturn"]) and figures.is_known(row["mean"]) else ""


def _pattern(held: pd.DataFrame) -> str:
    """The pattern that stands at the last figure."""
    last, family = held.iloc[-1], held.iloc[-1]["rule"].split("_")[0]
    if family == "outside":
        size = sum(1 for _ in takewhile(last["rule"].__eq__, reversed(list(held["rule"]))))
        since = held["period"].iloc[-size]
    else:
        size = int(last["place"] - last["completed_at"]) + _WHOLE
        since = held.loc[held["place"] == last["completed_at"], "period"].iloc[0]
    noun = figures.count(0, NOUNS.get(last["period_kind"], "year")).split(" ", 1)[1]
    many = f"{figures.word(size)} {noun}"
    high = last["rule"] in HIGH
    beyond, end = ("above", "top") if high else ("below", "bottom")
    return {
        "shift": f"{many} {beyond} average, completed in {since}",
        "trend": f"{many}, each {'higher' if high else 'lower'} than the last, completed in {since}",
        "two": f"near the {end} of its usual range in two of three {noun}, completed in {since}",
        "outside": f"{beyond} its usual range" + (f" for {many}, since {since}" if size > 1 else ""),
    }[family]


def _side(rule: str) -> str:
    return "" if rule == "none" else "high" if rule in HIGH else "low"


def _points(row: Mapping[str, Any]) -> str:
    return figures.count(int(row["points"]), "point")


def spelt(row: Any, name: str = "outturn") -> str:
    """A figure or a line of the chart in the unit of its row; a line between two sums of money in whole pounds."""
    value, shape = row[name], figures.shape(row)
    if name == "outturn":
        crossed = [row[end] for end, way in (("lower", -1), ("upper", 1)) if _is_beyond(value, row[end], way)]
        return figures.against(value, *(row.get(each) for each in _APART), *crossed, **shape)
    if row["unit"] == "currency" and figures.is_known(value):
        value = round(value)
    return figures.figure(value, **shape)


def _is_beyond(value: Any, limit: Any, way: int) -> bool:
    return figures.is_known(value) and figures.is_known(limit) and way * (value - limit) > 0
