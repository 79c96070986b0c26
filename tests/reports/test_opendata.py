"""The open data read back: the same in both formats, keys that join, every column explained, nothing told too much."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pbi import commands
from pbi.model import Draft, Question
from pbi.reports import open_data_tables, opendata
from pbi.store import Store, reader
from tests.pages import made
from tests.pages.conftest import THREE


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three authorities in a partnership, and an indicator whose name begins as a formula does."""
    path = made.store(tmp_path_factory.mktemp("open") / "store", authorities=THREE, partnership=True)
    with Store.open(path) as store:
        row = next(row for row in store.current("indicator") if row["code"] == "IND-1")
        fact = {key: value for key, value in row.items() if key not in {"version", "received_on", "withdrawn"}}
        store.record(
            Draft(
                kind="catalogue", by="a test", received_on=date(2020, 4, 21), filename="c.csv",
                facts={"indicator": [fact | {"name": "=1+1"}]},
            )
        )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def folder(held: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("written") / "open"
    told = commands.answer(["export", str(written), "--store", str(held)])
    assert told.exit == 0, told.stderr
    return written


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / "parquet" / f"{name}.parquet").to_pylist()
    return found


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text("utf-8"), newline="")))


def test_every_table_is_there_in_both_formats(folder: Path) -> None:
    assert {file.stem for file in (folder / "parquet").iterdir()} == set(open_data_tables.TABLES)
    for name in open_data_tables.TABLES:
        in_csv = lines(folder, f"csv/{name}.csv")
        in_parquet = rows(folder, name)
        assert len(in_csv) == len(in_parquet)
        for said, exact in zip(in_csv, in_parquet, strict=True):
            assert list(said) == list(exact)
            for column, value in exact.items():
                if isinstance(value, Decimal | int) and not isinstance(value, bool):
                    assert Decimal(said[column]) == value
                elif value is None:
                    assert said[column] == ""


def test_figures_are_exact_decimals(folder: Path) -> None:
    schema = pq.read_schema(folder / "parquet" / "fact_outturn.parquet")
    assert str(schema.field("outturn").type) == "decimal128(18, 6)"
    found = {(row["indicator"], row["authority"], row["period"]): row for row in rows(folder, "fact_outturn")}
    assert found["IND-3", "eastmere", "2019/20"]["outturn"] == Decimal(80)
    assert found["IND-3", "eastmere", "2019/20"]["variance"] == Decimal(-20)
    assert found["IND-3", "eastmere", "2019/20"]["cell"] == "C6"


def test_the_figures_are_the_querys(held: Path, folder: Path) -> None:
    told = commands.answer(["query", "trend", "--store", str(held), "--format", "json"])
    queried = {(row["indicator"], row["authority"], row["period"]): row["outturn"] for row in json.loads(told.stdout)}
    exported = {
        (row["indicator"], row["authority"], row["period"]): row["outturn"] for row in rows(folder, "fact_outturn")
    }
    assert exported == queried


def test_a_movement_is_what_the_query_of_its_period_says(held: Path, folder: Path) -> None:
    exported = {
        (row["indicator"], row["authority"], row["period"]): row["movement"] for row in rows(folder, "fact_outturn")
    }
    queried = {}
    for period in sorted({period for _, _, period in exported}):
        told = commands.answer(["query", "scorecard", "--period", period, "--store", str(held), "--format", "json"])
        queried |= {(row["indicator"], row["authority"], period): row["movement"] for row in json.loads(told.stdout)}
    assert exported == queried and len(set(exported.values())) > 1


def test_keys_tell_rows_apart_and_join(folder: Path) -> None:
    for name, star in open_data_tables.TABLES.items():
        held = rows(folder, name)
        keys = [tuple(row[each] for each in star.key) for row in held]
        assert len(set(keys)) == len(keys)
        for column in (each for each in star.columns if each.joins):
            known = {row[column.name] for row in rows(folder, column.joins)}
            assert {row[column.name] for row in held} - {None} <= known, f"{name}.{column.name}"


def test_every_column_is_explained(folder: Path) -> None:
    told = {
        (line["table"], line["column"]) for line in lines(folder, "dictionary.csv") if line["meaning"] and line["type"]
    }
    files = {name: pq.read_schema(folder / "parquet" / f"{name}.parquet").names for name in open_data_tables.TABLES}
    assert told == {(name, column) for name, columns in files.items() for column in columns}
    described = json.loads((folder / "csv" / "metadata.json").read_text("utf-8"))
    assert {table["url"] for table in described["tables"]} == {f"{name}.csv" for name in open_data_tables.TABLES}


def test_text_is_text_in_the_csv_and_untouched_in_parquet(folder: Path) -> None:
    names = {row["indicator"]: row["indicator_name"] for row in lines(folder, "csv/dim_indicator.csv")}
    assert names["IND-1"] == "'=1+1"
    assert {row["indicator"]: row["indicator_name"] for row in rows(folder, "dim_indicator")}["IND-1"] == "=1+1"


def test_without_a_scheme_nothing_is_judged(held: Path) -> None:
    with reader(held) as store:
        packed = zipfile.ZipFile(io.BytesIO(opendata.archive(store, Question(scheme="none"))))
    assert not {"csv/fact_target.csv", "csv/dim_status.csv"} & set(packed.namelist())
    head = packed.read("csv/fact_outturn.csv").decode("utf-8").splitlines()[0].split(",")
    assert "outturn" in head and not {"status", "stated_status", "variance", "target"} & set(head)
    every = "\n".join(packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith("csv"))
    assert "amber" not in every.lower() and "target" not in every.lower()


def test_what_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = made.store(tmp_path / "store", authorities=THREE)
    empty = made.store(tmp_path / "empty")
    told = commands.answer(["export", str(tmp_path / "none"), "--store", str(empty)])
    assert told.exit == 1 and told.stderr.startswith("Nothing has been accepted into this store yet")
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("")
    told = commands.answer(["export", str(tmp_path / "file"), "--store", str(path)])
    assert told.exit == 1 and "The folder cannot be written." in told.stderr
