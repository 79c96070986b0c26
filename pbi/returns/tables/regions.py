"""Areas that are no authority: countries, regions and other groups, told by their ONS code or their name."""

from __future__ import annotations

import re

from pbi.returns.cells.headings import squeeze
from pbi.workbook.cells import Cell

_CODE = re.compile(r"[EWSNKJL]\d{8}", re.I)
_WHOLES = {"E11", "E12", "E13", "E92", "W92", "S92", "N92", "K02", "K03", "K04", "J99"}
"""Metropolitan counties, regions, inner and outer London, countries and what is made of them: sums of authorities."""
_OTHERS = {
    "E01": "lower layer super output areas",
    "E02": "middle layer super output areas",
    "E05": "wards",
    "E14": "parliamentary constituencies",
    "E47": "combined authorities",
    "E54": "integrated care boards",
    "W05": "wards",
    "W07": "parliamentary constituencies",
}
_NAMES = {
    squeeze(name)
    for name in (
        *("England", "Wales", "Scotland", "Northern Ireland", "Great Britain", "United Kingdom", "UK", "GB"),
        *("England and Wales", "England & Wales", "North East", "North West", "Yorkshire and The Humber"),
        *("Yorkshire and Humber", "Yorkshire & the Humber", "East Midlands", "West Midlands", "East of England"),
        *("East", "Eastern", "London", "Greater London", "South East", "South West", "Inner London", "Outer London"),
    )
}
_SUFFIX = re.compile(r"\b(?:region|as a whole|total|totals|average)\b|\(.*\)|[\[*].*", re.I)
_COUNTRY = re.compile(
    r"\b(?:England(?: and Wales)?|Great Britain|United Kingdom|Wales|Scotland|Northern Ireland)\b(?!['’]s)"
)


def is_code(cell: Cell) -> bool:
    """Whether a cell holds a code of the Office for National Statistics."""
    return isinstance(cell.value, str) and bool(_CODE.fullmatch(cell.text))


def is_whole(text: str) -> bool:
    """Whether a code or a name is of an area whose figures are sums of authorities.

    >>> is_whole("E12000001"), is_whole("ENGLAND as a whole (Notes 2,4)"), is_whole("E07000172"), is_whole("London")
    (True, True, False, True)
    """
    if _CODE.fullmatch(text.strip()):
        return text.strip()[:3].upper() in _WHOLES
    return squeeze(_SUFFIX.sub(" ", text)) in _NAMES


def others(code: str) -> str | None:
    """What kind of area a code is of that is neither an authority nor made of authorities; None for all other codes."""
    return _OTHERS.get(code.strip()[:3].upper()) if _CODE.fullmatch(code.strip()) else None


def country(text: str) -> str | None:
    """The country that a title speaks of, or None.

    >>> country("Fire Safety Audits during 2015-16, England"), country("Licensing in Broxtowe")
    ('England', None)
    """
    found = _COUNTRY.search(text)
    return found.group(0) if found else None
