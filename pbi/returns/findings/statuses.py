"""The statuses a return states, held against what its figures come to; neither overwrites the other.

Rule: methods, section 4. Once the facts are recorded the same rule is the steps shortfalls and roles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pbi.catalogue.names import Names
from pbi.model import JUDGED, Finding, Polarity, Severity
from pbi.period import canonical
from pbi.returns.cells.values import finding
from pbi.returns.model.candidates import Judged, Kind, Reading
from pbi.workbook.cells import Cell

Rule = Mapping[str, Any]
"""A row of the step known_tolerances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One row that states a status: its cell, word and role, the figure, its target, and the tolerance agreed."""

    cell: Cell
    indicator: str
    authority: str
    period: str
    word: str
    role: str
    value: Fraction
    target: Fraction
    polarity: Polarity
    tolerance: Rule | None

    @property
    def short(self) -> Fraction:
        """How far the figure falls short of its target, in its own unit; 0 or less where it is met."""
        return self.target - self.value if self.polarity is Polarity.HIGHER else self.value - self.target

    @property
    def computed(self) -> str | None:
        """good, near or bad by the tolerance agreed; None where none is."""
        if self.tolerance is None:
            return None
        return role_of(value=self.value, target=self.target, polarity=self.polarity, tolerance=self.tolerance)


def role_of(*, value: Fraction, target: Fraction, polarity: Polarity, tolerance: Rule) -> str:
    """good, near or bad by a tolerance, for a higher or a lower polarity. In fractions, so that nothing is rounded.

    >>> rule = {"basis": "relative", "green_within": 0, "amber_within": 5, "inclusive": True}
    >>> asked = {"target": Fraction(100), "polarity": Polarity.HIGHER, "tolerance": rule}
    >>> [role_of(value=Fraction(value), **asked) for value in (100, 95, 94)]
    ['good', 'near', 'bad']
    """
    worse = -1 if polarity is Polarity.HIGHER else 1
    if tolerance["basis"] == "values":
        far, unit, limits = worse * value, Fraction(worse), (tolerance["good_cut"], tolerance["near_cut"])
    else:
        far = worse * (value - target)
        if far <= 0:
            return "good"
        unit = abs(target) / 100 if tolerance["basis"] == "relative" else Fraction(1)
        limits = (tolerance["green_within"] or 0, tolerance["amber_within"])
    for role, limit in zip(("good", "near"), limits, strict=True):
        if limit is not None and (
            far < Fraction(limit) * unit or (tolerance["inclusive"] and far == Fraction(limit) * unit)
        ):
            return role
    return "bad"


def rows(reading: Reading, *, settled: Mapping[str, Mapping[str, Any]]) -> list[Stated]:
    """The rows of a return that state good, near or bad beside a figure and a target, of indicators whose better way is
    known. ``settled`` are the indicators' rows that this return brings or mends, by code.
    """
    found = []
    for judged in reading.judged:
        if judged.candidate.kind is Kind.OUTTURN and judged.facts and judged.key and reading.names:
            fact = judged.facts[0][1]
            code = str(fact["indicator"])
            of_its_time = (
                reading.names.described(code, fact["period_end"]) if code in reading.names.indicators else None
            )
            known = settled.get(code) or of_its_time
            row = _row(judged, fact, known, reading) if known and fact["stated_status"] else None
            found += [row] if row else []
    return found


def differences(stated: Sequence[Stated], *, names: Names) -> list[Finding]:
    """A note for each row whose stated status is not the one its figure comes to. Always a note: a person may have had
    a reason, nothing has to be mended, and both are kept.
    """
    return [_differs(each, names) for each in stated if each.computed not in (None, each.role)]


def _row(judged: Judged, fact: Mapping[str, Any], indicator: Mapping[str, Any], reading: Reading) -> Stated | None:
    names, word = reading.names, fact["stated_status"]
    role = names.role(word) if names and word else None
    polarity = str(indicator.get("polarity"))
    value = _value(fact, indicator)
    if names is None or role not in JUDGED or polarity not in ("higher", "lower") or value is None:
        return None
    code, authority, period = fact["indicator"], fact["authority"], canonical(fact["period"])
    of_row = next((given["value"] for table, given in judged.facts if table == "target"), None)
    target = (
        of_row
        if of_row is not None
        else reading.agreed.serving(indicator=code, authority=authority, period=period, unit=indicator.get("unit"))
    )
    if target is None:
        return None
    scheme = names.scheme(word)
    return Stated(
        cell=judged.candidate.cells["status"],
        indicator=code,
        authority=authority,
        period=fact["period"],
        word=word,
        role=role,
        value=value,
        target=Fraction(str(target)),
        polarity=Polarity(polarity),
        tolerance=reading.agreed.tolerance(
            indicator=code, authority=authority, scheme=scheme, graded=scheme in names.graded, on=period.end
        ),
    )


def _value(fact: Mapping[str, Any], indicator: Mapping[str, Any]) -> Fraction | None:
    """The figure as it is judged: numerator over denominator where both are there. None where it is not judged."""
    if fact["availability"] in ("provisional", "suppressed"):
        return None
    if fact["numerator"] is not None and fact["denominator"]:
        return Fraction(indicator.get("per") or 1) * Fraction(fact["numerator"]) / Fraction(fact["denominator"])
    return None if fact["value"] is None else Fraction(fact["value"])


def _differs(row: Stated, names: Names) -> Finding:
    scheme = names.scheme(row.word)
    label = names.labels.get((scheme, str(row.computed))) or names.labels.get((scheme, "bad"), str(row.computed))
    return finding(
        "stated-status-differs",
        Severity.NOTE,
        row.cell,
        f"Cell {row.cell.address} of '{row.cell.sheet}' states {row.word} for {row.indicator} in {row.period}; "
        f"{figure(row.value)} against {figure(row.target)} comes to {label} by the tolerance agreed. Both are kept and "
        "shown side by side.",
        expected=label,
    )


def figure(value: Fraction) -> str:
    """A figure as a person writes it, to at most two decimals."""
    text = f"{float(round(value, 2)):,.2f}"
    return text.rstrip("0").rstrip(".")
