"""The words that no screen, paper or help uses, and how long a sentence may be."""

from __future__ import annotations

import re

LONGEST = 25
DIALECT = re.compile(
    r"\b(nought|anew|mend(?:s|ed|ing)?|stands?|stood|held|is none|not ratified|restated figures?|whom to)\b",
    re.I,
)


def dialect(text: str) -> list[str]:
    """Each word of the dialect in a text, with what surrounds it."""
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in DIALECT.finditer(text)]


def long_sentences(text: str) -> list[str]:
    """The sentences of a text that have more words than ``LONGEST``."""
    return [each for each in re.split(r"(?<=[.;:?!])\s+", text) if len(each.split()) > LONGEST]
