"""From a cell to a figure, a state of availability, or a fault; from a cell to a day. Rules: methods, sections 2, 5."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from pbi.errors import BadInput
from pbi.model import Availability, Finding, Severity
from pbi.period import parse
from pbi.returns.cells import doubtful, typed
from pbi.returns.model.digits import LARGEST, places, same_digits, six_places
from pbi.returns.rules.cells import (
    DATE_UNREADABLE,
    DECIMALS_DROPPED,
    DURATION,
    ERROR_CELL,
    FIGURE_TO_CONFIRM,
    FORMULA_WITHOUT_VALUE,
    NOT_A_FIGURE,
    NUMBER_AS_TEXT,
    TARGET_IN_WORDS,
    TARGET_IS_LIMIT,
    TOO_LARGE,
    TWO_MEANINGS,
    UNIT_IN_CELL,
)
from pbi.workbook import formats
from pbi.workbook.cells import Cell, CellType
from pbi.workbook.delimited import DECIMAL_COMMA

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


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: a number in its own unit (96 for 96%), or why there is none; ``findings`` are its faults.

    ``unit`` is what the cell itself shows ("percent", "currency", "days", other words, or ""); ``scaled`` is set where
    the percent came from the cell's format; ``decimals`` are the places shown; ``out_of`` are the two numbers of "45 of
    50", which has no value of its own.
    """

    value: Decimal | None = None
    availability: Availability | None = None
    unit: str = ""
    scaled: bool = False
    out_of: tuple[Decimal, Decimal] | None = None
    decimals: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def given(self) -> bool:
        """Whether anything at all stands in the cell."""
        return any((self.value is not None, self.out_of, self.availability, self.findings))


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


def target(cell: Cell) -> Figure:
    """The target of a cell: of "at least 95%" its 95. One in words leaves the outturn beside it as it is."""
    text, better = typed.limit(cell.text) if cell.type is CellType.TEXT else (cell.text, "")
    found = figure(replace(cell, value=text) if better else cell)
    faults = [each for each in found.findings if each.severity is Severity.ERROR]
    if faults and cell.type is CellType.TEXT and cell.second is None:
        return Figure(findings=(TARGET_IN_WORDS.at(cell),))
    if not better or found.value is None:
        return found
    return replace(found, findings=(*found.findings, TARGET_IS_LIMIT.at(cell, value=f"{found.value:f}", better=better)))


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
    shown = formats.shown(cell.format, cell.value)
    written = cell.value * 100 if shown.times_100 else cell.value
    if abs(written) >= LARGEST:
        return Figure(findings=(TOO_LARGE.at(cell),))
    value = six_places(written)
    return Figure(
        value=value,
        unit=shown.unit,
        scaled=shown.times_100,
        decimals=places(value),
        findings=_shortened(cell, written),
    )


def _text(cell: Cell) -> Figure:
    text = " ".join(cell.text.split())
    if not text:
        return NOTHING
    if state := AVAILABILITY.get(text.lower()):
        return Figure(availability=state)
    found = typed.read(text, decimal_comma=cell.format == DECIMAL_COMMA)
    if isinstance(found, typed.Unclear):
        return Figure(findings=(_unclear(cell, found),))
    if abs(found.value) >= LARGEST:
        return Figure(findings=(TOO_LARGE.at(cell),))
    if found.out_of is not None:
        return _out_of(cell, found.value, found.out_of)
    value = six_places(found.value)
    return Figure(
        value=value,
        unit=found.unit,
        decimals=places(value),
        availability=found.mark,
        findings=(_as_text(cell, found), *_shortened(cell, found.value)),
    )


def _unclear(cell: Cell, found: typed.Unclear) -> Finding:
    if found.is_time:
        return DURATION.at(cell)
    return (
        TWO_MEANINGS.at(cell, fix=found.fix, meanings=found.meanings)
        if found.meanings
        else NOT_A_FIGURE.at(cell, fix=found.fix)
    )


def _out_of(cell: Cell, first: Decimal, second: Decimal) -> Figure:
    """ "45 of 50": a numerator and a denominator, and a percentage until a person says otherwise."""
    said = FIGURE_TO_CONFIRM.at(cell, value=f"{first:f} out of {second:f}", reading="a percentage")
    return Figure(unit="percent", out_of=(six_places(first), six_places(second)), findings=(said,))


def _as_text(cell: Cell, found: typed.Typed) -> Finding:
    """That a figure was text, and what it was read as. What might be meant otherwise is for a person to confirm."""
    value = f"{six_places(found.value):f}"
    fix = "" if found.mark or found.footnote else f"{value}{'%' * (found.unit == 'percent')}"
    if found.is_decimal_comma:
        return FIGURE_TO_CONFIRM.at(cell, fix=fix, value=value, reading="with a decimal comma")
    if found.footnote:
        return FIGURE_TO_CONFIRM.at(cell, value=value, reading=f"with '{found.footnote}' as the mark of a footnote")
    if found.unit in {"", "percent", "currency", "days"}:
        return NUMBER_AS_TEXT.at(cell, fix=fix, value=value)
    return UNIT_IN_CELL.at(cell, fix=fix, value=value, unit=found.unit)


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
