"""What a number format does to a number: whether it shows it times 100, which unit it writes beside it, by how much it
divides it. Rule: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_PIECE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|[^"\\_*\[]', re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_TESTS = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


class Shown(NamedTuple):
    """How one number is shown. ``times_100``: a per cent sign does it. ``unit`` is "percent" (by such a sign, by one
    that is only written beside the number, or by one that other numbers of the format have), "currency" or "".
    ``divided_by`` is 1,000 for each scaling comma.
    """

    times_100: bool = False
    unit: str = ""
    divided_by: int = 1


@lru_cache(maxsize=4096)
def shown(code: str, value: Decimal) -> Shown:
    """How a number format shows a number.

    >>> shown("0.0%", Decimal("0.95"))
    Shown(times_100=True, unit='percent', divided_by=1)
    >>> shown('0.0"%"', Decimal(95)).times_100, shown("#,##0,", Decimal(95000)).divided_by
    (False, 1000)
    >>> [shown("[<=1]0.0%;0.0", Decimal(each)).times_100 for each in (1, 95)]
    [True, False]
    """
    pieces = _section(code, value)
    signs = "".join(each for each in pieces if len(each) == 1)
    written = "".join(each.strip('"').removeprefix("\\") for each in pieces if each[0] in '"\\')
    written += "".join(each for each in pieces if each.startswith("[$"))
    times_100 = "%" in signs
    unit = "percent" if "%" in code else "currency" if "£" in signs + written else ""
    scaling = re.search(r"[0#?](,+)(?![0#?,])", signs)
    return Shown(times_100, unit, 1000 ** len(scaling[1]) if scaling else 1)


def _section(code: str, value: Decimal) -> tuple[str, ...]:
    """The pieces of the part of a format that serves this number: by its conditions, else by its sign."""
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    limits = [next((found for each in part if (found := _CONDITION.fullmatch(each))), None) for part in parts]
    if any(limits):
        for part, limit in zip(parts, limits, strict=True):
            if limit is None or _TESTS[limit[1]](value, Decimal(limit[2])):
                return tuple(part)
    place = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) > 2 else 0
    return tuple(parts[place])
