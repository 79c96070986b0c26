"""Mappings written out: those of a file's tables as they were taken, to change and give back, or all remembered."""

from __future__ import annotations

import io
from argparse import Namespace
from typing import Any

import openpyxl

from pbi import returns
from pbi.commands.columns import COLUMNS
from pbi.commands.send import authority_of, period_of, read_file
from pbi.commands.show import as_csv
from pbi.errors import BadInput
from pbi.handover import Answer
from pbi.store import Store


def mapping(store: Store, given: Namespace) -> Answer:
    """Write a mapping to change and give back: that of a file as it was taken, or all that are remembered."""
    rows = _of_file(store, given) if given.file else store.rows("known_mappings")
    if not rows:
        raise BadInput(
            "No table of this file can be mapped." if given.file else "No mapping has been given yet.",
            remedy="A table needs a row of headings over columns of figures."
            if given.file
            else "Name a file to write a mapping of its tables.",
        )
    given.output.write_bytes(
        _sheet(rows) if given.output.suffix.lower() == ".xlsx" else f"{as_csv(rows, columns=COLUMNS)}\n".encode()
    )
    return Answer(exit=0, stdout=f"{len(rows)} columns written to {given.output}.", stderr="")


def _of_file(store: Store, given: Namespace) -> list[dict[str, Any]]:
    authority = authority_of(store, given)
    examined = returns.examine(
        store,
        data=read_file(given.file),
        filename=given.file.name,
        terms=returns.Terms(authority=authority, period=period_of(given), add_indicators=True),
    )
    return [row for shape in examined.shapes for row in returns.rows_of(shape, authority=authority)]


def _sheet(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "mappings"
    for number, line in enumerate([COLUMNS, *([row.get(name) for name in COLUMNS] for row in rows)], start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
