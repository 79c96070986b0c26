"""A figure as people type it, taken apart: its sign, number, scale and unit, and the marks around it.

Nothing is made of a text but what it says: brackets and a trailing minus are negative, "45 of 50" is two numbers, "c."
makes an estimate. What bounds a figure (<5), and what has two meanings (10m, 98.2p), is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pbi.model import Availability
from pbi.workbook.runs import MARKS

_MARKS = {
    Availability.PROVISIONAL: "p|provisional",
    Availability.REVISED: "r|revised",
    Availability.ESTIMATED: "e|estimated|estimate|est",
    Availability.BREAK: "b|break",
}
_QUALIFIERS = {word: state for state, words in _MARKS.items() for word in words.split("|")}
_DIGITS = r"\d{1,3}(?:[,'’ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_COMMA = re.compile(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d+")
_FIGURE = re.compile(
    rf"(?P<sign>[-−–—]?)\s*(?P<currency>(?:£|GBP\b)?)\s*(?P<after>[-−–—]?)(?P<digits>{_DIGITS})\s*"
    r"(?P<scale>k|m|bn|thousand|million|billion)?(?![a-z])\s*(?P<unit>%|per ?cent\b|[a-z][a-z /]{0,30})?\s*"
    r"(?P<behind>[-−]?)\s*"
    rf"(?:\[(?P<mark>[preb])\]|\((?P<word>{'|'.join(_QUALIFIERS)})\))?",
    re.I,
)
_ABOUT = re.compile(
    r"(?:c\.|c(?=\s)|ca\.?|circa|approx\.?|approximately|around|about|est\.?|estimated|[~≈])\s*(?=[\d£.])", re.I
)
_IN_BRACKETS = re.compile(r"(£?)\s*\(\s*([^()]*\d[^()]*)\)\s*(%?)")
_FOOTNOTE = re.compile(rf"\s*(?:[{MARKS}]+|[*†‡#]+)$")
_OF = re.compile(rf"({_DIGITS})\s*(?:\(\s*(?:out )?of\s*|(?:out )?of\s*|/\s*)({_DIGITS})\s*\)?", re.I)
_PENCE = re.compile(rf"({_DIGITS})\s?p", re.I)
_TIME = re.compile(
    r"\d+:\d\d(?::\d\d)?|(?:\d+(?:\.\d+)?\s*(?:d|h|m|s|days?|hrs?|hours?|mins?|minutes?|secs?|seconds?)\b\s*){2,}", re.I
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
_CHANGES_IT = re.compile(
    r"[<>≤≥≈~+()\[\]−–—]|-\s*\d|\d\s*-|\d\s*[a-z]\b|"
    r"\b(?:under|over|less|more|than|least|most|up to|below|above|between|minus|negative|loss|deficit|not|of|"
    r"k|m|bn|hundred|thousand|million|billion|dozen|half|quarter|c|circa|approx\w*|about|around|est\w*)\b",
    re.I,
)
"""What gives the one number of a text another sign, size or bound than it has by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure taken apart: ``value`` in full, ``unit`` as words ("percent", "currency", "days" or others), ``mark`` as
    its availability, ``footnote`` the sign of one, ``out_of`` the second number of "45 of 50".
    """

    value: Decimal
    unit: str = ""
    mark: Availability | None = None
    footnote: str = ""
    out_of: Decimal | None = None
    is_decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text is no figure, for a person to settle: a length of time, one of several ``meanings``, or words.
    ``fix`` is what to write where that is certain.
    """

    meanings: str = ""
    fix: str = ""
    is_time: bool = False


def read(text: str, *, decimal_comma: bool = False) -> Typed | Unclear:
    """What a text says. ``decimal_comma``: it comes from a file that writes decimals behind a comma.

    >>> [str(read(text).value) for text in ("(3)", "£(53,180.08)", "5-", "–5", "£-3", "(5.2%)", "£1.2m", "1 234")]
    ['-3', '-53180.08', '-5', '-5', '-3', '-5.2', '1200000.0', '1234']
    >>> read("c. 300").mark.value, read("1,234*").footnote, str(read("45 (of 50)").out_of), read("<5") == Unclear()
    ('estimated', '*', '50', True)
    """
    text = " ".join(text.split())
    if _TIME.fullmatch(text):
        return Unclear(is_time=True)
    footnote = _FOOTNOTE.search(text)
    if footnote:
        text = text[: footnote.start()]
    about = _ABOUT.match(text)
    if about:
        text = text[about.end() :]
    if pence := _PENCE.fullmatch(text):
        return Unclear("a provisional figure or pence", fix=f"{pence[1]} [p]")
    if pair := _OF.fullmatch(text):
        first, second = (number(each) for each in pair.groups())
        return Typed(value=first, out_of=second, unit="percent") if 0 < second >= first else Unclear()
    negative = _IN_BRACKETS.fullmatch(text)
    if negative:
        text = "".join(negative.groups())
    comma = bool(_COMMA.fullmatch(text) or (decimal_comma and re.fullmatch(r"-?[\d.]*\d,\d+", text)))
    found = _FIGURE.fullmatch(text.replace(".", "").replace(",", ".") if comma else text)
    if not found:
        return Unclear(fix=_alone(text) if not (footnote or about or negative) else "")
    return _figure(
        found,
        text,
        mark=Availability.ESTIMATED if about else None,
        footnote=footnote,
        negative=bool(negative),
        comma=comma,
    )


def _figure(
    found: re.Match[str],
    text: str,
    *,
    mark: Availability | None,
    footnote: re.Match[str] | None,
    negative: bool,
    comma: bool,
) -> Typed | Unclear:
    scale, unit = (found["scale"] or "").lower(), " ".join((found["unit"] or "").lower().split())
    signs = [bool(found["sign"]), bool(found["after"]), bool(found["behind"]), negative]
    if sum(signs) > 1:
        return Unclear()
    if scale == "m" and not found["currency"]:
        return Unclear("minutes, metres or millions")
    value = number(found["digits"]).scaleb(_SCALES.get(scale, 0))
    return Typed(
        value=-value if any(signs) else value,
        unit="currency" if found["currency"] else _UNITS.get(unit, unit),
        mark=_QUALIFIERS.get((found["mark"] or found["word"] or "").lower()) or mark,
        footnote=footnote.group(0).strip() if footnote else "",
        is_decimal_comma=comma,
    )


def number(digits: str) -> Decimal:
    """A number without what divides its thousands."""
    return Decimal(re.sub(r"[,'’\s]", "", digits))


def _alone(text: str) -> str:
    """The one number of a text, where the words beside it leave its sign, size and bound as they are; else nothing."""
    numbers = re.findall(r"£?\d(?:[\d,]*\d)?(?:\.\d+)?\s*%?", text)
    return numbers[0].strip() if len(numbers) == 1 and not _CHANGES_IT.search(text) else ""


_LIMIT = re.compile(
    r"(?:(?:>=?|≥|at least|no less than|not less than|minimum(?: of)?|min\.?|above|over|more than)\s*(?P<least>.+)"
    r"|(?:<=?|≤|at most|no more than|not more than|maximum(?: of)?|max\.?|below|under|less than|up to)\s*(?P<most>.+)"
    r"|(?P<plus>.+?)\s*(?:\+|or more|or above|and above))",
    re.I,
)


def limit(text: str) -> tuple[str, str]:
    """A target without the words of its limit, and which way is better by them: "higher", "lower" or "".

    >>> limit("≥95%"), limit("No more than 2"), limit("90%+"), limit("85%")
    (('95%', 'higher'), ('2', 'lower'), ('90%', 'higher'), ('85%', ''))
    """
    found = _LIMIT.fullmatch(" ".join(text.split()))
    if not found:
        return text, ""
    return (found["most"], "lower") if found["most"] else (found["least"] or found["plus"], "higher")
