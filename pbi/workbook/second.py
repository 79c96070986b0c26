"""The second reading of a cell, and whether it agrees with the first.

python-calamine reads first. Our own streaming readers, which pass over the file for formats and errors, read every
value again on their way, each from what the file itself holds: the two share no code. What they read differently is
handed on with both readings, so that a person decides; so is a cell that the file writes twice.
"""

from __future__ import annotations

import re
import struct
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from pbi.workbook import formats
from pbi.workbook.cells import number_text

Reading = float | bool | str | datetime | None
"""A number (also the one behind a date), a truth, a text, the moment a file spells out, or SOME_TEXT."""

SOME_TEXT = None
"""A text of which only that it is one was read."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_DATE_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|e[+-]', re.I)
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LEAP_YEAR_THAT_WAS_NONE = 61
"""Serial numbers before 1 March 1900 count a day that was none; programs differ, and no return has such a date."""
_LAST_SERIAL = 2_958_466
_MOMENT = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a number format shows a day or a time.

    >>> [is_date(code) for code in ("dd/mm/yyyy", "[h]:mm", '0.0" days"', "[Red]0.00", "")]
    [True, True, False, False, False]
    """
    return bool(re.search("[dmyhs]", _NO_DATE_PART.sub("", code), re.I))


def agree(first: object, second: Reading, *, code: str = "", from_1904: bool = False) -> bool:
    """Whether two readings of a cell come to the same. ``code`` is its number format; ``from_1904`` how days count.

    >>> agree(12.0, 12.0), agree(1.0, 12.0), agree(date(2020, 3, 31), 43921.0, code="dd/mm/yyyy")
    (True, False, True)
    """
    if type(first) is type(second) and first == second and not code:
        return True  # nearly all cells are
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, str):
        return _same_text(first, second, code)
    if isinstance(first, int | float):
        return isinstance(second, int | float) and first == second and not is_date(code)
    if isinstance(second, int | float):
        return is_date(code) and _same_moment(first, second, from_1904=from_1904)
    if isinstance(second, datetime) and isinstance(first, date):
        return _moment(first) == second
    return isinstance(first, time | timedelta) and isinstance(second, str)


def unescaped(text: str) -> str:
    """A text in which Excel's ``_x000D_`` is the character it stands for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def moment(text: str) -> Reading:
    """A day or a moment spelt as ISO 8601 has it, else the text."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return text


def figure(text: str) -> Reading:
    """The number a file writes, else the text as it stands.

    >>> figure("1.5E+2"), figure("1,5")
    (150.0, '1,5')
    """
    try:
        return float(text)
    except ValueError:
        return text


def unpacked(number: int) -> float:
    """A number packed in four bytes (RK): thirty bits of a whole number or of a double, perhaps times a hundred.

    >>> unpacked(2 << 2 | 2), unpacked(150 << 2 | 3)
    (2.0, 1.5)
    """
    if number & 2:
        value = float(number >> 2 if number < 1 << 31 else (number >> 2) - (1 << 30))
    else:
        value = float(struct.unpack("<d", struct.pack("<II", 0, number & 0xFFFFFFFC))[0])
    return value / 100 if number & 1 else value


def shown(reading: Reading, *, code: str = "", from_1904: bool = False) -> str:
    """A reading as a person would write it."""
    if isinstance(reading, bool):
        return str(reading).upper()
    if isinstance(reading, float):
        if is_date(code) and _LEAP_YEAR_THAT_WAS_NONE <= reading < _LAST_SERIAL:
            return f"{_FIRST_DAY[from_1904] + timedelta(days=reading):%d/%m/%Y}"
        if not isfinite(reading):
            return "no number"
        number = Decimal(repr(reading))
        return number_text(number, percent=formats.shown(code, number).times_100)
    if isinstance(reading, datetime):
        return f"{reading:%d/%m/%Y}"
    return "a text" if reading is SOME_TEXT else " ".join(reading.split())


def _same_text(first: str, second: Reading, code: str) -> bool:
    """White space apart, in which programs that write the same words differ; a number with spaces around it is read
    as its digits.
    """
    if isinstance(second, float):
        return not is_date(code) and figure(first) == second
    return second is SOME_TEXT or (isinstance(second, str) and "".join(first.split()) == "".join(second.split()))


def _same_moment(first: object, serial: float, *, from_1904: bool) -> bool:
    if isinstance(first, timedelta):
        return abs(first - timedelta(days=serial)) < _MOMENT
    if isinstance(first, time):
        spent = timedelta(hours=first.hour, minutes=first.minute, seconds=first.second)
        return abs(spent - timedelta(days=serial % 1)) < 2 * _MOMENT
    if not isinstance(first, date) or not 0 <= serial < _LAST_SERIAL:
        return False
    if serial < _LEAP_YEAR_THAT_WAS_NONE and not from_1904:
        return True
    return abs(_moment(first) - _FIRST_DAY[from_1904] - timedelta(days=serial)) < _MOMENT


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
