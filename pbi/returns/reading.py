"""A workbook to candidates to findings, in one pass: every fault is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pbi.catalogue.names import Names
from pbi.model import Finding, Severity
from pbi.period import Period
from pbi.returns import actions, indicators, outturns, tables, texts
from pbi.returns.agreed import Agreed
from pbi.returns.candidates import Candidate, Judged, Kind, Reading
from pbi.returns.headings import Heading
from pbi.returns.indicators import Identity
from pbi.returns.layouts import LAYOUTS, Layout, template
from pbi.returns.outturns import Line
from pbi.returns.places import Asked, mentioned
from pbi.returns.tables import Sheetful, Table
from pbi.workbook.cells import Sheet, Workbook


def read(workbook: Workbook, *, names: Names, targets: Agreed = Agreed(), authority: str | None = None, period: Period | None = None,
         add_indicators: bool = False) -> Reading:
    """Everything a workbook holds, judged: candidates with their facts and findings, and findings that belong to no row.

    ``authority`` (a code) and ``period`` are what the sender said, used where the file does not say. Nothing is stored.
    """
    asked = Asked(names=names, agreed=targets, authority=authority, period=period, add_indicators=add_indicators)
    found = [(sheet, _sheetful(sheet)) for sheet in workbook.sheets]
    candidates: list[Candidate] = []
    findings = [*_template_version(workbook)]
    layouts: set[str] = set()
    for sheet, sheetful in found:
        findings += _about_sheet(sheet, sheetful)
        for table in sheetful.tables if sheet.visible else ():
            read_of, said = _candidates(table)
            candidates += read_of
            findings += said
            layouts |= {_layout(table).name} if read_of else set()
    judged, proposed = _judge(candidates, asked)
    findings += [*_nothing(workbook, candidates, findings), *_no_authority(judged), *_authority_differs(judged, asked)]
    layouts |= {template.LAYOUT.name} if template.version(workbook) else set()
    name = next((layout.name for layout in LAYOUTS if layout.name in layouts), "unrecognised")
    return Reading(layout=name, judged=tuple(_duplicates(judged)), findings=tuple(findings), proposed=proposed,
                   sha256=workbook.sha256, filename=workbook.filename, authority=authority)


def _sheetful(sheet: Sheet) -> Sheetful:
    return tables.find(sheet, recognise=_recognise, keys=lambda layout: layout.keys)  # type: ignore[attr-defined]


def _recognise(headings: Sequence[Heading]) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.recognise(headings)), None)


def _layout(table: Table) -> Layout:
    assert isinstance(table.layout, Layout)
    return table.layout


def _candidates(table: Table) -> tuple[list[Candidate], list[Finding]]:
    found: list[Candidate] = []
    findings: list[Finding] = []
    for row in table.rows:
        made = _layout(table).read(row)
        found += made
        if not made:
            key = row.cell(*_layout(table).keys)
            findings.append(Finding(rule="nothing-in-row", severity=Severity.NOTE, sheet=key.sheet, cell=key.address, found=key.text,
                                    message=f"Row {row.number} of '{key.sheet}' names '{key.text}' but holds nothing more, so there is nothing to record.",
                                    expected="a figure"))
        if any(row.sheet.at(row.number, column).hidden for column in row.columns):
            findings.append(Finding(rule="hidden-cells", severity=Severity.NOTE, sheet=table.sheet.name, cell=row.cell(*_layout(table).keys).address,
                                    message=f"Row {row.number} of '{table.sheet.name}' is hidden, or part of it is; it was read all the same."))
    return found, findings


def _about_sheet(sheet: Sheet, found: Sheetful) -> list[Finding]:
    """What a sheet's findings come to: a sheet without a table is one note, a hidden one is not read at all."""
    if not sheet.cells:
        return []
    if not sheet.visible:
        severity = Severity.WARNING if found.tables else Severity.NOTE
        return [Finding(rule="hidden-sheet", severity=severity, sheet=sheet.name, message=f"The hidden sheet '{sheet.name}' was not read"
                        + (", and it holds a table. Unhide it if it belongs to the return, or delete it." if found.tables else "."))]
    if not found.tables:
        return [Finding(rule="sheet-without-table", severity=Severity.NOTE, sheet=sheet.name,
                        message=f"No table was recognised on the sheet '{sheet.name}', so nothing of it was read.")]
    return found.findings


def _judge(candidates: Sequence[Candidate], asked: Asked) -> tuple[list[Judged], dict[str, dict[str, object]]]:
    """Every candidate judged, in the order of the workbook, and the indicators the file proposes."""
    lines = {place: outturns.line(each, asked=asked) for place, each in enumerate(candidates) if each.kind is Kind.OUTTURN}
    known = {place: indicators.identify(item.candidate.cells, asked=asked) for place, item in lines.items()}
    proposed = _propose(lines, known, asked)
    judged = []
    for place, candidate in enumerate(candidates):
        if candidate.kind is Kind.OUTTURN:
            code, described = _described(known[place], proposed, asked)
            judged.append(outturns.judge(lines[place], code=code, indicator=described, found=known[place].findings, asked=asked))
        elif candidate.kind in (Kind.COMMENTARY, Kind.ACHIEVEMENT):
            judged.append(texts.judge(candidate, asked=asked, proposed=proposed))
        else:
            judged.append(actions.judge(candidate, asked=asked))
    return judged, {str(row["code"]): row for row in proposed.values()}


def _propose(lines: dict[int, Line], known: dict[int, Identity], asked: Asked) -> dict[str, dict[str, object]]:
    """New indicators by their compared code; rows of one indicator spell it alike but for case and spacing."""
    groups: dict[str, list[int]] = {}
    for place, identity in known.items():
        if identity.proposes:
            groups.setdefault(indicators.compact(identity.proposes[0]), []).append(place)
    made = {}
    for compared, places in groups.items():
        code, name = known[places[0]].proposes or ("", "")
        made[compared] = indicators.propose(code, name, [lines[place] for place in places], asked=asked)
    return made


def _described(identity: Identity, proposed: dict[str, dict[str, object]], asked: Asked) -> tuple[str | None, dict[str, object]]:
    if identity.code:
        return identity.code, dict(asked.names.indicators[identity.code])
    if identity.proposes:
        row = proposed[indicators.compact(identity.proposes[0])]
        return str(row["code"]), row
    return None, {}


def _duplicates(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Two rows about one fact: where they say the same the second is a fault, where they differ nobody can tell which holds."""
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
    return [(table, {name: value for name, value in fact.items() if name not in {"sheet", "cell"}}) for table, fact in judged.facts]


def _twice(each: Judged, others: Sequence[Judged]) -> Finding:
    at, elsewhere = each.candidate, ", ".join(f"'{other.candidate.sheet}' {other.candidate.cell}" for other in others[:3])
    return Finding(rule="duplicate-row", severity=Severity.ERROR, sheet=at.sheet, cell=at.cell, found=" · ".join((each.key or ())[1:]),
                   expected="one row", message=f"Cell {at.cell} of '{at.sheet}' is about the same thing as {elsewhere}. Keep one row and delete the rest.")


def _nothing(workbook: Workbook, candidates: Sequence[Candidate], findings: Sequence[Finding]) -> list[Finding]:
    if candidates or any(each.severity is Severity.ERROR for each in findings):
        return []
    return [Finding(rule="nothing-found", severity=Severity.ERROR, expected="a table with a heading row", found=workbook.filename,
                    message="Nothing in this workbook was recognised as a row of figures or actions. Give the table a heading row such as "
                            "Code, Name, Period, Outturn, Target, or use the template.")]


def _no_authority(judged: Sequence[Judged]) -> list[Finding]:
    """Said once for the file, not for each row: a row whose own authority is unknown has its own finding."""
    without = [each for each in judged if each.authority is None and "authority" not in each.candidate.cells]
    if not without:
        return []
    first = without[0].candidate
    return [Finding(rule="no-authority", severity=Severity.ERROR, sheet=first.sheet, cell=first.cell, expected="an authority",
                    message="Nothing in the file says which authority it is from. Name it with --authority (or choose it on the Returns page), "
                            "or write it in the line above the table.")]


def _authority_differs(judged: Sequence[Judged], asked: Asked) -> list[Finding]:
    """The sender named one authority and a title another: one of the two is a slip."""
    names = asked.names.authorities
    found: dict[tuple[str, str], Finding] = {}
    for each in judged:
        title = mentioned(each.candidate, asked.names)
        if asked.authority and title not in (None, asked.authority) and each.authority == asked.authority and "authority" not in each.candidate.cells:
            sheet, there, here = each.candidate.sheet, str(names[str(title)]["name"]), str(names[asked.authority]["name"])
            found[sheet, there] = Finding(
                rule="authority-differs", severity=Severity.WARNING, sheet=sheet, found=there, expected=here,
                message=f"The title on '{sheet}' names {there}, and the file was sent for {here}. Check that it is the right file.")
    return list(found.values())


def _template_version(workbook: Workbook) -> list[Finding]:
    version = template.version(workbook)
    if version is None or version <= template.VERSION:
        return []
    return [Finding(rule="template-version", severity=Severity.ERROR, found=str(version), expected=str(template.VERSION),
                    message=f"This return was made from version {version} of the template, which is newer than this program knows. Use the newer program.")]
