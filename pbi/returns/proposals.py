"""What a file says of an indicator nobody knows yet: unit, frequency and, where it settles it, which way is better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pbi.model import Frequency, Polarity, RollUp
from pbi.period import PeriodKind
from pbi.returns import places
from pbi.returns.lines import Line
from pbi.returns.places import Asked

_UNITS = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "per cent": "percent",
    "number": "number",
    "count": "number",
    "no": "number",
    "#": "number",
    "£": "currency",
    "currency": "currency",
    "gbp": "currency",
    "pounds": "currency",
    "days": "days",
    "ratio": "ratio",
}


_RATE = re.compile(r"(?:rate )?per ([\d,]+).*", re.I)


_FREQUENCIES = {
    "monthly": Frequency.MONTHLY,
    "quarterly": Frequency.QUARTERLY,
    "half-yearly": Frequency.HALF_YEARLY,
    "half yearly": Frequency.HALF_YEARLY,
    "six-monthly": Frequency.HALF_YEARLY,
    "annual": Frequency.ANNUAL,
    "annually": Frequency.ANNUAL,
    "yearly": Frequency.ANNUAL,
}


_BY_PERIOD = {
    PeriodKind.MONTH: Frequency.MONTHLY,
    PeriodKind.QUARTER: Frequency.QUARTERLY,
    PeriodKind.HALF: Frequency.HALF_YEARLY,
    PeriodKind.YEAR: Frequency.ANNUAL,
    PeriodKind.CALENDAR_YEAR: Frequency.ANNUAL,
}


_POLARITIES = {
    Polarity.HIGHER: "higher|high|higher is better|bigger is better|maximise|increase|up|aim to maximise",
    Polarity.LOWER: "lower|low|lower is better|smaller is better|minimise|decrease|down|aim to minimise",
    Polarity.RANGE: "range|within range|band",
    Polarity.NONE: "none|data only|not applicable|contextual",
}


_POLARITY_WORDS = {word: polarity for polarity, words in _POLARITIES.items() for word in words.split("|")}


_DIRECTIONS = {
    "better": True,
    "improving": True,
    "improved": True,
    "worse": False,
    "worsening": False,
    "declining": False,
}


_NO_DOUBT = Decimal(10)
"""Percent of the target: the widest amber any council here prints. Further off, a good status leaves no doubt."""


def propose(code: str, name: str, lines: Sequence[Line], *, asked: Asked) -> dict[str, object]:
    """A new indicator's row of the catalogue, with what its own rows say of it and nothing assumed."""
    cells = lines[0].candidate.cells
    unit, per = _unit(lines)
    counted = any(each.numerator.value is not None and each.denominator.value is not None for each in lines)
    across = RollUp.RATIO if counted else RollUp.NONE
    polarity, source = _polarity(lines, asked)
    return {
        "code": code,
        "name": name,
        "definition": cells["definition"].text if "definition" in cells else None,
        "service": places.service(lines[0].candidate, names=asked.names),
        "objective": None,
        "unit": unit,
        "per": per,
        "polarity": str(polarity),
        "polarity_source": source,
        "frequency": _frequency(lines),
        "across_authorities": str(across),
        "across_periods": str(across),
        "accumulates": False,
        "decimals": min(2, max(each.outturn.decimals for each in lines)),
        "control": None,
        "standing": None,
        "lifecycle": "proposed",
        "ratified_by": None,
        "replaced_by": None,
        "comparable_from": None,
        "valid_from": None,
        "valid_to": None,
    }


def _unit(lines: Sequence[Line]) -> tuple[str, Decimal]:
    cell = lines[0].candidate.cells.get("unit")
    word = cell.text.lower() if cell else lines[0].candidate.around.labels.get("unit", "").lower()
    if rate := _RATE.fullmatch(word):
        return "rate", Decimal(rate[1].replace(",", ""))
    shown = {figure.unit for each in lines for figure in (each.outturn, each.target)}
    unit = _UNITS.get(word) or next((known for known in ("percent", "currency", "days") if known in shown), "number")
    return unit, Decimal(100 if unit == "percent" else 1)


def _frequency(lines: Sequence[Line]) -> str | None:
    cell = lines[0].candidate.cells.get("frequency")
    if cell and (said := _FREQUENCIES.get(cell.text.lower())):
        return str(said)
    kinds = {each.period.kind for each in lines if each.period}
    return next((str(frequency) for kind, frequency in _BY_PERIOD.items() if kind in kinds), None)


def _polarity(lines: Sequence[Line], asked: Asked) -> tuple[Polarity, str]:
    cell = lines[0].candidate.cells.get("polarity")
    if cell and (said := _POLARITY_WORDS.get(cell.text.lower())):
        return said, "stated in the return"
    by_status = {
        implied_polarity(role=asked.names.role(each.status), actual=each.outturn.value, target=each.target.value)
        for each in lines
        if each.status
    }
    by_direction = {_moved(each, lines) for each in lines if "direction" in each.candidate.cells}
    inferred = (by_status | by_direction) - {None}
    if len(inferred) != 1:
        return Polarity.UNCONFIRMED, "unconfirmed"
    evidence = [name for name, found in (("status", by_status), ("direction", by_direction)) if found - {None}]
    return inferred.pop() or Polarity.UNCONFIRMED, f"inferred from stated {' and '.join(evidence)}"


def _moved(line: Line, lines: Sequence[Line]) -> Polarity | None:
    """Which way is better, where the return says "better" or "worse" beside a figure and the one before it."""
    better = _DIRECTIONS.get(line.cell("direction").text.lower())
    before = [
        each
        for each in lines
        if each.period
        and line.period
        and each.authority == line.authority
        and each.outturn.value is not None
        and each.period.kind is line.period.kind
        and each.period.end < line.period.end
    ]
    if better is None or not before or line.outturn.value is None:
        return None
    was = max(before, key=lambda each: each.period.end if each.period else date.min).outturn.value
    if was is None or was == line.outturn.value:
        return None
    return Polarity.HIGHER if (line.outturn.value > was) == better else Polarity.LOWER


def implied_polarity(*, role: str | None, actual: Decimal | None, target: Decimal | None) -> Polarity | None:
    """Which way is better, where a stated status settles it: short of the target means it lies the other way; on the
    good
    side only when the figure is further from its target than any amber reaches.

    >>> implied_polarity(role="near", actual=Decimal(98), target=Decimal(100))
    <Polarity.HIGHER: 'higher'>
    >>> implied_polarity(role="good", actual=Decimal(98), target=Decimal(100)) is None
    True
    """
    if actual is None or target is None or actual == target:
        return None
    if role in {"near", "bad"}:
        return Polarity.HIGHER if actual < target else Polarity.LOWER
    if role == "good" and abs(actual - target) * 100 > _NO_DOUBT * abs(target):
        return Polarity.HIGHER if actual > target else Polarity.LOWER
    return None
