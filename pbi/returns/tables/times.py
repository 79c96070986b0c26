"""Headings and columns whose time is told by their neighbours: hyphen years, real dates, months and relative years.

"2008-09" beside "2012-13" is a year; "Apr", "May", "Jun" under a year are its months; "Last year" is the year before
the one that the page is of. What is settled here is written out in full, so that every reader after it reads one
period; what the neighbours do not settle stays as it is, and is asked about. Only headings over figures and cells under
a heading of periods are looked at: an action's dates and the words of a comment are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pbi import period as periods
from pbi.days import MONTH, MONTHS, day
from pbi.model import Finding
from pbi.period import Period, PeriodKind
from pbi.returns.cells import headings, spans
from pbi.returns.rules.names import DATES_AS_MONTHS
from pbi.returns.tables import grid
from pbi.workbook.cells import Cell, CellType, Sheet

_HYPHEN = re.compile(r"(?<![\d/-])((?:19|20)\d\d)-(\d\d)(?![\d/-])")
_MONTH = re.compile(MONTH, re.I)
_QUARTER = re.compile(r"(?:q|qtr|quarter)\s*[1-4]", re.I)
_RELATIVELY = re.compile(
    r"(?:(?:perf|performance|actual|outturn|result|value|figure)\.?\s*:?\s*)?(?:in |for )?"
    r"(?P<which>this|current|latest|last|previous|prior) (?P<kind>year|period|quarter|month)s?"
    r"(?:\s*:?\s*(?:perf|performance|actual|outturn|result|value|figure)\.?)?",
    re.I,
)
_WHOLE = re.compile(r"(?:ytd|year to date|to date|cumulative|total|annual|annual total|full year|year|year end)", re.I)
_ANNUAL_TARGET = re.compile(r"(?:annual|year|full year|year end|years) target", re.I)
_TARGET = re.compile(rf"target|{_ANNUAL_TARGET.pattern}", re.I)
"""A target without a period is the year's where the table has the year's figure."""
_YEAR_SAID = re.compile(r"\b(?:financial )?years?\b", re.I)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_ALONE = re.compile(rf"{_HYPHEN.pattern}|{_DAY.pattern}")
_FEWEST = 2
_LONGEST = 120
"""Longer texts are comments."""
_BENEATH = 3
"""Rows in which a figure follows its heading."""
_PAGE = 60
"""Rows above its headings in which a page says what year it is of."""

Place = tuple[int, int]


def settled(sheet: Sheet, *, otherwise: Period | None, filename: str = "") -> tuple[Sheet, list[Finding]]:
    """The sheet with such headings and columns written out, and what is to be confirmed of them. ``otherwise`` is the
    sender's period; the year of a page is that of the lines above its headings, its sheet, the sender or the file.
    """
    telling = [cell for cell in sheet.cells if cell.type is CellType.DATE or (_is_short(cell) and _may_tell(cell.text))]
    rows, columns = _lines(telling, lambda cell: cell.row), _lines(telling, lambda cell: cell.column)
    said: dict[Place, str] = {}
    findings: list[Finding] = []
    over_figures = {number: line for number, line in rows.items() if _is_over_figures(sheet, line)}
    for line in over_figures.values():
        said |= _hyphen_years(line)
        said |= _months_of_dates(line, [])
    for line in columns.values():
        for heading, block in _under_periods(sheet, line):
            said |= _hyphen_years(block, headed=bool(_YEAR_SAID.fullmatch(heading.strip())))
            said |= _months_of_dates(block, findings)
    numbers = [number for number, line in over_figures.items() if _speaks_of_a_year(line)]
    every = _lines([cell for cell in sheet.cells if _is_short(cell)], lambda cell: cell.row) if numbers else {}
    for number in numbers:
        above = [cell.text for row in range(number - _PAGE, number) for cell in every.get(row, ())]
        base = _base(above, sheet.name, otherwise, filename)
        said |= _under_a_year(every[number], every, number, base) if base else {}
    if not said:
        return sheet, findings
    cells = tuple(
        replace(cell, value=said[cell.row, cell.column], type=CellType.TEXT, format="")
        if (cell.row, cell.column) in said
        else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=cells), findings


def _is_over_figures(sheet: Sheet, line: Sequence[Cell]) -> bool:
    """Whether these cells of a row are headings: figures follow right beneath one of them, and none is in the row."""
    if any(_is_figure(each) for each in sheet.row(line[0].row)):
        return False
    return any(_is_figure(sheet.at(cell.row + step, cell.column)) for cell in line for step in range(1, _BENEATH + 1))


def _is_figure(cell: Cell) -> bool:
    return (cell.type is CellType.NUMBER and not grid.is_year(cell)) or grid.is_written_figure(cell)


def _under_periods(sheet: Sheet, line: Sequence[Cell]) -> Iterator[tuple[str, list[Cell]]]:
    """The cells of a column that are under a heading of periods, with that heading, table by table; each is a day or a
    year alone."""
    block: list[Cell] = []
    heading, is_period, row = "", False, 0
    for cell in line:
        for above in range(row + 1, cell.row + 1):
            over = sheet.at(above, cell.column)
            if field := _heading(over):
                yield heading, block
                block, heading, is_period = [], over.text, field == "period"
        row = cell.row
        if is_period and (cell.type is CellType.DATE or _ALONE.fullmatch(cell.text.strip())):
            block.append(cell)
    yield heading, block


def _heading(cell: Cell) -> str:
    """The field that a cell heads; "" where it is no heading, or names a period itself."""
    known = headings.read(cell.text) if cell.type is CellType.TEXT and len(cell.text) <= _LONGEST else None
    return known.field if known and not known.period and not known.quarter else ""


def _is_short(cell: Cell) -> bool:
    return cell.type is CellType.DATE or (cell.type is CellType.TEXT and len(cell.text) <= _LONGEST)


@lru_cache(maxsize=4096)
def _may_tell(text: str) -> bool:
    """Whether a text says anything of time that its neighbours may settle."""
    return bool(_HYPHEN.search(text) or _DAY.fullmatch(text) or _is_of_a_year(text))


def _is_of_a_year(text: str) -> bool:
    return bool(_RELATIVELY.fullmatch(text) or _MONTH.fullmatch(text) or _QUARTER.fullmatch(text))


def _lines(cells: Sequence[Cell], of: Callable[[Cell], int]) -> Mapping[int, list[Cell]]:
    """Cells by row or by column."""
    found: dict[int, list[Cell]] = {}
    for cell in cells:
        found.setdefault(of(cell), []).append(cell)
    return found


def _hyphen_years(line: Sequence[Cell], *, headed: bool = False) -> dict[Place, str]:
    """ "2008-09" as 2008/09 in a line where another can only be a year, or three follow each other by a year, or that
    is ``headed`` by the word Year."""
    found = [(cell, hit) for cell in line if cell.type is CellType.TEXT for hit in _HYPHEN.finditer(cell.text)]
    years = [(cell, hit) for cell, hit in found if int(hit[2]) == (int(hit[1]) + 1) % 100]
    if not years or len(years) < len(found):
        return {}
    certain = any(not 1 <= int(hit[2]) <= 12 for _, hit in years)
    follow = len({hit[1] for _, hit in years}) > _FEWEST
    if not (certain or follow or headed):
        return {}
    doubted = [cell for cell, hit in years if 1 <= int(hit[2]) <= 12]
    return {(cell.row, cell.column): _HYPHEN.sub(r"\1/\2", cell.text) for cell in doubted}


def _months_of_dates(line: Sequence[Cell], findings: list[Finding]) -> dict[Place, str]:
    """Days that are the first of different months, or are shown without their day, as those months."""
    days = {(cell.row, cell.column): on for cell in line if (on := _day(cell))}
    firsts = sorted(set(days.values()))
    shown = {
        (cell.row, cell.column)
        for cell in line
        if cell.type is CellType.DATE and "m" in cell.format.lower() and "d" not in cell.format.lower()
    }
    of_months = len(firsts) >= _FEWEST and all(on.day == 1 for on in firsts) and _within_years(firsts)
    headings = {place for place in shown if sum(each[0] == place[0] for each in days) >= _FEWEST}
    told = {place: f"{on:%B %Y}" for place, on in days.items() if of_months or place in headings}
    first = next((cell for cell in line if (cell.row, cell.column) in told), None)
    if first and of_months and not shown:
        findings.append(DATES_AS_MONTHS.at(first, expected=told[first.row, first.column]))
    return told


def _within_years(firsts: Sequence[date]) -> bool:
    return (firsts[-1] - firsts[0]).days < 366 * 6


def _day(cell: Cell) -> date | None:
    if cell.type is CellType.DATE:
        return day(cell.text.split()[0])
    return day(cell.text) if _DAY.fullmatch(cell.text) else None


def _base(above: Sequence[str], sheet: str, otherwise: Period | None, filename: str) -> Period | None:
    """The period that a page is of, the nearest line first; of a part of a year that nobody can name, its year."""
    for text in (*reversed(above), sheet):
        found = spans.read(text)
        if isinstance(found, Period) and found.kind is not PeriodKind.CALENDAR_YEAR:
            return found
        if isinstance(found, spans.Doubtful) and found.year is not None:
            return periods.year(found.year)
    if otherwise and otherwise.kind is not PeriodKind.CALENDAR_YEAR:
        return otherwise
    return spans.in_name(filename)


def _speaks_of_a_year(line: Sequence[Cell]) -> bool:
    """Whether a row may be headings of one year: several months or quarters, or this or last year."""
    return any(_RELATIVELY.fullmatch(cell.text) for cell in line) or (
        len({cell.text for cell in line if _is_of_a_year(cell.text)}) >= _FEWEST
    )


def _words(cell: Cell) -> str:
    return " ".join(cell.text.lower().replace("'", "").replace("’", "").split())


def _under_a_year(line: Sequence[Cell], rows: Mapping[int, list[Cell]], number: int, base: Period) -> dict[Place, str]:
    """The headings of one row that are months, quarters with a year's figure, or relative years, each as its period."""
    words = {cell.column: _words(cell) for cell in line}
    above = [cell for row in (number - 1, number - 2) for cell in rows.get(row, ()) if cell.column > 1]
    if any(isinstance(spans.read(cell.text), Period) for cell in above if len(cell.text) < 16):
        return {}  # a row of years over it says which each is of
    said: dict[int, str] = {}
    year = base.financial_year
    months = {column: MONTHS[word.rstrip(".")] for column, word in words.items() if _MONTH.fullmatch(word)}
    quarters = [column for column, word in words.items() if _QUARTER.fullmatch(word)]
    if len(set(months.values())) >= _FEWEST:
        said = {column: f"{date(year + (number < 4), number, 1):%B %Y}" for column, number in months.items()}
    if said or len(quarters) >= _FEWEST:
        complete = len(months) == 12 or len(quarters) == 4
        label = str(periods.year(year))
        whole = {
            column: label if complete else f"{label} YTD" for column, word in words.items() if _WHOLE.fullmatch(word)
        }
        of_year = _TARGET if whole else _ANNUAL_TARGET
        said |= whole | {column: f"Target {label}" for column, word in words.items() if of_year.fullmatch(word)}
    if not said:
        said = {column: str(when) for column, word in words.items() if (when := _relative(word, base))}
    return {(number, column): text for column, text in said.items()}


def _relative(word: str, base: Period) -> Period | None:
    """This or the last year, quarter, month or period of a page; None where the page is of no such kind."""
    found = _RELATIVELY.fullmatch(word)
    if found is None or (found["kind"] in ("quarter", "month") and found["kind"] != base.kind):
        return None
    if found["which"] in ("this", "current", "latest"):
        return base
    return base.last_year() if found["kind"] == "year" else base.step(-1)
