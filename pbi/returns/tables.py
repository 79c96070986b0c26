"""Finding the tables of a sheet: header rows wherever they stand, the rows under them, and everything that is neither.

Nothing is dropped without a word: titles, footnotes, totals, columns and sheets that are not read become notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pbi.model import Finding, Severity
from pbi.returns import headings
from pbi.returns.candidates import Surroundings
from pbi.returns.headings import Heading
from pbi.returns.merged import Merged
from pbi.workbook.cells import Cell, CellType, Sheet

_TOTALS = re.compile(
    r"(?:grand|sub)?[ -]*totals?(?: \d{4}[/-]\d\d)?:?|overall(?: total)?|average|mean|sum"
    r"|(?:all|total) (?:authorities|councils|members|services|indicators|areas|actions)",
    re.I,
)
_FOOTNOTE = re.compile(r"\s*(?:notes?\b|source\b|key\b|n\.?b\.?\b|\*|†|‡|\(\d\)|\[\d\]|\d\)|footnote)", re.I)
_LABEL = re.compile(
    r"\s*(authority|council|organisation|period|reporting period|quarter|year|unit|units|service|return for)\s*:?\s*",
    re.I,
)
_LINES_KEPT = 20
_LABEL_FIELDS = {
    "council": "authority",
    "organisation": "authority",
    "return for": "authority",
    "reporting period": "period",
    "quarter": "period",
    "year": "period",
    "units": "unit",
}


_OF_ONE_ROW = {"outturn", "achieved", "numerator", "denominator", "rating", "progress", "text"}
"""Fields that are never taken from a cell merged over several rows: one figure is one row's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One body row of a table: its cells by field, in the order of the columns."""

    sheet: Sheet
    number: int
    columns: Mapping[int, Heading]
    around: Surroundings
    merged: Merged

    def cell(self, *fields: str) -> Cell:
        """The first filled cell under any of these fields (in the order given); the first empty one where none is
        filled.
        """
        cells = [cell for name in fields for _, cell in self.under(name)]
        return next(
            (cell for cell in cells if not blank(cell)),
            cells[0] if cells else self.sheet.at(self.number, min(self.columns)),
        )

    def under(self, name: str) -> list[tuple[Heading, Cell]]:
        """Every column of one field, with its heading: a committee table has several years of "outturn"."""
        return [(heading, self._at(column)) for column, heading in self.columns.items() if heading.field == name]

    def _at(self, column: int) -> Cell:
        """A cell; what names a row may be merged downwards over several rows, and then says the same of each."""
        cell = self.sheet.at(self.number, column)
        if not blank(cell) or self.columns[column].field in _OF_ONE_ROW:
            return cell
        top = self.merged.top_of(self.number, column)
        return cell if top is None else self.sheet.at(top, column)

    def has(self, *fields: str) -> bool:
        return any(not blank(cell) for name in fields for _, cell in self.under(name))

    def only(self, fields: Mapping[str, str] | Sequence[str]) -> dict[str, Cell]:
        """The filled cells of these fields by name; a mapping renames them on the way (ours: theirs)."""
        wanted = fields if isinstance(fields, Mapping) else {name: name for name in fields}
        return {ours: self.cell(theirs) for ours, theirs in wanted.items() if self.has(theirs)}


@dataclass(slots=True, kw_only=True)
class Table:
    """A header row with the rows under it. ``layout`` is whatever the recogniser answered."""

    layout: object
    sheet: Sheet
    header: int
    columns: Mapping[int, Heading]
    rows: list[Row] = field(default_factory=list)
    told: set[int] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Sheetful:
    """What was found on one sheet."""

    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


Recogniser = Callable[[Sequence[Heading]], object | None]


def blank(cell: Cell) -> bool:
    """Whether nothing at all stands in a cell (a formula without a saved result is not nothing)."""
    return (cell.type is CellType.EMPTY and not cell.formula) or (cell.type is CellType.TEXT and not cell.text)


def find(
    sheet: Sheet,
    *,
    recognise: Recogniser,
    keys: Callable[[object], tuple[str, ...]],
    lone_rows: Callable[[object], bool] = lambda layout: False,
) -> Sheetful:
    """Every table of a sheet. ``recognise`` answers a header row with a layout or None; ``keys`` names the fields
    that say what a row of that layout is about; ``lone_rows`` says whether a row of it may hold its name alone."""
    found, merges = Sheetful(), Merged(sheet)
    around = Surroundings(sheet=sheet.name)
    table: Table | None = None
    for number, cells in _filled_rows(sheet):
        header = _header(sheet, number, cells, merges, recognise)
        if header:
            table = Table(layout=header[0], sheet=sheet, header=number, columns=header[1])
            found.tables.append(table)
            found.findings += list(_unread_columns(table, cells))
        elif table is None or (_lone(cells) and (_FOOTNOTE.match(cells[0].text) or not lone_rows(table.layout))):
            around = _with_lines(around, cells)
            found.findings.append(_note_row("footnote" if table else "preamble", cells))
        else:
            row = Row(sheet=sheet, number=number, columns=table.columns, around=around, merged=merges)
            _body(row, cells, keys(table.layout), table, found)
    return found


def _with_lines(around: Surroundings, cells: list[Cell]) -> Surroundings:
    """The surroundings with one line more; of a long page only the nearest lines are remembered."""
    titles = (*around.titles, *(cell.text for cell in cells))[-_LINES_KEPT:]
    return replace(around, titles=titles, labels={**around.labels, **_labels(cells)})


def _filled_rows(sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        if not blank(cell):
            rows.setdefault(cell.row, []).append(cell)
    for number in sorted(rows):
        yield number, sorted(rows[number], key=lambda cell: cell.column)


def _lone(cells: list[Cell]) -> bool:
    return len(cells) == 1 or (bool(_FOOTNOTE.match(cells[0].text)) and len(cells) == 2 and len(cells[0].text) < 12)


def _header(
    sheet: Sheet, number: int, cells: list[Cell], merges: Merged, recognise: Recogniser
) -> tuple[object, dict[int, Heading]] | None:
    """The layout and columns of a row of headings, or None. Of the headings alone and those joined with the row above,
    what names more columns and more periods is meant."""
    texts = {cell.column: cell.text for cell in cells if cell.type in (CellType.TEXT, CellType.DATE)}
    if len(texts) < 2 or len(texts) < len(cells):
        return None
    found = []
    for spelt in (texts, _two_level(sheet, number, texts, merges)):
        columns = {column: heading for column, text in spelt.items() if (heading := headings.read(text))}
        layout = recognise(tuple(columns.values()))
        if layout is not None and 2 * len(columns) >= len(texts):
            found.append((len(columns), sum(bool(each.period) for each in columns.values()), layout, columns))
    best = max(found, key=lambda each: each[:2], default=None)
    return (best[2], best[3]) if best else None


def _two_level(sheet: Sheet, number: int, texts: Mapping[int, str], merges: Merged) -> dict[int, str]:
    """Headings with the merged heading above each put before it ("2019/20" over "Q1", "Q2"), and those merged
    downwards.
    """
    spelt = dict(texts)
    for column, left in merges.above(number):
        if column in texts:
            spelt[column] = f"{texts[column]} {sheet.at(number - 1, left).text}"
    for column, top in merges.down_to(number, range(1, max(texts) + 1)):
        spelt[column] = sheet.at(top, column).text
    return spelt


def _body(row: Row, cells: list[Cell], keys: tuple[str, ...], table: Table, found: Sheetful) -> None:
    named = [cell for name in keys for _, cell in row.under(name) if not blank(cell)]
    if any(_TOTALS.fullmatch(cell.text.strip()) for cell in named):
        found.findings.append(_note_row("totals-row", cells))
    elif named:
        table.rows.append(row)
        found.findings += _beyond(table, cells)
    elif all(cell.type is CellType.TEXT for cell in cells) and _FOOTNOTE.match(cells[0].text):
        found.findings.append(_note_row("footnote", cells))
    else:
        first = cells[0]
        found.findings.append(
            Finding(
                rule="row-without-name",
                severity=Severity.ERROR,
                sheet=first.sheet,
                cell=first.address,
                found=_line(cells),
                expected=" or ".join(keys).replace("_", " "),
                message=f"Row {row.number} of '{first.sheet}' holds values but does not say what they are about. "
                "Name it, or delete the row.",
            )
        )


def _labels(cells: list[Cell]) -> dict[str, str]:
    """Labelled values in the lines above a table: "Authority: Broxtowe" in one cell or in two side by side."""
    read = {}
    for place, cell in enumerate(cells):
        label = _LABEL.match(cell.text)
        if not label:
            continue
        name = label[1].lower()
        rest = cell.text[label.end() :]
        if rest and ":" in label[0]:
            read[_LABEL_FIELDS.get(name, name)] = rest
        elif not rest and place + 1 < len(cells):
            read[_LABEL_FIELDS.get(name, name)] = cells[place + 1].text
    return read


_NOTES = {
    "preamble": "stands above a table and was read as its title",
    "footnote": "was read as a heading or a footnote, not as a row",
    "totals-row": "is a total and was not read as a row: totals are worked out from the rows",
}


def _note_row(rule: str, cells: list[Cell]) -> Finding:
    first = cells[0]
    return Finding(
        rule=rule,
        severity=Severity.NOTE,
        sheet=first.sheet,
        cell=first.address,
        found=_line(cells),
        message=f"Row {first.row} of '{first.sheet}' {_NOTES[rule]}.",
    )


def _line(cells: list[Cell]) -> str:
    text = " | ".join(" ".join(cell.text.split()) for cell in cells)
    return text if len(text) <= 120 else text[:119] + "…"


def _beyond(table: Table, cells: list[Cell]) -> Iterator[Finding]:
    """Values under no heading at all, told once a column."""
    for cell in cells:
        if cell.column not in table.columns and cell.column not in table.told:
            table.told.add(cell.column)
            yield Finding(
                rule="column-not-read",
                severity=Severity.NOTE,
                sheet=cell.sheet,
                cell=cell.address,
                found=_line([cell]),
                message=f"Cell {cell.address} of '{cell.sheet}' stands under no heading, so it was not read.",
                expected="a heading",
            )


def _unread_columns(table: Table, cells: list[Cell]) -> Iterator[Finding]:
    for cell in cells:
        if cell.column not in table.columns:
            table.told.add(cell.column)
            yield Finding(
                rule="column-not-read",
                severity=Severity.NOTE,
                sheet=cell.sheet,
                cell=cell.address,
                found=cell.text,
                message=f"The column '{' '.join(cell.text.split())}' of '{cell.sheet}' is not one that is read.",
                expected="a heading of the template or one of its synonyms",
            )
