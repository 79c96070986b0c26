"""Open data: a star of tables as CSV and Parquet, with every column explained; what is suppressed is not in it.

Facts carry codes, dimensions what the codes stand for; every code of a fact is in its dimension. Decimals are exact in
both formats, and no text in the CSV begins as a formula does.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from pbi import measures
from pbi.errors import BadInput
from pbi.model import Question
from pbi.reports.open_data_tables import JUDGED, TABLES, Star
from pbi.store import Store

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_TYPES = {"string": "string", "bool": "boolean", "date32[day]": "date", "double": "double"}
_OF_DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Held:
    """The tables by name, with the description of each."""

    tables: Mapping[str, tuple[Star, pa.Table]]


def gather(store: Store, question: Question) -> Held:
    """Every table for what was known on ``question.as_of``, judged under its scheme; without one, nothing is judged.

    Refused: a store that holds nothing by then.
    """
    asked = Question(scheme=question.scheme, as_of=question.as_of, authorities=question.authorities)
    trend = measures.table(store, asked, "trend")
    achieved = measures.table(store, asked, "achievements").to_pylist()
    if not (trend.num_rows or achieved):
        raise BadInput("Nothing has been accepted into this store by then.", remedy="Load a return first.")
    judged = trend["status"].null_count < trend.num_rows
    rows = _with_movements(store, asked, trend.to_pylist())
    found = {
        "fact_outturn": rows,
        "fact_target": [row for row in rows if _has_target(row)],
        "fact_restatement": (restated := measures.table(store, asked, "restatements").to_pylist()),
        "fact_achievement": achieved,
        "dim_indicator": _those(store, "known_indicators", "indicator", rows),
        "dim_authority": _those(store, "known_authorities", "authority", [*rows, *achieved]),
        "dim_service": _those(store, "known_services", "service", [*rows, *achieved]),
        "dim_objective": _those(store, "known_objectives", "objective", rows),
        "dim_period": _periods(rows, restated, achieved),
        "dim_status": measures.table(store, asked, "scheme_statuses").to_pylist(),
    }
    wanted = {name: star for name, star in TABLES.items() if judged or name not in JUDGED}
    return Held({name: _shaped(star, found[name], judged=judged) for name, star in wanted.items()})


def files(store: Store, question: Question) -> Iterator[tuple[str, bytes]]:
    """Every file by its path: csv/NAME.csv, parquet/NAME.parquet, dictionary.csv and the CSVW metadata."""
    made = gather(store, question)
    for name, (_, table) in made.tables.items():
        yield f"csv/{name}.csv", as_csv(table.column_names, (row.values() for row in table.to_pylist()))
        sink = io.BytesIO()
        parquet.write_table(table, sink)
        yield f"parquet/{name}.parquet", sink.getvalue()
    columns = ("table", "column", "type", "meaning", "unit", "key")
    yield "dictionary.csv", as_csv(columns, _dictionary(made))
    yield "csv/metadata.json", json.dumps(_metadata(made), ensure_ascii=False, indent=2).encode("utf-8")


def archive(store: Store, question: Question) -> bytes:
    """All the files in one zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files(store, question):
            packed.writestr(name, data)
    return sink.getvalue()


def as_csv(columns: Sequence[str], rows: Any) -> bytes:
    """CSV in UTF-8, decimals in full, dates ISO, missing as an empty field; text never begins as a formula does."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_field(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _field(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            said = f"{value:f}"
            return said.rstrip("0").rstrip(".") if "." in said else said
        case date():
            return value.isoformat()
        case str() if value.startswith(_RISKY):
            return f"'{value}"
    return value


def _with_movements(store: Store, asked: Question, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what the pages say of each change. A movement is of one period, so each is asked by itself."""
    said = {
        (row["indicator"], row["authority"], period): row["movement"]
        for period in sorted({row["period"] for row in rows if row["outturn"] is not None})
        for row in measures.table(store, replace(asked, period=period), "movements").to_pylist()
    }
    return [{**row, "movement": said.get((row["indicator"], row["authority"], row["period"]))} for row in rows]


def _has_target(row: Mapping[str, Any]) -> bool:
    """A target worked out from last year's figure is not told where that figure is not."""
    if row["target_kind"] == _OF_DIRECTION and row["previous"] is None:
        return False
    return any(row[name] is not None for name in ("target", "target_lower", "target_upper"))


def _those(store: Store, step: str, key: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a step whose code the facts name."""
    named = {row[key] for row in rows}
    return [row for row in store.rows(step) if row[key] in named]


def _periods(*facts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = {row["period"]: row for rows in facts for row in rows}
    ordered = sorted(found.values(), key=lambda row: (row["period_start"], row["period_end"], row["period"]))
    return [{**row, "financial_year": measures.financial_year(row["period"])} for row in ordered]


def _shaped(star: Star, rows: Sequence[Mapping[str, Any]], *, judged: bool) -> tuple[Star, pa.Table]:
    """The rows with the star's columns and types; without a scheme the columns that judge are not there."""
    columns = [each for each in star.columns if judged or not each.judges]
    schema = pa.schema([(each.name, each.type) for each in columns])
    kept = [{each.name: row.get(each.source or each.name) for each in columns} for row in rows]
    return Star(star.meaning, star.key, tuple(columns)), pa.Table.from_pylist(kept, schema=schema)


def _dictionary(made: Held) -> Iterator[tuple[str, ...]]:
    for name, (star, table) in made.tables.items():
        for column in star.columns:
            key = "primary" if column.name in star.key else ""
            key = f"{key} {f'→ {column.joins}' if column.joins in made.tables else ''}".strip()
            yield name, column.name, _type(table.schema.field(column.name).type), column.meaning, column.unit, key


def _type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return "decimal"
    return "integer" if pa.types.is_integer(kind) else _TYPES[str(kind)]


def _metadata(made: Held) -> dict[str, Any]:
    """The tables as CSV on the Web describes them."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "tables": [
            {
                "url": f"{name}.csv",
                "dc:description": star.meaning,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": column.name,
                            "dc:description": column.meaning,
                            "datatype": _type(table.schema.field(column.name).type),
                        }
                        for column in star.columns
                    ],
                    "primaryKey": list(star.key),
                    "foreignKeys": [
                        {
                            "columnReference": column.name,
                            "reference": {"resource": f"{column.joins}.csv", "columnReference": column.name},
                        }
                        for column in star.columns
                        if column.joins in made.tables
                    ],
                },
            }
            for name, (star, table) in made.tables.items()
        ],
    }
