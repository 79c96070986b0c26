"""A 0 among high figures of the same indicator and authority: more often than not the figure is missing.

Rule: methods, section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pbi.model import Finding
from pbi.returns.findings.series import Series, of_no_cases
from pbi.returns.model.candidates import Judged, Reading
from pbi.returns.rules.series import ZERO_AMONG_HIGH
from pbi.returns.subject.stored import Row, Standing

HIGH = Decimal(75)
"""Every other figure of the series is at least this many per cent."""
FEWEST = 2
"""A single other figure is no series."""


def zeros(reading: Reading, standing: Standing) -> list[Finding]:
    """A warning for each 0% of a return whose series, in the file and in the store, is high in every other period."""
    rows = [fact for judged in reading.judged for fact in _outturns(judged) if _is_percent(fact, reading)]
    series = Series(rows, standing)
    lone = [row for row in rows if row["value"] == 0 and not of_no_cases(row)]
    return [_finding(row, others) for row in lone if _high(others := series.others(row))]


def _outturns(judged: Judged) -> list[Row]:
    return [fact for table, fact in judged.facts if table == "outturn"]


def _is_percent(fact: Row, reading: Reading) -> bool:
    held = reading.proposed.get(fact["indicator"]) or (reading.names.indicators if reading.names else {}).get(
        fact["indicator"], {}
    )
    return held.get("unit") == "percent"


def _high(others: Sequence[Decimal]) -> bool:
    return len(others) >= FEWEST and min(others) >= HIGH


def _finding(row: Row, others: Sequence[Decimal]) -> Finding:
    low, high = (f"{value.normalize():f}" for value in (min(others), max(others)))
    return ZERO_AMONG_HIGH.on(
        row["sheet"],
        row["cell"],
        found="0",
        indicator=row["indicator"],
        period=row["period"],
        expected=f"{low} to {high}",
    )
