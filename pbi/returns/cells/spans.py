"""The period that a line of words is about: one, none, or a part of a year that nobody can name from it."""

from __future__ import annotations

import re
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
_YEAR_END = re.compile(r"\b(?:year[ -]?end(?:ed|ing)?|years? to(?! date)|outturn)\b|\b31(?:st)? mar", re.I)


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
        ends = periods.parse(f"12 months to {rolling['year']}-{MONTHS[rolling['month'].lower()]:02}")
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
        return Doubtful(text, found.financial_year) if found else None
    first = span["first"] or ""
    try:
        return periods.parse(f"{span['from']} {first} - {span['until']} {span['last']}".replace("  ", " "))
    except BadInput:
        return Doubtful(text, _financial_year(text, found))


def _financial_year(text: str, found: Period | None) -> int | None:
    if found is not None and found.kind is not PeriodKind.CALENDAR_YEAR:
        return found.financial_year
    return None
