"""The targets and tolerances already agreed, with which a return is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pbi import period as periods
from pbi.period import Period, PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Targets by indicator, authority ("" for every authority) and period; ``partnerships`` take none meant for every
    authority. ``tolerance``: the row of the step ``toleranced`` for an indicator, an authority, a scheme and a day.
    """

    values: Mapping[tuple[str, str, str], Decimal] = field(default_factory=dict)
    partnerships: frozenset[str] = frozenset()
    tolerance: Callable[[str, str, str, date], Mapping[str, Any]] = lambda *_: {}

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


NOTHING_AGREED = Agreed()
"""For reading a workbook without a store: every target in it is taken as the authority's own."""


def agreed(
    targets: Iterable[Mapping[str, Any]],
    *,
    authorities: Mapping[str, Mapping[str, Any]],
    tolerance: Callable[[str, str, str, date], Mapping[str, Any]] = NOTHING_AGREED.tolerance,
) -> Agreed:
    """From the rows of the step ``known_targets``. A band or a direction has no single value and is not compared."""
    values = {
        (row["indicator"], row["authority"] or "", row["period"]): row["value"]
        for row in targets
        if row["value"] is not None
    }
    partnerships = frozenset(code for code, row in authorities.items() if row["kind"] == "partnership")
    return Agreed(values=values, partnerships=partnerships, tolerance=tolerance)
