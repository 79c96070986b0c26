"""How wide the columns of a printed table are: no word broken, a figure or a day on one line, the rest as they need."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PADDING = 2.0
"""Characters that the space between two columns takes."""
_LONGEST = 46
"""Characters beyond which a cell's text is no reason for a wider column: it is set in lines."""
_TOGETHER = 12
"""Characters of a cell that stays on one line whatever it holds."""
_HEAVIER = 1.2
"""How much wider a heading's letters are."""
_BREAKS = re.compile("[ \n-]+")


def shares(columns: Sequence[Sequence[str]], *, whole: Sequence[bool], room: float) -> list[float]:
    """The share of the width, 0 to 1, of each column, given its texts, the heading first.

    ``whole``: columns whose cells stay on one line; ``room``: how many characters fit across the page.

    >>> shares([["Name", "one two and four"], ["Of", "100%"]], whole=[False, True], room=40)
    [0.75, 0.25]
    """
    least = [_PADDING + _least(texts, whole=one) for texts, one in zip(columns, whole, strict=True)]
    wanted = [max(low, _wanted(texts)) for low, texts in zip(least, columns, strict=True)]
    over, spare = sum(wanted) - sum(least), room - sum(least)
    if spare > 0 and over > 0:
        part = min(1.0, spare / over)
        least = [low + (want - low) * part for low, want in zip(least, wanted, strict=True)]
    return [each / sum(least) for each in least]


def across(columns: Sequence[Sequence[str]]) -> float:
    """How many characters a table would take if no cell but the longest were set in lines."""
    return sum(map(_wanted, columns))


def _wanted(texts: Sequence[str]) -> float:
    return _PADDING + min(_LONGEST, max(map(len, texts)))


def _least(texts: Sequence[str], *, whole: bool) -> float:
    heading, *cells = texts
    parts = [part for cell in cells for part in ([cell] if whole or len(cell) <= _TOGETHER else _BREAKS.split(cell))]
    return max([_HEAVIER * max(map(len, _BREAKS.split(heading))), *map(len, parts)])
