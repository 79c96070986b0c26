"""The questions a scrutiny panel would ask, composed from figures: each names its figure and its period.

Rows in, questions out. They come from what changed, from what totals hide, from what people flagged, from what
was promised last time, from actions that are late and from what the report leaves out. No status is needed or used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from pbi.model import CommentaryKind, StatusRole
from pbi.narrative.change import movement
from pbi.narrative.meeting import wording
from pbi.narrative.rows import records

Row = Mapping[str, Any]
ORDER = (
    "worse",
    "masked",
    "concern",
    "standing",
    "promise",
    "overdue",
    "gap",
    "media",
    "moved",
    "better",
    "excellence",
)
"""What a panel asks first."""
KINDS = {
    "worse": "changed",
    "moved": "changed",
    "better": "changed",
    "standing": "not yet corrected",
    "masked": "hidden by a total",
    "concern": "concern",
    "excellence": "excellence",
    "media": "media",
    "promise": "promised last time",
    "overdue": "overdue",
    "gap": "left out",
}
COLUMNS = ("kind", "objective", "indicator", "authority", "authority_name", "period", "question")
EXPLAINS = (CommentaryKind.CONTEXT, CommentaryKind.CONTRIBUTING_FACTOR, CommentaryKind.OPERATIONAL_RISK)
ANSWERS = (CommentaryKind.REMEDIAL_ACTION, CommentaryKind.DECISION, CommentaryKind.WHAT_IS_BEING_DONE)
_SIDES = ("worse", "better")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the questions are composed from: frames of the measures of these names, for one question.

    ``commentary`` and ``actions`` are of the same authorities; ``uncovered`` are the objectives without an indicator.
    """

    scorecard: pd.DataFrame
    signals: pd.DataFrame
    flags: pd.DataFrame
    masked: pd.DataFrame
    commentary: pd.DataFrame
    actions: pd.DataFrame
    uncovered: pd.DataFrame
    period: str
    period_start: date
    period_end: date

    @cached_property
    def spoken(self) -> pd.DataFrame:
        """Commentary for the asked period or for a part of it."""
        start, end = pd.Timestamp(self.period_start), pd.Timestamp(self.period_end)
        said = self.commentary[self.commentary["indicator"].notna()]
        return said[(pd.to_datetime(said["period_start"]) >= start) & (pd.to_datetime(said["period_end"]) <= end)]


def bank(held: Held) -> pd.DataFrame:
    """Every question, those to ask first first: kind, objective, indicator, authority, period and the question."""
    found = [each for compose in _COMPOSERS for each in compose(held)]
    found.sort(key=lambda each: ORDER.index(each["order"]))
    rows = [{**each, "kind": KINDS[each["order"]]} for each in found]
    return pd.DataFrame(rows, columns=list(COLUMNS)).drop_duplicates(ignore_index=True)


def varied(rows: pd.DataFrame) -> pd.DataFrame:
    """Questions so that the first few are of different kinds: the first of each kind, then the second of each."""
    return rows.assign(turn=rows.groupby("kind").cumcount()).sort_values("turn", kind="stable").drop(columns="turn")


def _changes(held: Held) -> Iterable[dict[str, Any]]:
    """One question an indicator that changed, in the words of the partnership's row where it changed."""
    rows = held.signals[held.signals["movement"].isin(movement.CHANGED)]
    said = held.spoken
    told, answered = records(said[said["kind"].isin(EXPLAINS)]), _answered(said, held)
    for code, group in rows.groupby("indicator", sort=False):
        first, others = _foremost(group)
        side = first["movement"] if first["movement"] in _SIDES else "moved"
        # How the report explains an indicator: in the newest words of the row's own authority, else of
        # another.
        own = [each for each in told if each["indicator"] == code]
        mine = [each for each in own if each["authority"] == first["authority"]] or own
        account = str(mine[-1]["text"]) if mine else ""
        question = wording.changed(first, others=others, told=account, answered=code in answered)
        yield _question(side, first, question)


def _answered(said: pd.DataFrame, held: Held) -> set[Any]:
    """The indicators of which the report says what is being done, or that an action answers."""
    return set(said.loc[said["kind"].isin(ANSWERS), "indicator"]) | set(held.actions["indicator"].dropna())


def _standing(held: Held) -> Iterable[dict[str, Any]]:
    """What went wrong earlier and still stands."""
    rows = held.signals[(held.signals["verdict"] == "concern") & (held.signals["movement"] == movement.NONE)]
    for _, group in rows[rows["since"].notna()].groupby("indicator", sort=False):
        first, _ = _foremost(group)
        yield _question("standing", first, wording.still(first))


def _hidden(held: Held) -> Iterable[dict[str, Any]]:
    for (_, reason), group in held.masked.groupby(["indicator", "reason"], sort=False):
        is_far = group["member_role"] != StatusRole.NEAR
        rows = group if reason == "reversed" else group[is_far | (reason == "worsening")]
        if len(rows):
            yield _question("masked", records(rows)[0], wording.hidden(records(rows)))


def _raised(held: Held) -> Iterable[dict[str, Any]]:
    figures = {(row["indicator"], row["authority"]): row for row in records(held.scorecard)}
    for flag in records(held.flags[held.flags["kind"] != "significant change"]):
        figure = figures.get((flag["indicator"], flag["authority"]))
        yield _question(flag["kind"], {**flag, "period": held.period}, wording.raised(flag, figure, period=held.period))


def _promised(held: Held) -> Iterable[dict[str, Any]]:
    """What commentaries of the year before promised, the newest for each indicator and authority."""
    start = pd.Timestamp(held.period_start)
    said = held.commentary[held.commentary["kind"].isin(ANSWERS) & held.commentary["indicator"].notna()]
    ends = pd.to_datetime(said["period_end"])
    said = said[(ends < start) & (ends >= start - pd.DateOffset(years=1))].sort_values("period_end", kind="stable")
    figures = {(row["indicator"], row["authority"]): row for row in records(held.scorecard)}
    for key, group in said.groupby(["indicator", "authority"], sort=False):
        figure = figures.get(key)
        if figure is not None and figure["outturn"] is not None:
            yield _question("promise", figure, wording.promised(records(group)[-1], figure))


def _overdue(held: Held) -> Iterable[dict[str, Any]]:
    late = held.actions[held.actions["status"] == "overdue"]
    of = held.scorecard.drop_duplicates("indicator").set_index("indicator")["objective"]
    for row in records(late):
        objective = row["objective"] or of.get(row["indicator"])
        yield _question("overdue", {**row, "objective": objective, "period": held.period}, wording.overdue(row))


def _left_out(held: Held) -> Iterable[dict[str, Any]]:
    """Figures that did not come, changes for the worse that nobody explains or answers, objectives nobody measures."""
    missing = held.scorecard[
        held.scorecard["outturn"].isna() & held.scorecard["availability"].isin(["late", "awaited"])
    ]
    for _, group in missing.groupby("indicator", sort=False):
        yield _question("gap", records(group)[0], wording.missing(records(group)))
    said = held.spoken
    explained = set(said.loc[said["kind"].isin(EXPLAINS), "indicator"])
    answered = _answered(said, held)
    worse = held.signals[held.signals["movement"] == "worse"]
    for code, group in worse.groupby("indicator", sort=False):
        first, _ = _foremost(group)
        if question := wording.unsaid(first, explained=code in explained, answered=code in answered):
            yield _question("gap", first, question)
    for row in records(held.uncovered):
        yield _question("gap", {"objective": row["code"], "period": held.period}, wording.unmeasured(row, held.period))


def _foremost(group: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """The partnership's row, else the first whose change is for the worse; and the names of the others."""
    rows = records(group)
    first = min(rows, key=lambda row: (row["authority_kind"] != "partnership", row["movement"] != "worse"))
    return first, [row["authority_name"] for row in rows if row is not first]


def _question(order: str, row: Row, question: str) -> dict[str, Any]:
    names = ("objective", "indicator", "authority", "authority_name", "period")
    return {"order": order, **{name: row.get(name) for name in names}, "question": question}


_COMPOSERS: tuple[Callable[[Held], Iterable[dict[str, Any]]], ...] = (
    _changes,
    _hidden,
    _raised,
    _standing,
    _promised,
    _overdue,
    _left_out,
)
