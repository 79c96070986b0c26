"""What is expected of an authority for a period, and what is known of it already: what the template prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pbi.catalogue import Names
from pbi.model import Frequency
from pbi.period import Period, PeriodKind
from pbi.returns.model.agreed import Agreed, agreed
from pbi.store import Store

_FREQUENCIES = {
    PeriodKind.YEAR: Frequency.ANNUAL,
    PeriodKind.HALF: Frequency.HALF_YEARLY,
    PeriodKind.QUARTER: Frequency.QUARTERLY,
    PeriodKind.MONTH: Frequency.MONTHLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One row of the template. ``unit`` as shown; ``last_outturn`` of the period before of the same kind, in the
    indicator's unit, with its ``decimals``; ``least`` and ``most`` what a figure can be, None where there is no
    such bound.
    """

    code: str
    name: str
    definition: str | None
    unit: str
    last_outturn: Decimal | None
    target: Decimal | None
    decimals: int = 0
    least: Decimal | None = None
    most: Decimal | None = None


def expected(
    store: Store, *, names: Names, authority: str, period: Period, service: str | None = None
) -> list[Expected]:
    """The indicators an authority reports for this kind of period: those it has reported so before; where it has
    reported
    none of the kind, those the catalogue collects so often. Retired ones are left out. In order of service and code."""
    history: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("standing_outturn"):
        if row["authority"] == authority and row["period_kind"] == str(period.kind):
            history.setdefault(row["indicator"], []).append(row)
    targets = agreed(store.rows("known_targets"), authorities=names.authorities)
    reported = [row for rows in history.values() for row in rows]
    wanted = codes(reported, indicators=names.indicators, kind=period.kind)
    rows = [names.indicators[code] for code in wanted if service in (None, names.indicators[code]["service"])]
    rows.sort(key=lambda row: (row["service"] or "", row["code"]))
    return [_expected(row, history.get(row["code"], []), targets, authority, period) for row in rows]


def codes(
    reported: Iterable[Mapping[str, Any]],
    *,
    indicators: Mapping[str, Mapping[str, Any]],
    kind: PeriodKind,
    otherwise: bool = True,
) -> list[str]:
    """The indicators expected of an authority for a kind of period: those it has reported so (``reported``, its
    outturns); where there are none, and ``otherwise`` is set, those the catalogue collects so often. No retired ones.
    """
    before = {row["indicator"] for row in reported if row["period_kind"] == str(kind)}
    often = {code for code, row in indicators.items() if row["frequency"] == _FREQUENCIES.get(kind)}
    wanted = before or (often if otherwise else set())
    return [code for code, row in indicators.items() if code in wanted and row["lifecycle"] != "retired"]


def _expected(row: Any, history: list[dict[str, Any]], targets: Agreed, authority: str, period: Period) -> Expected:
    before = [each for each in history if each["period_end"] < period.end]
    about = {"indicator": row["code"], "authority": authority, "period": period}
    target = targets.find(**about)
    return Expected(
        code=row["code"],
        name=row["name"],
        definition=row["definition"],
        unit=f"rate per {row['per']:,.0f}" if row["unit"] == "rate" else row["unit"],
        last_outturn=max(before, key=lambda each: each["period_end"])["value"] if before else None,
        target=target if target is not None else targets.of_the_year(**about) if row["unit"] == "percent" else None,
        decimals=row["decimals"] or 0,
        least=Decimal(0) if row["unit"] in {"number", "days", "rate", "percent"} else None,
        most=Decimal(100) if row["unit"] == "percent" and row["across_authorities"] == "ratio" else None,
    )


def actions_of(store: Store, *, names: Names, authority: str, service: str | None = None) -> list[dict[str, Any]]:
    """An authority's actions that are neither completed nor cancelled, by code, with the service's name."""
    open_ones = [
        row
        for row in store.rows("standing_action")
        if row["authority"] == authority
        and not row["cancelled"]
        and row["completed_on"] is None
        and (row["progress"] or 0) < 100
        and service in (None, row["service"])
    ]
    return [
        {**row, "service": names.services[row["service"]]["name"] if row["service"] in names.services else None}
        for row in sorted(open_ones, key=lambda row: row["code"])
    ]
