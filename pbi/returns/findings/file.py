"""Findings that need more than one row: duplicates, sheets without a table, and what the file as a whole leaves
unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pbi.catalogue.names import Names
from pbi.model import Finding, Severity
from pbi.returns.layouts import template
from pbi.returns.model.candidates import Candidate, Judged
from pbi.returns.subject.context import Asked, mentioned
from pbi.returns.tables.sheets import Sheetful
from pbi.workbook.cells import Sheet, Workbook

DUPLICATE = "duplicate-row"


def about_sheet(sheet: Sheet, found: Sheetful) -> list[Finding]:
    """What a sheet's findings come to: a sheet without a table is one note, a hidden one is not read at all."""
    if not sheet.cells:
        return []
    if not sheet.visible and not found.is_mapped:
        holds = bool(found.tables or found.unread)
        severity = Severity.WARNING if holds else Severity.NOTE
        return [
            Finding(
                rule="hidden-sheet",
                severity=severity,
                sheet=sheet.name,
                message=f"The hidden sheet '{sheet.name}' was not read"
                + (", and it holds a table. Unhide it if it belongs to the return, or delete it." if holds else "."),
            )
        ]
    if not found.tables and not found.unread:
        return [
            Finding(
                rule="sheet-without-table",
                severity=Severity.NOTE,
                sheet=sheet.name,
                message=f"No table was recognised on the sheet '{sheet.name}', so nothing of it was read.",
            )
        ]
    return found.findings if found.tables else []


def duplicates(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Two rows about one fact: where they say the same the second is a fault, where they differ nobody can tell which
    holds.
    """
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
    at, elsewhere = (
        each.candidate,
        ", ".join(f"'{other.candidate.sheet}' {other.candidate.cell}" for other in others[:3]),
    )
    return Finding(
        rule=DUPLICATE,
        severity=Severity.ERROR,
        sheet=at.sheet,
        cell=at.cell,
        found=" · ".join((each.key or ())[1:]),
        expected="one row",
        message=f"Cell {at.cell} of '{at.sheet}' is about the same thing as {elsewhere}. Keep one row and delete the "
        "rest.",
    )


def nothing(workbook: Workbook, candidates: Sequence[Candidate], findings: Sequence[Finding]) -> list[Finding]:
    """An error where a workbook holds no row: tables not filled in are told from none at all."""
    if candidates or any(each.severity is Severity.ERROR for each in findings):
        return []
    empty = any(each.rule == "nothing-in-row" for each in findings)
    said = (
        "The tables of this workbook are not filled in yet: no row holds a figure. Fill in at least one and send it "
        "again."
        if empty
        else "Nothing in this workbook was recognised as a row of figures or actions. Give the table a heading row "
        "such as Code, Name, Period, Outturn, Target, or use the template."
    )
    return [
        Finding(
            rule="nothing-found",
            severity=Severity.ERROR,
            expected="a filled row" if empty else "a table with a heading row",
            found=workbook.filename,
            message=said,
        )
    ]


def no_authority(judged: Sequence[Judged]) -> list[Finding]:
    """Said once for the file, not for each row: a row whose own authority is unknown has its own finding."""
    without = [
        each
        for each in judged
        if each.authority is None
        and "authority" not in each.candidate.cells
        and "authority" not in each.candidate.words.get("gaps", "")
        and not any(said.rule == "unknown-authority" for said in each.findings)
    ]
    if not without:
        return []
    first = without[0].candidate
    return [
        Finding(
            rule="no-authority",
            severity=Severity.ERROR,
            sheet=first.sheet,
            cell=first.cell,
            expected="an authority",
            message="Nothing in the file says which authority it is from. Name it with --authority (or choose it on "
            "the Returns page), "
            "or write it in the line above the table.",
        )
    ]


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
            found[sheet, there] = Finding(
                rule="authority-differs",
                severity=Severity.WARNING,
                sheet=sheet,
                found=there,
                expected=here,
                message=f"The title on '{sheet}' names {there}, and the file was sent for {here}. Check that it is the "
                "right file.",
            )
    return list(found.values())


def former(judged: Sequence[Judged], names: Names) -> list[Finding]:
    """A note for each authority that is no more: its figures stay its own, and who came after it is said."""
    found: dict[str, Finding] = {}
    for each in judged:
        row = names.authorities.get(each.authority or "")
        if row is None or each.authority in found or not str(row["kind"]).startswith("former"):
            continue
        after = names.authorities.get(str(row["successor"] or ""))
        told = f"{after['name']} ({after['code']}) took its place" if after else "its area was divided"
        found[str(each.authority)] = Finding(
            rule="former-authority",
            severity=Severity.NOTE,
            sheet=each.candidate.sheet,
            cell=each.candidate.cells["authority"].address
            if "authority" in each.candidate.cells
            else each.candidate.cell,
            found=str(row["name"]),
            message=f"{row['name']} ({row['code']}) is no longer an authority; {told}. Its figures stay its own.",
        )
    return list(found.values())


def template_version(workbook: Workbook) -> list[Finding]:
    """An error where the return was made from a template newer than this program."""
    version = template.version(workbook)
    if version is None or version <= template.VERSION:
        return []
    return [
        Finding(
            rule="template-version",
            severity=Severity.ERROR,
            found=str(version),
            expected=str(template.VERSION),
            message=f"This return was made from version {version} of the template, which is newer than this program "
            "knows. Use the newer program.",
        )
    ]
