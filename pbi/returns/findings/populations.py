"""A denominator that is the same period after period: a population, which adding up would count again each time.

300 events a quarter among 100,000 people are 12 per 1,000 a year. Added up as numerators and denominators they are
1,200 of 400,000: 3. Rule: methods, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pbi.model import Finding, RollUp, Severity
from pbi.returns.model.candidates import Judged, Reading
from pbi.returns.model.digits import six_places
from pbi.returns.rules.series import POPULATION_REPEATED
from pbi.returns.subject.stored import Row, Standing

FEWEST = 2
LARGE = Decimal(100)
"""A smaller denominator is the same twice by chance."""
ENOUGH = 3
"""So many times the same is no chance, however small it is; save of a percentage, of ten checks a month."""
PARTS = {"month", "quarter", "half"}


def populations(reading: Reading, standing: Standing) -> list[Finding]:
    """A finding for each year's months, quarters or halves of a ratio with one and the same denominator: a warning of a
    rate, a note of a percentage, whose year comes out near either way.
    """
    sent: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in _outturns(reading.judged):
        indicator = _described(row, reading)
        if (indicator.get("across_periods"), bool(indicator.get("accumulates"))) == (RollUp.RATIO, False):
            sent.setdefault(_year(row), {})[row["period"]] = row
    found = (_repeated(rows, standing, _described(next(iter(rows.values())), reading)) for rows in sent.values())
    return [each for each in found if each]


def _outturns(judged: tuple[Judged, ...]) -> list[Row]:
    return [
        fact for each in judged for table, fact in each.facts if table == "outturn" and fact["period_kind"] in PARTS
    ]


def _described(row: Row, reading: Reading) -> Mapping[str, Any]:
    known = reading.names.indicators if reading.names else {}
    return reading.proposed.get(row["indicator"]) or known.get(row["indicator"], {})


def _year(row: Row) -> tuple[Any, ...]:
    """The series a row is of, its kind of period and the financial year it ends in."""
    end = row["period_end"]
    return row["indicator"], row["authority"], row["period_kind"], end.year - (end.month < 4)


def _repeated(sent: dict[str, Row], standing: Standing, indicator: Mapping[str, Any]) -> Finding | None:
    last = max(sent.values(), key=lambda row: row["period_end"])
    held = {row["period"]: row for row in standing.series(*_year(last)[:2]) if _year(row) == _year(last)} | sent
    counted = [six_places(row["denominator"]) for row in held.values() if row["denominator"]]
    is_percent = indicator.get("unit") == "percent"
    enough = FEWEST if counted and counted[0] >= LARGE else ENOUGH
    if len(set(counted)) != 1 or len(counted) < enough or (is_percent and enough == ENOUGH):
        return None
    return POPULATION_REPEATED.on(
        last["sheet"],
        last["cell"],
        severity=Severity.NOTE if is_percent else Severity.WARNING,
        found=f"{counted[0]:,f}",
        indicator=last["indicator"],
        kind=last["period_kind"],
    )
