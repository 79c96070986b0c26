"""Facts at the store's door: held to their table's columns and types, to Arrow, and back from the ledger's text.

Numbers are kept to the column's own decimal places (six for outturns), rounded half away from zero where a sender's
cell holds more; the ledger keeps what the index keeps. A float is refused: it has already lost the figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import pyarrow as pa

from pbi.errors import BadInput, StoreDamaged
from pbi.model import Facts
from pbi.store.shape import Column, Table, tables

Row = dict[str, Any]
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def settle(facts: Facts) -> dict[str, list[Row]]:
    """Facts in the form the ledger keeps: every column given, of its own type, missing as None; no empty tables.

    BadInput names the table, the row (from 1) and the column of the first fault.
    """
    return {
        name: [_settle_row(_table(name), row, place=f"{name} {number}") for number, row in enumerate(rows, start=1)]
        for name, rows in facts.items()
        if rows
    }


def key_of(name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values that name a fact of a table: two facts of one key are one thing, said at different times."""
    return tuple(row[column] for column in tables()[name].key)


def revive(kept: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The same facts read back from the ledger's text. A column added since is NULL; an unknown one is StoreDamaged."""
    try:
        return {name: [_revive_row(tables()[name], row) for row in rows] for name, rows in kept.items()}
    except KeyError as error:
        raise StoreDamaged(
            f"The journal speaks of {error}, which this version of the program does not know.",
            remedy="Use the newer version.",
        ) from error


def to_arrow(name: str, rows: Sequence[Row], *, version: int, received_on: date) -> pa.Table:
    """Rows of one table as Arrow in the table's own types, stamped with version and day of receipt."""
    table = tables()[name]
    stamped = [
        {**row, "version": version, "received_on": received_on, "withdrawn": row.get("withdrawn", False)}
        for row in rows
    ]
    return pa.table(
        {
            column.name: pa.array([row[column.name] for row in stamped], type=column.arrow)
            for column in table.columns.values()
        }
    )


def _table(name: str) -> Table:
    if name not in tables():
        raise BadInput(f"There is no table '{name}' for facts.", remedy=f"Tables are: {', '.join(sorted(tables()))}.")
    return tables()[name]


def _settle_row(table: Table, row: Mapping[str, object], *, place: str) -> Row:
    known = {column.name for column in table.facts}
    if strange := set(row) - known - {"withdrawn"}:
        raise BadInput(
            f"There is no column '{min(strange)}'.", remedy=f"Columns are: {', '.join(sorted(known))}.", where=place
        )
    settled = {
        column.name: _settle_value(column, row.get(column.name), place=f"{place}, {column.name}")
        for column in table.facts
    }
    return {**settled, "withdrawn": True} if row.get("withdrawn") else settled


def _settle_value(column: Column, value: object, *, place: str) -> Any:
    if value is None or value == "":
        if column.required:
            raise BadInput("A value is missing.", remedy="Give one.", where=place)
        return None
    if pa.types.is_decimal(column.arrow):
        return _settle_number(column, value, place=place)
    match column.type:
        case "VARCHAR" if isinstance(value, str):
            return str(value)
        case "INTEGER" if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value == int(value):
            return int(value)
        case "BOOLEAN" if isinstance(value, bool):
            return value
        case "DATE" if isinstance(value, date) and not isinstance(value, datetime):
            return value
    raise BadInput(f"{value!r} is not what a {column.type} column holds.", where=place)


def _settle_number(column: Column, value: object, *, place: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise BadInput(
            f"{value!r} is not an exact number.", remedy="Give a Decimal, or nothing where it is missing.", where=place
        )
    number = Decimal(value)
    if not number.is_finite():
        raise BadInput(f"{number} is not a number.", remedy="Leave a missing number out.", where=place)
    if number.adjusted() >= column.arrow.precision - column.arrow.scale:
        raise BadInput(
            f"{number} is too large to keep.",
            remedy=f"The most is {column.arrow.precision - column.arrow.scale} digits.",
            where=place,
        )
    rounded = number.quantize(Decimal(1).scaleb(-column.arrow.scale), context=_EXACT)
    return abs(rounded) if rounded.is_zero() else rounded


def _revive_row(table: Table, row: Row) -> Row:
    revived = {column.name: _revive_value(column, row.get(column.name)) for column in table.facts}
    for name in set(row) - set(revived) - {"withdrawn"}:
        raise KeyError(f"{table.name}.{name}")
    return {**revived, "withdrawn": True} if row.get("withdrawn") else revived


def _revive_value(column: Column, text: Any) -> Any:
    if text is None or column.type in {"VARCHAR", "INTEGER", "BOOLEAN"}:
        return text
    if column.type == "DATE":
        return date.fromisoformat(text)
    return Decimal(text)
