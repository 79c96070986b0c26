"""Which indicator of the catalogue a row is about, however it spells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from pbi.catalogue.names import Names
from pbi.model import Finding
from pbi.returns.cells.headings import squeeze
from pbi.returns.rules.names import (
    INDICATOR_CONTRADICTS,
    INDICATOR_NAME_DIFFERS,
    NEW_INDICATOR,
    UNKNOWN_INDICATOR,
    did_you_mean,
)
from pbi.returns.subject.context import Asked
from pbi.workbook.cells import Cell

_IDENTITY = ("code", "indicator", "name", "title")
_MISTYPED = str.maketrans("lio", "110", "-_./")
_CODE_FIRST = re.compile(r"(?P<code>[A-Za-z&]{0,8}[ _./-]?\d[\w./&-]*)[\s:–-]+(?P<name>\S.*)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a row calls its indicator: ``code`` of the catalogue, or what it ``proposes`` (code, name) where there is
    none.
    """

    code: str | None = None
    proposes: tuple[str, str] | None = None
    findings: tuple[Finding, ...] = ()


def compact(code: str) -> str:
    """A code as it compares: without case and spacing."""
    return "".join(code.lower().split())


def slug(name: str) -> str:
    """A code made from a name where the sender gives none.

    >>> slug("Let's Work Together project")
    'lets-work-together-project'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")
    return plain if len(plain) <= 64 else plain[:64].rsplit("-", 1)[0]


def identify(cells: Mapping[str, Cell], *, asked: Asked) -> Identity:
    """The indicator a row names. Unknown ones are an error with the near matches, or a note where they may be added."""
    code, name, cell = spelt(cells)
    spellings = asked.names.lookups["indicator"].spellings
    known = spellings.get(compact(code or name))
    if known is None and not code:
        known = spellings.get(slug(name)) or asked.once(("name", name), lambda: by_name(name, asked.names))
    if known:
        told = (*_contradicts(known, cells, asked), *_name_differs(known, name if code else "", cell, asked))
        return Identity(code=known, findings=told)
    shown = f"{code} {name}".strip()
    if asked.add_indicators:
        return Identity(
            proposes=(code or slug(name), name or code),
            findings=(NEW_INDICATOR.at(cell, indicator=shown),),
        )
    near = asked.once(("like", code, name), lambda: near_matches(code, name, asked.names))
    return Identity(
        findings=(
            UNKNOWN_INDICATOR.at(cell, indicator=shown, suggestion=did_you_mean(near), fix=near[0] if near else ""),
        )
    )


def by_name(name: str, names: Names) -> str | None:
    """The one indicator called exactly this, without case and punctuation; None where there is none or several."""
    called = [code for code, row in names.indicators.items() if squeeze(str(row["name"])) == squeeze(name)]
    return called[0] if len(called) == 1 else None


def near_matches(code: str, name: str, names: Names) -> list[str]:
    """Up to three codes spelt nearly like this one, and those called nearly so; first the one in which l was typed for
    1 or O for 0.
    """
    by_code = {compact(each): each for each in names.indicators}
    by_title = {squeeze(str(row["name"])): each for each, row in names.indicators.items()}
    plain = compact(code).translate(_MISTYPED)
    mistyped = [by_code[each] for each in by_code if code and each.translate(_MISTYPED) == plain]
    close = [by_code[each] for each in get_close_matches(compact(code), by_code, cutoff=0.75)] if code else []
    return list(
        dict.fromkeys(
            [*mistyped, *close, *(by_title[each] for each in get_close_matches(squeeze(name), by_title, cutoff=0.75))]
        )
    )[:3]


def spelt(cells: Mapping[str, Cell]) -> tuple[str, str, Cell]:
    """Code and name as the row writes them, "" where it does not, and the cell that says so."""
    if joined := cells.get("code_name"):
        found = _CODE_FIRST.fullmatch(joined.text)
        return (
            (found["code"], " ".join(found["name"].split()), joined)
            if found
            else ("", " ".join(joined.text.split()), joined)
        )
    code, said = cells.get("code"), cells.get("indicator")
    named = next((cells[field] for field in ("name", "title") if field in cells), None)
    if code:
        named = named or said
    elif said and (named or bool(re.fullmatch(r"\S*\d\S*|[A-Z]{2,8}", said.text))):
        code = said
    else:
        named = named or said
    text = " ".join(named.text.split()) if named else ""
    cell = code or named
    assert cell is not None, "a layout hands on no row that names nothing"
    return (code.text if code else "", text, cell)


def _contradicts(code: str, cells: Mapping[str, Cell], asked: Asked) -> tuple[Finding, ...]:
    """Two columns that each name an indicator of the catalogue, and not the same one."""
    spellings = asked.names.lookups["indicator"].spellings
    for cell in (cells[field] for field in _IDENTITY if field in cells):
        other = spellings.get(compact(cell.text)) or spellings.get(slug(cell.text))
        if other not in (None, code):
            return (INDICATOR_CONTRADICTS.at(cell, other=other, expected=code, fix=code),)
    return ()


def _name_differs(code: str, name: str, cell: Cell, asked: Asked) -> tuple[Finding, ...]:
    """A known code beside quite another name is likely another council's code."""
    known = str(asked.names.indicators[code]["name"])
    alike = SequenceMatcher(None, name.lower(), known.lower()).ratio() if name else 1
    if alike >= 0.4 or name.lower() in known.lower():
        return ()
    return (INDICATOR_NAME_DIFFERS.at(cell, indicator=code, name=name, expected=known),)
