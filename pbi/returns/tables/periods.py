"""Which period a heading of a wide table names, alone or with the one above it; and what a bare year is taken for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pbi import period as periods
from pbi.days import MONTH
from pbi.errors import BadInput
from pbi.returns.cells import headings
from pbi.returns.cells.headings import Heading
from pbi.returns.tables.grid import Column

_ENDING = re.compile(r"\b31(?:st)? mar(?:ch)?\b|\byears? (?:to|end(?:s|ed|ing)?) (?:in )?mar(?:ch)?\b", re.I)
TIME_WORDS = re.compile(
    r"(?:perf\.?|performance|actual|outturn|result)?\s*"
    r"(?:(?:this|last|previous|prior|current|same|latest) (?:year|period|quarter|month)s?(?: last year)?|"
    rf"{MONTH}|"
    r"(?:q|qtr|quarter)\s*[1-4]|ytd|year to date|to date|cumulative|year end|full year|annual|mid-?year|"
    r"\d\d?/\d\d?/\d{4})",
    re.I,
)
"""What says when and never what: no indicator is called so."""
_WITH_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])(?=\W*$)(?<=\s\d{4})")
"""A year at the end of a longer heading: "Book issues 2012"."""
_CALENDAR = re.compile(r"\bcalendar years?\b|\bjan(?:uary)? (?:to|-|–) dec(?:ember)?\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The period a heading names, and the words that are left."""

    heading: Heading | None
    words: tuple[str, ...]


def dated(column: Column, titles: Sequence[str]) -> Dated:
    """The period of a figure column, from one of its headings or from two together ("2019/20" over "Q1")."""
    words = column.words
    for pair in pairwise(words):
        heading = headings.read(f"{pair[1]} {pair[0]}") if _part_of_period(pair) else None
        if heading and heading.period:
            return Dated(heading=heading, words=tuple(each for each in words if each not in pair))
    for word in words:
        others = tuple(each for each in words if each != word)
        heading = headings.read(word)
        if heading and (heading.period or heading.quarter):
            return Dated(heading=heading, words=others)
        if split := parted(word):
            left = tuple(split[1] if each == word else each for each in words)
            return Dated(heading=Heading("outturn", period=split[0], text=word), words=tuple(filter(None, left)))
        if bare := _WITH_YEAR.search(word):
            meant = years_meant([*words, *titles])
            alone = " ".join((word[: bare.start()] + word[bare.end() :]).split()).strip(" :,–-()")
            rest = tuple(filter(None, (alone if each == word else each for each in words)))
            return Dated(heading=replace(_bare_year(bare[0], meant), text=word), words=rest)
        if is_bare_year(word):
            meant = years_meant([*words, *titles])
            return Dated(heading=_bare_year(word, meant), words=others)
    return Dated(heading=None, words=words)


def _part_of_period(pair: tuple[str, str]) -> bool:
    return all(re.search(r"\d", word) or periods.find(word) or _is_month(word) for word in pair)


def _is_month(word: str) -> bool:
    return bool(re.fullmatch(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", word, re.I))


def _bare_year(word: str, meant: str) -> Heading:
    return Heading("outturn", period=year_as(word, meant), text=word, years=meant or "unclear")


def is_bare_year(word: str) -> bool:
    """Whether a heading is a year alone."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", word))


def year_as(word: str, meant: str) -> periods.Period | None:
    """A bare year as it is meant: "calendar", "ending", "starting"; None where that is not said."""
    match meant:
        case "calendar":
            return periods.canonical(word)
        case "ending":
            return periods.year(int(word) - 1)
        case "starting":
            return periods.year(int(word))
    return None


def years_meant(lines: Sequence[str]) -> str:
    """How these words say that a bare year is meant: "calendar", "ending" (the financial year that ended in it), "".

    >>> years_meant(["As at 31 March..."]), years_meant(["Calendar year"]), years_meant(["Year"])
    ('ending', 'calendar', '')
    """
    for line in lines:
        if _ENDING.search(line):
            return "ending"
        if _CALENDAR.search(line):
            return "calendar"
    return ""


def is_period(text: str) -> bool:
    """Whether a text is a period, a note's number behind it left aside."""
    try:
        periods.parse(without_reference(text))
    except BadInput:
        return False
    return True


def without_reference(text: str) -> str:
    """A text without a note's number, or a word for how sure it is, behind it.

    >>> without_reference("2017-18 (Note 1)"), without_reference("2018-19 so far")
    ('2017-18', '2018-19 so far')
    """
    return re.sub(r"\s*[(\[]\s*(?:notes?\s*[\d, and]+|revised|provisional|[rp])[)\]]\s*$", "", text, flags=re.I)


def parted(text: str) -> tuple[periods.Period, str] | None:
    """The one period named in a longer heading and what is left of it; None where there is none or several.

    >>> str(parted("Recycling rate 2018-19 (%)")[0]), parted("Recycling rate 2018-19 (%)")[1]
    ('2018/19', 'Recycling rate (%)')
    """
    found, words = periods.find(text), text.split()
    if found is None:
        return None
    runs = [(start, end) for end in range(1, len(words) + 1) for start in range(end - 1, -1, -1)]
    start, end = min(
        (run for run in runs if periods.find(" ".join(words[slice(*run)])) == found), key=lambda run: run[1] - run[0]
    )
    return found, " ".join([*words[:start], *words[end:]]).strip(" :,–-")
