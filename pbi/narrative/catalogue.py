"""What the catalogue's sheets and columns are called, and what is said of them: how many, changed when, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pbi.narrative import figures

GROUPS: Mapping[str, tuple[str, ...]] = {
    "How figures are judged": ("targets", "tolerances", "schemes", "circumstances", "rebases"),
    "What is judged": ("indicators", "objectives", "services"),
    "Who reports": ("authorities", "authority_aliases", "memberships", "comparator_groups"),
    "What members pay": ("agreement_shares", "agreement_tolerances", "demand_weights", "budgets"),
    "What a panel sets down": ("flags", "deep_dives", "board_questions"),
    "How returns are read": ("status_aliases", "rating_words", "mappings"),
}
"""The sheets, by what a person is looking for; one that is named nowhere comes last."""

_NAMES: Mapping[str, tuple[str, str, str]] = {
    "targets": ("Targets", "target", "What each indicator is to reach, for one authority or all, period by period."),
    "tolerances": ("Tolerances", "tolerance", "How far from its target a figure may be and still be good, or nearly."),
    "schemes": ("Status schemes", "status", "The words, letters and symbols a status is shown in."),
    "circumstances": (
        "Exceptional circumstances",
        "circumstance",
        "Approved reasons why a figure is not what it would have been, with the figure adjusted.",
    ),
    "rebases": ("Rebases", "rebase", "Periods from which a control chart has limits of its own, and why."),
    "indicators": ("Indicators", "indicator", "What is judged: its unit, which way is better, and how it adds up."),
    "objectives": ("Objectives", "objective", "The aims that indicators and actions serve, by plan and group."),
    "services": ("Services", "service", "The services, their purpose and their order."),
    "authorities": ("Authorities", "authority", "Who reports: code, name, kind, and who came after."),
    "authority_aliases": ("Other names", "name", "Other spellings of an authority that returns print."),
    "memberships": ("Partnerships", "membership", "Which authority belongs to which partnership, and when."),
    "comparator_groups": ("Comparator groups", "place in a group", "Whom an authority is compared with."),
    "agreement_shares": ("Agreement shares", "share", "Each member's agreed share of the partnership's cost."),
    "agreement_tolerances": (
        "Agreement tolerances",
        "tolerance",
        "How far a share of demand may lie from the agreed share, in points.",
    ),
    "demand_weights": ("Demand weights", "weight", "Which indicators count as demand, and the hours of one case."),
    "budgets": ("Budgets", "budget", "What the members pay together in a period."),
    "flags": ("Flags", "flag", "What people raise beside the figures: concern, excellence, media."),
    "deep_dives": ("Deep dives", "deep dive", "What a panel looks into, and at which meeting."),
    "board_questions": ("Questions asked", "question", "Questions from meetings, who answers them and their answers."),
    "status_aliases": ("Printed statuses", "word", "What returns print for a status, and what it means."),
    "rating_words": ("Rating words", "rating", "The words of quarterly ratings, and who considers each."),
    "mappings": ("Remembered columns", "column", "What the columns of other people's tables mean."),
}
_PLURALS = {"status": "statuses", "authority": "authorities", "place in a group": "places in groups"}

_TITLES = {
    "valid_from": "From",
    "valid_to": "Until",
    "green_within": "Good within",
    "amber_within": "Nearly within",
    "good_cut": "Good from",
    "near_cut": "Nearly from",
    "inclusive": "Limit is within",
    "per": "Per",
    "polarity": "Which way is better",
    "polarity_source": "Who says so",
    "across_authorities": "Adds up across authorities by",
    "across_periods": "Adds up across periods by",
    "accumulates": "Year to date",
    "comparable_from": "Comparable from",
    "objective_group": "Group of objectives",
    "whose_view": "In whose view",
    "hours_per_case": "Hours a case",
    "basis": "Measured in",
    "standing": "Standing",
}


def name(kind: str) -> str:
    """What a kind of sheet is called."""
    return _NAMES[kind][0] if kind in _NAMES else title(kind)


def about(kind: str) -> str:
    """What a kind of sheet holds, in a sentence."""
    return _NAMES[kind][2] if kind in _NAMES else ""


def title(column: str) -> str:
    """The heading of a column, in plain words."""
    return _TITLES.get(column, column.replace("_", " ").capitalize())


def counted(kind: str, number: int) -> str:
    """ "10 tolerances", "1 target"."""
    noun = _NAMES[kind][1] if kind in _NAMES else "row"
    return figures.count(number, noun, plural=_PLURALS.get(noun, ""))


def size(kind: str, number: int, last: Mapping[str, Any] | None) -> str:
    """How many are held, and when and by whom they were last changed; ``last`` is the newest version of any row."""
    said = f"{figures.sentence(counted(kind, number)).rstrip('.')} {'is' if number == 1 else 'are'} recorded"
    if not number and last is None:
        return f"No {counted(kind, 0).removeprefix('0 ')} yet."
    if last is None:
        return f"{said}."
    return f"{said}, last changed on {figures.day(last['recorded_at'])} by {last['recorded_by']}."


def named(kind: str, keys: Sequence[str], row: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> str:
    """A row by what names it: "Green, Amber, Red · Eastmere · every indicator · 1 April 2015"."""
    parts = [value(column, row.get(column), names) or (f"every {column}" if column in names else "") for column in keys]
    return " · ".join(part for part in parts if part)


def value(column: str, held_: Any, names: Mapping[str, Mapping[str, str]]) -> str:
    """One value of a row as people read it: a code by its name, a day in words, yes or no."""
    if held_ is None:
        return ""
    if isinstance(held_, bool):
        return "yes" if held_ else "no"
    if isinstance(held_, date):
        return figures.day(held_)
    if isinstance(held_, str):
        return names.get(column, {}).get(held_, held_)
    return f"{held_:f}".replace("-", "−") if hasattr(held_, "as_tuple") else str(held_)


def planned(*, new: int, changed: int, ended: int, taken: int, unchanged: int, others: int) -> str:
    """What saving would do: "One row changed, two new. The other 7 stay as they are."

    ``unchanged``: rows given that say what stands; ``others``: rows that stand and were not given.
    """
    parts = [(new, "new"), (changed, "changed"), (ended, "ended"), (taken, "taken away"), (unchanged, "unchanged")]
    said = figures.sentence(", ".join(f"{number:,} {word}" for number, word in parts if number))
    if not (new or changed or ended or taken):
        return f"Nothing would change. {said}".rstrip()
    rest = f"The other {others:,} {'stays as it is' if others == 1 else 'stay as they are'}." if others else ""
    return f"{said} {rest}".rstrip()


def before_and_after(period: str, *, now: str, then: str, moved: int) -> str:
    """The board's headline as it is and as it would be."""
    if now == then and not moved:
        return f"The headline for {period} stays: {now or 'nothing is judged.'} No status of that period moves."
    statuses = f"{figures.sentence(figures.count(moved, 'status', plural='statuses') + ' would move')}"
    if now == then:
        return f"The headline for {period} stays: {now or 'nothing is judged.'} {statuses}"
    return (
        f"The headline for {period} now: {now or 'nothing is judged.'} Then: {then or 'nothing is judged.'} {statuses}"
    )


def saved(kind: str, changes: int, again: int) -> str:
    """What is said once it is recorded and read back."""
    return (
        f"Saved and read back: {figures.count(changes, 'row')} of {name(kind)} recorded in one entry of the journal; "
        f"{counted(kind, again)} recorded now."
    )
