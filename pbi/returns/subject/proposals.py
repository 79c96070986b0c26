"""What a file says of an indicator nobody knows yet: unit, frequency and, where it settles it, which way is better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pbi.model import Frequency, RollUp, StatusRole
from pbi.period import PeriodKind
from pbi.returns.model.evidence import Evidence
from pbi.returns.subject import context
from pbi.returns.subject.context import Asked
from pbi.returns.subject.figures import Line

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


_OF_A_HUNDRED = re.compile(r"^(?:%|per ?cent(?:age)?\b)|(?:%|\(%\)|\bper ?cent(?:age)?)\s*$", re.I)
"""Names of percentages: "% of …", "Percentage of …", "… (%)"."""


_FREQUENCIES = {
    **{str(each): each for each in Frequency},
    "half yearly": Frequency.HALF_YEARLY,
    "six-monthly": Frequency.HALF_YEARLY,
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


def propose(code: str, name: str, lines: Sequence[Line], *, evidence: Evidence, asked: Asked) -> dict[str, object]:
    """A new indicator's row of the catalogue, with what its own rows say of it and nothing assumed."""
    cells = lines[0].candidate.cells
    unit, per = _unit(lines, name)
    counted = any(each.numerator.value is not None and each.denominator.value is not None for each in lines)
    across = RollUp.RATIO if counted else RollUp.NONE
    polarity, source = evidence.settled()
    return {
        "code": code,
        "name": name,
        "definition": cells["definition"].text if "definition" in cells else None,
        "service": context.service(lines[0].candidate, names=asked.names),
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
        "standing": str(StatusRole.DATA_ONLY) if _informs_only(lines, asked) else None,
        "lifecycle": "proposed",
        "ratified_by": None,
        "replaced_by": None,
        "comparable_from": None,
        "valid_from": None,
        "valid_to": None,
    }


def _unit(lines: Sequence[Line], name: str) -> tuple[str, Decimal]:
    cell = lines[0].candidate.cells.get("unit")
    word = cell.text.lower() if cell else lines[0].candidate.around.labels.get("unit", "").lower()
    if rate := _RATE.fullmatch(word):
        return "rate", Decimal(rate[1].replace(",", ""))
    shown = {figure.unit for each in lines for figure in (each.outturn, each.target)}
    in_cells = next((known for known in ("percent", "currency", "days") if known in shown), None)
    unit = _UNITS.get(word) or in_cells or ("percent" if _OF_A_HUNDRED.search(name) else "number")
    return unit, Decimal(100 if unit == "percent" else 1)


def _frequency(lines: Sequence[Line]) -> str | None:
    cell = lines[0].candidate.cells.get("frequency")
    if cell and (said := _FREQUENCIES.get(cell.text.lower())):
        return str(said)
    kinds = {each.period.kind for each in lines if each.period}
    return next((str(frequency) for kind, frequency in _BY_PERIOD.items() if kind in kinds), None)


def _informs_only(lines: Sequence[Line], asked: Asked) -> bool:
    """Every status the file states of it says "for information only", and none has a target."""
    said = {asked.names.role(each.status) for each in lines if each.status}
    return said == {StatusRole.DATA_ONLY} and all(each.target.value is None for each in lines)
