"""Periods: financial years, quarters, halves, months, calendar years and rolling years. Rules: methods, section 1.

A period is shown and stored in one canonical spelling with its first and last day. What could be read two ways
is refused with the choices; nothing is guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pbi.days import DAY, MONTH, MONTHS, century, day
from pbi.errors import BadInput


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    CALENDAR_YEAR = "calendar year"
    ROLLING_YEAR = "rolling year"


_DASH = r"\s*(?:-|–|—|to)\s*"
_YEAR = r"(?:fy\s*)?(?P<first>(?:19|20)?\d\d)\s*[/\-–—]\s*(?P<second>(?:19|20)?\d\d)"
_LEADING_WORDS = re.compile(
    r"^(?:outturn|achieved|actual|target|performance|result|year\s*end|annual|full\s*year|year)\s+(?=\S*\d)", re.I
)
_TRAILING_WORDS = re.compile(r"\s+(?:outturn|achieved|actual|target|performance|year\s*end|annual|full\s*year)$", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A kind of period with its first and last day. ``str(period)`` is the canonical spelling.

    >>> str(parse("Jan – Mar 2020"))
    '2019/20 Q4'
    """

    start: date
    end: date
    kind: PeriodKind

    @property
    def label(self) -> str:
        return str(self)

    @property
    def financial_year(self) -> int:
        """The calendar year in which the financial year of this period's last day began."""
        return self.end.year if self.end.month >= 4 else self.end.year - 1

    def __str__(self) -> str:
        months = (self.start.month - 4) % 12
        match self.kind:
            case PeriodKind.YEAR:
                return _year_label(self.financial_year)
            case PeriodKind.HALF:
                return f"{_year_label(self.financial_year)} H{months // 6 + 1}"
            case PeriodKind.QUARTER:
                return f"{_year_label(self.financial_year)} Q{months // 3 + 1}"
            case PeriodKind.MONTH:
                return f"{self.start:%Y-%m}"
            case PeriodKind.CALENDAR_YEAR:
                return str(self.start.year)
            case PeriodKind.ROLLING_YEAR:
                return f"12m to {self.end:%Y-%m}"

    def last_year(self) -> Period:
        """The same period one year earlier."""
        return self.step(
            -{PeriodKind.MONTH: 12, PeriodKind.ROLLING_YEAR: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}.get(
                self.kind, 1
            )
        )

    def step(self, count: int) -> Period:
        """The period ``count`` places later of the same kind (earlier when negative); rolling years step by month."""
        width = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.MONTH: 1, PeriodKind.ROLLING_YEAR: 1}.get(
            self.kind, 12
        )
        return Period(
            _add_months(self.start, width * count),
            _month_end(_add_months(self.end.replace(day=1), width * count)),
            self.kind,
        )


def year(first: int) -> Period:
    """The financial year 1 April ``first`` to 31 March after."""
    return Period(date(first, 4, 1), date(first + 1, 3, 31), PeriodKind.YEAR)


def quarter(first: int, number: int) -> Period:
    """Quarter 1 to 4 of the financial year that began in April ``first``."""
    return _spell(date(first, 4, 1), 3, number, PeriodKind.QUARTER)


def half(first: int, number: int) -> Period:
    """Half 1 or 2 of the financial year that began in April ``first``."""
    return _spell(date(first, 4, 1), 6, number, PeriodKind.HALF)


def month(year_number: int, number: int) -> Period:
    """A calendar month."""
    start = date(year_number, number, 1)
    return Period(start, _month_end(start), PeriodKind.MONTH)


def parse(text: str) -> Period:
    """The period a text names, in any of the spellings accepted on input.

    Refused with BadInput: no period, more than one reading ("2019" is a calendar year or a financial year),
    years that do not follow each other ("2018/20"), a day ("31/03/2020") that does not say which period it ends.

    >>> str(parse("Achieved 2019/20")), str(parse("Quarter 4 2019-20")), str(parse("Quarter to 31/03/2020"))
    ('2019/20', '2019/20 Q4', '2019/20 Q4')
    """
    if found := _ENDED.fullmatch(" ".join(text.split()).strip(" :()")):
        return _ending(found)
    cleaned = _TRAILING_WORDS.sub("", _LEADING_WORDS.sub("", " ".join(text.split()))).strip(" :()")
    _refuse_two_readings(text, cleaned)
    if on := day(cleaned):
        raise _undated(text, on)
    for pattern, build in _SPELLINGS:
        if found := pattern.fullmatch(cleaned):
            return build(found)
    raise BadInput(
        f"'{text}' is not a period.",
        remedy="Write a year as 2019/20, a quarter as 2019/20 Q4, a half as 2019/20 H1 or a month as 2020-03.",
    )


def canonical(label: str) -> Period:
    """The period of a canonical spelling, as the store and the address bar hold it; the inverse of ``str``."""
    if re.fullmatch(r"\d{4}", label):
        return Period(date(int(label), 1, 1), date(int(label), 12, 31), PeriodKind.CALENDAR_YEAR)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", label):
        return month(int(found[1]), int(found[2]))
    return parse(label)


def find(text: str) -> Period | None:
    """The one period named somewhere in a longer text (a title, a heading), or None where there is none or several."""
    found: set[Period] = set()
    for pattern in _SEEK:
        for hit in pattern.finditer(text):
            try:
                found.add(parse(hit.group(0)))
            except BadInput:
                continue
        if found:
            break
    return found.pop() if len(found) == 1 else None


def _undated(text: str, on: date) -> BadInput:
    """The refusal of a day in the place of a period, with the periods that end on it, else those it is in."""
    every = _around(on)
    ending = [each for each in every if each.end == on]
    choices = [f"{each.start:%B %Y}" if each.kind is PeriodKind.MONTH else str(each) for each in ending or every]
    said = "the return does not say which period ends on it" if ending else "no period ends on it"
    listed = f"{', '.join(choices[:-1])} or {choices[-1]}" if len(choices) > 1 else choices[0]
    return BadInput(f"'{text}' is a day; {said}.", remedy=f"Write the period it is of: {listed}.")


def _around(on: date) -> list[Period]:
    """The financial year, half, quarter and month a day is in."""
    first, months = on.year - (on.month < 4), (on.month - 4) % 12
    return [year(first), half(first, months // 6 + 1), quarter(first, months // 3 + 1), month(on.year, on.month)]


def _ending(found: re.Match[str]) -> Period:
    """The year, half, quarter or month to a day. Refused where none of that kind ends on it."""
    on = day(found["day"])
    if on is None:
        raise BadInput(f"'{found['day']}' is not a day.", remedy="Write it as 31/03/2020.")
    meant = next(each for each in _around(on) if found["kind"].lower().startswith(each.kind))
    if meant.end != on:
        raise BadInput(f"No {meant.kind} ends on {on.day} {on:%B %Y}.", remedy="Correct the day or the period.")
    return meant


def _refuse_two_readings(text: str, cleaned: str) -> None:
    twofold = re.fullmatch(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?", cleaned)
    if not twofold:
        return
    first = int(twofold[1])
    named = _year_label(first)
    if twofold[2] is None:
        raise BadInput(
            f"'{text}' could be the calendar year {first}, or the financial year {named} or {_year_label(first - 1)}.",
            remedy=f"Write the financial year as {named}, or 'calendar {first}'.",
        )
    if int(twofold[2]) == (first + 1) % 100:
        raise BadInput(
            f"'{text}' could be the month {month(first, int(twofold[2])).start:%B %Y} or the financial year {named}.",
            remedy=f"Write {named} for the year, or the month by name.",
        )


def _year_label(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _spell(year_start: date, width: int, number: int, kind: PeriodKind) -> Period:
    if not 1 <= number <= 12 // width:
        raise BadInput(f"There is no {kind} {number} in a year.", remedy=f"A {kind} is numbered 1 to {12 // width}.")
    start = _add_months(year_start, width * (number - 1))
    return Period(start, _month_end(_add_months(start, width - 1)), kind)


def _first_year(found: re.Match[str]) -> int:
    first = century(found["first"])
    second = century(found["second"])
    if second % 100 != (first + 1) % 100 or (len(found["second"]) == 4 and second != first + 1):
        raise BadInput(
            f"'{found.group(0)}' does not name two years that follow each other.",
            remedy=f"Write a financial year as {_year_label(first)}.",
        )
    return first


def _months(found: re.Match[str]) -> Period:
    """A span of named months: a quarter, a half, a year or a single month of the calendar; nothing else."""
    first, last = MONTHS[found["from"].lower().rstrip(".")], MONTHS[found["until"].lower().rstrip(".")]
    last_year = century(found["last_year"])
    first_year = century(found["first_year"]) if found["first_year"] else last_year - (first > last)
    start, end = date(first_year, first, 1), _month_end(date(last_year, last, 1))
    width = (last_year - first_year) * 12 + last - first + 1
    kinds = {3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 12: PeriodKind.YEAR, 1: PeriodKind.MONTH}
    if width not in kinds or (width in (3, 6, 12) and (first - 4) % width):
        raise BadInput(
            f"'{found.group(0)}' is not a quarter, half or year that starts in April.",
            remedy="Name a quarter such as Jan – Mar 2020 (2019/20 Q4).",
        )
    return Period(start, end, kinds[width])


def _numbered(found: re.Match[str]) -> Period:
    build = half if found["kind"].lower().startswith("h") else quarter
    return build(_first_year(found), int(found["number"]))


def _rolling(found: re.Match[str]) -> Period:
    end = month(int(found["y"]), int(found["m"])).end
    return Period(_add_months(end.replace(day=1), -11), end, PeriodKind.ROLLING_YEAR)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _named_month(found: re.Match[str]) -> Period:
    return month(century(found["y"]), MONTHS[found["m"].lower().rstrip(".")])


def _calendar_year(found: re.Match[str]) -> Period:
    return Period(date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31), PeriodKind.CALENDAR_YEAR)


_NUMBERED = r"(?P<kind>q|qtr|quarter|h|half)\.?\s*(?P<number>\d)"
_LONG_YEAR = r"(?:19|20)\d\d"
_ROLLING_TO = r"(?:12m|12 months|rolling 12 months|rolling year) to "
_FROM_UNTIL = rf"(?P<from>{MONTH})\s*(?P<first_year>{_LONG_YEAR})?{_DASH}(?P<until>{MONTH})"
_SPELLINGS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]] = [
    (_compile(rf"(?P<y>{_LONG_YEAR})-(?P<m>0[1-9]|1[0-2])"), lambda found: month(int(found["y"]), int(found["m"]))),
    (_compile(_YEAR), lambda found: year(_first_year(found))),
    (_compile(rf"{_YEAR}[\s,:(]*{_NUMBERED}\)?"), _numbered),
    (_compile(rf"{_NUMBERED}[\s,:(]*(?:of\s+)?{_YEAR}\)?"), _numbered),
    (_compile(rf"(?P<m>{MONTH})[\s\-–,]*(?P<y>(?:19|20)?\d\d)"), _named_month),
    (_compile(rf"{_FROM_UNTIL}[\s\-–,]*(?P<last_year>(?:19|20)?\d\d)"), _months),
    (_compile(rf"calendar(?:\s+year)?\s+(?P<y>{_LONG_YEAR})"), _calendar_year),
    (_compile(rf"{_ROLLING_TO}(?P<y>{_LONG_YEAR})-(?P<m>0[1-9]|1[0-2])"), _rolling),
    (_compile(rf"{_ROLLING_TO}\d\d?/(?P<m>0?[1-9]|1[0-2])/(?P<y>{_LONG_YEAR})"), _rolling),
]
_ENDED = _compile(
    rf"(?:the\s+)?(?P<kind>year|half(?:[\s-]?year)?|quarter|month)\s*(?:to|end(?:s|ed|ing)?(?:\s+on)?)\s+(?P<day>{DAY})"
)
_SEEK = [
    _compile(rf"{_YEAR}[\s,:(]*{_NUMBERED}"),
    _compile(rf"{_NUMBERED}[\s,:(]*(?:of\s+)?{_YEAR}"),
    _compile(rf"{MONTH}\s*(?:(?:19|20)\d\d)?{_DASH}{MONTH}\s*(?:19|20)\d\d"),
    _compile(r"(?<!\d)(?:19|20)\d\d\s*[/\-–—]\s*(?:(?:19|20)?\d\d)(?!\d)"),
    _compile(rf"\b{MONTH}[\s\-–](?:19|20)\d\d"),
]
