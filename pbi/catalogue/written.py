"""The catalogue as sheets again: what stands, in the columns and the words a sheet is written in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pbi.catalogue.kinds import KINDS
from pbi.store import Store
from pbi.store.shape import tables

Row = dict[str, Any]
_OF_TABLE = {"group": "comparators"}
"""Columns of a sheet that the table calls otherwise."""


def written(kind: str, fact: Mapping[str, Any]) -> Row:
    """A fact as a row of its sheet: what is read from it again is the same fact. Missing values are None.

    >>> row = written("tolerances", {"scheme": "rag", "green_within": Decimal("2.5000"), "inclusive": True})
    >>> row["green_within"], row["inclusive"], row["authority"]
    (Decimal('2.5'), True, None)
    """
    row = {column: _plain(fact.get(_OF_TABLE.get(column, column))) for column in KINDS[kind].columns}
    if kind == "indicators" and fact.get("unit") == "rate":
        row["unit"] = f"rate per {fact['per']:,.6f}".rstrip("0").rstrip(".")
    return row


def key_columns(kind: str) -> tuple[str, ...]:
    """The columns that name a row: a row in which one of them is another is another row."""
    said = {table: sheet for sheet, table in _OF_TABLE.items()}
    return tuple(said.get(column, column) for column in tables()[KINDS[kind].table].key)


def rows(store: Store, kind: str) -> list[tuple[Row, Row]]:
    """What stands of a kind: each fact, and beside it the same as a row of its sheet."""
    return [(fact, written(kind, fact)) for fact in store.current(KINDS[kind].table)]


def text(value: Any) -> str:
    """A value as it is written in a sheet: days ISO, yes or no, numbers without trailing zeros; "" where missing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return format(_plain(value), "f") if isinstance(value, Decimal) else str(value)


def as_csv(kind: str, sheet: Sequence[Row]) -> bytes:
    """The rows as a CSV that can be loaded again."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(KINDS[kind].columns)
    lines.writerows([text(row[column]) for column in KINDS[kind].columns] for row in sheet)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(kind: str, sheet: Sequence[Row]) -> bytes:
    """The rows as a workbook of one sheet that can be loaded again; a text is a text, whatever sign it begins with."""
    book = Workbook()
    page = book.active
    page.title = kind
    page.append(list(KINDS[kind].columns))
    for place, column in enumerate(KINDS[kind].columns, start=1):
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = max(12, len(column) + 2)
    for number, row in enumerate(sheet, start=2):
        for place, column in enumerate(KINDS[kind].columns, start=1):
            value = row[column]
            cell = page.cell(number, place)
            cell.value = text(value) if isinstance(value, bool) else value
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """A number without the zeros its column adds."""
    if not isinstance(value, Decimal):
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
