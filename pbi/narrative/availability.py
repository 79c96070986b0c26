"""Why there is no figure, or what qualifies it: the one table of states, in words and in the shorthand of the
Government Statistical Service. Rule: methods, section 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pbi.model import Availability, Polarity, StatusRole
from pbi.narrative import figures


@dataclass(frozen=True, slots=True)
class State:
    """One state: its shorthand ("" where it has none, because the figure stands), and its words."""

    shorthand: str
    words: str


STATES: Mapping[str, State] = {
    Availability.NOT_DUE: State("[x]", "not due"),
    Availability.ANNUAL_ONLY: State("[z]", "annual, not due"),
    Availability.AWAITED: State("[x]", "awaited"),
    Availability.LATE: State("[x]", "late"),
    Availability.NO_CASES: State("[z]", "no cases"),
    Availability.NOT_APPLICABLE: State("[z]", "not applicable"),
    Availability.PARTLY_APPLICABLE: State("[z]", "not applicable in part of it"),
    Availability.NOT_COMPARABLE: State("[z]", "not comparable"),
    Availability.NO_DENOMINATORS: State("[x]", "no denominators"),
    Availability.DOES_NOT_ADD_UP: State("[z]", "does not add up"),
    Availability.SUPPRESSED: State("[c]", "suppressed"),
    Availability.NO_TARGET: State("", "no target"),
    Availability.DATA_ONLY: State("", "data only"),
    Availability.PROVISIONAL: State("[p]", "provisional"),
    Availability.REVISED: State("[r]", "revised"),
    Availability.ESTIMATED: State("[e]", "estimated"),
    Availability.BREAK: State("[b]", "new definition"),
}
"""Every state of pbi.model.Availability."""
LEGEND = {
    "[p]": "provisional",
    "[r]": "revised since it was first reported",
    "[e]": "estimated",
    "[b]": "a new definition begins, not comparable with earlier figures",
    "[c]": "suppressed: too small a count, or a figure that would give one away",
    "[x]": "not available",
    "[z]": "not applicable",
    "[low]": "above 0, and rounds to 0",
}
"""What each shorthand means, in the order of a legend."""
NO_TOLERANCE = "no tolerance is set"
QUALIFIERS = (Availability.PROVISIONAL, Availability.REVISED, Availability.ESTIMATED, Availability.BREAK)
"""The states of a figure that is there; each other says why there is none, or speaks of its target."""


def words(state: Any, *, otherwise: str = "not available") -> str:
    """A state in words."""
    held = STATES.get(figures.text(state))
    return held.words if held else otherwise


def why(row: Mapping[str, Any], *, otherwise: str = "not available") -> str:
    """Why a row has no figure, with the parts of its period that are the reason where its ``origin`` names them.

    >>> why({"availability": "partly_applicable", "origin": "not applicable in Q2"})
    'not applicable in Q2'
    >>> why({"availability": "late", "origin": "Q3 awaited"}), why({"availability": "late", "origin": "reported"})
    ('late: Q3 awaited', 'late')
    """
    state, origin = figures.text(row["availability"]), figures.text(row.get("origin"))
    if (state, origin.endswith(" awaited")) == ("late", True):
        return f"late: {origin}"
    named = origin.endswith(" awaited") if state == "awaited" else state == "partly_applicable" and origin != ""
    return origin if named else words(state, otherwise=otherwise)


def reason(row: Mapping[str, Any]) -> str | None:
    """Why there is no figure, in words; None where there is one."""
    return None if figures.is_known(row["outturn"]) else why(row)


def marks(row: Mapping[str, Any]) -> list[str]:
    """The shorthand beside a row's figure: its availability's, [r] restated, [b] first of a definition, [low] not 0."""
    if not figures.is_known(row["outturn"]):
        return []
    state = figures.text(row["availability"])
    found = [
        STATES[state].shorthand if state in QUALIFIERS else "",
        "[r]" if row.get("restated") else "",
        "[b]" if figures.text(row.get("untested")) == "new definition" else "",
        "[low]" if row["outturn"] != 0 and not float(figures.plain(row["outturn"], decimals=row["decimals"])
                                                     .replace(",", "").replace("−", "-")) else "",
    ]  # fmt: skip
    return list(dict.fromkeys(mark for mark in found if mark))


def shorthand(row: Mapping[str, Any]) -> str:
    """Everything the shorthand says of a row, of its figure or of there being none: "[p] [r]", "[x]", ""."""
    if figures.is_known(row["outturn"]):
        return " ".join(marks(row))
    state = STATES.get(figures.text(row["availability"]))
    return state.shorthand if state else ""


def unjudged(row: Mapping[str, Any]) -> str:
    """Why a figure that is there has no status: "1 of 3 authorities reported", "no target"; "" of one judged."""
    if row.get("role") != StatusRole.UNKNOWN or not figures.is_known(row["outturn"]) or "target_kind" not in row:
        return ""
    reported, expected = row.get("members_reporting"), row.get("members_expected")
    if figures.is_known(reported) and figures.is_known(expected) and reported < expected:
        return f"{int(reported)} of {int(expected)} authorities reported"
    state, kind = figures.text(row.get("availability")), figures.text(row["target_kind"])
    if state in {"provisional", "suppressed"}:
        return STATES[state].words
    if row.get("polarity") not in {None, Polarity.HIGHER, Polarity.LOWER, Polarity.RANGE}:
        return "which way is better is not confirmed"
    if not kind:
        return STATES["no_target"].words
    return (
        "no figure for the year before" if kind == "direction" and not figures.is_known(row["target"]) else NO_TOLERANCE
    )


def missing(row: Mapping[str, Any], *, otherwise: str = "no figure") -> str:
    """Why a row has no figure: "[x] Q3 awaited", "[c] suppressed", else ``otherwise``."""
    return f"{shorthand({**row, 'outturn': None})} {why(row, otherwise=otherwise)}".strip()


def legend(used: Iterable[str]) -> str:
    """ "[p] provisional · [x] not available", of the shorthand used in a table; "" where none is."""
    held = set(used)
    return " · ".join(f"{mark} {meaning}" for mark, meaning in LEGEND.items() if mark in held)


def absent(rows: pd.DataFrame) -> str:
    """What the counts leave out for want of a figure: "13 annual indicators are not due. Without a figure: 2 late."

    ``rows`` of the scorecard, one an indicator: those of the headline.
    """
    if rows.empty:
        return ""
    states = rows.loc[rows["outturn"].isna(), "availability"].value_counts()
    annual = int(states.get("annual_only", 0))
    said = [f"{annual} annual {'indicator is' if annual == 1 else 'indicators are'} not due."] if annual else []
    rest = [
        f"{states[code]} {STATES[code].words}"
        for code in STATES
        if code in states and code != "annual_only" and code not in QUALIFIERS
    ]
    return " ".join([*said, *([f"Without a figure: {figures.listed(rest)}."] if rest else [])])
