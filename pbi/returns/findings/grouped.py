"""Findings as they are told to a person: many of one rule in one sentence, with the few to begin with.

Each stays a finding of its own where all are kept: with the submission, in the marked workbook, and for scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pbi.model import Finding, Severity

MANY = 12
"""More of one rule than this are told together."""
FIRST = 5

WHAT = {
    "column-not-read": "columns were not read",
    "columns-alike": "rows say two things under headings that mean the same",
    "comment-contradicts": "comments do not agree with their figures",
    "date-unreadable": "dates cannot be read",
    "duplicate-cell": "cells are written twice in the file",
    "duplicate-row": "rows are about the same thing as another",
    "error-cell": "cells hold an error",
    "decimals-dropped": "figures are kept with fewer decimals than they were typed with",
    "far-outside-history": "figures are far outside the others of their series",
    "figure-and-none": "rows hold a figure and a reason for there being none",
    "figure-changed": "figures change",
    "fix-applied": "cells were read as a person proposed",
    "footnote": "rows were read as headings or footnotes",
    "former-authority": "authorities are no longer any",
    "formula-without-value": "cells hold a formula whose result was not saved",
    "hidden-cells": "rows are hidden and were read all the same",
    "hidden-sheet": "sheets are hidden and were not read",
    "indicator-contradicts": "rows give the code of one indicator and the name of another",
    "indicator-name-differs": "indicators are called otherwise than in the catalogue",
    "merged-over": "cells are hidden behind merged cells and hold a value",
    "negative-count": "counts are below nought",
    "no-cases": "figures are of no cases",
    "not-a-figure": "cells do not hold a plain figure",
    "nothing-in-row": "rows hold nothing but a name",
    "number-as-text": "numbers are written as text",
    "numerator-above-denominator": "rows count more than there are",
    "past-period-restated": "figures of past periods change",
    "percent-over-100": "percentages are over 100",
    "percent-scale": "percentages may be a hundred times too small or too large",
    "period-outside": "rows are about another period than the return",
    "period-unreadable": "rows do not say which period they are about",
    "population-repeated": "indicators count out of the same number each period",
    "preamble": "rows were read as titles",
    "rating-unknown": "ratings are not known",
    "ratio-disagrees": "percentages are not what their two counts make",
    "readings-differ": "cells were read differently by two readers",
    "row-left-out": "rows were left out",
    "row-without-name": "rows do not say what they are about",
    "sheet-without-table": "sheets hold no table that is known",
    "stated-status-differs": "stated statuses are not those the figures come to",
    "stated-status-unknown": "stated statuses are not known",
    "target-differs": "targets are not the agreed ones",
    "target-scale": "figures and their targets look like different units",
    "target-taken": "targets are taken from the return, where none is agreed",
    "too-large": "figures are too large to keep",
    "totals-row": "rows are totals and were not read",
    "unit-differs": "cells show another unit than their indicator's",
    "unit-in-cell": "cells hold a unit beside the figure",
    "unknown-action": "actions are not known",
    "unknown-authority": "rows name an authority that is not known",
    "unknown-indicator": "indicators are not in the catalogue",
    "unknown-service": "rows name a service that is not known",
    "year-differs": "stated years are not what their parts come to",
    "year-to-date": "figures run to a date that is not named",
    "zero-among-high": "figures are 0 where the others of their series are high",
}
"""What many findings of a rule come to, after their number. One that is not here is found a few times in a file."""
_FURTHEST = {"far-outside-history"}
"""Rules whose findings come in the order of how far off they are; the others in the order of the workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one rule and severity."""

    rule: str
    severity: Severity
    held: tuple[Finding, ...]

    @property
    def is_long(self) -> bool:
        """Whether they are told together."""
        return len(self.held) > MANY

    def sentence(self, *, shown: int) -> str:
        """How many there are of what, and which ``shown`` of them follow.

        >>> one = Finding(rule="error-cell", severity=Severity.ERROR, message="Cell B2 holds #N/A.")
        >>> Group(rule="error-cell", severity=Severity.ERROR, held=(one,) * 1200).sentence(shown=5)
        '1,200 cells hold an error; the first 5'
        """
        which = f"the {shown} furthest" if self.rule in _FURTHEST else f"the first {shown}"
        return f"{len(self.held):,} {WHAT.get(self.rule, f'findings are alike ({self.rule})')}; {which}"


def groups(findings: Iterable[Finding]) -> list[Group]:
    """The findings by severity and rule, in the order in which each is first found."""
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for each in findings:
        found.setdefault((each.severity, each.rule), []).append(each)
    return [Group(rule=rule, severity=severity, held=tuple(held)) for (severity, rule), held in found.items()]


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """A line a finding; of many of one rule a line for all of them and the few to begin with."""
    for group in groups(findings):
        if not group.is_long:
            yield from (f"  {each.severity}: {each.message}" for each in group.held)
            continue
        yield f"  {group.severity}: {group.sentence(shown=FIRST)}:"
        yield from (f"    {each.message}" for each in group.held[:FIRST])
        yield "    All of them: check --marked FILE writes the workbook with each marked, --format json lists them."
