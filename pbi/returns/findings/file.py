"""Findings that need more than one row: duplicates, sheets without a table, and what the whole file does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pbi.catalogue.names import Names
from pbi.model import Finding, Severity
from pbi.returns.layouts import template
from pbi.returns.model.candidates import Candidate, Judged
from pbi.returns.rules.files import (
    AUTHORITY_DIFFERS,
    AUTHORITY_FROM_TITLE,
    DIVIDED_AUTHORITY,
    DUPLICATE_ROW,
    FORMER_AUTHORITY,
    NAME_IN_A_LINE,
    NO_AUTHORITY,
    NOTHING_FILLED_IN,
    NOTHING_FOUND,
    TEMPLATE_VERSION,
)
from pbi.returns.rules.names import UNKNOWN_AUTHORITY
from pbi.returns.rules.tables import HIDDEN_SHEET, HIDDEN_TABLE, NOTHING_IN_ROW, SHEET_WITHOUT_TABLE
from pbi.returns.subject import whose
from pbi.returns.subject.context import Asked, mentioned
from pbi.returns.tables.sheets import Sheetful
from pbi.workbook.cells import Sheet, Workbook


def about_sheet(sheet: Sheet, found: Sheetful) -> list[Finding]:
    """What a sheet's findings come to: a sheet without a table is one note, a hidden one is not read at all."""
    if not sheet.cells:
        return []
    if not sheet.visible and not found.is_mapped:
        return [(HIDDEN_TABLE if found.tables or found.unread else HIDDEN_SHEET).on(sheet.name)]
    if not found.tables and not found.unread:
        return [SHEET_WITHOUT_TABLE.on(sheet.name)]
    return found.findings if found.tables else []


def duplicates(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Two rows about one fact: where they say the same, the second is a fault; where they differ, both are."""
    rows = list(judged)
    by_key: dict[tuple[str, ...], list[Judged]] = {}
    for each in rows:
        if each.key:
            by_key.setdefault(each.key, []).append(each)
    for each in rows:
        same = by_key.get(each.key, []) if each.key else []
        others = [other for other in same if other is not each]
        if others and (each is not same[0] or any(_says(other) != _says(each) for other in others)):
            each = replace(each, findings=(*each.findings, _twice(each, others)))
        yield each


def _says(judged: Judged) -> list[tuple[str, dict[str, object]]]:
    return [
        (table, {name: value for name, value in fact.items() if name not in {"sheet", "cell"}})
        for table, fact in judged.facts
    ]


def _twice(each: Judged, others: Sequence[Judged]) -> Finding:
    at = each.candidate
    elsewhere = ", ".join(f"'{other.candidate.sheet}' {other.candidate.cell}" for other in others[:3])
    return DUPLICATE_ROW.on(at.sheet, at.cell, found=" · ".join((each.key or ())[1:]), others=elsewhere)


def nothing(workbook: Workbook, candidates: Sequence[Candidate], findings: Sequence[Finding]) -> list[Finding]:
    """An error where a workbook has no row, whether its tables are empty or it has none."""
    if candidates or any(each.severity is Severity.ERROR for each in findings):
        return []
    empty = any(each.rule == NOTHING_IN_ROW.code for each in findings)
    return [(NOTHING_FILLED_IN if empty else NOTHING_FOUND).on(found=workbook.filename)]


def no_authority(judged: Sequence[Judged], asked: Asked) -> list[Finding]:
    """One error for the file, not one for each row: a row whose own authority is unknown has its own finding."""
    without = [
        each
        for each in judged
        if each.authority is None
        and "authority" not in each.candidate.cells
        and "authority" not in each.candidate.words.get("gaps", "")
        and not any(said.rule == UNKNOWN_AUTHORITY.code for said in each.findings)
    ]
    if not without:
        return []
    first = without[0].candidate
    named = whose.above(first.around.titles, asked.names)
    if named is None:
        return [NO_AUTHORITY.on(first.sheet, first.cell)]
    called = str(asked.names.authorities[named.code]["name"])
    return [NAME_IN_A_LINE.on(first.sheet, first.cell, found=named.line, named=called)]


def from_a_title(judged: Sequence[Judged], asked: Asked) -> list[Finding]:
    """A warning for each line whose first word was taken for the authority: it may be a word like any other."""
    found: dict[tuple[str, str], Finding] = {}
    for each in judged if not asked.authority else ():
        around = each.candidate.around
        named = whose.above(around.titles, asked.names) if "authority" not in each.candidate.cells else None
        if named and named.surely is whose.Surely.BEGINS and each.authority == named.code:
            called = str(asked.names.authorities[named.code]["name"])
            said = AUTHORITY_FROM_TITLE.on(
                around.sheet, each.candidate.cell, found=named.line, words=named.words, expected=called
            )
            found.setdefault((around.sheet, named.line), said)
    return list(found.values())


def authority_differs(judged: Sequence[Judged], asked: Asked) -> list[Finding]:
    """The sender named one authority and a title another: one of the two is a slip."""
    names = asked.names.authorities
    found: dict[tuple[str, str], Finding] = {}
    for each in judged if asked.authority else ():
        title = mentioned(each.candidate, asked.names)
        if (
            asked.authority
            and title not in (None, asked.authority)
            and each.authority == asked.authority
            and "authority" not in each.candidate.cells
        ):
            sheet, there, here = (
                each.candidate.sheet,
                str(names[str(title)]["name"]),
                str(names[asked.authority]["name"]),
            )
            found[sheet, there] = AUTHORITY_DIFFERS.on(sheet, found=there, expected=here)
    return list(found.values())


def former(judged: Sequence[Judged], names: Names) -> list[Finding]:
    """A note for each authority that no longer exists, with the one that replaced it; its figures remain its own."""
    found: dict[str, Finding] = {}
    for each in judged:
        row = names.authorities.get(each.authority or "")
        if row is None or each.authority in found or not str(row["kind"]).startswith("former"):
            continue
        at = each.candidate
        cell = at.cells["authority"].address if "authority" in at.cells else at.cell
        after = names.authorities.get(str(row["successor"] or ""))
        successor = f"{after['name']} ({after['code']})" if after else ""
        rule = FORMER_AUTHORITY if after else DIVIDED_AUTHORITY
        found[str(each.authority)] = rule.on(
            at.sheet, cell, found=str(row["name"]), code=row["code"], successor=successor
        )
    return list(found.values())


def template_version(workbook: Workbook) -> list[Finding]:
    """An error where the return was made from a template newer than this program."""
    version = template.version(workbook)
    if version is None or version <= template.VERSION:
        return []
    return [TEMPLATE_VERSION.on(found=str(version), expected=str(template.VERSION))]
