"""A workbook to candidates to findings, in one pass: every fault is told at once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pbi.catalogue.names import Names
from pbi.model import Finding, Severity
from pbi.period import Period
from pbi.returns.cells import doubtful, values
from pbi.returns.cells.headings import Heading, squeeze
from pbi.returns.findings import file
from pbi.returns.findings import template as template_findings
from pbi.returns.findings.marked_workbook import without_findings
from pbi.returns.layouts import LAYOUTS, OF_FIGURES, Layout, template
from pbi.returns.layouts.shape import INDICATOR
from pbi.returns.model.agreed import NOTHING_AGREED, Agreed
from pbi.returns.model.candidates import Candidate, Judged, Kind, Reading
from pbi.returns.model.evidence import Evidence
from pbi.returns.reading import actions, commentary, outturns, unrecognised
from pbi.returns.rules.reasons import ROWS_ALIKE
from pbi.returns.rules.tables import HIDDEN_ROW, NOT_OF_THE_TEMPLATE, NOTHING_IN_ROW, STATUS_EMPTY
from pbi.returns.subject import context, indicators, polarity, proposals, whose
from pbi.returns.subject.context import Asked
from pbi.returns.subject.figures import Line
from pbi.returns.subject.figures import line as read_line
from pbi.returns.subject.indicators import Identity
from pbi.returns.tables import ambiguous, bands, outside, sheets, times
from pbi.returns.tables.sheets import Sheetful, Table
from pbi.workbook.cells import Cell, Sheet, Workbook, column_letters
from pbi.workbook.keeping import keeping


@keeping()
def read(
    workbook: Workbook,
    *,
    names: Names,
    targets: Agreed = NOTHING_AGREED,
    authority: str | None = None,
    period: Period | None = None,
    add_indicators: bool = False,
    mappings: Sequence[Mapping[str, Any]] = (),
) -> Reading:
    """Everything a workbook holds, judged: candidates with their facts and findings, and findings of no row.

    ``authority`` (a code) and ``period`` serve where the file does not say; ``mappings`` are what people said before.
    """
    workbook = without_findings(workbook)
    made_for = template_findings.made_for(workbook, names)
    asked = Asked(
        names=names,
        agreed=targets,
        authority=authority or made_for.authority,
        period=period or made_for.period,
        filename=workbook.filename,
        add_indicators=add_indicators,
        mappings=mappings,
    )
    settled = [times.settled(sheet, otherwise=asked.period, filename=workbook.filename) for sheet in workbook.sheets]
    workbook = replace(workbook, sheets=tuple(sheet for sheet, _ in settled))
    sheetfuls = [_sheetful(sheet, asked) for sheet in workbook.sheets]
    candidates, findings, layouts = _rows(workbook, sheetfuls, names)
    findings += [said for (_, each), found in zip(settled, sheetfuls, strict=True) if found.tables for said in each]
    judged, proposed, evidence = _judge(candidates, asked)
    findings += [
        *file.nothing(workbook, candidates, findings),
        *file.no_authority(judged, asked),
        *file.from_a_title(judged, asked),
        *file.authority_differs(judged, asked),
        *file.former(judged, names),
        *template_findings.found(workbook, judged, names=names, layouts=layouts, authority=authority, period=period),
        *doubtful.left_alone(workbook),
        *doubtful.elsewhere(workbook, taken=_taken(judged)),
        *doubtful.merged_over(workbook, taken=_taken(judged)),
    ]
    return Reading(
        layout=_first(layouts | ({template.LAYOUT.name} if template.version(workbook) else set())),
        judged=tuple(file.duplicates(judged)),
        findings=template_findings.without_what_is_known(findings, workbook),
        proposed=proposed,
        sha256=workbook.sha256,
        filename=workbook.filename,
        authority=authority,
        evidence=evidence,
        names=names,
        agreed=targets,
        shapes=tuple(shape for sheetful in sheetfuls for shape in sheetful.shapes),
    )


def _first(layouts: Container[str]) -> str:
    return next((layout.name for layout in LAYOUTS if layout.name in layouts), "unrecognised")


def _taken(judged: Sequence[Judged]) -> Iterator[Cell]:
    return (cell for each in judged for cell in each.candidate.cells.values())


def _rows(
    workbook: Workbook, sheetfuls: Sequence[Sheetful], names: Names
) -> tuple[list[Candidate], list[Finding], set[str]]:
    """The candidates of every table, what is to be said of the rest, and the layouts that were met. A hidden sheet is
    read only where its columns were mapped."""
    candidates: list[Candidate] = []
    findings = [*file.template_version(workbook)]
    layouts: set[str] = set()
    tables = [table for sheetful in sheetfuls for table in sheetful.tables]
    is_template = bool(template.version(workbook)) and any(_layout(table) is template.LAYOUT for table in tables)
    for sheet, sheetful in zip(workbook.sheets, sheetfuls, strict=True):
        _ask_about(sheetful)
        findings += file.about_sheet(sheet, sheetful)
        for table in sheetful.tables if sheet.visible or sheetful.is_mapped else ():
            if is_template and _layout(table).name in OF_FIGURES:
                findings.append(NOT_OF_THE_TEMPLATE.on(sheet.name, f"A{table.header}"))
                continue
            read_of, said = _candidates(table, names)
            candidates += read_of
            findings += said
            layouts |= {_layout(table).name} if read_of else set()
    shown = [each for sheet, each in zip(workbook.sheets, sheetfuls, strict=True) if sheet.visible]
    return candidates, findings + _unread(shown, others=bool(candidates)), layouts


def _unread(sheetfuls: Sequence[Sheetful], *, others: bool) -> list[Finding]:
    """The tables asked about, those that are missed most first, and the rows about other areas."""
    shapes = sorted((shape for each in sheetfuls for shape in each.unread), key=unrecognised.is_plain)
    areas = [outside.other_areas(kind, cells) for each in sheetfuls for kind, cells in each.other_areas.items()]
    missed = any(not unrecognised.is_plain(shape) for shape in shapes)
    return [
        unrecognised.unread(each, others=others or (missed and unrecognised.is_plain(each))) for each in shapes
    ] + areas


def _ask_about(sheetful: Sheetful) -> None:
    """Wide tables that turn out, all their rows seen, not to say what tells the rows apart are asked about instead."""
    for table in [each for each in sheetful.tables if each.shape and not each.shape.mapped]:
        if telling := unrecognised.apart(table):
            sheetful.ask(table, ROWS_ALIKE.format(headings=_listed(telling)))


def _listed(words: Sequence[str]) -> str:
    quoted = [f"'{word}'" for word in words]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _sheetful(sheet: Sheet, asked: Asked) -> Sheetful:
    """What a sheet holds, table by table where several stand side by side."""
    spellings = asked.names.lookups["authority"].spellings
    first, *others = [
        _found(band, asked) for band in bands.split(sheet, authority=lambda text: spellings.get(whose.compared(text)))
    ]
    for each in others:
        first.join(each)
    return first


def _found(sheet: Sheet, asked: Asked) -> Sheetful:
    return sheets.find(
        sheet,
        recognise=_recognise,
        keys=lambda layout: layout.keys,  # type: ignore[attr-defined]
        lone_rows=lambda layout: layout.lone_rows,  # type: ignore[attr-defined]
        wide=lambda grid, around, known: unrecognised.take(grid, around, known=known, asked=asked),
        aside=lambda layout, row: unrecognised.aside(layout, row, asked=asked),
    )


def _recognise(headings: Sequence[Heading]) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.recognise(headings)), None)


def _layout(table: Table) -> Layout:
    assert isinstance(table.layout, Layout)
    return table.layout


def _candidates(table: Table, names: Names) -> tuple[list[Candidate], list[Finding]]:
    found: list[Candidate] = []
    findings: list[Finding] = []
    shared, unheaded = ambiguous.groups(table.columns), () if table.shape else ambiguous.unheaded(table, names=names)
    for row in table.rows:
        made = _layout(table).read(row)
        found += [replace(each, faults=ambiguous.faults(row, shared)) for each in made] if shared else made
        if not made:
            findings.append(NOTHING_IN_ROW.at(row.cell(*_layout(table).keys), row=row.number))
        if not table.shape and any(row.sheet.at(row.number, column).hidden for column in row.columns):
            hidden = made and all(row.sheet.at(row.number, column).hidden for column in row.columns)
            severity = (
                Severity.WARNING if hidden else None
            )  # a filter may have taken it out of sight, and of the return
            where = row.cell(*_layout(table).keys).address
            findings.append(HIDDEN_ROW.on(table.sheet.name, where, severity=severity, row=row.number))
    findings += _without_statuses(table, found)
    said = [name for name in ("authority", "period") if any(_says_its(name, each) for each in found)]
    return [_with_gaps(each, said) for each in found], [*findings, *ambiguous.left_out(table, shared), *unheaded]


def _without_statuses(table: Table, found: Sequence[Candidate]) -> list[Finding]:
    """A column headed by its colours in which nothing is written: they may be told by colour alone."""
    named = {number: squeeze(each.text) for number, each in table.columns.items() if each.field == "status"}
    columns = [number for number, text in named.items() if "rag" in text.split() or text == "traffic light"]
    figures = [each for each in found if each.kind is Kind.OUTTURN]
    if (
        not columns
        or not figures
        or _layout(table) is template.LAYOUT
        or any("status" in each.cells for each in figures)
    ):
        return []
    heading = " ".join(table.columns[columns[0]].text.split())
    return [STATUS_EMPTY.on(table.sheet.name, f"{column_letters(columns[0])}{table.header}", heading=heading)]


def _with_gaps(candidate: Candidate, said: Sequence[str]) -> Candidate:
    """A column of authorities or periods that is filled in some rows only: those left blank are asked for, never
    assumed. ``said`` are the columns of which some row says something.
    """
    gaps = [name for name in said if not _says_its(name, candidate)]
    return replace(candidate, words={**candidate.words, "gaps": " ".join(gaps)}) if gaps else candidate


def _says_its(name: str, candidate: Candidate) -> bool:
    return name in candidate.cells or name in candidate.words


def _judge(
    candidates: Sequence[Candidate], asked: Asked
) -> tuple[list[Judged], dict[str, dict[str, object]], dict[str, Evidence]]:
    """Every candidate judged, in the order of the workbook; the indicators the file proposes; and what it says of the
    polarity of those proposed before.
    """
    lines = {place: read_line(each, asked=asked) for place, each in enumerate(candidates) if each.kind is Kind.OUTTURN}
    known = _identities(lines, asked)
    proposed = _propose(lines, known, asked)
    evidence = _evidence(lines, known, asked)
    judged = []
    for place, candidate in enumerate(candidates):
        if candidate.kind is Kind.OUTTURN:
            item = lines.pop(place)
            code, described = _described(known[place], proposed, asked, item)
            judged.append(
                outturns.judge(item, code=code, indicator=described, found=known[place].findings, asked=asked)
            )
        elif candidate.kind in (Kind.COMMENTARY, Kind.ACHIEVEMENT):
            judged.append(commentary.judge(candidate, asked=asked, proposed=proposed))
        else:
            judged.append(actions.judge(candidate, asked=asked))
    judged = [_with_cell_faults(each, asked) for each in judged]
    return judged, {str(row["code"]): row for row in proposed.values()}, evidence


def _identities(lines: dict[int, Line], asked: Asked) -> dict[int, Identity]:
    """The indicator of each line. In a wide table the same heading names it for thousands: it is looked up once."""
    found: dict[int, Identity] = {}
    seen: dict[tuple[Cell | None, ...], Identity] = {}
    for place, item in lines.items():
        cells = tuple(item.candidate.cells.get(field) for field in INDICATOR)
        if cells not in seen:
            seen[cells] = indicators.identify(item.candidate.cells, asked=asked)
        found[place] = seen[cells]
    return _by_their_codes(found)


def _by_their_codes(found: dict[int, Identity]) -> dict[int, Identity]:
    """A new indicator that one row names with its code and another by its name alone is one."""
    codes: dict[str, set[str]] = {}
    for proposes in {each.proposes for each in found.values() if each.proposes}:
        code, name = proposes
        if code != indicators.slug(name):
            codes.setdefault(squeeze(name), set()).add(code)
    known = {name: min(those) for name, those in codes.items() if len(those) == 1}
    return {
        place: replace(each, proposes=(known.get(squeeze(each.proposes[1]), each.proposes[0]), each.proposes[1]))
        if each.proposes and known
        else each
        for place, each in found.items()
    }


def _with_cell_faults(judged: Judged, asked: Asked) -> Judged:
    """Error cells in any column, comments and titles too, and a service the catalogue does not know."""
    cells = judged.candidate.cells.values()
    faults = [fault for cell in cells if (fault := values.broken(cell))]
    unknown = context.unknown_service(judged.candidate, names=asked.names)
    told = [*judged.findings, *judged.candidate.faults, *faults, *([unknown] if unknown else [])]
    if len(told) == len(judged.findings) < 2:
        return judged
    return replace(judged, findings=tuple(dict.fromkeys(told)))


def _propose(lines: dict[int, Line], known: dict[int, Identity], asked: Asked) -> dict[str, dict[str, object]]:
    """New indicators by their compared code; rows of one indicator spell it alike but for case and spacing."""
    groups: dict[str, list[int]] = {}
    for place, identity in known.items():
        if identity.proposes:
            groups.setdefault(indicators.compact(identity.proposes[0]), []).append(place)
    made = {}
    for compared, group in groups.items():
        code, name = known[group[0]].proposes or ("", "")
        rows = [lines[place] for place in group]
        evidence = polarity.of_lines(rows, code=code, asked=asked)
        made[compared] = proposals.propose(code, name, rows, evidence=evidence, asked=asked)
    return made


def _evidence(lines: dict[int, Line], known: dict[int, Identity], asked: Asked) -> dict[str, Evidence]:
    """What the file says of the polarity of the catalogue's indicators whose polarity nobody has stated."""
    groups: dict[str, list[Line]] = {}
    for place, identity in known.items():
        if identity.code and polarity.is_open(asked.names.indicators[identity.code]):
            groups.setdefault(identity.code, []).append(lines[place])
    return {code: polarity.of_lines(rows, code=code, asked=asked) for code, rows in groups.items()}


def _described(
    identity: Identity, proposed: dict[str, dict[str, object]], asked: Asked, item: Line
) -> tuple[str | None, dict[str, object]]:
    if identity.code:
        return identity.code, dict(asked.names.described(identity.code, item.period.end if item.period else None))
    if identity.proposes:
        row = proposed[indicators.compact(identity.proposes[0])]
        return str(row["code"]), row
    return None, {}
