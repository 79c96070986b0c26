"""What may be said of a movement, in words: the verdict, why there is none, and how many moved out of how many.

A verdict is of a test (year on year, 99.8%); a plain arrow is of any difference. Neither stands in the other's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures

VERDICTS = {
    "improving": "Improving",
    "worsening": "Worsening",
    "increasing": "Increasing",
    "decreasing": "Decreasing",
    "no_clear_change": "No clear change",
    "too_few_points": "Too few points",
    "not_testable": "Not testable",
    "not_comparable": "Not comparable",
}
ARROWS = {
    "improving": "↑ Improving",
    "worsening": "↓ Worsening",
    "increasing": "↑ Increasing",
    "decreasing": "↓ Decreasing",
    "no_change": "→ No change",
}
"""Plain arrows with their words: up is better, or more where neither way is."""
CHANGED = ("improving", "worsening", "increasing", "decreasing")
TESTED = (*CHANGED, "no_clear_change")
LIMITS = ("change_lower", "change_upper", "change_lower_95", "change_upper_95")
CHANCE = 0.002
"""How often a figure that has not changed is said to have, at 99.8%."""
_BRIEF = {
    "no denominators": "no denominators",
    "no denominators a year before": "no earlier denominators",
    "not a count of cases": "no count of cases",
    "new definition": "new definition",
    "members missing": "a member missing",
    "other members": "other members",
}
_FULL = {
    "no denominators": "the return gives no denominators",
    "no denominators a year before": "the year before has no denominators",
    "not a count of cases": "it is not a count of cases out of so many",
    "too few points": "it is an average, and has fewer than seven figures",
    "new definition": "the definition changed",
    "members missing": "an authority's figure is missing",
}
_AGAINST = {"not_comparable": "Not comparable with the year before", "too_few_points": "Not tested"}


def verdict(row: Mapping[str, Any]) -> str:
    """A sentence on the direction, and why no more can be said; "" where there is no earlier figure.

    "Not testable: the return gives no denominators."
    """
    if "short_trend" in row:
        return _arrows_said(row)
    direction = row["direction"]
    if not direction:
        return ""
    reason = _reason(row, _FULL)
    return f"{_AGAINST.get(direction, VERDICTS[direction])}{f': {reason}' if reason else ''}."


def over(row: Mapping[str, Any], *, of: str = "") -> str:
    """Over whom two figures of a partnership with other members are compared, or that they are not; else "".

    "compared over Alpha and Beta; Gamma joined on 1 April 2018"; "not comparable: Gamma joined on 1 April 2018".
    ``of``: "earlier_" for the short trend.
    """
    changed = figures.text(row.get(f"{of}membership"))
    among = figures.text(row.get(f"{of or 'compared_'}over"))
    return f"{f'compared over {among}; ' if among else 'not comparable: '}{changed}" if changed else ""


def brief(row: Mapping[str, Any]) -> str:
    """The verdict beside a figure, in a table: "Improving", "Not testable: no denominators"."""
    if not row["direction"]:
        return ""
    reason = _reason(row, _BRIEF)
    said = f"{VERDICTS[row['direction']]}{f': {reason}' if reason else ''}"
    among = over(row)
    return f"{said} ({among})" if among.startswith("compared") else said


def _reason(row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Why no more can be said; of other members, who joined or left."""
    untested = row.get("untested") or ""
    return figures.text(row.get("membership")) if untested == "other members" else words.get(untested, "")


def interval(row: Mapping[str, Any]) -> str:
    """How far the change may lie from what was measured: at 99.8%, which decides, and at 95%; "" where not tested.

    "The change lies between −3 and +40 points (99.8%), or between +5 and +33 points at 95%, which alone would call it
    improving."
    """
    if "short_trend" in row or not figures.held(row["change_lower"]):
        return ""
    said = f"The change lies between {_span(row, '')} (99.8%), or between {_span(row, '_95')} at 95%"
    low, high = row["change_lower_95"], row["change_upper_95"]
    if row["direction"] != "no_clear_change" or low <= 0 <= high:
        return f"{said}."
    return f"{said}, which alone would call it {_called(row['polarity'], up=low > 0)}."


def tally(rows: pd.DataFrame) -> str:
    """How many changed, out of how many, and how many would by chance: two sentences over rows of the scorecard.

    "Against the year before, of 44: 2 improved, 1 worsened, 30 show no clear change and 11 cannot be tested. 33 were
    tested; about 0.07 would seem changed by chance alone."
    """
    if "short_trend" in rows:
        return _arrows_tallied(rows["short_trend"])
    if rows.empty or not rows["direction"].notna().any():
        return ""
    held = rows["direction"].value_counts()
    of = {code: int(held.get(code, 0)) for code in VERDICTS}
    either = of["increasing"] + of["decreasing"]
    tested = sum(of[code] for code in TESTED)
    parts = [
        f"{of['improving']} improved",
        f"{of['worsening']} worsened",
        *([f"{either} moved where neither way is better"] if either else []),
        f"{of['no_clear_change']} {'shows' if of['no_clear_change'] == 1 else 'show'} no clear change",
        f"{len(rows) - tested} cannot be tested",
    ]
    said = f"Against the year before, of {len(rows)}: {figures.listed(parts)}."
    if not tested:
        return said
    chance = figures.plain(tested * CHANCE, decimals=2 if tested >= 5 else 3)
    return (
        f"{said} {tested} {'was' if tested == 1 else 'were'} tested; about {chance} would seem changed by chance alone."
    )


def arrow(row: Mapping[str, Any], name: str) -> str:
    """A plain arrow with its word: ``short_trend`` or ``long_trend``; "" where there is nothing to compare."""
    return ARROWS.get(figures.text(row[name]), "")


def _arrows_said(row: Mapping[str, Any]) -> str:
    """ "Short trend: improving on 2018/19. Long trend: worsening on the mean of the 3 periods before." """
    said = []
    for name, before in (
        ("short_trend", row["earlier_period"]),
        ("long_trend", f"the mean of the {int(row['long_periods'] or 0)} periods before"),
    ):
        if word := arrow(row, name)[2:].lower():
            said.append(f"{name.replace('_', ' ').capitalize()}: {word} on {before}.")
    among = over(row, of="earlier_")
    return " ".join([*said, *([figures.sentence(among)] if among else [])])


def _arrows_tallied(trends: pd.Series) -> str:
    held = trends.value_counts()
    if held.empty:
        return ""
    parts = [f"{int(held[code])} {ARROWS[code][2:].lower()}" for code in ARROWS if code in held]
    none = len(trends) - int(held.sum())
    without = f"; {none} {'has' if none == 1 else 'have'} no period before" if none else ""
    said = f"Short trend of {len(trends)}: {figures.listed(parts)}{without}."
    return f"{said} Any difference moves an arrow: nothing is tested."


def span(row: Mapping[str, Any]) -> str:
    """Between which changes the change lies, at 99.8%: "−3 to +40 points"; "" where it was not tested."""
    return _span(row, "").replace(" and ", " to ", 1) if figures.held(row["change_lower"]) else ""


def _span(row: Mapping[str, Any], level: str) -> str:
    shape = {"unit": row["unit"], "decimals": _places(row), "per": row["per"]}
    low, high = (figures.change(row[f"change_{side}{level}"], **shape) for side in ("lower", "upper"))
    if row["unit"] == "percent":
        low = low.removesuffix(" points").removesuffix(" point")
    return f"{low} and {high}"


def _places(row: Mapping[str, Any]) -> int:
    """One decimal more than the figure has, and as many as it takes to see on which side of nought a limit lies."""
    places = (int(row["decimals"]) if figures.held(row["decimals"]) else 0) + 1
    sizes = [abs(row[name]) for name in LIMITS if row[name]]
    while places < 6 and any(size < 0.5 * 10**-places for size in sizes):
        places += 1
    return places


def _called(polarity: str, *, up: bool) -> str:
    if polarity not in {"higher", "lower"}:
        return "increasing" if up else "decreasing"
    return "improving" if up == (polarity == "higher") else "worsening"
