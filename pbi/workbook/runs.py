"""A text whose parts look different: raised footnote marks and words struck out are not read as the figure beside them.

A raised part is written with raised characters (95¹), or in square brackets where there are none; what is struck out is
left away.
"""

from __future__ import annotations

from collections.abc import Mapping

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The raised digits: a footnote's number behind a word or a figure."""


class Runs:
    """Gathers one text from its runs. ``whole`` is every part of it, ``seen`` what a reader takes for the text."""

    def __init__(self) -> None:
        self.whole = self.seen = ""
        self.is_struck = False
        self._raised = self._crossed = False

    def begin(self) -> None:
        """Another run of the same text."""
        self._raised = self._crossed = False

    def style(self, element: str, attributes: Mapping[str, str]) -> None:
        """An element of a run's properties."""
        if element == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif element == "strike":
            self._crossed = attributes.get("val", "1") in ("1", "true", "on")

    def add(self, text: str) -> None:
        self.whole += text
        self.is_struck |= self._crossed and bool(text.strip())
        if not self._crossed:
            self.seen += raised(text) if self._raised else text


def raised(text: str) -> str:
    """A raised part of a text in characters that are raised themselves.

    >>> raised("1"), raised("p"), raised(" ")
    ('¹', ' [p]', ' ')
    """
    if not text.strip():
        return text
    return text.translate(_RAISED) if text.strip().isdigit() else f" [{text.strip()}]"
