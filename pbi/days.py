"""Days as people write them: in figures, day first, or with the month by its name."""

from __future__ import annotations

import re
from datetime import date

_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october|"
    "nov november|dec december"
)
MONTHS = {name: number for number, names in enumerate(_NAMES.split("|"), start=1) for name in names.split()}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = (
    r"(?:\d\d?[/.\-]\d\d?[/.\-](?:(?:19|20)?\d\d)|(?:19|20)\d\d-\d\d-\d\d|"
    rf"\d\d?(?:st|nd|rd|th)?\s+{MONTH}\s+(?:19|20)\d\d)(?:\s+00:00)?"
)


def day(text: str) -> date | None:
    """The day a text is, day first where it is written in figures; None where it is not a day.

    >>> day("31/03/2019"), day("31 March 2019") == day("2019-03-31"), day("31/02/2019")
    (datetime.date(2019, 3, 31), True, None)
    """
    if not re.fullmatch(DAY, text, re.I):
        return None
    parts = re.findall(r"\d+|[a-z]{3,}", text.lower().removesuffix(" 00:00"))
    first, second, third = parts if len(parts[0]) < 4 else reversed(parts)
    try:
        return date(century(third), MONTHS.get(second) or int(second), int(first))
    except ValueError:
        return None


def century(text: str) -> int:
    """The calendar year of two figures or four: 99 is 1999 and 19 is 2019."""
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) >= 70 else 2000)
