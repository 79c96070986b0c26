"""Finding the tables of a sheet: header rows wherever they stand, the rows under them, and everything that is neither.

Nothing is dropped without a word: titles, footnotes, totals, columns and sheets that are not read become notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pbi.model import Finding
from pbi.returns.cells import headings
from pbi.returns.cells.headings import Heading
from pbi.returns.cells.merged import Merged
from pbi.returns.cells.rows import Columns, Row, blank, in_one_line
from pbi.returns.model.candidates import SIDE_BY_SIDE, Surroundings
from pbi.returns.model.shapes import Shape
from pbi.returns.rules.names import ROW_WITHOUT_NAME
from pbi.returns.rules.reasons import HEADINGS_OR_FIGURES
from pbi.returns.rules.rule import either
from pbi.returns.rules.tables import FOOTNOTE, TITLE, TOTALS_ROW
from pbi.returns.tables import grid
from pbi.returns.tables.outside import beyond, labels, note_row, unread_columns
from pbi.workbook.cells import Cell, CellType, Sheet

_TOTALS = re.compile(
    r"\**(?:grand|sub)?[ -]*totals?(?: \d{4}[/-]\d\d)?:?|overall(?: total)?|average|mean|sum"
    r"|(?:all|total) (?:authorities|councils|members|services|indicators|areas|actions)",
    re.I,
)
_FOOTNOTE = re.compile(r"\s*(?:notes?\b|source\b|key\b|n\.?b\.?\b|\*|†|‡|\(\d\)|\[\d\]|\d\)|footnote)", re.I)
_LINES_KEPT = 20
_SAYS_WHAT = ("authority", "authority_code", "period", "code", "indicator", "name", "title", "code_name")
"""Fields whose headings stand over the columns that say what a row is about."""


@dataclass(slots=True, kw_only=True)
class Table:
    """A header row with the rows under it. ``layout`` is whatever the recogniser answered."""

    layout: object
    sheet: Sheet
    header: int
    columns: Columns
    rows: list[Row] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    around: Surroundings | None = None
    shape: Shape | None = None


@dataclass(slots=True, kw_only=True)
class Sheetful:
    """What was found on one sheet."""

    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    unread: list[Shape] = field(default_factory=list)
    passed: frozenset[int] = frozenset()
    other_areas: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def is_mapped(self) -> bool:
        """Whether a person said what the columns of a table of this sheet are for."""
        return any(shape.mapped for shape in self.shapes)

    def join(self, beside: Sheetful) -> None:
        """Take what was found in the table beside this one on the same sheet."""
        self.tables += beside.tables
        self.findings += beside.findings
        self.shapes += beside.shapes
        self.unread += beside.unread
        self.passed |= beside.passed
        for kind, cells in beside.other_areas.items():
            self.other_areas.setdefault(kind, []).extend(cells)

    def ask(self, table: Table, reason: str) -> None:
        """Give a wide table up: it is asked about, and nothing else is said of its rows."""
        assert table.shape is not None, "only a wide table has a shape"
        asked = replace(table.shape, reasons=(*table.shape.reasons, reason))
        self.tables.remove(table)
        self.unread.append(asked)
        self.shapes[self.shapes.index(table.shape)] = asked
        if not self.tables:
            self.findings = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a grid: its shape, and where it could be read its layout, columns and what stands above it."""

    shape: Shape
    layout: object | None = None
    columns: Mapping[int, Heading] = field(default_factory=dict)
    around: Surroundings | None = None


WideReader = Callable[[grid.Grid, Surroundings, bool], Taken | None]
Recogniser = Callable[[Sequence[Heading]], object | None]


def find(
    sheet: Sheet,
    *,
    recognise: Recogniser,
    keys: Callable[[object], tuple[str, ...]],
    lone_rows: Callable[[object], bool] = lambda layout: False,
    wide: WideReader = lambda grid, around, known: None,
    aside: Callable[[object, Row], str | None] = lambda layout, row: None,
) -> Sheetful:
    """Every table of a sheet. ``recognise`` answers a header row with a layout or None; ``keys`` names the fields
    that say what a row of that layout is about; ``lone_rows`` says whether a row of it may hold its name alone;
    ``wide`` is asked about headings that stand over figures (``known``: a layout recognised them); ``aside`` says what
    a row is where it is none of the table's."""
    found, merges = Sheetful(), Merged(sheet)
    around = Surroundings(sheet=sheet.name)
    table: Table | None = None
    rows, before = list(_filled_rows(sheet)), dict[int, Surroundings]()
    for place, (number, cells) in enumerate(rows):
        before[number] = around
        header = _header(sheet, number, cells, merges, recognise)
        spread = grid.at(sheet, rows, place, merges) if header or _may_begin(rows, place, table, found) else None
        taken = wide(spread, before.get(spread.top, around), bool(header)) if spread else None
        if taken and spread:
            under = table is not None or bool(found.unread)
            table = _wide(_doubted(taken, spread) if under else taken, spread, found, cells)
        elif header:
            table = Table(layout=header[0], sheet=sheet, header=number, columns=Columns(header[1]))
            found.tables.append(table)
            found.findings += list(unread_columns(table.columns, table.told, cells))
        elif number in found.passed or (_again(table, rows, cells) if table else found.unread):
            continue
        elif table is None or (_lone(cells) and (_FOOTNOTE.match(cells[0].text) or not lone_rows(table.layout))):
            around = _with_lines(around, cells)
            found.findings.append(note_row(FOOTNOTE if table else TITLE, cells))
        else:
            row = Row(sheet=sheet, number=number, columns=table.columns, around=table.around or around, merged=merges)
            if rule := aside(table.layout, row):
                # A row that is none of the table's: a total is told each time, other areas are counted.
                if rule == TOTALS_ROW.code:
                    found.findings.append(note_row(TOTALS_ROW, cells))
                else:
                    found.other_areas.setdefault(rule, []).append(cells[0])
            else:
                _body(row, cells, keys(table.layout), table, found)
    return found


def _may_begin(rows: Sequence[grid.Line], place: int, table: Table | None, found: Sheetful) -> bool:
    """Whether a new table may begin in this row: none is open, or a blank row or a line alone stands before it."""
    if place == 0 or (table is None and not found.unread):
        return True
    before, cells = rows[place - 1]
    return before < rows[place][0] - 1 or len(cells) == 1


def _doubted(taken: Taken, spread: grid.Grid) -> Taken:
    """A grid under another table whose headings are bare years and words nobody knows may be a row of that table, with
    figures that look like years: it is asked about, whatever else is clear.
    """
    years = [column.cell for column in spread.columns if column.is_figures and grid.is_year(column.cell)]
    known = (headings.read(word) for column in spread.columns for word in column.words)
    if taken.shape.mapped or not years or any(each and each.field in _SAYS_WHAT for each in known):
        return taken
    listed = " and ".join(cell.text for cell in years[:2])
    reason = HEADINGS_OR_FIGURES.format(years=listed, row=spread.header)
    return Taken(shape=replace(taken.shape, reasons=(*taken.shape.reasons, reason)))


def _wide(taken: Taken, spread: grid.Grid, found: Sheetful, cells: list[Cell]) -> Table | None:
    """A grid as a table where it could be read, else as one that is asked about: its rows are then passed over."""
    rows = range(spread.top, spread.header)
    found.findings = [each for each in found.findings if each.rule != TITLE.code or _row_of(each.cell) not in rows]
    found.passed |= spread.skip
    found.shapes.append(taken.shape)
    if taken.layout is None:
        found.unread.append(taken.shape)
        return None
    columns = Columns(taken.columns)
    table = Table(
        layout=taken.layout,
        sheet=spread.sheet,
        header=spread.header,
        columns=columns,
        around=taken.around,
        shape=taken.shape,
    )
    found.tables.append(table)
    found.findings += list(unread_columns(table.columns, table.told, cells))
    return table


def _row_of(address: str) -> int:
    return int("".join(filter(str.isdigit, address)) or 0)


def _again(table: Table, rows: Sequence[grid.Line], cells: list[Cell]) -> bool:
    """Whether a wide table's headings stand here once more, as on the next printed page."""
    if table.shape is None:
        return False
    first = next(line for number, line in rows if number == table.header)
    return [cell.text for cell in cells] == [cell.text for cell in first]


def _with_lines(around: Surroundings, cells: list[Cell]) -> Surroundings:
    """The surroundings with one line more; of a long page only the nearest lines are remembered. Cells side by side,
    more than a label and what it says, are one line.
    """
    texts = [cell.text for cell in cells]
    said = texts if len(texts) < 3 else [SIDE_BY_SIDE.join(texts)]
    return replace(around, titles=(*around.titles, *said)[-_LINES_KEPT:], labels={**around.labels, **labels(cells)})


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
        found.findings.append(note_row(TOTALS_ROW, cells))
    elif named:
        table.rows.append(row)
        found.findings += beyond(table.columns, table.told, cells)
    elif _TOTALS.fullmatch(cells[0].text.strip()):
        found.findings.append(note_row(TOTALS_ROW, cells))
    elif all(cell.type is CellType.TEXT for cell in cells) and _FOOTNOTE.match(cells[0].text):
        found.findings.append(note_row(FOOTNOTE, cells))
    else:
        named_by = either(list(dict.fromkeys(name.removesuffix("_name").replace("_", " ") for name in keys)))
        found.findings.append(
            ROW_WITHOUT_NAME.at(cells[0], row=row.number, found=in_one_line(cells), expected=named_by)
        )
