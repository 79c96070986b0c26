"""The statuses a return states, compared with what the steps make of its figures; neither replaces the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pbi.model import JUDGED, Fact, Finding, Polarity, Trial
from pbi.returns.model.candidates import Judged, Kind, Reading
from pbi.returns.rules.figures import STATED_STATUS_DIFFERS
from pbi.returns.subject import judging
from pbi.store import Store
from pbi.workbook.cells import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A row that states good, near or bad: its cell, its word, the role of that word, and ``judged``, its row of the
    step ``status_and_tolerance`` under the scheme of that word.
    """

    cell: Cell
    word: str
    role: str
    judged: Mapping[str, Any]

    @property
    def place(self) -> tuple[str, str, str]:
        """The indicator, the authority and the period."""
        return self.judged["indicator"], self.judged["authority"], self.judged["period"]

    @property
    def has_own_tolerance(self) -> bool:
        """Whether it is judged by a tolerance of its indicator's own."""
        return "indicator" in str(self.judged["set_for"])

    @property
    def computed(self) -> str | None:
        """good, near or bad by the steps; None where the figure is not judged."""
        return self.judged["role"] if self.judged["role"] in JUDGED else None

    @property
    def percent_short(self) -> Fraction | None:
        """How far the figure falls short of its one target, in percent of it; 0 or less where it is met, None where
        that says nothing.
        """
        worse = {Polarity.HIGHER: -1, Polarity.LOWER: 1}.get(self.judged["polarity"])
        if worse is None or not self.judged["target"] or self.judged["outturn"] is None:
            return None
        target = Fraction(self.judged["target"])
        return 100 * worse * (Fraction(self.judged["outturn"]) - target) / abs(target)


def rows(reading: Reading, *, store: Store, indicators: Mapping[str, Fact], trial: Trial | None = None) -> list[Stated]:
    """The rows of a return that state good, near or bad, each judged by the steps.

    ``indicators`` are those the return proposes or changes, by code; a ``trial`` takes the place of the tolerances.
    """
    names = reading.names
    by_scheme: dict[str, list[Judged]] = {}
    for each in reading.judged:
        word = each.facts[0][1]["stated_status"] if each.candidate.kind is Kind.OUTTURN and each.facts else None
        if names and word and names.role(word) in JUDGED:
            by_scheme.setdefault(names.scheme(word), []).append(each)
    facts = [fact for each in reading.judged for fact in each.facts]
    found = {
        (scheme, row["indicator"], row["authority"], row["period"]): row
        for scheme, stated in by_scheme.items()
        for row in judging.judged(
            store,
            outturns={each.key: each.facts[0][1] for each in stated}.values(),
            targets=[fact for table, fact in facts if table == "target"],
            indicators=indicators,
            scheme=scheme,
            trial=trial,
        )
    }
    return [
        Stated(
            cell=each.candidate.cells["status"],
            word=fact["stated_status"],
            role=str(names.role(fact["stated_status"])),
            judged=found[scheme, fact["indicator"], fact["authority"], fact["period"]],
        )
        for scheme, stated in by_scheme.items()
        for each in stated
        for _, fact in each.facts[:1]
        if names
    ]


def differences(stated: Sequence[Stated]) -> list[Finding]:
    """A note for each row whose stated status is not the one its figure comes to. Always a note: a person may have had
    a reason, nothing has to be corrected, and both are kept.
    """
    return [_differs(each) for each in stated if each.computed not in (None, each.role)]


def _differs(row: Stated) -> Finding:
    judged = row.judged
    return STATED_STATUS_DIFFERS.at(
        row.cell,
        found=row.word,
        indicator=judged["indicator"],
        period=judged["period"],
        outturn=figure(judged["outturn"]),
        target=_target(judged),
        expected=judged["label"],
    )


def _target(judged: Mapping[str, Any]) -> str:
    if judged["target"] is not None:
        return figure(judged["target"])
    bounds = (("at least", judged["target_lower"]), ("at most", judged["target_upper"]))
    return " and ".join(f"{words} {figure(bound)}" for words, bound in bounds if bound is not None)


def figure(value: Any) -> str:
    """A figure as a person writes it, to at most two decimals."""
    text = f"{float(round(value, 2)):,.2f}"
    return text.rstrip("0").rstrip(".")
