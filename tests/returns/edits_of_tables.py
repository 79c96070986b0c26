"""Edits of a table's rows and columns: moved, added, deleted, hidden, sorted, turned."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.returns.drafts import Line, Page, Slot
from tests.returns.editing import edit, is_number


def _insert_column(page: Page, at: int, heading: Any, fill: Callable[[Line], Any], *, lie: bool = False) -> None:
    page.widen()
    body = page.body()
    for line in page.lines:
        value = heading if line is page.header else fill(line) if line in body else None
        line.insert(at, Slot(value, lie=lie))


@edit
def blank_lines(page: Page, chance: Random) -> None:
    for _ in range(chance.randint(1, 3)):
        page.lines.insert(chance.randrange(len(page.lines) + 1), [])


@edit
def a_title_above(page: Page, chance: Random) -> None:
    said = ["Performance return", "Return 2019/20", "Public protection: quarter by quarter", "Figures at 31/03/2020"]
    page.lines.insert(0, [Slot(chance.choice(said))])


@edit
def notes_among_the_rows(page: Page, chance: Random) -> None:
    said = ["* excludes referrals", "Note: provisional until audited", "Food", "Source: own records", "95.5", "KEY"]
    page.lines.insert(chance.randrange(len(page.lines) + 1), [Slot(chance.choice(said))])


@edit
def shifted_to_the_right(page: Page, chance: Random) -> None:
    for line in page.lines:
        line[:0] = [Slot(), Slot()]


@edit
def a_column_more(page: Page, chance: Random) -> None:
    heading = chance.choice(
        ["Lead officer", "Ward", "2016", "Comments", "Average", None, "Weighting", "Rank", "Last year"]
    )
    value = chance.choice(["A Writer", 7, 0.5, None, "n/a"])
    _insert_column(page, chance.randrange(page.width() + 1), heading, lambda line: value)


@edit
def a_column_that_could_be_the_outturn(page: Page, chance: Random) -> None:
    if page.column("Outturn") is None:
        return
    heading = chance.choice(["Actual", "Result", "Outturn", "Value", "Performance", "Achieved"])
    _insert_column(page, chance.randrange(page.width() + 1), heading, lambda line: chance.randint(1, 99), lie=True)


@edit
def columns_swapped(page: Page, chance: Random) -> None:
    page.widen()
    first, second = chance.randrange(page.width()), chance.randrange(page.width())
    for line in page.lines:
        line[first], line[second] = line[second], line[first]


@edit
def sorted_rows(page: Page, chance: Random) -> None:
    body = page.body()
    places = [place for place, line in enumerate(page.lines) if line in body]
    chance.shuffle(body)
    for place, line in zip(places, body, strict=True):
        page.lines[place] = line


@edit
def a_row_deleted(page: Page, chance: Random) -> None:
    page.lines.remove(chance.choice(page.body()))


@edit
def a_column_deleted(page: Page, chance: Random) -> None:
    """Without its periods or authorities no row can be known."""
    page.widen()
    at = chance.randrange(page.width())
    names = any(isinstance(line[at].value, str) and not line[at].about for line in page.body())
    for line in page.lines:
        del line[at]
        for slot in line if names else ():
            slot.lie = True


@edit
def a_row_twice(page: Page, chance: Random) -> None:
    page.lines.insert(chance.randrange(len(page.lines) + 1), [slot.copy() for slot in chance.choice(page.body())])


@edit
def a_row_twice_with_another_figure(page: Page, chance: Random) -> None:
    line = [slot.copy() for slot in chance.choice(page.body())]
    for slot in line:
        if slot.about and is_number(slot.value):
            slot.value, slot.about, slot.lie = slot.value + 1, None, True
    page.lines.insert(page.lines.index(page.header) + 1, line)


@edit
def rows_hidden(page: Page, chance: Random) -> None:
    page.hidden_lines.append(chance.choice(page.lines))


@edit
def a_total_below(page: Page, chance: Random) -> None:
    page.widen()
    said = chance.choice(
        ["Total", "TOTAL:", "Average", "Grand total", "All authorities", "Sum", "Totals 2019/20", "Overall"]
    )
    at = chance.choice([place for place, slot in enumerate(page.header) if slot.value] or [0])
    line = [Slot() for _ in range(page.width())]
    line[at].value = said
    for place in range(page.width()):
        figures = [row[place].value for row in page.body() if place < len(row) and row[place].about]
        if place != at and figures and all(map(is_number, figures)):
            line[place].value = sum(figures)
    page.lines.insert(chance.choice([len(page.lines), page.lines.index(page.body()[-1]) + 1]), line)


@edit
def the_heading_repeated(page: Page, chance: Random) -> None:
    body = page.lines.index(chance.choice(page.body()))
    page.lines.insert(body, [slot.copy() for slot in page.header])


@edit
def a_line_of_units_under_the_heading(page: Page, chance: Random) -> None:
    line = [Slot("%" if slot.value in ("Outturn", "Target") else None) for slot in page.header]
    page.lines.insert(page.lines.index(page.header) + 1, line)


@edit
def turned_on_its_side(page: Page, chance: Random) -> None:
    if chance.random() < 0.3:
        page.widen()
        header = page.header
        page.lines[:] = [list(column) for column in zip(*page.lines, strict=True)]
        page.header = next((line for line in page.lines if header[0] in line), page.lines[0])
        page.merges.clear()


@edit
def a_table_beside_it(page: Page, chance: Random) -> None:
    page.widen()
    beside = [["Ward", "Visits"], ["North", 12], ["South", 15]]
    if chance.random() < 0.5:
        beside = [["Code", "Outturn"], ["FH01", 12], ["TS01", 15]]
    start = page.lines.index(page.header)
    for place, line in enumerate(page.lines):
        row = beside[place - start] if start <= place < start + len(beside) else [None, None]
        line += [Slot(), *(Slot(value, lie=True) for value in row)]
