"""The first sentence of every page, worked out from a measure's rows. Text in, text out; whoever prints it escapes it.

Frames have the columns of pbi.measures. Counts are always said as n of N, with what lies outside the base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pbi.model import JUDGED, ActionState, StatusRole
from pbi.narrative import availability, figures
from pbi.narrative import circumstances as views
from pbi.narrative.change import arrows, movement

LATEST = " over the latest population"
NOT_DUE = ("not_due", "annual_only")
_UNITS = {"£": "currency", "currency": "currency", "%": "percent", "percent": "percent", "days": "days"}
"""What returns print as the unit of an achievement, where a figure is spelt by it; "number" is no word to print."""
ORIGINS = {
    "year to date at Q4": "The year's figure is the year to date at Q4.",
    "four quarters": "The year's figure is worked out from its four quarters.",
    "two quarters": "The half's figure is worked out from its two quarters.",
    "twelve months": "The year's figure is worked out from its twelve months.",
    "six months": "The half's figure is worked out from its six months.",
    "three months": "The quarter's figure is worked out from its three months.",
    "two halves": "The year's figure is worked out from its two halves.",
    "periods of several lengths": "The figure is worked out from shorter periods of several lengths.",
    "pooled": "The partnership's figure is worked out from its members' numerators and denominators.",
}


def headline(counts: pd.DataFrame) -> str:
    """How did we do, out of how many: "24 Green, 9 Amber and 11 Red of 44."

    ``counts`` are the rows of pbi.measures.counts; its totals (authority and service "all") of basis official are read.
    """
    rows = total(counts, basis="official")
    if rows.empty:
        return ""
    base = _base(rows)
    judged = rows[rows["role"].isin(JUDGED)]
    if base == 0:
        return f"No indicator could be judged: {_said(rows[rows['count'] > 0]) or 'no figures'}."
    return f"{_said(judged)} of {base:,}."


def outside(counts: pd.DataFrame) -> str:
    """What the base leaves out: "Outside the 44: 2 Unknown and 6 Data only." Empty where nothing is left out."""
    rows = total(counts, basis="official")
    left = rows[~rows["role"].isin(JUDGED) & (rows["count"] > 0)] if len(rows) else rows
    return f"Outside the {_base(rows):,}: {_said(left)}." if len(left) else ""


def without_circumstances(counts: pd.DataFrame, circumstances: pd.DataFrame) -> str:
    """Whose view it is, what would have been and but for what; "" where no circumstance holds.

    "In the service's view the nine Ambers would have been Green but for changes to inspection programmes: 33 Green, 0
    Amber and 11 Red of 44."
    """
    official, other = total(counts, basis="official"), total(counts, basis="without circumstances")
    if other.empty or official.empty:
        return ""
    view = views.view(circumstances, held=dict(zip(official["label"], official["count"], strict=True)))
    return f"{view}: {headline_of(other)}" if view else ""


def before_and_after(period: str, *, now: str, then: str) -> str:
    """The headline as it is and as a return would make it."""
    if now == then:
        return f"The headline for {period} stays: {now or 'no indicator is judged.'}"
    return f"The headline for {period} now: {now or 'no figures.'} With this return: {then or 'nothing judged.'}"


def headline_of(rows: pd.DataFrame) -> str:
    """ "33 Green, 0 Amber and 11 Red of 44." from the totals of one basis; "None judged: 15 Unknown." where none is."""
    if not _base(rows):
        return f"None judged: {_said(rows[rows['count'] > 0]) or 'no figures'}."
    return f"{_said(rows[rows['role'].isin(JUDGED)])} of {_base(rows):,}."


def without_status(scorecard: pd.DataFrame) -> str:
    """The headline where no status scheme is applied: how many results there are a figure for.

    "43 of 44 indicators have a figure for 2019/20."; of single authorities "21,552 of 26,446 results (84 indicators,
    334 authorities) have a figure for 2019/20."
    """
    if scorecard.empty:
        return ""
    rows = headline_rows(scorecard)
    have, codes = int(rows["outturn"].notna().sum()), rows["indicator"].nunique()
    whole = figures.count(codes, "indicator")
    if len(rows) > codes:
        whose = figures.count(rows["authority"].nunique(), "authority", plural="authorities")
        whole = f"{figures.count(len(rows), 'result')} ({whole}, {whose})"
    many = f"{have:,} of {whole} {'has' if have == 1 else 'have'}" if have else f"None of {whole} has"
    return f"{many} a figure for {rows['period'].iloc[0]}."


def indicator(row: Mapping[str, Any]) -> str:
    """Is this one getting better, and is it real: one row of the scorecard in three short sentences.

    "98% against a target of 100%: Amber. Down 2 points from 100% (2018/19). Not enough data to say whether it changed:
    fewer than seven periods to chart, and no numbers of cases."
    """
    if not figures.is_known(row["outturn"]):
        state = f"{availability.why(row)} {availability.shorthand(row)}".rstrip()
        return f"No figure for {row['period']}: {state}."
    return " ".join(part for part in (_against(row), _moved_by(row), _changed(row)) if part)


def of_many(rows: Sequence[Mapping[str, Any]]) -> str:
    """One indicator of many authorities: "Of 330 authorities 12 Green, 8 Amber and 310 Red." Without statuses how many
    have a figure; and how many have none."""
    held = [row for row in rows if figures.is_known(row["outturn"])]
    missing = f"{len(rows) - len(held):,} without a figure" if len(held) < len(rows) else ""
    ranked = sorted((row for row in held if row["label"]), key=lambda row: row["position"])
    counted = [f"{number:,} {label}" for label, number in Counter(row["label"] for row in ranked).items()]
    if not counted:
        counted = [f"{len(held):,} with a figure"]
    return f"Of {len(rows):,} authorities {figures.listed([*counted, *([missing] if missing else [])])}."


def in_short(row: Mapping[str, Any]) -> str:
    """The first of those sentences: "98% against a target of 100%: Amber, worse." """
    return _against(row) if figures.is_known(row["outturn"]) else indicator(row)


def _changed(row: Mapping[str, Any]) -> str:
    """What shows that it changed, or why that cannot be said; the plain arrows where those were asked for."""
    return arrows.sentence(row) if "short_trend" in row else movement.sentence(row)


def made_of(row: Mapping[str, Any]) -> str:
    """What the figure and its target were worked out from, and who is missing; "" where both stand as given."""
    split = "The year's target is split evenly over its periods." if row.get("is_split_target") else ""
    return " ".join(part for part in (_figure_made_of(row), split) if part)


def _figure_made_of(row: Mapping[str, Any]) -> str:
    if row.get("availability") in NOT_DUE:
        return ""
    expected, reporting = row.get("members_expected"), row.get("members_reporting")
    if figures.is_known(expected) and figures.is_known(reporting) and reporting < expected:
        return f"{int(reporting)} of {int(expected)} authorities have reported."
    if row.get("origin") == "pooled" and not figures.is_known(row["denominator"]):
        return "The partnership's figure is its members' figures added up."
    origin = row.get("origin") or ""
    said = ORIGINS.get(origin.removesuffix(LATEST), "")
    return f"{said.removesuffix('.')},{LATEST}." if said and origin.endswith(LATEST) else said


def actions(rows: pd.DataFrame) -> str:
    """What was promised, and is it late: "10 of 14 actions completed; 1 overdue, 2 with a warning."

    Where every action is rated, as its council counts: "2 of 2 actions completed or on target, 1 of them completed".
    """
    if rows.empty:
        return ""
    count = rows["status"].value_counts()
    late, warned = int(count.get(ActionState.OVERDUE, 0)), int(count.get(ActionState.WARNING, 0))
    rest = [f"{late} overdue" if late else "none overdue", f"{warned} with a warning" if warned else ""]
    done, of = int(count.get(ActionState.COMPLETED, 0)), figures.count(len(rows), "action")
    said = f"{done} of {of} completed"
    if rows["rating"].notna().all():
        under_way = rows["status"].isin((ActionState.WARNING, ActionState.IN_PROGRESS))
        well = done + int(((rows["rating"] == "on target") & under_way).sum())
        said = f"{well} of {of} completed or on target, {figures.word(done) if done else 'none'} of them completed"
    return f"{said}; {', '.join(part for part in rest if part)}."


def ratings(rows: pd.DataFrame) -> str:
    """ "2 of 2 actions completed or on target; 0 of 2 indicators available", of one quarter's ratings."""
    said = []
    for subject, good, words in (
        ("action", {"completed", "on target"}, "completed or on target"),
        ("indicator", None, "available"),
    ):
        these = rows[rows["subject"] == subject]
        if len(these):
            hits = these["rating"].isin(good) if good else these["rating"] != "not available"
            said.append(f"{int(hits.sum())} of {figures.count(len(these), subject)} {words}")
    return figures.sentence("; ".join(said))


def achievement(row: Mapping[str, Any]) -> str:
    """ "Website visits a month: from 300 to 10,500 visits."; the title alone where no figure was given with it."""
    printed = figures.text(row["unit"]).strip()
    unit = _UNITS.get(printed.lower(), "number")
    before, after = figures.apart(row["from_value"], row["to_value"], unit=unit)
    what = f" {printed}" if printed and unit == "number" and printed.lower() not in row["title"].lower() else ""
    said = f"from {before} to {after}{what}" if before and after else f"{after}{what}" if after else ""
    said = said or (f"from {before}{what}" if before else "")
    return f"{row['title']}: {said}." if said else figures.sentence(row["title"])


def submission(outcome: Mapping[str, Any]) -> str:
    """What became of a file, from the object of check and load."""
    rows = outcome["rows"]
    said = [f"{rows[name]:,} {name}" for name in ("new", "changed", "unchanged", "refused") if rows[name]]
    return figures.sentence(f"{figures.count(rows['read'], 'row')} read: {figures.listed(said) or 'nothing to record'}")


def total(counts: pd.DataFrame, *, basis: str) -> pd.DataFrame:
    """The rows that count each indicator once, of one basis, in the scheme's order."""
    if counts.empty:
        return counts
    picked = counts[(counts["basis"] == basis) & (counts["authority"] == "all") & (counts["service"] == "all")]
    return picked.sort_values("position")


def headline_rows(scorecard: pd.DataFrame) -> pd.DataFrame:
    """The scorecard with each indicator once: as the partnership reports it, else every authority's own."""
    together = scorecard["authority_kind"] == "partnership"
    shared = set(scorecard.loc[together, "indicator"])
    return scorecard[together | ~scorecard["indicator"].isin(shared)]


def judged_rows(scorecard: pd.DataFrame) -> pd.DataFrame:
    """The headline's rows that are counted: those judged, or every one where no scheme is applied."""
    rows = headline_rows(scorecard)
    return rows[rows["role"].isin(JUDGED)] if rows["role"].notna().any() else rows


def left_out(scorecard: pd.DataFrame) -> str:
    """What the counts leave out: what has no figure, and what lacks a member's.

    "4 annual indicators are not due. 39 totals wait for figures of Westholt."
    """
    rows = headline_rows(scorecard)
    counted = rows[rows["outturn"].notna() & (rows["role"] != StatusRole.DATA_ONLY)]
    partial = counted[counted["members_reporting"] < counted["members_expected"]]
    missing = scorecard[scorecard["outturn"].isna() & (scorecard["authority_kind"] != "partnership")]
    names = missing.loc[missing["indicator"].isin(set(partial["indicator"])), "authority_name"]
    if partial.empty:
        return availability.absent(rows)
    whose = figures.listed(sorted(set(names))) or "an authority"
    said = f"{figures.count(len(partial), 'total')} {'waits' if len(partial) == 1 else 'wait'} for figures of {whose}."
    return " ".join(part for part in (availability.absent(rows), said) if part)


def of_the_headline(circumstances: pd.DataFrame, scorecard: pd.DataFrame) -> pd.DataFrame:
    """The circumstances of the figures that the headline counts."""
    if circumstances.empty or scorecard.empty:
        return circumstances.iloc[:0]
    counted = headline_rows(scorecard).set_index(["indicator", "authority"]).index
    return circumstances[circumstances.set_index(["indicator", "authority"]).index.isin(counted)]


def _against(row: Mapping[str, Any]) -> str:
    value = figures.outturn(row)
    said, why = movement.judged(row), availability.unjudged(row)
    status = f": {said}{f' ({why})' if why else ''}" if said else ""
    note = f" {availability.shorthand(row)}".rstrip()
    if row["target_kind"] == "direction":
        then = figures.figure(row["target"], **figures.shape(row))
        changed = figures.text(row.get("membership"))
        none = (
            f"not comparable with last year's: {changed}"
            if changed
            else "with no figure of last year to be better than"
        )
        yardstick = f"against last year's {then}" if then else none
        return f"{value}{note} {yardstick}{status}."
    aim = figures.target({**row, "target_kind": None})
    if not aim and not row["label"]:  # no status scheme is applied
        return f"{value}{note}{status.lower()}."
    if not aim:
        return f"{value}{note}, with no target{status}."
    band = figures.is_known(row["target_lower"]) and figures.is_known(row["target_upper"])
    kind = {"forecast": "forecast", "benchmark": "benchmark"}.get(
        row["target_kind"] or "", "band" if band else "target"
    )
    return f"{value}{note} against a {kind} of {aim}{status}."


def _moved_by(row: Mapping[str, Any]) -> str:
    if not figures.is_known(row["change"]) or not row["previous_period"]:
        return ""
    among = f", {said}" if (said := movement.over(row)) else ""
    if not row["change"]:
        return f"The same as in {row['previous_period']}{among}."
    size = figures.change(abs(row["change"]), **figures.shape(row)).lstrip("+")
    return f"{'Up' if row['change'] > 0 else 'Down'} {size} from {movement.came_from(row)}{among}."


def _base(rows: pd.DataFrame) -> int:
    return int(rows["base"].iloc[0]) if len(rows) and figures.is_known(rows["base"].iloc[0]) else 0


def _said(rows: pd.DataFrame) -> str:
    return figures.listed([f"{int(row['count']):,} {row['label']}" for _, row in rows.iterrows()])
