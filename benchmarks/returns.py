"""Returns read and checked, against pandas reading the same bytes: it is what anybody would reach for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

import openpyxl
import pandas as pd

from benchmarks.timing import Comparison
from pbi import returns, workbook
from pbi.returns import Outcome
from pbi.store import Store

COLUMNS = 20
SMALL, LARGE = 50, 5_000
AUTHORITY = "Eastmere"
PLAIN = "pandas.read_excel"
TIDY = [
    "Code",
    "Indicator",
    "Period",
    "Outturn",
    "Numerator",
    "Denominator",
    "Target",
    "Unit",
    "Commentary",
    "Definition",
]


def reading() -> Iterator[Comparison]:
    """Cells read twice, with addresses, types and formats, from a guarded child process."""
    data = wide(SMALL)
    yield Comparison(
        name=f"reading a return of {SMALL} × {COLUMNS}",
        against=PLAIN,
        ours=lambda: workbook.read(data, filename="return.xlsx"),
        plain=partial(_plain, data),
    )


def checking(store: Store) -> Iterator[Comparison]:
    """From bytes to every finding and every figure new, changed or unchanged: what a sender waits for."""
    for rows, rounds in ((SMALL, 7), (LARGE, 2)):
        for shape, data in (("wide", wide(rows)), ("tidy", tidy(rows))):
            yield Comparison(
                name=f"checking a {shape} return of {rows:,} × {COLUMNS}",
                against=PLAIN,
                ours=partial(_checked, store, data),
                plain=partial(_plain, data),
                rounds=rounds,
            )


def wide(rows: int) -> bytes:
    """Codes down the side, years across: nineteen figures a row."""
    heading: list[object] = ["Indicator", *(f"20{start:02d}/{start + 1:02d}" for start in range(5, 4 + COLUMNS))]
    return _saved(
        [heading, *([f"I{row:04d}", *(row % 90 + column / 4 for column in range(1, COLUMNS))] for row in range(rows))]
    )


def tidy(rows: int) -> bytes:
    """A row an indicator and quarter, with all that a return may say of it."""
    blank = [f"Column {number}" for number in range(len(TIDY) + 1, COLUMNS + 1)]
    lines: list[list[object]] = [[*TIDY, *blank]]
    for row in range(rows):
        code, met = row // 4, row * 7 % 200 + 1
        about = [f"I{code:04d}", f"Indicator {code}", f"2019/20 Q{row % 4 + 1}", met / 2, met, 200, 90, "percent"]
        lines.append([*about, f"Comment {row}", f"Definition {code}", *([row] * len(blank))])
    return _saved(lines)


def _saved(lines: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _checked(store: Store, data: bytes) -> Outcome:
    return returns.examine(
        store, data=data, filename="return.xlsx", terms=returns.Terms(authority=AUTHORITY, add_indicators=True)
    )


def _plain(data: bytes) -> object:
    return pd.read_excel(io.BytesIO(data), engine="openpyxl")
