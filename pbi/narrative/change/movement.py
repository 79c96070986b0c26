"""Whether a result changed, in words: one vocabulary, one figure it changed from, one count, on every page and paper.

Better, worse, higher, lower, no real change, not enough data: the step ``movements`` says which, and its words are
printed as they are. Rows have the columns of pbi.measures.signals, or of the scorecard with those beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.model import StatusRole
from pbi.narrative import figures

Row = Mapping[str, Any]
CHANGED = ("worse", "higher", "lower", "better")
"""What counts as changed, worst first."""
NONE, UNKNOWN = "no real change", "not enough data"
COLUMNS = (
    *("movement", "moved_by", "moved_in", "chart_movement", "year_movement", "chart_reason", "year_reason", "chance"),
    *("series_kind", "points", "gate", "rule", "verdict", "completed", "completed_rule", "since", "assurance"),
    *("mean", "lower", "upper"),
)
"""What a row of the scorecard is given of its movement, beside indicator and authority."""
SPANS = {"year": "this year", "quarter": "this quarter", "month": "this month", "half": "this half year"}
"""The asked period by its kind, as a sentence says it."""
NOUNS = {"quarter": "quarters", "month": "months", "half": "half years", "year": "years"}
_CHART = {
    "too few points": "fewer than seven periods to chart",
    "cumulative": "its quarters are totals for the year so far",
    "rolling": "its rolling years overlap",
    "too little variation": "its figures hardly vary",
    "no series": "no series of quarters or months",
}
_YEAR = {
    "no denominators": "no numbers of cases",
    "no denominators a year before": "no numbers of cases a year before",
    "not a count of cases": "an average, not a count of cases",
    "too few points": "an average, not a count of cases",
    "new definition": "a new definition",
    "members missing": "a member's figure is missing",
    "no earlier figure": "no figure for the year before",
}


def beside(scorecard: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The scorecard with each figure's movement, from the rows of signals; a row without a figure has none."""
    return scorecard.merge(
        rows[["indicator", "authority", *COLUMNS]], how="left", on=["indicator", "authority"], validate="one_to_one"
    )


def word(row: Row) -> str:
    """ "Better", "Worse", "Higher", "Lower", "No real change" or "Not enough data"; "" of a row without a figure."""
    return figures.text(row.get("movement")).capitalize()


def two_axes(row: Row) -> str:
    """Status and movement: "Red, no real change", "Green, worse"; the movement alone where no scheme is applied."""
    said = ", ".join(part for part in (figures.text(row["label"]), figures.text(row.get("movement"))) if part)
    return f"{said[:1].upper()}{said[1:]}"


def judged(row: Row) -> str:
    """The status, and the movement where there is enough data for one."""
    return figures.text(row["label"]) if row.get("movement") == UNKNOWN else two_axes(row)


def reason(row: Row) -> str:
    """Why there is not enough data: "fewer than seven periods to chart, and no figure for the year before"."""
    if row.get("movement") != UNKNOWN:
        return ""
    chart = figures.text(row.get("chart_reason"))
    said = [_CHART.get(chart, chart), _why_not_compared(row)]
    return ", and ".join(part for part in said if part)


def reasons(rows: pd.DataFrame) -> str:
    """What stands under a list: why some have not enough data, the commonest reason first; "" where all have."""
    if "movement" not in rows:
        return ""
    names = [name for name in ("movement", "chart_reason", "year_reason", "membership") if name in rows]
    without = rows.loc[rows["movement"] == UNKNOWN, names]
    counts = without.apply(reason, axis=1).value_counts() if len(without) else without["movement"]
    listed = "; ".join(f"{why} ({number:,})" for why, number in counts.items())
    return f"Not enough data: {listed}." if listed else ""


def quiet(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list, without a movement where not one of them has enough data: its note says so once."""
    if "movement" not in rows or not rows["movement"].dropna().eq(UNKNOWN).all():
        return rows
    return rows.assign(movement=None)


def over(row: Row, *, of: str = "") -> str:
    """Over whom two figures of a partnership with other members are compared, or that they are not; else "".

    "compared over Alpha and Beta; Gamma joined on 1 April 2018"; "not comparable: Gamma joined on 1 April 2018".
    ``of``: "earlier_" for the short trend.
    """
    changed = figures.text(row.get(f"{of}membership"))
    among = figures.text(row.get(f"{of or 'compared_'}over"))
    return f"{f'compared over {among}; ' if among else 'not comparable: '}{changed}" if changed else ""


def came_from(row: Row) -> str:
    """From what, the figure of the same period of the year before: "83.4% (2018/19)"; "" where none may be compared."""
    before, _ = ends(row)
    return f"{before} ({row['previous_period']})" if before else ""


def from_to(row: Row) -> str:
    """ "83.4 → 80.6%": from the figure of the year before to that of the period, alone where there is none."""
    before, now = ends(row)
    if before and row["unit"] == "percent":
        before = before.removesuffix("%")
    return f"{before} → {now}" if before else now


def ends(row: Row) -> tuple[str, str]:
    """Both figures, spelt so that two that differ are not the same to look at; the first "" where there is none. Of a
    partnership whose members changed both are of the members in common."""
    shape = figures.shape(row)
    compared = row.get("compared_outturn")
    if figures.is_known(compared):
        before, now = figures.apart(row["previous"], compared, **shape)
        return before, now
    before, now = figures.apart(row["previous"], row["outturn"], **shape)
    return before, max(now, figures.outturn(row), key=len)


def sentence(row: Row) -> str:
    """What shows the change and when, what the other test says, what still stands; or why nothing can be said."""
    match figures.text(row.get("movement")):
        case "":
            return ""
        case word if word == UNKNOWN:
            return f"Not enough data to say whether it changed: {reason(row)}."
        case word if word == NONE:
            return " ".join(part for part in (_standing(row) or _still(row), caution(row)) if part)
    said = _by_chart(row) if row["moved_by"] == "control chart" else _by_year(row)
    return " ".join(part for part in (said, caution(row)) if part)


def caution(row: Row) -> str:
    """Of a status that the usual range speaks against: why both are true; "" of any other."""
    good, bad = row.get("role") == StatusRole.GOOD, row.get("role") in {StatusRole.NEAR, StatusRole.BAD}
    if not ((good and row.get("assurance") == "misses") or (bad and row.get("assurance") == "meets")):
        return ""
    if figures.text(row.get("rule")) not in {"", "none"} or row.get("completed"):
        return f"{row['label']} now; the usual range still includes the time before the change."
    return f"{row['label']} this time, unlike its usual range."


def _by_chart(row: Row) -> str:
    """ "Seven quarters below average by 2019/20 Q4; compared with 2018/19 as a whole it could be chance." """
    then = ", and back in its usual range since" if figures.text(row.get("rule")) == "none" else ""
    found = f"{pattern(row)}{then}"
    year, before = figures.text(row["year_movement"]), row["previous_period"]
    if year == row["movement"]:
        return f"{found}; the change on {before} is more than chance too."
    if year == NONE:
        return f"{found}; the change on {before} by itself could be chance."
    return f"{found}, although {row['period']} as a whole is {year} than {before}." if year else f"{found}."


def _by_year(row: Row) -> str:
    if row["chart_movement"] == NONE:
        what = NOUNS.get(figures.text(row.get("series_kind")), "periods")
        return (
            f"The change on {row['previous_period']} is more than chance; its {what} each stayed in their usual range."
        )
    return f"The change on {row['previous_period']} is more than chance."


def _standing(row: Row) -> str:
    """Of no real change in the period: what changed before it and still stands."""
    since, verdict = figures.text(row.get("since")), figures.text(row.get("verdict"))
    way = {"concern": "worse", "improvement": "better", "high": "higher", "low": "lower"}.get(verdict)
    return f"It has been {way} than usual since {since}." if since and way else ""


def _still(row: Row) -> str:
    if figures.is_known(row.get("change")) and row["change"]:
        return "A difference of this size could be chance."
    return "" if row["previous_period"] else f"Not compared with the year before: {_why_not_compared(row)}."


def _why_not_compared(row: Row) -> str:
    """Why there is no test against the year before; of other members, who joined or left."""
    year = figures.text(row.get("year_reason"))
    changed = figures.text(row.get("membership"))
    return changed if year == "other members" and changed else _YEAR.get(year, year)


def pattern(row: Row) -> str:
    """What the chart found, without a word of the trade: "Seven quarters below average by 2019/20 Q4"."""
    family, _, side = str(row["completed_rule"]).rpartition("_")
    up = side in {"up", "high"}
    what, when = NOUNS.get(figures.text(row.get("series_kind")), "periods"), row["moved_in"]
    return {
        "outside": f"{'Above' if up else 'Below'} its usual range in {when}",
        "trend": f"{'Rising' if up else 'Falling'} for seven {what} by {when}",
        "two_of_three": f"Near the {'top' if up else 'bottom'} of its usual range in two of three {what} by {when}",
        "shift": f"Seven {what} {'above' if up else 'below'} average by {when}",
    }[family]


def shown_by(row: Row) -> str:
    """In a few words what shows a change, for a list: "shift, 2019/20 Q4", "on the year before"."""
    if row["moved_by"] != "control chart":
        return "on the year before"
    return f"seen in {str(row['moved_in']).removeprefix(str(row['period']) + ' ')}"


def base(rows: pd.DataFrame) -> str:
    """The one count, with its base and what chance alone would give; "" where there is no figure at all.

    "25 results changed by more than chance this year (10 of the partnership, 15 of single authorities): 13 better, 11
    worse and 1 neither, out of 190 that can be tested. Chance alone gives about 6."
    """
    if rows.empty:
        return ""
    testable = tested(rows)
    if testable.empty:
        number = figures.count(len(rows), "result")
        return f"Too early to say whether {number} changed: {_whys(rows)}."
    moved = testable[testable["movement"].isin(CHANGED)]
    many = figures.count(len(moved), "result") if len(moved) else "No result"
    said = f"{many} changed by more than chance {span(rows)}{_whose(moved)}{_ways(moved)}"
    return f"{said}, out of {len(testable):,} that can be tested. {by_chance(testable)}"


def span(rows: pd.DataFrame) -> str:
    """The asked period as a sentence says it: "this year"."""
    return SPANS.get(rows["period_kind"].iloc[0], f"in {rows['period'].iloc[0]}")


def by_chance(rows: pd.DataFrame) -> str:
    """How many would be called changed if nothing had: "Chance alone gives about 6." """
    expected = figures.plain(rows["chance"].sum(), decimals=0)
    return f"Chance alone gives {'fewer than one' if expected == '0' else f'about {expected}'}."


def tested(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows that there is enough data for."""
    return rows[rows["movement"].isin((*CHANGED, NONE))]


def changed(rows: pd.DataFrame) -> pd.DataFrame:
    """The results that changed, each once, worst first: worse before neither and that before better, a partnership's
    before single authorities', then by the size of the change beside the figure it changed from."""
    held = rows[rows["movement"].isin(CHANGED)]
    size = (held["change"].abs() / held["previous"].abs().where(lambda each: each > 0)).astype(float)
    held = held.assign(
        way=held["movement"].map({code: place for place, code in enumerate(CHANGED)}),
        single=held["authority_kind"] != "partnership",
        size=size,
    )
    return held.sort_values(["way", "single", "size"], ascending=[True, True, False], na_position="last", kind="stable")


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many results of each word there are, those of none left out, worst first."""
    held = rows["movement"].value_counts()
    return {code: int(held[code]) for code in (*CHANGED, NONE, UNKNOWN) if code in held}


def _whys(rows: pd.DataFrame) -> str:
    return reasons(rows).removeprefix("Not enough data: ").removesuffix(".").removesuffix(f" ({len(rows):,})")


def _whose(moved: pd.DataFrame) -> str:
    together = int((moved["authority_kind"] == "partnership").sum()) if "authority_kind" in moved else 0
    alone = len(moved) - together
    return f" ({together:,} of the partnership, {alone:,} of single authorities)" if together and alone else ""


def _ways(moved: pd.DataFrame) -> str:
    of = {code: int((moved["movement"] == code).sum()) for code in CHANGED}
    neither = of["higher"] + of["lower"]
    parts = [f"{of['better']:,} better", f"{of['worse']:,} worse", *([f"{neither:,} neither"] if neither else [])]
    return f": {figures.listed(parts)}" if len(moved) else ""
