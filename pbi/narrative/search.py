"""What a reader looks for by words or by code: an indicator, a service, an authority or an action.

Case and accents make no difference: "ynys mon" finds Ynys Môn, and "wyddgrug" finds Yr Ŵyddgrug.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("Indicator", "Service", "Authority", "Action")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that may be found. ``whose``: the authority of an action, by code; ``more`` is said beside its name."""

    kind: str
    code: str
    name: str
    more: str = ""
    whose: str = ""


def folded(text: str) -> str:
    """Text without case and accents.

    >>> folded("Ŷ Ŵyl Môn")
    'y wyl mon'
    """
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).casefold()


def ranked(entries: Iterable[Entry], *, words: str) -> list[Entry]:
    """Those that hold every word, the best first: the code itself, the name itself, words begun so, words within.

    Of one rank: indicators, services, authorities, actions; then by name.

    >>> all = [Entry("Indicator", "TS10", "Visits"), Entry("Indicator", "TS1", "Revisits"), Entry("Action", "A", "Ts1")]
    >>> [each.code for each in ranked(all, words="ts1")], [each.code for each in ranked(all, words="visit")]
    (['TS1', 'A', 'TS10'], ['TS10', 'TS1'])
    """
    asked = folded(words).split()
    if not asked:
        return []
    held = [(rank, KINDS.index(each.kind), folded(each.name), each.code, each.whose, each)
            for each in entries if (rank := _rank(each, asked)) is not None]  # fmt: skip
    return [row[-1] for row in sorted(held, key=lambda row: row[:-1])]


def _rank(entry: Entry, asked: list[str]) -> int | None:
    """0 its code, 1 its name, 2 every word begins one of its words, 3 every word is within; None where one is not."""
    code, name, whole = folded(entry.code), folded(entry.name), " ".join(asked)
    if whole == code:
        return 0
    if whole == name:
        return 1
    text = f"{code} {name}"
    begun = "".join(each if each.isalnum() else " " for each in text).split() + text.split()
    if all(any(word.startswith(each) for word in begun) for each in asked):
        return 2
    return 3 if all(each in text for each in asked) else None


def sentence(count: int, *, words: str, shown: int) -> str:
    """How many were found.

    >>> sentence(0, words="nose", shown=12), sentence(1, words="noise", shown=12), sentence(40, words="n", shown=12)
    ('Nothing found: nose', 'Found: 1', 'Found: 40, the first 12 here; another word narrows it')
    """
    if not count:
        return f"Nothing found: {words}"
    return f"Found: {count:,}" + (f", the first {shown} here; another word narrows it" if count > shown else "")
