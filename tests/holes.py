"""Sentences with a gap: what is left where a part that may be empty was put between words unasked."""

from __future__ import annotations

import re
from html import unescape

_ASIDE = re.compile(r"<(style|script|svg|pre)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|img|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_GAPS = {
    "two spaces": re.compile(r"\S  +\S"),
    "a space before a mark": re.compile(r"(?<![.,;:·–—<>|]) [.,;](?=\s|$)"),
    "two marks": re.compile(r"[,;:·] ?[.,;:·](?=\s|$)|(?<![.…])\.\.(?!\.)|\. \.(?=\s|$)"),
    "nothing in brackets": re.compile(r"\(\s*\)|\[\s*\]|“\s*”"),
    "a mark that nothing precedes": re.compile(r"^[.,;:](?=\s|$)|[(“] *[.,;]"),
    "a joint that nothing precedes or follows": re.compile(r"^· |· *$|\bof of\b|\bfor for\b|\band and\b"),
    "a word that nothing follows": re.compile(r"\b(?:and|or|against|than|the|a|an|as of|as at|out of)[.,;:](?=\s|$)"),
    "what a program says of nothing": re.compile(r"\b(?:nan|NaN|NaT|null|undefined|<NA>)\b|(?<=[a-z0-9,%] )None\b|''"),
    "a name that is missing": re.compile(r"(?:^|\s)['’]s\b"),
}


def found(text: str) -> list[str]:
    """The gaps of a text of one or more lines, each with its line.

    >>> found("No figures for  with these filters."), found("12 of 14, 2 late.")
    (['two spaces: No figures for  with these filters.'], [])
    """
    lines = [line.strip() for line in text.splitlines()]
    return [f"{what}: {line}" for line in lines for what, gap in _GAPS.items() if gap.search(line)]


def in_markup(markup: str) -> list[str]:
    """The gaps of a page's sentences: each block's text on a line of its own, its inline tags taken away."""
    return found(unescape(_TAG.sub("\n", _INLINE.sub("", _ASIDE.sub("", markup)))))
