"""Rows as a table to read, CSV or JSON. Figures are exact; missing is null, an empty field or a dash."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: Any) -> str:
    """JSON with figures as numbers, dates as ISO text, missing as null."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def as_csv(rows: Sequence[Row], *, columns: Sequence[str]) -> str:
    """CSV with a heading row. Text that a spreadsheet would take for a formula is written as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_field(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().rstrip("\n")


def as_table(rows: Sequence[Row], *, columns: Sequence[str]) -> str:
    """Columns lined up for a person; a dash where there is nothing."""
    if not rows:
        return "Nothing is held for that."
    cells = pd.DataFrame([[_read(row.get(name)) for name in columns] for row in rows], columns=list(columns))
    return str(cells.to_string(index=False, max_colwidth=48))


def rows_as(form: str, rows: Sequence[Row], *, columns: Sequence[str]) -> str:
    """Rows in one of the forms table, csv or json, with just these columns."""
    if form == "json":
        return as_json([{name: row.get(name) for name in columns} for row in rows])
    return (as_csv if form == "csv" else as_table)(rows, columns=columns)


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _read(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return "–"
    return f"{plain:,}" if isinstance(plain, int | float) and not isinstance(plain, bool) else str(plain)


def _field(value: Any) -> Any:
    plain = _plain(value)
    return f"'{plain}" if isinstance(plain, str) and plain.startswith(_FORMULA_STARTS) else plain
