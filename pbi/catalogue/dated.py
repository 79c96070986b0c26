"""Indicators described from a day on: past figures keep the rule of their time. Rule: methods, section 2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from pbi.catalogue.rows import Entry
from pbi.model import Finding, Polarity

Row = Mapping[str, Any]
RULE = {
    "unit": "unit",
    "per": "unit",
    "polarity": "polarity",
    "across_authorities": "adding up across authorities",
    "across_periods": "adding up across periods",
    "accumulates": "accumulation",
}
"""What figures are made and judged by, and how a finding calls it."""
UNLIKE = ("unit", "per", "polarity")
"""What makes the figures before and after it no series: it asks for comparable_from."""


def place(entries: Iterable[Entry], *, standing: Iterable[Row]) -> None:
    """Give each row of an indicator the first day of the row it speaks of, and one from a new day what it does not say.

    A row without a day is the one that has none, where its sheet gives days and there is such a row; else the newest.
    What the sheet of a row from a new day has no column for is as in the row before it.
    """
    arriving = [entry for entry in entries if entry.kind == "indicators"]
    known: dict[str, dict[date | None, Row]] = {}
    for row in standing:
        known.setdefault(row["code"], {})[row["valid_from"]] = row
    several = {each.fact["code"] for each in arriving if each.fact["valid_from"]}
    for entry in arriving:
        fact, rows = entry.fact, known.get(entry.fact["code"])
        if not rows:
            continue
        first = "valid_from" in entry.given and (None in rows or fact["code"] in several)
        if fact["valid_from"] is None and not first:
            fact["valid_from"] = max(rows, key=_first)
        elif fact["valid_from"] not in rows:
            day = _first(fact["valid_from"])
            before = rows[
                max((each for each in rows if _first(each) <= day), key=_first, default=min(rows, key=_first))
            ]
            entry.fact = {**before, **entry.stated()}
            if "valid_to" not in entry.given and (before["valid_to"] or date.max) < day:
                entry.fact["valid_to"] = None


def of_their_time(
    entries: Iterable[Entry],
    *,
    standing: Iterable[Row],
    held: Callable[[tuple[str, ...]], Iterable[tuple[str, date]]],
    faults: list[Finding],
) -> None:
    """A fault for each row that would judge past figures by another rule without saying from when, or that changes unit
    or polarity from a day on without saying that figures are comparable only from there.

    ``held``: indicator and last day of each period some indicators have figures of.
    """
    arriving = [entry for entry in entries if entry.kind == "indicators"]
    before = {(row["code"], row["valid_from"]): row for row in standing}
    stated = {(each.fact["code"], each.fact["valid_from"]): each for each in arriving}
    after = {
        **before,
        **{key: {**before[key], **each.stated()} if key in before else each.fact for key, each in stated.items()},
    }
    silent = {
        key: entry
        for key, entry in stated.items()
        if key in before and any(_differs(column, before[key], after[key]) for column in RULE)
    }
    codes = tuple(sorted({code for code, _ in silent}))
    days = sorted(set(held(codes))) if codes else []
    for key, entry in silent.items():
        if any(code == key[0] and _at(after, code, day) == key[1] for code, day in days):
            faults.append(_undated(entry, before[key], after[key]))
    for earlier, later in _neighbours(after):
        brought = stated.get((later["code"], later["valid_from"]))
        unlike = any(earlier[column] != later[column] for column in UNLIKE)
        if brought is not None and unlike and (later["comparable_from"] or date.min) < later["valid_from"]:
            faults.append(_comparable(brought, earlier, later))


def _differs(column: str, old: Row, new: Row) -> bool:
    """Whether a rule is another one: a polarity nobody had said, or what a proposal left open, is only filled in."""
    if old[column] == new[column] or (column == "polarity" and old[column] == Polarity.UNCONFIRMED):
        return False
    return bool(old["lifecycle"] != "proposed")


def _at(rows: Mapping[tuple[str, date | None], Row], code: str, day: date) -> date | None:
    """The first day of the rule that a period ending on a day is judged by; of the first rule whatever it is."""
    days = sorted((first for each, first in rows if each == code), key=_first)
    return max((first for first in days if _first(first) <= day), key=_first, default=days[0])


def _neighbours(rows: Mapping[tuple[str, date | None], Row]) -> Iterator[tuple[Row, Row]]:
    """Each indicator's rows and the ones that follow them in time."""
    ordered = sorted(rows.values(), key=lambda row: (row["code"], _first(row["valid_from"])))
    for _, each in groupby(ordered, key=lambda row: row["code"]):
        yield from pairwise(each)


def _first(day: date | None) -> date:
    return day or date.min


def _undated(entry: Entry, old: Row, new: Row) -> Finding:
    column = next(column for column in RULE if _differs(column, old, new))
    return entry.refuse(
        "rule-without-day",
        f"{new['code']}: another {RULE[column]} would change how past figures are judged.",
        column="unit" if column == "per" else column,
        fix="Add a row whose valid_from is its first day (to correct the past: a day before the first figure).",
    )


def _comparable(entry: Entry, old: Row, new: Row) -> Finding:
    column = next(column for column in UNLIKE if old[column] != new[column])
    return entry.refuse(
        "rule-not-comparable",
        f"{new['code']}: figures from {new['valid_from']} have another {RULE[column]} and compare with none before.",
        column="comparable_from",
        fix=f"Write {new['valid_from']} in comparable_from.",
    )
