"""What a paper is made from: frames of the measures of these names for one question, and nothing of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from pbi.narrative import sentences
from pbi.narrative.change import movement
from pbi.narrative.meeting.deck import Slide, Subject
from pbi.narrative.meeting.questions import Held
from pbi.narrative.rows import records
from pbi.narrative.year import lateness

Row = Mapping[str, Any]
ByIndicator = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """``restated``: receipts that changed a figure of the asked period or the same of the year before; ``achieved``:
    the achievements of the period; ``ratings``: those of its quarters, one row an action or indicator and quarter, and
    ``rated``: the same counted; ``sources``: the cells that hold, of every figure asked about; ``about``: the
    filters in words; ``uncounted``: whose figures the counts in all leave out, and why.
    """

    subject: Subject
    slides: tuple[Slide, ...]
    restated: pd.DataFrame
    vanished: pd.DataFrame
    sources: pd.DataFrame
    statuses: pd.DataFrame
    achieved: pd.DataFrame
    ratings: pd.DataFrame
    rated: pd.DataFrame
    stamp: str
    about: str
    uncounted: str
    is_before_all: bool = False
    """Whether the period ended before anything that was accepted speaks of."""
    services: tuple[str, ...] = ()

    @property
    def held(self) -> Held:
        return self.subject.held

    @cached_property
    def scorecard(self) -> pd.DataFrame:
        """Every figure with its movement, by service, indicator and authority: members first, their total last."""
        rows = movement.beside(self.held.scorecard, self.held.signals)
        total = rows["authority_kind"] == "partnership"
        return rows.assign(total=total).sort_values(
            ["service_name", "indicator", "total", "authority_name"], kind="stable", na_position="last"
        )

    @cached_property
    def spoken(self) -> ByIndicator:
        """Commentary, by indicator."""
        return _by_indicator(self.held.spoken)

    @cached_property
    def actions(self) -> ByIndicator:
        """The actions, by the indicator they answer."""
        return _by_indicator(self.held.actions)

    def about_of(self, held: ByIndicator, row: Row) -> list[Row]:
        """What is held of a figure: of a partnership's every member's, of an authority's its own and the total's."""
        mine = held.get(row["indicator"], [])
        if row["authority_kind"] == "partnership":
            return list(mine)
        return [each for each in mine if each["authority"] in {row["authority"], *self._together}]

    @cached_property
    def _together(self) -> frozenset[str]:
        rows = self.held.scorecard
        return frozenset(rows.loc[rows["authority_kind"] == "partnership", "authority"])

    @property
    def has_statuses(self) -> bool:
        """Whether a scheme is applied at all."""
        return bool(self.held.scorecard["label"].notna().any())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report: no figure, rating or achievement, and no action by then."""
        nothing = all(rows.empty for rows in (self.held.scorecard, self.ratings, self.achieved))
        return nothing and (self.held.actions.empty or self.is_before_all)

    @property
    def headline(self) -> tuple[str, ...]:
        """The first sentences of the screen: how many of how many, what is left out, both counts, what changed.

        Where no indicator is measured: what was promised, rated and achieved.
        """
        rows, counts = self.held.scorecard, self.subject.counts
        if rows.empty:
            return lateness.unmeasured(self.held.actions, self.ratings, self.achieved)
        own = sentences.of_the_headline(self.subject.circumstances, rows)
        said = (
            sentences.headline(counts) or sentences.without_status(rows),
            sentences.outside(counts),
            sentences.left_out(rows),
            self.uncounted,
            sentences.without_circumstances(counts, own),
            movement.base(self.held.signals),
        )
        return tuple(each for each in said if each)


def _by_indicator(rows: pd.DataFrame) -> ByIndicator:
    held: dict[str, list[Row]] = {}
    for row in records(rows):
        held.setdefault(row["indicator"] or "", []).append(row)
    return held
