"""Findings of a workbook made from our own template: it is for another period or authority, or its headings are gone.

The template's hidden names say what it was made for, and serve where the lines above its table are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pbi import period as periods
from pbi.catalogue.names import Names
from pbi.errors import BadInput
from pbi.model import Finding
from pbi.period import Period
from pbi.returns.cells import headings
from pbi.returns.layouts import template, tidy
from pbi.returns.model.candidates import Judged, Kind
from pbi.returns.rules.files import (
    NO_FIGURE_FILLED_IN,
    TEMPLATE_HEADINGS,
    TEMPLATE_OF_ANOTHER,
    TEMPLATE_REUSED,
    TEMPLATE_SHEET,
)
from pbi.returns.rules.tables import NOTHING_IN_ROW, SHEET_WITHOUT_TABLE, TITLE
from pbi.workbook.cells import Sheet, Workbook

FIGURES = "Figures"
_KNOWN = {"Instructions", FIGURES, "Actions"}
_PLAIN = {TITLE.code, SHEET_WITHOUT_TABLE.code, NOTHING_IN_ROW.code}


@dataclass(frozen=True, slots=True)
class MadeFor:
    """The authority (a code) and the period a template was made for; None where it does not say."""

    authority: str | None = None
    period: Period | None = None


def made_for(workbook: Workbook, names: Names) -> MadeFor:
    """What the template's hidden names contain; nothing for any other workbook, or version 1."""
    authority = template.stamped(workbook, template.AUTHORITY)
    try:
        period = periods.canonical(template.stamped(workbook, template.PERIOD))
    except BadInput:
        period = None
    return MadeFor(authority if authority in names.authorities else None, period)


def found(
    workbook: Workbook,
    judged: Sequence[Judged],
    *,
    names: Names,
    layouts: Iterable[str],
    authority: str | None,
    period: Period | None,
) -> list[Finding]:
    """The findings of a template; none for any other workbook. ``authority`` (a code) and ``period`` are the
    sender's own words."""
    is_one = template.version(workbook) is not None or template.LAYOUT.name in layouts
    if not is_one:
        return []
    figures = [each for each in judged if each.candidate.kind is Kind.OUTTURN and each.key]
    if not {template.LAYOUT.name, tidy.LAYOUT.name} & set(layouts):
        return _headings_gone(workbook) or ([NO_FIGURE_FILLED_IN.on(FIGURES)] if judged else [])
    return [
        *_another_authority(figures, names, authority),
        *_another_period(figures, period),
        *_reused(figures, names, made_for(workbook, names)),
    ]


def without_what_is_known(findings: Sequence[Finding], workbook: Workbook) -> tuple[Finding, ...]:
    """The findings without the notes on the template's own lines, its instructions and the rows left open in it."""
    if template.version(workbook) is None:
        return tuple(findings)
    return tuple(each for each in findings if each.rule not in _PLAIN or each.sheet not in _KNOWN)


def _another_authority(figures: Sequence[Judged], names: Names, authority: str | None) -> list[Finding]:
    """The sender named one authority, and the template is another's: taken as it says, it would be filed under that."""
    first = next((each for each in figures if authority and each.authority not in (None, authority)), None)
    if first is None or authority is None:
        return []
    said, theirs = (str(names.authorities[code]["name"]) for code in (authority, str(first.authority)))
    return [TEMPLATE_OF_ANOTHER.on(first.candidate.sheet, "B2", found=theirs, expected=said)]


def _another_period(figures: Sequence[Judged], period: Period | None) -> list[Finding]:
    """The sender named one period and the template says another: last year's, sent again."""
    first = next((each for each in figures if period and each.key and not _within(each.key[3], period)), None)
    if first is None or first.key is None:
        return []
    return [TEMPLATE_OF_ANOTHER.on(first.candidate.sheet, "B3", found=first.key[3], expected=str(period))]


def _within(text: str, period: Period) -> bool:
    said = periods.canonical(text)
    return period.start <= said.start and said.end <= period.end


def _reused(figures: Sequence[Judged], names: Names, made: MadeFor) -> list[Finding]:
    """The line above the table was changed: the template of another period or authority, filled in again."""
    changed: list[tuple[Judged, str, str]] = []
    first = next((each for each in figures if made.period and each.key and each.key[3] != str(made.period)), None)
    if first and first.key and not _within(first.key[3], made.period or periods.canonical(first.key[3])):
        changed.append((first, str(made.period), first.key[3]))
    other = next((each for each in figures if made.authority and each.authority not in (None, made.authority)), None)
    if other:
        was, said = (str(names.authorities[str(code)]["name"]) for code in (made.authority, other.authority))
        changed.append((other, was, said))
    return [
        TEMPLATE_REUSED.on(each.candidate.sheet, each.candidate.cell, found=said, expected=was)
        for each, was, said in changed
    ]


def _headings_gone(workbook: Workbook) -> list[Finding]:
    """The headings by which the template's figures are known that are no longer on their sheet."""
    sheet = next((each for each in workbook.sheets if each.name == FIGURES), None)
    wanted = template.SHAPES.get(template.version(workbook) or 1, template.SHAPES[template.VERSION])
    if sheet is None:
        return [TEMPLATE_SHEET.on(expected=template.columns(wanted), name=FIGURES)]
    gone = template.columns(wanted - _best_row(sheet))
    return [TEMPLATE_HEADINGS.on(FIGURES, expected=template.columns(wanted), gone=gone)] if gone else []


def _best_row(sheet: Sheet) -> frozenset[str]:
    """The fields of the row that has most of the template's headings."""
    rows: dict[int, set[str]] = {}
    for cell in sheet.cells:
        heading = headings.read(cell.text) if isinstance(cell.value, str) else None
        if heading:
            rows.setdefault(cell.row, set()).add(heading.field)
    return frozenset(max(map(frozenset, rows.values()), key=lambda each: len(list(each)), default=frozenset()))
