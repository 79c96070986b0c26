"""Valid returns whose figures are known, as cells that may be moved about, and what must be true of any reading."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

import openpyxl

from pbi import returns
from pbi.model import Finding, Severity
from pbi.returns import Reading
from pbi.returns.cells.values import six_places
from pbi.workbook.cells import Cell, CellType, Merge, Sheet, Workbook
from tests.returns import making
from tests.returns.making import Broken, Shown

Key = tuple[str, str, str]
"""Indicator, authority and period."""
FIGURES = {"outturn": "value", "numerator": "numerator", "denominator": "denominator"}
NAMES = {row["code"]: row["name"] for row in making.INDICATORS}
PERCENT = {row["code"] for row in making.INDICATORS if row["unit"] == "percent"}
COUNCILS = {row["code"]: row["name"] for row in making.AUTHORITIES[:2]}
TIDY = ["Authority", "Indicator", "Name", "Period", "Outturn", "Numerator", "Denominator", "Target", "Commentary"]


@dataclass(eq=False, slots=True)
class Slot:
    """One cell of a draft; ``about`` says which figure of which fact it holds, wherever it is moved to. A ``lie`` is a
    figure somebody added that is not the true one.
    """

    value: Any = None
    format: str = ""
    about: tuple[Key, str] | None = None
    lie: bool = False

    def copy(self) -> Slot:
        return Slot(self.value, self.format, self.about, self.lie)


Line = list[Slot]


@dataclass(eq=False, slots=True)
class Page:
    """A sheet of a draft. ``header`` is one of its lines; merges are told by their first and last cell."""

    name: str
    lines: list[Line]
    header: Line
    merges: list[tuple[Slot, Slot]] = field(default_factory=list)
    hidden_lines: list[Line] = field(default_factory=list)
    visible: bool = True

    def body(self) -> list[Line]:
        """The lines that hold a figure."""
        return [line for line in self.lines if any(slot.about for slot in line)]

    def column(self, heading: str) -> int | None:
        """Where a heading still stands, as it was first spelt."""
        return next((place for place, slot in enumerate(self.header) if slot.value == heading), None)

    def width(self) -> int:
        return max(map(len, self.lines), default=0)

    def widen(self) -> None:
        for line in self.lines:
            line += [Slot() for _ in range(self.width() - len(line))]

    def places(self) -> dict[Slot, tuple[int, int]]:
        return {
            slot: (row, column)
            for row, line in enumerate(self.lines, start=1)
            for column, slot in enumerate(line, start=1)
        }

    def merged(self) -> list[Merge]:
        """The merges that still are blocks of which only the first cell is filled."""
        places, found = self.places(), []
        for first, last in self.merges:
            if first in places and last in places:
                (top, left), (bottom, right) = places[first], places[last]
                covered = [slot for line in self.lines[top - 1 : bottom] for slot in line[left - 1 : right]]
                if top <= bottom and left <= right and all(slot.value is None for slot in covered if slot is not first):
                    found.append((top, left, bottom, right))
        return found


@dataclass(eq=False, slots=True)
class Draft:
    """A return and the truth of each of its figures; ``told`` names the edits made."""

    pages: list[Page]
    truth: dict[tuple[Key, str], Decimal]
    authority: str | None = None
    told: list[str] = field(default_factory=list)


def tidy(chance: Random) -> Draft:
    """One row an indicator, authority and period."""
    keys = [
        (code, council, period)
        for code in NAMES
        for council in COUNCILS
        for period in ("2018/19", "2019/20", "2019/20 Q4")
    ]
    page = Page("Return", [], [Slot(heading) for heading in TIDY])
    truth: dict[tuple[Key, str], Decimal] = {}
    page.lines = [page.header]
    shown_as_percent = chance.random() < 0.3
    for key in chance.sample(keys, chance.randint(3, 8)):
        code, council, period = key
        line = [Slot(COUNCILS[council]), Slot(code), Slot(NAMES[code]), Slot(period)]
        of_row = figures(code, chance)
        for what in ("outturn", "numerator", "denominator", "target"):
            percent = shown_as_percent and what in ("outturn", "target") and code in PERCENT
            line.append(_slot(of_row.get(what), percent=percent, about=(key, what)))
            truth |= {(key, what): of_row[what]} if what in of_row else {}
        page.lines.append([*line, Slot("As planned" if chance.random() < 0.5 else None)])
    return Draft([page], truth)


def committee(chance: Random) -> Draft:
    """One row an indicator, a column a year or quarter, for one authority that the line above or the sender names."""
    quarters = chance.random() < 0.4
    periods = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3"] if quarters else ["2017/18", "2018/19", "2019/20"]
    words = [f"Q{period[-1]} 2019/20" if quarters else f"Outturn {period}" for period in periods]
    page = Page("KPIs", [], [Slot("Code"), Slot("Name"), *map(Slot, words), Slot("Latest Note")])
    council = chance.choice(list(COUNCILS))
    labelled = chance.random() < 0.5
    above = [Slot("Authority:"), Slot(COUNCILS[council])] if labelled else [Slot("Performance report")]
    page.lines = [above, [], page.header]
    truth: dict[tuple[Key, str], Decimal] = {}
    for code in chance.sample(list(NAMES), chance.randint(2, 4)):
        line = [Slot(code), Slot(NAMES[code])]
        for period in periods:
            truth[(code, council, period), "outturn"] = value = figures(code, chance)["outturn"]
            line.append(_slot(value, percent=False, about=((code, council, period), "outturn")))
        page.lines.append([*line, Slot("On course")])
    return Draft([page], truth, authority=None if labelled else council)


def figures(code: str, chance: Random) -> dict[str, Decimal]:
    """A row's figures that break no rule."""
    if code not in PERCENT:
        return {"outturn": Decimal(chance.randint(10, 90_000))}
    denominator = chance.choice([40, 50, 125, 200, 250])
    numerator = chance.randint(denominator // 20, denominator)
    found = {"outturn": six_places(Decimal(100 * numerator) / denominator)}
    if chance.random() < 0.6:
        found |= {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}
    return found | ({"target": Decimal(chance.randint(50, 100))} if chance.random() < 0.4 else {})


def _slot(value: Decimal | None, *, percent: bool, about: tuple[Key, str]) -> Slot:
    if value is None:
        return Slot()
    number = float(value / 100 if percent else value)
    return Slot(int(number) if number == int(number) else number, "0.0%" if percent else "", about)


def as_cells(draft: Draft) -> Workbook:
    """The draft as the workbook room would hand it on."""
    sheets = []
    for page in draft.pages:
        cells = []
        for line in page.lines:
            hidden = any(line is each for each in page.hidden_lines)
            cells.append([(slot, hidden) for slot in line])
        made = tuple(
            replace(_cell(page.name, row, column, slot), hidden=hidden)
            for row, line in enumerate(cells, start=1)
            for column, (slot, hidden) in enumerate(line, start=1)
            if slot.value is not None
        )
        sheets.append(Sheet(page.name, page.visible, made, tuple(page.merged())))
    return Workbook("made.xlsx", "0" * 64, "xlsx", tuple(sheets), {})


def _cell(sheet: str, row: int, column: int, slot: Slot) -> Cell:
    value = Shown(slot.value, slot.format) if slot.format else slot.value
    return making.cell(sheet, row, column, value)


def as_file(draft: Draft) -> bytes:
    """The draft as an .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in draft.pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "visible" if page.visible else "hidden"
        for slot, (row, column) in page.places().items():
            at = sheet.cell(row, column)
            at.value = (slot.value.code or "=1+1") if isinstance(slot.value, Broken) else slot.value
            at.number_format = slot.format or at.number_format
            if isinstance(slot.value, str):
                at.data_type = "s"
        for top, left, bottom, right in page.merged():
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row, line in enumerate(page.lines, start=1):
            sheet.row_dimensions[row].hidden = any(line is each for each in page.hidden_lines)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def misread(draft: Draft, reading: Reading) -> Iterator[str]:
    """Each figure that would be recorded and is not the truth, where nothing is said of its row; and each that is
    neither recorded nor spoken of. An error of the whole file refuses all of it.
    """
    if any(each.severity is Severity.ERROR for each in reading.findings):
        return
    told = [*reading.findings, *(each for judged in reading.judged for each in judged.findings)]
    loud = [each for each in told if each.severity is not Severity.NOTE]
    recorded: list[Key] = []
    no_more = unknowable(draft)
    for judged in reading.judged:
        if returns.intake.comparison.faulty(judged) or judged.candidate.kind != "outturn":
            continue
        fact = dict(judged.facts[0][1])
        recorded.append(key_of(fact))
        said = {what: fact[column] for what, column in FIGURES.items()}
        said["target"] = next((row["value"] for table, row in judged.facts if table == "target"), None)
        wrong = [what for what, value in said.items() if not is_true(draft, no_more, fact, what, value)]
        if wrong and not _said(loud, judged.candidate.sheet, judged.candidate.cell):
            yield f"{recorded[-1]} {wrong}: {fact['value']} from {judged.candidate.sheet}!{judged.candidate.cell}"
    yield from (f"{key} is recorded twice" for key in set(recorded) if recorded.count(key) > 1)
    yield from _lost(draft, told, set(recorded))


def key_of(fact: Mapping[str, Any]) -> Key:
    return str(fact["indicator"]), str(fact["authority"]), str(fact["period"])


def is_true(draft: Draft, unknowable: Container[object], fact: Mapping[str, Any], what: str, value: Any) -> bool:
    """Whether a figure recorded is the true one, or one that nobody could tell from it."""
    about = (key_of(fact), what)
    if value is None or value == draft.truth.get(about):
        return True
    at = (fact["sheet"], fact["cell"])
    if (at in unknowable and (*at, about[0]) not in unknowable) or (about in unknowable and about in draft.truth):
        return True
    part, whole = (draft.truth.get((about[0], name)) for name in ("numerator", "denominator"))
    return bool(what == "outturn" and part is not None and whole and value == six_places(100 * part / whole))


def unknowable(draft: Draft) -> set[object]:
    """Where a lie stands; the cells beside a true figure, with its key; and the figures that are no longer there."""
    places = [(page, slot, at) for page in draft.pages for slot, at in page.places().items()]
    lies: set[object] = {(page.name, address(at)) for page, slot, at in places if slot.lie}
    standing = {slot.about for _, slot, _ in places if slot.value is not None}
    beside = {
        (page.name, address(at), slot.about[0])
        for page, slot, (row, _) in places
        if slot.about and slot.value is not None and not slot.lie
        for at in ((row, column) for column in range(1, page.width() + 1))
    }
    return lies | beside | {about for about in draft.truth if about not in standing}


def address(at: tuple[int, int]) -> str:
    return Cell("", *at, None, CellType.EMPTY).address


def _lost(draft: Draft, told: Sequence[Finding], recorded: set[Key]) -> Iterator[str]:
    for page in draft.pages:
        for slot, (row, column) in page.places().items():
            at = address((row, column))
            figure = slot.about and slot.about[1] == "outturn" and slot.value is not None
            if figure and slot.about and slot.about[0] not in recorded and not _said(told, page.name, at):
                yield f"{slot.about} at {page.name}!{at} is neither recorded nor spoken of"


def _said(findings: Sequence[Finding], sheet: str, address: str) -> bool:
    """Whether a finding speaks of the cell's row or column, or of the whole sheet or file."""
    row, column = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), address.rstrip("0123456789")
    for each in findings:
        where = each.cell or ""
        if each.rule in ("preamble", "footnote") and where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != row:
            continue
        if each.rule in ("column-unheaded", "columns-unmapped") and each.sheet == sheet:
            return True
        if not each.sheet or (each.sheet == sheet and (not where or where.rstrip("0123456789") == column)):
            return True
        if each.sheet == sheet and where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row:
            return True
    return False
