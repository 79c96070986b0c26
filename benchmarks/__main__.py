"""``make bench``: the example partnership's store, a return of fifty indicators by twenty columns, control charts."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.control import charting
from benchmarks.timing import Comparison
from pbi import measures, workbook
from pbi.commands import init_store
from pbi.model import Question
from pbi.store import Store

INDICATORS, COLUMNS = 50, 20


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example"
        init_store(path, example=True)
        with Store.open(path) as store:
            for comparison in [*reading(), *asking(store), *charting()]:
                print(comparison.line(), flush=True)


def reading() -> Iterator[Comparison]:
    """Typed cells with addresses from a guarded child process, against pandas reading the same bytes."""
    data = a_return()
    yield Comparison(
        name=f"reading a return of {INDICATORS} × {COLUMNS}",
        against="pandas.read_excel",
        ours=lambda: workbook.read(data, filename="return.xlsx"),
        plain=lambda: pd.read_excel(io.BytesIO(data), engine="openpyxl"),
    )


def asking(store: Store) -> Iterator[Comparison]:
    """The board's questions, from facts to statuses, against fetching the reported figures as they are."""
    question = Question(period=measures.latest_period(store))
    plain = "fetching the reported figures"
    for name in ("scorecard", "counts", "actions"):
        yield Comparison(
            name=f"{name} of {question.period}",
            against=plain,
            ours=partial(getattr(measures, name), store, question),
            plain=lambda: store.query("reported").to_pandas(),
        )


def a_return() -> bytes:
    """A workbook in the tidiest shape: codes down the side, periods across, one figure a cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Indicator", *(f"20{start:02d}/{start + 1:02d}" for start in range(5, 4 + COLUMNS))])
    for row in range(1, INDICATORS + 1):
        sheet.append([f"I{row:03d}", *(row + column / 4 for column in range(1, COLUMNS))])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


if __name__ == "__main__":
    main()
