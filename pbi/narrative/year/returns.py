"""What was to come and what has: the sentence above the control room, the words of its states, and the chaser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pbi.model import Availability, State
from pbi.narrative import figures

STATES: Mapping[str, str] = {
    Availability.LATE: "Late",
    Availability.AWAITED: "Awaited",
    Availability.NOT_DUE: "Not due yet",
    "complete": "Complete",
}
"""Each state of a return in words, the worst first."""
MOST_NAMED = 4
UNREADABLE = "cannot be read"
BECAME: Mapping[str, str] = {
    State.ACCEPTED: "accepted",
    State.UNCHANGED: "already recorded",
    State.RECEIVED: "waits to be accepted",
    State.REFUSED: "refused",
}
"""What became of a file that was sent, in the order of a summary; last comes what cannot be read."""


def headline(rows: pd.DataFrame, *, period: str, due_on: date, today: date) -> str:
    """ "2 of 3 authorities have sent all that was due for 2019/20 Q4. Late: Westholt."

    ``rows`` of pbi.arrivals.expected_returns.
    """
    if rows.empty:
        return (
            f"Nothing is expected for {period}: nobody has reported a period of its kind this year or last, and no "
            "target names one."
        )
    states = by_authority(rows)
    number, complete = len(states), int((states["state"] == "complete").sum())
    due = f"{'were' if due_on < today else 'are'} due on {figures.day(due_on)}"
    if not rows["accepted"].any():
        late = (states["state"] == "late").all()
        who = f"all {number:,} authorities" if number > 1 else str(states["authority_name"].iloc[0])
        are = "are" if number > 1 else "is"
        return f"Nothing has come for {period}: returns {due}{f', and {who} {are} late' if late else ''}."
    if number == 1:
        return _of_one(states.iloc[0], period=period, due=due)
    of_all = f"{complete:,} of {figures.count(number, 'authority', plural='authorities')}"
    if not complete:
        of_all = f"None of the {number:,} authorities"
    have = "has" if complete <= 1 else "have"
    said = [f"{of_all} {have} sent all that was expected for {period}; returns {due}."]
    for state in ("late", "awaited"):
        names = list(states.loc[states["state"] == state, "authority_name"])
        if names:
            said.append(f"{STATES[state]}: {_named(names)}.")
    return " ".join(said)


def _of_one(row: pd.Series[Any], *, period: str, due: str) -> str:
    """The same of a single authority, with how much of it has come."""
    name, late = row["authority_name"], ", and the rest is late" if row["state"] == "late" else ""
    if row["state"] == "complete":
        return f"{name} has sent all that was expected for {period}; returns {due}."
    of_all = f"{int(row['accepted']):,} of {figures.count(int(row['expected']), 'figure')}"
    return f"{name} has sent {of_all} expected for {period}; returns {due}{late}."


def by_authority(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an authority: the worst state of its services, how much was expected and stands; worst first."""
    order = list(STATES)
    placed = rows.assign(place=rows["state"].map(order.index))
    grouped = placed.groupby(["authority", "authority_name"], as_index=False, sort=False)
    found = grouped.agg(place=("place", "min"), expected=("expected", "sum"), accepted=("accepted", "sum"))
    found["state"] = [order[each] for each in found["place"]]
    return found.sort_values(["place", "authority_name"], ignore_index=True)


def lateness(row: Mapping[str, Any]) -> str:
    """How late a return is, or came: "3 days late", "came 25 days late"; "" where it is neither."""
    if not figures.is_known(row["days_late"]):
        return ""
    days = f"{figures.count(int(row['days_late']), 'day')} late"
    return days if row["state"] == "late" else f"came {days}"


def chased(row: Mapping[str, Any]) -> str:
    """When and by whom an authority was last chased, and how often; "" where it was not.

    >>> chased({"chasers": ("CH4", "CH1"), "chased_on": date(2021, 5, 3), "chased_by": "Jo"})
    '3 May 2021 by Jo (2 times)'
    """
    number = len(row["chasers"])
    often = f" ({number:,} times)" if number > 1 else ""
    return f"{figures.day(row['chased_on'])} by {row['chased_by']}{often}" if number else ""


def last_chased(rows: pd.DataFrame) -> dict[str, Any]:
    """When and by whom an authority was last chased, of ``rows`` of its services: chased_on and chased_by."""
    held = rows[rows["chased_on"].notna()]
    last = held.sort_values("chased_on").iloc[-1] if len(held) else None
    return {name: None if last is None else last[name] for name in ("chased_on", "chased_by")}


def waits(row: Mapping[str, Any]) -> str:
    """What is found wrong with the file that waits: "1 error, 2 warnings", "no fault"; "" where none waits."""
    if not figures.is_known(row["waiting"]):
        return ""
    found = [figures.count(int(row[f"{kind}s"]), kind) for kind in ("error", "warning") if row[f"{kind}s"]]
    return ", ".join(found) or "no fault"


def several(became: Sequence[str]) -> str:
    """ "3 files: 1 accepted, 1 waits to be accepted, 1 cannot be read." """
    counted = [(word, became.count(word)) for word in (*BECAME.values(), UNREADABLE)]
    parts = [f"{number:,} {_plural(word, number)}" for word, number in counted if number]
    return f"{figures.count(len(became), 'file')}: {', '.join(parts)}."


def rows(counts: Mapping[str, int], *, waits: bool, left_out: Sequence[str] = (), by: str = "") -> str:
    """What became of a file's rows, and who left which of them out; of one that ``waits``, how many it has.

    >>> rows({"read": 3, "new": 2, "refused": 1}, waits=False, left_out=["Return!7"], by="Jo")
    '2 new, 1 left out by Jo (Return 7)'
    >>> rows({"read": 3, "refused": 3}, waits=True)
    '3 read'
    """
    if waits:
        return f"{counts['read']:,} read" if counts.get("read") else ""
    said = [f"{counts[name]:,} {name}" for name in ("new", "changed", "unchanged") if counts.get(name)]
    return ", ".join([*said, *([_gone(counts["refused"], left_out, by=by)] if counts.get("refused") else [])])


def left_out(row: Mapping[str, Any]) -> str:
    """Which rows of a file were left out when it was accepted, and by whom; ``row`` of pbi.arrivals.left_out.

    >>> left_out({"filename": "r.xlsx", "read": 3, "refused": 1, "left_out": ["Return!7"], "recorded_by": "Jo"})
    'Of the 3 rows of r.xlsx 1 was left out by Jo (Return 7).'
    """
    gone = _gone(row["refused"], row["left_out"], by=row["recorded_by"])
    were = "was" if row["refused"] == 1 else "were"
    return (
        f"Of the {figures.count(row['read'], 'row')} of {row['filename']} {gone.replace(' left', f' {were} left', 1)}."
    )


def _gone(number: int, left_out: Sequence[str], *, by: str) -> str:
    """ "2 left out by Jo (Return 7, Return 9)"; ``left_out`` their names where they were kept."""
    named = [each.replace("!", " ") for each in left_out[:MOST_NAMED]]
    more = [f"{len(left_out) - MOST_NAMED:,} more"] if len(left_out) > MOST_NAMED else []
    who, which = f" by {by}" if by else "", f" ({', '.join([*named, *more])})" if named else ""
    return f"{number:,} left out{who}{which}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else word.replace("waits", "wait").replace("stands", "stand")


def chaser(rows: pd.DataFrame, missing: pd.DataFrame, *, today: date, link: str = "") -> str:
    """A letter to one authority that names what is missing, to copy; nothing is sent.

    ``rows`` of pbi.arrivals.expected_returns and ``missing`` of pbi.arrivals.expected_figures that do not stand, both
    of that authority; ``link`` to its template.
    """
    first = rows.iloc[0]
    period, due_on = first["period"], first["due_on"]
    late = (today - due_on).days
    due = f"It was due on {figures.day(due_on)}" if late > 0 else f"It is due on {figures.day(due_on)}"
    when = f", {figures.count(late, 'day')} ago" if late > 0 else " (today)" if late == 0 else ""
    # What is missing, by service.
    said: list[str] = []
    for service, group in missing.fillna({"service_name": "No service"}).groupby("service_name", sort=True):
        said += [str(service), *(f"- {row.indicator} {row.indicator_name}" for row in group.itertuples()), ""]
    lines = [
        f"Subject: Return for {period}, {first['authority_name']}: "
        + (f"due {figures.day(due_on)}" if late <= 0 else f"overdue since {figures.day(due_on)}"),
        "",
        "Dear colleague,",
        "",
        f"{_what(rows, missing)} {due}{when}.",
        "",
        *said,
        *_file(first),
        f"Template: {link}" if link else "The template is on the Returns page of the dashboard.",
        "The table you already have will do as well. Where there is no figure, write n/a (not applicable), [c] "
        "(withheld) or 'not due' in its place.",
        "",
        "Thank you",
    ]
    return "\n".join(lines)


def _what(rows: pd.DataFrame, missing: pd.DataFrame) -> str:
    first, number = rows.iloc[0], len(missing)
    expected = int(rows["expected"].sum())
    if number == expected:
        return f"We have not yet received the return from {first['authority_name']} for {first['period']}."
    return (
        f"Of the return of {first['authority_name']} for {first['period']}, {number} of "
        f"{figures.count(expected, 'figure')} {'is' if number == 1 else 'are'} still missing."
    )


def _file(first: Mapping[str, Any]) -> list[str]:
    if not figures.is_known(first["waiting"]):
        return []
    found = waits(first)
    return [
        f"A file came on {figures.day(first['waiting_since'])} and could not be accepted yet ({found}). Please look at "
        "what was found in it, and send it again.",
        "",
    ]


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    if more <= 1:
        return figures.listed(names)
    return figures.listed([*names[:MOST_NAMED], f"{more:,} more"])
