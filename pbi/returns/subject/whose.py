"""Which authority the lines above a table name, and how surely: a name inside a longer text may be a word or a person.

"Broxtowe Borough Council: performance" names a council; "Reading and writing scores" begins with a word that is one;
"prepared by J Hart" only holds one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pbi.catalogue.names import Names
from pbi.returns.cells.headings import squeeze

_STYLE = re.compile(
    r"\b(?:council|borough|district|county|city|unitary|authority|partnership|police|commissioner|fire|cbc|mbc|bc|dc|cc)\b",
    re.I,
)
_COUNCIL = re.compile(
    r"(?:(?:metropolitan|borough|district|county|city|unitary)\s+)*"
    r"(?:council|mbc|bc|dc|cc|cbc|fire and rescue|police)\b(?!\s+tax)",
    re.I,
)
"""The style of a body behind its bare name: "Ashfield District Council", not "Ashfield fire safety"."""
_PARTS = re.compile(r"\s*[:|;]\s*|\s+[-–—]\s+|\s*,\s*")
_NOT_OF = re.compile(
    r"\b(?:not|excluding|excludes?|except|without|other than|compared (?:to|with)|versus|vs|"
    r"prepared by|produced by|author|"
    r"contact|near(?:est)? neighbours?|source)\b",
    re.I,
)
_LONGEST = 6


class Surely(IntEnum):
    """How surely a line names an authority: it may hold the word, begin with it, or name the body itself."""

    HOLDS = 1
    BEGINS = 2
    NAMES = 3


@dataclass(frozen=True, slots=True)
class Named:
    """An authority's code, the words that name it, the line they are in, and how surely."""

    code: str
    words: str
    line: str
    surely: Surely


def above(lines: Sequence[str], names: Names) -> Named | None:
    """The authority that the lines above a table name: the surest, of equals that of the nearest line."""
    found = [named for line in reversed(lines) if (named := _in_line(line, names))]
    return max(found, key=lambda named: named.surely, default=None)


def _in_line(line: str, names: Names) -> Named | None:
    spellings = names.lookups["authority"].spellings
    denied = _NOT_OF.search(line)
    for part in _PARTS.split(line):
        if (code := spellings.get(compared(part))) and not denied:
            return Named(code, part, line, Surely.NAMES)
    for start, words in runs(line):
        code = spellings.get(compared(words))
        if code is None:
            continue
        before = denied is not None and denied.start() < line.find(words.split()[0])
        several = len(words.split()) > 1
        if before:
            surely = Surely.HOLDS
        elif _STYLE.search(words) or _is_styled(line, words) or (several and start == 0):
            surely = Surely.NAMES
        else:
            surely = Surely.BEGINS if start == 0 or several else Surely.HOLDS
        return Named(code, words, line, surely)
    return None


def _is_styled(line: str, words: str) -> bool:
    """Whether the style of a council is written behind a name or before it: "Ashfield District Council"."""
    before, _, behind = line.partition(words)
    return bool(_COUNCIL.match(behind.strip())) or bool(
        re.search(r"\b(?:city|borough|county) (?:council )?of\s*$", before, re.I)
    )


@lru_cache(maxsize=256)
def runs(line: str) -> tuple[tuple[int, str], ...]:
    """Every run of up to six words of a line that begins with a capital, the longest first, with its place."""
    words = line.replace(":", " ").replace(",", " ").split()
    return tuple(
        (start, " ".join(words[start : start + length]))
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
        if words[start][:1].isupper()
    )


@lru_cache(maxsize=4096)
def compared(text: str) -> str:
    """A text as the catalogue's spellings have it."""
    return squeeze(text.replace("&", " and "))
