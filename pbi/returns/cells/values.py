"""From a cell to a figure, a state of availability, or a fault; from a cell to a day. Rules: methods, sections 2, 5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pbi.errors import BadInput
from pbi.model import Availability, Finding, Severity
from pbi.period import parse
from pbi.returns.cells import doubtful
from pbi.returns.model.digits import LARGEST, places, same_digits, six_places
from pbi.returns.rules.cells import (
    DATE_UNREADABLE,
    DECIMALS_DROPPED,
    ERROR_CELL,
    FORMULA_WITHOUT_VALUE,
    NOT_A_FIGURE,
    NUMBER_AS_TEXT,
    TOO_LARGE,
    UNIT_IN_CELL,
)
from pbi.workbook.cells import Cell, CellType

_STATES = {
    Availability.NOT_APPLICABLE: "-|–|—|.|n/a|na|not applicable|[z]|new measure|new indicator|new pi|not collected"
    "|not measured",
    Availability.NO_CASES: "no cases|none due|no cases due|0 of 0|0/0|nil cases",
    Availability.AWAITED: "..|:|...|…|[x]|no data|not available|data not available|not yet available|awaited"
    "|awaiting data|tbc|tba|to be confirmed|to follow|pending|unavailable|not known",
    Availability.NOT_DUE: "not due|not yet due",
    Availability.ANNUAL_ONLY: "annual|annual only|annual measure|annual indicator|reported annually|year end only",
    Availability.SUPPRESSED: "[c]|*|**|suppressed|confidential|[low]",
    Availability.DATA_ONLY: "data only",
}
AVAILABILITY = {word: state for state, words in _STATES.items() for word in words.split("|")}
_MARKS = {
    Availability.PROVISIONAL: "p|provisional",
    Availability.REVISED: "r|revised",
    Availability.ESTIMATED: "e|estimated|estimate",
    Availability.BREAK: "b|break",
}
_QUALIFIERS = {word: state for state, words in _MARKS.items() for word in words.split("|")}
_FIGURE = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<currency>£?)\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(?P<scale>k|m|bn|thousand|million|billion)?(?![a-z])\s*(?P<unit>%|per ?cent\b|[a-z][a-z /]{0,30})?\s*"
    r"(?:\[(?P<mark>[preb])\]|\((?P<word>provisional|revised|estimated|estimate|break)\))?",
    re.I,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "day": "days",
    "days": "days",
    "working days": "days",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: a number in its own unit (96 for 96%), or why there is none; ``findings`` are its faults.

    ``unit`` is what the cell itself shows ("percent", "currency", "days", other words, or ""); ``scaled`` is set where
    the percent came from the cell's format; ``decimals`` are the places shown.
    """

    value: Decimal | None = None
    availability: Availability | None = None
    unit: str = ""
    scaled: bool = False
    decimals: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def given(self) -> bool:
        """Whether anything at all stands in the cell."""
        return self.value is not None or self.availability is not None or bool(self.findings)


NOTHING = Figure()
"""What an empty cell says."""


def figure(cell: Cell) -> Figure:
    """The figure of a cell. Never guesses: what is not a plain figure or a known word for none is a finding."""
    if fault := broken(cell):
        return Figure(findings=(fault,))
    match cell.type:
        case CellType.EMPTY:
            return NOTHING
        case CellType.NUMBER:
            return _number(cell)
        case CellType.TEXT:
            return _text(cell)
        case _:
            return Figure(findings=(NOT_A_FIGURE.at(cell),))


def broken(cell: Cell) -> Finding | None:
    """The fault of a cell that holds an error, a formula whose result was never saved, or what two readers read
    differently; whatever its column.
    """
    if cell.second is not None:
        return doubtful.of_cell(cell, Severity.ERROR)
    if cell.type is CellType.ERROR:
        return ERROR_CELL.at(cell, found=str(cell.value))
    if cell.formula and cell.value is None:
        return FORMULA_WITHOUT_VALUE.at(cell, found="a formula")
    return None


def _shortened(cell: Cell, written: Decimal) -> tuple[Finding, ...]:
    """That a figure a person typed is kept with fewer decimals than that; of a formula's nobody chose them."""
    if cell.formula or same_digits(written):
        return ()
    return (
        DECIMALS_DROPPED.at(
            cell, found=cell.text, expected=f"{six_places(written):f}", written=f"{written.normalize():f}"
        ),
    )


def _number(cell: Cell) -> Figure:
    assert isinstance(cell.value, Decimal), "a number is a Decimal"
    percent = "%" in cell.format
    written = cell.value * 100 if percent else cell.value
    if abs(written) >= LARGEST:
        return Figure(findings=(TOO_LARGE.at(cell),))
    value = six_places(written)
    unit = "percent" if percent else "currency" if "£" in cell.format else ""
    return Figure(value=value, unit=unit, scaled=percent, decimals=places(value), findings=_shortened(cell, written))


def _text(cell: Cell) -> Figure:
    text = " ".join(cell.text.split())
    if not text:
        return NOTHING
    if state := AVAILABILITY.get(text.lower()):
        return Figure(availability=state)
    found = _FIGURE.fullmatch(text)
    if not found:
        inner = [hit.group(0).strip() for hit in re.finditer(r"\d[\d,]*(?:\.\d+)?\s*%?", text)]
        return Figure(findings=(NOT_A_FIGURE.at(cell, fix=inner[0] if len(inner) == 1 else ""),))
    value = Decimal(found["digits"].replace(",", "")).scaleb(_SCALES.get((found["scale"] or "").lower(), 0))
    if value >= LARGEST:
        return Figure(findings=(TOO_LARGE.at(cell),))
    written = -value if found["sign"] else value
    value = six_places(written)
    words = (found["unit"] or "").strip().lower()
    unit = "currency" if found["currency"] else _UNITS.get(words, words)
    qualifier = _QUALIFIERS.get((found["mark"] or found["word"] or "").lower())
    return Figure(
        value=value,
        unit=unit,
        decimals=places(value),
        availability=qualifier,
        findings=(
            _as_text(cell, value, unit, fix="" if qualifier else f"{value:f}{'%' * (unit == 'percent')}"),
            *_shortened(cell, written),
        ),
    )


def _as_text(cell: Cell, value: Decimal, unit: str, *, fix: str) -> Finding:
    if unit in {"", "percent", "currency", "days"}:
        return NUMBER_AS_TEXT.at(cell, fix=fix, value=f"{value:f}")
    return UNIT_IN_CELL.at(cell, fix=fix, value=f"{value:f}", unit=unit)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as read: ``text`` is what was printed, ``day`` the day meant (a month is its last day)."""

    day: date | None = None
    text: str | None = None
    findings: tuple[Finding, ...] = ()


_NO_DAY = {"ongoing", "on-going", "continuous", "tbc", "tba", "n/a", "na", "-", "–", "to be confirmed", "not set"}
_ON_DAY = [
    re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d\d)"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
]
_DAY_AND_MONTH = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?P<rest>[A-Za-z]{3,9}\.?[\s\-,]+(?:\d{4}|\d\d))")


def day(cell: Cell) -> Day:
    """The day a cell names: day first always, a month or a quarter is its last day, "ongoing" and the like are none."""
    if fault := broken(cell):
        return Day(findings=(fault,))
    if isinstance(cell.value, date):
        whole = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        if re.search(r"m", cell.format, re.I) and not re.search(r"d", cell.format, re.I):
            return Day(parse(f"{whole:%B %Y}").end, f"{whole:%b-%Y}")
        return Day(whole, f"{whole:%d/%m/%Y}")
    text = " ".join(cell.text.split())
    if not text or text.lower() in _NO_DAY:
        return Day(None, text or None)
    if found := _day_in(text):
        return Day(found, text)
    return Day(
        None,
        text,
        (DATE_UNREADABLE.at(cell),),
    )


def _day_in(text: str) -> date | None:
    for pattern in _ON_DAY:
        if found := pattern.fullmatch(text):
            year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
            try:
                return date(year, int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    spelt = _DAY_AND_MONTH.fullmatch(text)
    try:
        if spelt:
            return parse(spelt["rest"]).end.replace(day=int(spelt["d"]))
        return parse(text).end
    except (BadInput, ValueError):
        return None
