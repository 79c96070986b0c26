"""Figures, movements and dates in words: one spelling for the screen, the charts and the reports.

Nothing is computed here that decides anything: a status has been decided, unrounded, before a figure is spelt.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeGuard

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def held(value: Any) -> TypeGuard[float]:
    """Whether there is a figure: None, NaN and NaT are not figures."""
    return value is not None and value == value and not (isinstance(value, float) and math.isnan(value))


def text(value: Any) -> str:
    """A text as it is, "" where there is none."""
    return str(value) if held(value) else ""


def figure(value: Any, *, unit: str = "number", decimals: Any = None, per: Any = None) -> str:
    """A figure with its unit, or "" where there is none.

    >>> figure(98.0, unit="percent"), figure(10500, unit="number"), figure(155000, unit="currency")
    ('98%', '10,500', '£155k')
    >>> figure(5.0, unit="days"), figure(3.24, unit="rate", decimals=1, per=1000)
    ('5 days', '3.2 per 1,000')
    """
    if not held(value):
        return ""
    if unit == "currency":
        return _money(value)
    number = plain(value, decimals=decimals)
    match unit:
        case "percent":
            return f"{number}%"
        case "days":
            return f"{number} {'day' if number in {'1', '−1'} else 'days'}"
        case "rate" if held(per) and float(per) > 1:
            return f"{number} per {float(per):,.0f}"
    return number


def against(value: Any, *bounds: Any, unit: str, decimals: Any = None, per: Any = None) -> str:
    """A figure beside its target and the other bounds of its status, with the decimals that show which side it is on.

    Where rounding would put it onto a bound it does not reach, or past it, it has as many more decimals as tell them
    apart; the first bound is the target, whose own spelling it never shares by rounding alone.

    >>> against(94.96, 95.0, unit="percent", decimals=1), against(98.2, 100.0, unit="percent", decimals=0)
    ('94.96%', '98%')
    >>> against(94.96, 100.0, 100.0, 95.0, unit="percent", decimals=0)
    '94.96%'
    """
    spelt = figure(value, unit=unit, decimals=decimals, per=per)
    if not held(value):
        return spelt
    exact, known = _exact(value), [_exact(bound) for bound in bounds if held(bound)]
    aim = _exact(bounds[0]) if bounds and held(bounds[0]) else None
    for places in (decimals, *range(int(decimals) + 1 if held(decimals) else 3, 7)):
        finer = figure(value, unit=unit, decimals=places, per=per)
        shown = _rounded(exact, unit=unit, decimals=places)
        if unit == "currency" and places is not decimals:
            finer, shown = f"£{plain(value, decimals=0)}", _rounded(exact, unit="number", decimals=0)
        apart = aim is None or exact == aim or finer != figure(aim, unit=unit, decimals=places, per=per)
        if apart and all(_side(shown, bound) == _side(exact, bound) for bound in known):
            return finer
    return spelt


def bounds(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a row's status changes: its target, its band, and where good and near end; None where it has none."""
    return tuple(row.get(name) for name in ("target", "target_lower", "target_upper", "good_bound", "near_bound"))


def outturn(row: Mapping[str, Any]) -> str:
    """A row's outturn with its unit, told apart from every bound of its status; "" where there is none."""
    return against(row["outturn"], *bounds(row), unit=row["unit"], decimals=row["decimals"], per=row.get("per"))


def target(row: Mapping[str, Any]) -> str:
    """What a row is judged against, and what it is where it is no plain target; "" where there is nothing.

    >>> row = {"target": 0.0, "target_kind": "target", "unit": "number", "decimals": 0}
    >>> target(row), target(row | {"target_kind": "benchmark"}), target(row | {"target": None, "target_kind": None})
    ('0', '0 (benchmark)', '')
    """
    shape = {"unit": row["unit"], "decimals": row["decimals"], "per": row.get("per")}
    kind = text(row.get("target_kind"))
    ends = [figure(row.get(name), **shape) for name in ("target_lower", "target_upper")]
    said = f"{ends[0]} to {ends[1]}" if all(ends) else figure(row.get("target"), **shape)
    if kind == "direction":
        return f"better than {said} (last year)" if said else "better than last year"
    return f"{said} ({kind})" if said and kind in {"forecast", "benchmark"} else said


def plain(value: Any, *, decimals: Any = None) -> str:
    """The bare number, to ``decimals`` places, or without a tail of noughts (at most two places) where none is set."""
    places = int(decimals) if held(decimals) else 2
    exact = Decimal(repr(float(value))) if not isinstance(value, Decimal) else value
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if not held(decimals) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if rounded < 0 else text


def change(value: Any, *, unit: str = "number", decimals: Any = None, per: Any = None) -> str:
    """A difference with its sign: "+2 points", "−£3k", "0"; of two percentages in points. One that would round to
    nought has the decimals that show it.

    >>> change(-0.04, unit="percent", decimals=1), change(0.4, unit="number", decimals=0)
    ('−0.04 points', '+0.4')
    """
    if not held(value):
        return ""
    if value == 0:
        return "0"
    while (
        held(decimals)
        and decimals < 6
        and unit != "currency"
        and not _rounded(_exact(value), unit=unit, decimals=decimals)
    ):
        decimals += 1
    return f"{'+' if value > 0 else '−'}{_size(abs(value), unit=unit, decimals=decimals, per=per)}"


def movement(value: Any, *, unit: str, decimals: Any = None, per: Any = None) -> str:
    """A difference in a sentence: "two points above", "£3k below", "the same as".

    >>> movement(-2.0, unit="percent"), movement(1200.0, unit="number"), movement(0.0, unit="percent")
    ('two points below', '1,200 above', 'the same as')
    """
    if value == 0:
        return "the same as"
    size = _size(abs(value), unit=unit, decimals=decimals, per=per)
    number, _, rest = size.partition(" ")
    if unit in {"percent", "days", "number"} and number.isdigit() and int(number) < len(WORDS):
        size = f"{WORDS[int(number)]} {rest}".strip()
    return f"{size} {'above' if value > 0 else 'below'}"


def count(number: int, noun: str, *, plural: str = "") -> str:
    """A count with its noun: "1 action", "1,200 actions"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def word(number: int) -> str:
    """A small count as a word, a larger one in digits."""
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def day(value: Any) -> str:
    """A British date, 31 March 2020, or "" where there is none."""
    if not held(value):
        return ""
    stamp: Any = value.date() if hasattr(value, "date") else value
    return f"{stamp.day} {stamp:%B %Y}"


def sentence(text: str) -> str:
    """The text with a capital first letter and one full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _size(size: Any, *, unit: str, decimals: Any, per: Any) -> str:
    if unit == "percent":
        number = plain(size, decimals=decimals)
        return f"{number} {'point' if number == '1' else 'points'}"
    return figure(size, unit=unit, decimals=decimals, per=per)


def _money(value: Any) -> str:
    """Pounds: in full under ten thousand, then in thousands, from a million in millions to two places."""
    sign, size = ("−" if value < 0 else ""), abs(float(value))
    if size >= 999_500:
        return f"{sign}£{plain(size / 1_000_000)}m"
    if size >= 10_000:
        return f"{sign}£{plain(size / 1_000, decimals=0)}k"
    return f"{sign}£{plain(size, decimals=None if size != int(size) else 0)}"


def _exact(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _rounded(value: Decimal, *, unit: str, decimals: Any) -> Decimal:
    """The number a reader sees: money from ten thousand is shown in thousands, from a million in millions."""
    places = int(decimals) if held(decimals) else 2
    if unit == "currency":
        size = abs(value)
        places = -4 if size >= 999_500 else -3 if size >= 10_000 else 2
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _side(value: Decimal, bound: Decimal) -> int:
    return (value > bound) - (value < bound)
