"""A figure far outside its own series: a slip of the keyboard, of the row or of the unit. Rule: docs/findings.md.

Far is more than three times the series' own range beyond its nearest figure, and more than 25 points (half of the
middle figure where the unit is not a percent, and ten where whole things are counted). It is a warning: the year may
really have been so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from pbi.model import Availability, Finding, Severity
from pbi.returns.findings.series import Series, of_no_cases
from pbi.returns.model.candidates import Judged, Reading
from pbi.returns.rules.files import DUPLICATE_ROW
from pbi.returns.rules.series import FAR_OUTSIDE_HISTORY
from pbi.returns.subject.stored import Row, Standing
from pbi.workbook.cells import number_text

LIKE_A_SHARE = 50
"""A percentage of 1 or less is likely a share where every other is this many times it."""
FEWEST = 4
"""Fewer other figures are no history."""
RANGES = 3
POINTS = Decimal(25)
FEW = Decimal(10)
"""Under ten of a thing is a small number (methods, section 8)."""
_SMALLEST = Decimal("0.000001")
_SLIPS = (Decimal(10), Decimal(100), Decimal(1000))


def far_outside(reading: Reading, standing: Standing) -> list[Finding]:
    """A warning for each figure of a return far outside the others of its series, in the file and as they stand, the
    furthest first; a provisional one may be of a part of its period.
    """
    rows = [
        fact
        for judged in reading.judged
        for table, fact in judged.facts
        if table == "outturn" and not _is_broken(judged, fact)
    ]
    rows = [row for row in rows if row["value"] is not None and row["availability"] != Availability.PROVISIONAL]
    rows = [row for row in rows if not of_no_cases(row)]
    series = Series(rows, standing)
    found: list[tuple[Decimal, Finding]] = []
    for row in rows:
        indicator = _described(row, reading)
        others = series.others(row, accumulates=bool(indicator.get("accumulates")))
        times = far(row["value"], others, indicator.get("unit")) if len(others) >= FEWEST else 0
        if not times and _is_a_share(row["value"], others, indicator.get("unit")):
            times = 2
        if times > 1:
            found.append((Decimal(times), _finding(row, others)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _is_a_share(value: Decimal, others: Sequence[Decimal], unit: object) -> bool:
    """0.91 after 93%: the slip of a percentage, however short its history."""
    return unit == "percent" and 0 < value <= 1 and bool(others) and min(others) >= LIKE_A_SHARE * value


def _is_broken(judged: Judged, fact: Mapping[str, Any]) -> bool:
    """Whether the figure in its cell has an error, which is reported already."""
    errors = [each for each in judged.findings if each.severity is Severity.ERROR and each.rule != DUPLICATE_ROW.code]
    return any(each.cell == fact["cell"] for each in errors)


def _described(row: Row, reading: Reading) -> Mapping[str, Any]:
    known = reading.names.indicators if reading.names else {}
    return reading.proposed.get(row["indicator"]) or known.get(row["indicator"], {})


def far(value: Decimal, others: Sequence[Decimal], unit: object) -> Decimal:
    """How many times further from its series a figure lies than one may; over 1 is far. A lone 0% is another rule's
    (zeros.py), and fewer than ten of whole things, more or less, may be chance.

    >>> series = [Decimal(each) for each in (95, 97, 94, 96)]
    >>> far(Decimal(9), series, "percent") > 1, far(Decimal(85), series, "percent") > 1
    (True, False)
    >>> far(Decimal(8), [Decimal(0)] * 6, "number") > 1, far(Decimal(40), [Decimal(0)] * 6, "number")
    (False, Decimal('4'))
    """
    low, high = min(others), max(others)
    beyond = max(low - value, value - high)
    if beyond <= 0 or (unit == "percent" and value == 0):
        return Decimal(0)
    least = POINTS if unit == "percent" else abs(median(others)) / 2
    if unit != "percent" and all(each % 1 == 0 for each in (value, *others)):
        least = max(least, FEW)
    return beyond / max(RANGES * (high - low), least, _SMALLEST)


def slip(value: Decimal, others: Sequence[Decimal]) -> Decimal | None:
    """The figure meant where ten, a hundred or a thousand times too much or too little was written.

    >>> slip(Decimal(735), [Decimal(each) for each in (70, 72, 75, 71)])
    Decimal('73.5')
    """
    meant = [value / times for times in _SLIPS] + [value * times for times in _SLIPS]
    inside = [each for each in meant if min(others) <= each <= max(others)]
    return inside[0] if len(inside) == 1 else None


def _finding(row: Row, others: Sequence[Decimal]) -> Finding:
    value, low, high = (number_text(each.normalize()) for each in (row["value"], min(others), max(others)))
    meant = slip(row["value"], others)
    return FAR_OUTSIDE_HISTORY.on(
        row["sheet"],
        row["cell"],
        found=value,
        indicator=row["indicator"],
        period=row["period"],
        number=len(others),
        range=f"{low} to {high}" if low != high else low,
        fix=number_text(meant.normalize()) if meant is not None else "",
    )
