"""What a paper is made from: frames of the measures of these names for one question, and nothing of the store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pbi.narrative import sentences, signals
from pbi.narrative.deck import Slide, Subject
from pbi.narrative.questions import Held


@dataclass(frozen=True, kw_only=True)
class Matter:
    """``restated``: receipts that changed a figure of the asked period or the same of the year before;
    ``sources``: the cells that hold, of every figure asked about; ``about``: the filters in words.
    """

    subject: Subject
    slides: tuple[Slide, ...]
    restated: pd.DataFrame
    vanished: pd.DataFrame
    sources: pd.DataFrame
    statuses: pd.DataFrame
    stamp: str
    about: str
    services: tuple[str, ...] = ()

    @property
    def held(self) -> Held:
        return self.subject.held

    @cached_property
    def scorecard(self) -> pd.DataFrame:
        """Every figure with its signal, by service, indicator and authority: members first, their total last."""
        rows = signals.beside(self.held.scorecard, self.held.signals)
        total = rows["authority_kind"] == "partnership"
        return rows.assign(total=total).sort_values(
            ["service_name", "indicator", "total", "authority_name"], kind="stable", na_position="last"
        )

    @property
    def has_statuses(self) -> bool:
        """Whether a scheme is applied at all."""
        return bool(self.held.scorecard["label"].notna().any())

    @property
    def headline(self) -> tuple[str, ...]:
        """The first sentences of the screen: how many of how many, what is left out, both counts, what changed."""
        rows, counts = self.held.scorecard, self.subject.counts
        own = sentences.of_the_headline(self.subject.circumstances, rows)
        said = (
            sentences.headline(counts) or sentences.without_status(rows),
            sentences.outside(counts),
            sentences.left_out(rows),
            sentences.without_circumstances(counts, own),
            signals.base(self.held.signals),
        )
        return tuple(each for each in said if each)
