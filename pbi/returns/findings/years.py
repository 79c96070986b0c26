"""A stated year beside its quarters, halves or months: where all of them are there, they come to the same year.

The stated year is judged; that the two differ is asked about. Rule: methods, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pbi.model import Finding
from pbi.period import PeriodKind, canonical, year
from pbi.returns.model.candidates import Reading
from pbi.returns.model.digits import places, six_places
from pbi.returns.rules.series import YEAR_DIFFERS
from pbi.returns.subject.stored import Row, Standing

MOST = 4
"""As many cells are named one by one; of more the first and the last."""
_NEEDED = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.MONTH: 12}
_PLURALS = {PeriodKind.QUARTER: "four quarters", PeriodKind.HALF: "two halves", PeriodKind.MONTH: "twelve months"}


def differing(reading: Reading, standing: Standing) -> list[Finding]:
    """A warning for each stated year that its parts, of the return and of the store, do not come to.

    Only years of which the return brings a figure. Rounding of the stated year is no difference.
    """
    sent: dict[tuple[str, str], dict[str, Row]] = {}
    for judged in reading.judged:
        for table, fact in judged.facts:
            if table == "outturn":
                sent.setdefault((fact["indicator"], fact["authority"]), {})[fact["period"]] = fact
    found = []
    for (code, authority), rows in sent.items():
        held = {row["period"]: row for row in standing.series(code, authority)} | rows
        for first in sorted({canonical(period).financial_year for period in rows}):
            told = _of_year(first, held, rows, _described(reading, code, year(first).end))
            found += [told] if told else []
    return found


def _of_year(
    first: int, held: Mapping[str, Row], sent: Mapping[str, Row], indicator: Mapping[str, Any]
) -> Finding | None:
    stated = held.get(str(year(first)))
    if stated is None or (whole := _figure(stated, indicator)) is None:
        return None
    for kind in _NEEDED:
        parts = _parts(first, kind, held.values(), indicator)
        total = _together(parts, kind, indicator)
        if total is None:
            continue
        new = [row for row in (*parts, stated) if sent.get(row["period"]) is row]
        if not new or abs(total - whole) <= _rounding(stated):
            return None
        return _finding(stated, parts, kind, whole=whole, total=total, at=new[-1])
    return None


def _parts(first: int, kind: PeriodKind, rows: Iterable[Row], indicator: Mapping[str, Any]) -> list[Row]:
    """The periods of a kind in a year that hold a figure or had no cases, in their order."""
    span = year(first)
    within = [
        row
        for row in rows
        if row["period_kind"] == kind and span.start <= row["period_start"] and row["period_end"] <= span.end
    ]
    said = (row for row in within if _figure(row, indicator) is not None or _has_no_cases(row))
    return sorted(said, key=lambda row: row["period_end"])


def _together(parts: Sequence[Row], kind: PeriodKind, indicator: Mapping[str, Any]) -> Fraction | None:
    """What the parts of a year come to, as the year is worked out where nobody states it; None where they do not."""
    if not parts:
        return None
    if indicator.get("accumulates") or indicator.get("across_periods") == "latest":
        return _figure(parts[-1], indicator) if parts[-1]["period_end"].month == 3 else None
    if len(parts) < _NEEDED[kind]:
        return None
    if indicator.get("across_periods") == "sum":
        return sum((Fraction(_figure(row, indicator) or 0) for row in parts), Fraction(0))
    if all(_is_ratio(row) or _has_no_cases(row) for row in parts):
        return _of_counts([row for row in parts if _is_ratio(row)], indicator)
    return None


def _of_counts(parts: Sequence[Row], indicator: Mapping[str, Any]) -> Fraction | None:
    """The counts of the parts over the cases of them all or, of events in a population, over the latest population."""
    bases = {
        "ratio": sum(Fraction(row["denominator"]) for row in parts),
        "population": Fraction(parts[-1]["denominator"]) if parts else Fraction(0),
    }
    base = bases.get(str(indicator.get("across_periods")))
    per = Fraction(indicator.get("per") or 1)
    return per * sum(Fraction(row["numerator"]) for row in parts) / base if base else None


def _has_no_cases(row: Row) -> bool:
    return bool(row["denominator"] == 0)


def _is_ratio(row: Row) -> bool:
    return row["numerator"] is not None and bool(row["denominator"])


def _figure(row: Row, indicator: Mapping[str, Any]) -> Fraction | None:
    if _is_ratio(row):
        return Fraction(indicator.get("per") or 1) * Fraction(row["numerator"]) / Fraction(row["denominator"])
    return None if row["value"] is None else Fraction(row["value"])


def _rounding(stated: Row) -> Fraction:
    """What the last decimal of a stated figure may hide; nothing of one that has its counts."""
    if _is_ratio(stated) or stated["value"] is None:
        return Fraction(0)
    return Fraction(1, 2 * 10 ** places(stated["value"].normalize()))


def _finding(
    stated: Row, parts: Sequence[Row], kind: PeriodKind, *, whole: Fraction, total: Fraction, at: Row
) -> Finding:
    cells = [_cell(row) for row in parts]
    where = ", ".join(cells) if len(cells) <= MOST else f"{cells[0]} to {cells[-1]}"
    return YEAR_DIFFERS.on(
        at["sheet"] or "",
        at["cell"] or "",
        found=f"{_spelt(whole)} in {_cell(stated)}",
        indicator=stated["indicator"],
        period=stated["period"],
        parts=_PLURALS[kind],
        where=where,
        total=_spelt(total),
    )


def _cell(row: Row) -> str:
    """The cell of a figure, with its return where it came in another one."""
    where = f"{row['sheet']} {row['cell']}" if row["cell"] else "no cell"
    return f"{where} of {row['submission']}" if row.get("submission") else where


def _spelt(value: Fraction) -> str:
    """A number to six decimals at most."""
    return f"{six_places(Decimal(value.numerator) / Decimal(value.denominator)):,f}"


def _described(reading: Reading, code: str, on: date) -> Mapping[str, Any]:
    if code in reading.proposed:
        return reading.proposed[code]
    return reading.names.described(code, on) if reading.names and code in reading.names.indicators else {}
