"""Which authority, period and service a candidate is about: from its row, else from what stands around its table,
else from what the caller said. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, TypeVar

from pbi import period as periods
from pbi.catalogue.names import Names
from pbi.errors import BadInput, UnknownName
from pbi.model import Finding
from pbi.period import Period
from pbi.returns.cells import spans
from pbi.returns.model.agreed import NOTHING_AGREED, Agreed
from pbi.returns.model.candidates import SIDE_BY_SIDE, Candidate
from pbi.returns.rules.names import (
    NO_AUTHORITY_IN_ROW,
    NO_PERIOD_IN_ROW,
    NOT_A_PERIOD,
    PART_OF_A_YEAR,
    PERIOD_NOT_BEGUN,
    PERIOD_UNREADABLE,
    SEVERAL_AUTHORITIES,
    UNKNOWN_AUTHORITY,
    UNKNOWN_AUTHORITY_CODE,
    UNKNOWN_SERVICE,
    did_you_mean,
)
from pbi.returns.subject import whose
from pbi.returns.subject.whose import compared
from pbi.returns.tables import regions
from pbi.workbook.cells import Cell

T = TypeVar("T")
_NEARLY = 0.85
"""So much of two names is alike where one is a slip of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the sender said beside the file, the catalogue's lookups and the agreed targets."""

    names: Names
    agreed: Agreed = NOTHING_AGREED
    authority: str | None = None
    period: Period | None = None
    filename: str = ""
    add_indicators: bool = False
    mappings: Sequence[Mapping[str, Any]] = ()
    _looked_up: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, about: tuple[str, ...], look_up: Callable[[], T]) -> T:
        """The answer of a look-up that is slow for strange names: the same name in ten thousand rows is sought once."""
        if about not in self._looked_up:
            self._looked_up[about] = look_up()
        found: T = self._looked_up[about]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Authority and period of a candidate; None where it could not be settled, which a finding then says."""

    authority: str | None = None
    period: Period | None = None
    findings: tuple[Finding, ...] = ()


def place(candidate: Candidate, *, asked: Asked, at: Cell, dated: bool = True) -> Place:
    """The authority of a candidate and, where it is a dated kind, its period. ``at`` is the cell to point to."""
    gaps = candidate.words.get("gaps", "")
    authority, who = (None, _gap("authority", at)) if "authority" in gaps else _authority(candidate, asked, at)
    period, when = (
        ((None, _gap("period", at)) if "period" in gaps else _period(candidate, asked, at)) if dated else (None, None)
    )
    return Place(authority=authority, period=period, findings=tuple(each for each in (who, when) if each))


def _gap(name: str, at: Cell) -> Finding:
    """A row that leaves blank what the rows around it say."""
    return (NO_AUTHORITY_IN_ROW if name == "authority" else NO_PERIOD_IN_ROW).at(at, found="nothing")


def _authority(candidate: Candidate, asked: Asked, at: Cell) -> tuple[str | None, Finding | None]:
    cell = candidate.cells.get("authority")
    if cell is None:
        several = asked.once(("several", *candidate.around.titles), lambda: _several(candidate, asked.names))
        return (None, _side_by_side(several, at)) if several else (authority_around(candidate, asked), None)
    found = asked.once(("authority", cell.text), lambda: _sought(cell.text, asked.names))
    if isinstance(found, str):
        return found, None
    if "wide" in candidate.words and cell.address != asked.once(("told", cell.sheet, cell.text), lambda: cell.address):
        return None, None  # a long table names it in a thousand rows: it is told in the first
    if regions.is_code(cell):
        return None, _unknown_code(cell, candidate.cells.get("authority_name"), asked.names)
    near = [] if regions.is_whole(cell.text) else found.near
    return None, UNKNOWN_AUTHORITY.at(cell, suggestion=did_you_mean(near), fix=_spelt_nearly(cell.text, near))


def _spelt_nearly(said: str, near: Sequence[str]) -> str:
    """The one name that a text misspells: as many words, nearly the same letters."""
    if not near or len(compared(said).split()) != len(compared(near[0]).split()):
        return ""
    return near[0] if SequenceMatcher(None, compared(said), compared(near[0])).ratio() >= _NEARLY else ""


def _several(candidate: Candidate, names: Names) -> str:
    """A line above the table that names several authorities side by side, "" where there is none."""
    spellings = names.lookups["authority"].spellings
    for said in candidate.around.titles:
        known = {code for each in said.split(SIDE_BY_SIDE) if (code := spellings.get(compared(each)))}
        if len(known) > 1:
            return said
    return ""


def _side_by_side(said: str, at: Cell) -> Finding:
    """One table under the names of several authorities: as it stands when rows and columns have changed places."""
    return SEVERAL_AUTHORITIES.at(at, found=said[:120])


def _unknown_code(cell: Cell, name: Cell | None, names: Names) -> Finding:
    """A code that is nobody's: the name beside it says who is meant, and is only proposed."""
    called = f" ({name.text})" if name else ""
    known = names.lookups["authority"].get(name.text) if name else None
    return UNKNOWN_AUTHORITY_CODE.at(
        cell, called=called, suggestion=did_you_mean([known] if known else []), fix=known or ""
    )


def _sought(text: str, names: Names) -> str | UnknownName:
    try:
        return names.authority(text)
    except UnknownName as unknown:
        return unknown


def authority_around(candidate: Candidate, asked: Asked) -> str | None:
    """The authority of a labelled line or the sheet's name, else the caller's, else the one the lines above name."""
    around = candidate.around
    for said in (around.labels.get("authority"), around.sheet):
        if said and (code := asked.names.lookups["authority"].spellings.get(compared(said))):
            return code
    return asked.authority or mentioned(candidate, asked.names)


def mentioned(candidate: Candidate, names: Names) -> str | None:
    """The authority that the lines above the table name; None where one of them only holds its name."""
    named = whose.above(candidate.around.titles, names)
    return named.code if named and named.surely > whose.Surely.HOLDS else None


def _period(candidate: Candidate, asked: Asked, at: Cell) -> tuple[Period | None, Finding | None]:
    said = candidate.words.get("period")
    if candidate.period:
        return candidate.period, _not_begun(candidate.period, at)
    if candidate.quarter:
        year = _year_around(candidate, asked)
        found = periods.quarter(year, candidate.quarter) if year is not None else None
    elif said:
        known, place = asked.once(("period", said), lambda: _spelt(said)), candidate.cells.get("period", at)
        return (known, _not_begun(known, place)) if isinstance(known, Period) else _stated(said, place)
    else:
        found = period_around(candidate, asked)
    if found:
        return found, _not_begun(found, at)
    around = _said_around(candidate)
    if isinstance(around, spans.Doubtful):
        return None, PART_OF_A_YEAR.at(at, found=around.text)
    return None, PERIOD_UNREADABLE.at(at, found="no period")


def _not_begun(period: Period, at: Cell) -> Finding | None:
    """A warning of a period that is still to come; None of any other."""
    return PERIOD_NOT_BEGUN.at(at, found=str(period)) if period.start > date.today() else None


def _spelt(said: str) -> Period | BadInput:
    try:
        return periods.parse(said)
    except BadInput as refused:
        return refused


def _stated(said: str, at: Cell) -> tuple[Period | None, Finding | None]:
    try:
        return periods.parse(said), None
    except BadInput as refused:
        return None, NOT_A_PERIOD.at(at, found=said, problem=refused.message, remedy=refused.remedy)


def period_around(candidate: Candidate, asked: Asked) -> Period | None:
    """The period of a labelled line, of a line above the table or of the sheet's name, else the sender's. A line that
    may speak of a part of a year says none."""
    said = _said_around(candidate)
    if (part := spans.part_of_a_year(candidate.around.sheet)) and (year := _year_around(candidate, asked)) is not None:
        return part(year)
    return said if isinstance(said, Period) else asked.period


def _year_around(candidate: Candidate, asked: Asked) -> int | None:
    """The financial year of what is said around a table: enough for a quarter whose column is headed by its number."""
    said = _said_around(candidate)
    if isinstance(said, spans.Doubtful) and said.year is not None:
        return said.year
    around = said if isinstance(said, Period) else asked.period or spans.in_name(asked.filename)
    return around.financial_year if around else None


def _said_around(candidate: Candidate) -> Period | spans.Doubtful | None:
    around = candidate.around
    lines = (around.labels.get("period"), *reversed(around.titles), around.sheet)
    return next((found for said in lines if said and (found := spans.read(said))), None)


def service(candidate: Candidate, *, names: Names) -> str | None:
    """The code of the service a row, a label or a line above the table names; None where none does."""
    spellings = names.lookups["service"].spellings
    cell = candidate.cells.get("service")
    said = [cell.text if cell else "", candidate.around.labels.get("service", "")]
    lines = (candidate.around.sheet, *candidate.around.titles)
    around = [compared(words) for line in reversed(lines) for _, words in whose.runs(line)]
    return next((code for run in (*map(compared, said), *around) if (code := spellings.get(run))), None)


def unknown_service(candidate: Candidate, *, names: Names) -> Finding | None:
    """A note where a row names a service the catalogue does not know."""
    cell = candidate.cells.get("service")
    if cell is None or compared(cell.text) in names.lookups["service"].spellings:
        return None
    return UNKNOWN_SERVICE.at(cell)


@lru_cache(maxsize=1024)
def dated(period: Period) -> Mapping[str, object]:
    """A period as the store's tables keep it; one text of it serves all the figures of a period."""
    return {
        "period": str(period),
        "period_kind": str(period.kind),
        "period_start": period.start,
        "period_end": period.end,
    }
