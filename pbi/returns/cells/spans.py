"""The period that a line of words is about: one, none, or a part of a year that nobody can name from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pbi import period as periods
from pbi.days import MONTH, MONTHS
from pbi.errors import BadInput
from pbi.period import Period, PeriodKind

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_RANGE = re.compile(
    rf"(?:{_DAY}\s+)?(?P<from>{MONTH})\s*(?P<first>(?:19|20)\d\d)?\s*(?:-|–|—|to|until)\s*(?:{_DAY}\s+)?(?P<until>{MONTH})\s*"
    r"(?P<last>(?:19|20)\d\d)?",
    re.I,
)
_ROLLING = re.compile(
    r"(?:12|twelve)[ -]months?(?: period)? (?:to|ending|ended|up to)(?: the)?\s*(?:end of )?"
    rf"(?:{_DAY}\s+)?(?P<month>{MONTH})\s*(?P<year>(?:19|20)\d\d)",
    re.I,
)
_PART = re.compile(
    r"\b(?:to date|ytd|so far|mid-?\s?year|half[ -]?year(?:ly)?|(?:first|second|1st|2nd) half|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|1?\d) months?|"
    rf"interim|cumulative|up to|as at|as of|rolling|(?:to|until|till)\s+(?:the end of\s+)?(?:{_DAY}\s+)?{MONTH}\b|"
    r"(?:first|second|third|last|final) quarter|"
    r"(?:q|quarters?)\s?[1-4]\s*(?:,|and|&|to|-|–|\+)\s*(?:q|quarter)?\s?[1-4])",
    re.I,
)
_YEAR_END = re.compile(r"\b(?:year[ -]?end(?:ed|ing)?|years? to(?! date))\b|\b31(?:st)? mar", re.I)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A line that speaks of a part of a year without naming a period of ours; ``year`` is the financial year in it."""

    text: str
    year: int | None = None


@lru_cache(maxsize=4096)
def read(text: str) -> Period | Doubtful | None:
    """The period of a line, a title for instance; Doubtful where it may be a part of a year.

    >>> [str(read(each)) for each in ("Performance 2019/20", "1 April 2019 – 31 March 2020", "January to March 2020")]
    ['2019/20', '2019/20', '2019/20 Q4']
    >>> str(read("Broxtowe, 12 months to December 2019")), read("performance to 31 December 2019")
    ('12m to 2019-12', Doubtful(text='performance to 31 December 2019', year=2019))
    >>> [type(read(each)).__name__ for each in ("2019/20 (April to December)", "2019/20 mid-year report", "Spring")]
    ['Doubtful', 'Doubtful', 'NoneType']
    """
    if rolling := _ROLLING.search(text):
        ends = periods.parse(f"12 months to {rolling['year']}-{MONTHS[rolling['month'].lower().rstrip('.')]:02}")
        return periods.year(ends.financial_year) if ends.end.month == 3 else ends
    found = periods.find(text)
    if span := _RANGE.search(text):
        return _of_months(span, text, found)
    part = _PART.search(text)
    if part and not (_YEAR_END.search(text) and (found is None or found.kind is PeriodKind.YEAR)):
        return Doubtful(text, _financial_year(text, found)) if found or re.search(r"(?:19|20)\d\d", text) else None
    return found


def _of_months(span: re.Match[str], text: str, found: Period | None) -> Period | Doubtful | None:
    """ "January to March 2020" as the period of those months; Doubtful where there is none of them."""
    if not span["last"]:
        return _named_again(span, text, found) if found else None
    first = span["first"] or ""
    try:
        return periods.parse(f"{span['from']} {first} - {span['until']} {span['last']}".replace("  ", " "))
    except BadInput:
        return Doubtful(text, _financial_year(text, found))


def _named_again(span: re.Match[str], text: str, found: Period) -> Period | Doubtful:
    """ "Quarter 3 2019/20 (Oct–Dec)" is that quarter, and so is "2019/20 (Oct–Dec)"."""
    last = found.financial_year + (MONTHS[span["until"].lower().rstrip(".")] < 4)
    try:
        months = periods.parse(f"{span['from']} - {span['until']} {last}")
    except BadInput:
        return Doubtful(text, found.financial_year)
    return months if months == found or found.kind is PeriodKind.YEAR else Doubtful(text, found.financial_year)


def in_name(filename: str) -> Period | None:
    """The one period of a file's name: "returns_2019-20.xlsx" is of 2019/20.

    >>> str(in_name("KPIs 2019-20 Q3.xlsx")), in_name("04-sheet-2019.xlsx")
    ('2019/20 Q3', None)
    """
    found = read(re.sub(r"[_.]+", " ", re.sub(r"(?<=[a-z])-(?=\d)", " ", filename, flags=re.I)))
    return found if isinstance(found, Period) else None


def _financial_year(text: str, found: Period | None) -> int | None:
    if found is not None and found.kind is not PeriodKind.CALENDAR_YEAR:
        return found.financial_year
    return None


def part_of_a_year(sheet: str) -> Callable[[int], Period] | None:
    """A sheet that is called by a quarter, a half or a month alone, as the period that it is of a financial year.

    >>> [str(part_of_a_year(name)(2019)) for name in ("Q1", "Quarter 4", "H2", "January")], part_of_a_year("KPIs")
    (['2019/20 Q1', '2019/20 Q4', '2019/20 H2', '2020-01'], None)
    """
    name = sheet.strip().lower()
    if found := re.fullmatch(r"(q|h)(?:tr|uarter|alf)?\s*([1-4])", name):
        number, build = int(found[2]), periods.quarter if found[1] == "q" else periods.half
        return (lambda year: build(year, number)) if build is periods.quarter or number < 3 else None
    if of_month := MONTHS.get(name):
        return lambda year: periods.month(year + (of_month < 4), of_month)
    return None
