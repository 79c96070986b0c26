"""Figures, movements and dates in words: one spelling for the screen, the charts and the reports.

Nothing is computed here that decides anything: a status has been decided, unrounded, before a figure is spelt.
One rule rounds every figure in every output: half away from zero, from the exact decimal. Where rounding would hide on
which side of another a figure is, it has as many more decimals as tell them apart. Rule: methods, section 4.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeGuard

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
BOUNDS = ("target", "target_lower", "target_upper", "good_bound", "near_bound")
"""The columns of a row that say where its status changes."""
SHORT, PENCE = "short", 2
THOUSANDS, MILLIONS = 10_000, 999_500
"""From which pounds on money is told in thousands, and in millions."""


def is_known(value: Any) -> TypeGuard[float]:
    """Whether there is a figure: None, NaN and NaT are not figures."""
    return value is not None and value == value and not (isinstance(value, float) and math.isnan(value))


def text(value: Any) -> str:
    """A text as it is, "" where there is none."""
    return str(value) if is_known(value) else ""


def figure(value: Any, *, unit: str = "number", decimals: Any = None, per: Any = None) -> str:
    """A figure with its unit, or "" where there is none.

    >>> figure(98.0, unit="percent"), figure(10500, unit="number"), figure(155000, unit="currency")
    ('98%', '10,500', '£155k')
    >>> figure(5.0, unit="days"), figure(3.24, unit="rate", decimals=1, per=1000)
    ('5 days', '3.2 per 1,000')
    """
    if not is_known(value):
        return ""
    return _at(_exact(value), _finer(unit, decimals)[0], unit=unit, per=per)


def against(value: Any, *bounds: Any, unit: str, decimals: Any = None, per: Any = None) -> str:
    """A figure beside its target and the other bounds of its status, with the decimals that show which side it is on.

    Where rounding would put it onto a bound it does not reach, or past it, it has as many more decimals as tell them
    apart; the first bound is the target, whose own spelling it never shares by rounding alone.

    >>> against(94.96, 95.0, unit="percent", decimals=1), against(98.2, 100.0, unit="percent", decimals=0)
    ('94.96%', '98%')
    >>> against(94.96, 100.0, 100.0, 95.0, unit="percent", decimals=0)
    '94.96%'
    """
    if not is_known(value):
        return ""
    exact, known = _exact(value), [_exact(bound) for bound in bounds if is_known(bound)]
    aim = _exact(bounds[0]) if bounds and is_known(bounds[0]) else None
    for places in _finer(unit, decimals):
        finer, shown = _at(exact, places, unit=unit, per=per), _rounded(exact, places, unit=unit)
        apart = aim is None or exact == aim or finer != _at(aim, places, unit=unit, per=per)
        if apart and all(_side(shown, bound) == _side(exact, bound) for bound in known):
            return finer
    return figure(value, unit=unit, decimals=decimals, per=per)


def apart(*values: Any, unit: str = "number", decimals: Any = None, per: Any = None) -> list[str]:
    """Figures told beside each other ("from 94.96% to 95.04%"), with the decimals by which unlike ones look unlike.

    >>> apart(94.96, 95.04, None, unit="percent", decimals=0), apart(155200, 155000, unit="currency")
    (['94.96%', '95.04%', ''], ['£155,200', '£155,000'])
    """
    exact = [_exact(value) if is_known(value) else None for value in values]
    unlike = {each for each in exact if each is not None}
    for places in _finer(unit, decimals):
        if len({_rounded(each, places, unit=unit) for each in unlike}) == len(unlike):
            break
    return ["" if each is None else _at(each, places, unit=unit, per=per) for each in exact]


def bounds(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a row's status changes: its target, its band, and where good and near end; None where it has none."""
    return tuple(row.get(name) for name in BOUNDS)


def shape(row: Mapping[str, Any]) -> dict[str, Any]:
    """How a row's figures are written: the arguments ``unit``, ``decimals`` and ``per`` of every function here."""
    return {"unit": row["unit"], "decimals": row["decimals"], "per": row.get("per")}


def outturn(row: Mapping[str, Any]) -> str:
    """A row's outturn with its unit, told apart from every bound of its status; "" where there is none."""
    return against(row["outturn"], *bounds(row), **shape(row))


def worked(row: Mapping[str, Any]) -> str:
    """The sum that makes a row's outturn: "100 × 38 ÷ 40 makes 95%.", "500 ÷ 60 makes 8.3 days, rounded."; "" where
    there are no two counts, or where the outturn is not theirs.

    >>> worked({"outturn": 95.0, "numerator": 38, "denominator": 40, "per": 100, "unit": "percent", "decimals": 0})
    '100 × 38 ÷ 40 makes 95%.'
    """
    top, under = row["numerator"], row["denominator"]
    if not (is_known(row["outturn"]) and is_known(top) and is_known(under)) or not under:
        return ""
    per = _exact(row["per"]) if is_known(row.get("per")) else Decimal(1)
    made = per * _exact(top) / _exact(under)
    if abs(made - _exact(row["outturn"])) > abs(made) / 10**6:
        return ""
    factor, shown = f"{plain(per)} × " if per != 1 else "", outturn(row)
    number = re.sub(r"[^\d.−]", "", shown.partition(" per ")[0]).replace("−", "-")
    exact = not shown.endswith(("k", "m")) and Decimal(number) == made
    return f"{factor}{plain(top)} ÷ {plain(under)} makes {shown}{'' if exact else ', rounded'}."


def target(row: Mapping[str, Any]) -> str:
    """What a row is judged against, and what it is where it is no plain target; "" where there is nothing.

    >>> row = {"target": 0.0, "target_kind": "target", "unit": "number", "decimals": 0}
    >>> target(row), target(row | {"target_kind": "benchmark"}), target(row | {"target": None, "target_kind": None})
    ('0', '0 (benchmark)', '')
    """
    shape = {"unit": row["unit"], "decimals": row["decimals"], "per": row.get("per")}
    kind = text(row.get("target_kind"))
    ends = [figure(row.get(name), **shape) for name in ("target_lower", "target_upper")]
    said = f"{ends[0]} to {ends[1]}" if all(ends) else _aim(row.get("target"), row.get("outturn"), **shape)
    if kind == "direction":
        return f"better than {said} (last year)" if said else "better than last year"
    return f"{said} ({kind})" if said and kind in {"forecast", "benchmark"} else said


def _aim(value: Any, outturn: Any, *, unit: str, decimals: Any, per: Any) -> str:
    """A target, as usual; with more decimals where the usual ones round it onto an outturn that is another number."""
    if is_known(value) and _rounded(_exact(value), _finer(unit, decimals)[0], unit=unit) != _exact(value):
        return against(value, outturn, unit=unit, decimals=decimals, per=per)
    return figure(value, unit=unit, decimals=decimals, per=per)


def plain(value: Any, *, decimals: Any = None) -> str:
    """The bare number, to ``decimals`` places, or without trailing zeros (at most two places) where none is set."""
    rounded = _exact(value).quantize(
        Decimal(1).scaleb(-(int(decimals) if is_known(decimals) else 2)), rounding=ROUND_HALF_UP
    )
    text = f"{abs(rounded):,f}"
    if not is_known(decimals) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if rounded < 0 else text


def change(value: Any, *, unit: str = "number", decimals: Any = None, per: Any = None) -> str:
    """A difference with its sign: "+2 points", "−£3k", "0"; of two percentages in points. One that would round to
    zero has the decimals that show it.

    >>> change(-0.04, unit="percent", decimals=1), change(0.4, unit="number", decimals=0)
    ('−0.04 points', '+0.4')
    """
    if not is_known(value):
        return ""
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else '−'}{size(value, unit=unit, decimals=decimals, per=per)}"


def movement(value: Any, *, unit: str, decimals: Any = None, per: Any = None) -> str:
    """A difference in a sentence: "two points above", "£3k below", "the same as".

    >>> movement(-2.0, unit="percent"), movement(1200.0, unit="number"), movement(0.0, unit="percent")
    ('two points below', '1,200 above', 'the same as')
    """
    if value == 0:
        return "the same as"
    said = size(value, unit=unit, decimals=decimals, per=per)
    number, _, rest = said.partition(" ")
    if unit in {"percent", "days", "number"} and number.isdigit() and int(number) < len(WORDS):
        said = f"{WORDS[int(number)]} {rest}".strip()
    return f"{said} {'above' if value > 0 else 'below'}"


def size(value: Any, *, unit: str, decimals: Any = None, per: Any = None) -> str:
    """How large a difference is, without its sign; never 0 where there is one.

    >>> size(-0.04, unit="percent", decimals=1), size(0.4, unit="currency"), size(-1.0, unit="percent", decimals=0)
    ('0.04 points', '£0.40', '1 point')
    """
    exact = abs(_exact(value))
    places = next((each for each in _finer(unit, decimals) if _rounded(exact, each, unit=unit)), decimals)
    if unit == "percent":
        number = plain(exact, decimals=places)
        return f"{number} {'point' if number == '1' else 'points'}"
    return _at(exact, places, unit=unit, per=per)


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
    if not is_known(value):
        return ""
    stamp: Any = value.date() if hasattr(value, "date") else value
    return f"{stamp.day} {stamp:%B %Y}"


def sentence(text: str) -> str:
    """The text with a capital first letter and one full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _finer(unit: str, decimals: Any) -> list[Any]:
    """The decimals a figure may be told with, the usual ones first; SHORT: money in thousands and millions."""
    if unit == "currency":
        return [SHORT, 0, *range(2, 7)]
    return [decimals, *range(int(decimals) + 1 if is_known(decimals) else 3, 7)]


def _at(value: Decimal, places: Any, *, unit: str, per: Any) -> str:
    """A figure with its unit, to so many places."""
    if unit == "currency":
        is_short = places is SHORT or (places <= PENCE and abs(value) < THOUSANDS)
        said = _money(abs(value)) if is_short else f"£{plain(abs(value), decimals=places)}"
        return f"−{said}" if value < 0 and said.strip("£0.,km") else said
    number = plain(value, decimals=places)
    match unit:
        case "percent":
            return f"{number}%"
        case "days":
            return f"{number} {'day' if number in {'1', '−1'} else 'days'}"
        case "rate" if is_known(per) and per > 1:
            return f"{number} per {plain(per, decimals=0)}"
    return number


def _money(size: Decimal) -> str:
    """Pounds: in full under ten thousand, then in thousands, from a million in millions to two places."""
    if size >= MILLIONS:
        return f"£{plain(size / 1_000_000)}m"
    if size >= THOUSANDS:
        return f"£{plain(size / 1_000, decimals=0)}k"
    return f"£{plain(size, decimals=None if size != int(size) else 0)}"


def _exact(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _rounded(value: Decimal, places: Any, *, unit: str) -> Decimal:
    """The number a reader sees: money from ten thousand is shown in thousands, from a million in millions."""
    if unit == "currency" and places is SHORT:
        places = -4 if abs(value) >= MILLIONS else -3 if abs(value) >= THOUSANDS else PENCE
    elif unit == "currency" and abs(value) < THOUSANDS:
        places = max(places, PENCE)
    return value.quantize(Decimal(1).scaleb(-(int(places) if is_known(places) else 2)), rounding=ROUND_HALF_UP)


def _side(value: Decimal, bound: Decimal) -> int:
    return (value > bound) - (value < bound)
