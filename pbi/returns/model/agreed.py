"""The targets and tolerances already agreed, as a return's own targets and statuses are held against them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pbi import period as periods
from pbi.model import EVER
from pbi.period import Period, PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Targets by indicator, authority ("" for every authority) and period; ``partnerships`` take none meant for every
    authority. ``tolerances`` are rows of the step ``known_tolerances``.
    """

    values: Mapping[tuple[str, str, str], Decimal] = field(default_factory=dict)
    partnerships: frozenset[str] = frozenset()
    tolerances: Sequence[Mapping[str, Any]] = ()

    def find(self, *, indicator: str, authority: str, period: Period) -> Decimal | None:
        """The agreed target for exactly this period: the authority's own, else the one for every authority."""
        label = str(period)
        own = self.values.get((indicator, authority, label))
        if own is not None or authority in self.partnerships:
            return own
        return self.values.get((indicator, "", label))

    def of_the_year(self, *, indicator: str, authority: str, period: Period) -> Decimal | None:
        """The year's target for a period within it: what an unprofiled percentage is held against."""
        if period.kind in (PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR):
            return None
        return self.find(indicator=indicator, authority=authority, period=periods.year(period.financial_year))

    def serving(self, *, indicator: str, authority: str, period: Period, unit: object) -> Decimal | None:
        """The target a figure is judged against, as far as it has one value: the period's own, else for a percentage
        the year's.
        """
        own = self.find(indicator=indicator, authority=authority, period=period)
        whole = unit == "percent" and own is None
        return self.of_the_year(indicator=indicator, authority=authority, period=period) if whole else own

    def tolerance(
        self, *, indicator: str, authority: str, scheme: str, graded: bool, on: date
    ) -> Mapping[str, Any] | None:
        """The tolerance that holds on a day under a scheme: for the indicator and authority, the indicator, the
        authority, the scheme, the first there is; one of no scheme serves those with a middle (``graded``). Rule:
        methods, section 4.
        """
        fitting = [
            row
            for row in self.tolerances
            if (row["scheme"] == scheme or (row["scheme"] is None and graded))
            and row["indicator"] in (None, indicator)
            and row["authority"] in (None, authority)
            and (row["valid_from"] == EVER or row["valid_from"] <= on)
            and on <= (row["valid_to"] or date.max)
        ]
        return min(fitting, key=_specific, default=None)


def _specific(row: Mapping[str, Any]) -> tuple[bool, bool, bool, int]:
    """How close a tolerance is to one figure, the closest first."""
    return (
        row["indicator"] is None,
        row["authority"] is None,
        row["scheme"] is None,
        -row["valid_from"].toordinal(),
    )


NOTHING_AGREED = Agreed()
"""For reading a workbook without a store: every target in it is taken as the authority's own."""


def agreed(
    targets: Iterable[Mapping[str, Any]],
    *,
    authorities: Mapping[str, Mapping[str, Any]],
    tolerances: Sequence[Mapping[str, Any]] = (),
) -> Agreed:
    """From the rows of the steps ``known_targets`` and ``known_tolerances``. A band or a direction has no single value
    and is not compared.
    """
    values = {
        (row["indicator"], row["authority"] or "", row["period"]): row["value"]
        for row in targets
        if row["value"] is not None
    }
    partnerships = frozenset(code for code, row in authorities.items() if row["kind"] == "partnership")
    return Agreed(values=values, partnerships=partnerships, tolerances=tolerances)
