"""Rows as a table to read, CSV or JSON. Figures are exact; missing is null, an empty field or a dash."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: Any) -> str:
    """JSON with figures as numbers of exactly their digits, dates as ISO text, missing as null."""
    return _json(value, "")


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
        return "No data found."
    cells = pd.DataFrame([[_read(row.get(name)) for name in columns] for row in rows], columns=list(columns))
    return str(cells.to_string(index=False, max_colwidth=48))


def rows_as(form: str, rows: Sequence[Row], *, columns: Sequence[str]) -> str:
    """Rows in one of the forms table, csv or json, with just these columns."""
    if form == "json":
        return as_json([{name: row.get(name) for name in columns} for row in rows])
    return (as_csv if form == "csv" else as_table)(rows, columns=columns)


def _json(value: Any, pad: str) -> str:
    deeper = f"{pad}  "
    match value:
        case Decimal():
            return _digits(value)
        case Mapping():
            parts = [f"{deeper}{json.dumps(str(name))}: {_json(each, deeper)}" for name, each in value.items()]
        case list() | tuple():
            parts = [f"{deeper}{_json(each, deeper)}" for each in value]
        case _:
            said = value.isoformat() if isinstance(value, date) else value
            return json.dumps(said, ensure_ascii=False)
    first, last = "{}" if isinstance(value, Mapping) else "[]"
    joined = ",\n".join(parts)
    return f"{first}\n{joined}\n{pad}{last}" if parts else first + last


def _digits(value: Decimal, *, grouped: bool = False) -> str:
    """All the digits a number has, without trailing zeros."""
    text = f"{value:,f}" if grouped else f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _read(value: Any) -> str:
    match value:
        case None:
            return "–"
        case Decimal():
            return _digits(value, grouped=True)
        case int() | float() if not isinstance(value, bool):
            return f"{value:,}"
        case date():
            return value.isoformat()
    return str(value)


def _field(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
