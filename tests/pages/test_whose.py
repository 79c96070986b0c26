"""Whose figures are shown, of which period, and that nothing accepted is out of reach: on the published samples."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from streamlit.testing.v1 import AppTest

from pbi import commands
from pbi.model import Question
from pbi.reports import opendata
from pbi.settings import settings
from pbi.store import reader
from tests.pages import published
from tests.pages.conftest import point_at, said
from tests.pages.opening import open_page

SETS = {
    "broxtowe": (published.BROXTOWE,),
    "partnership": (published.PARTNERSHIP,),
    "both": (published.BROXTOWE, published.PARTNERSHIP),
    "bracknell": published.BRACKNELL,
    "unrelated": (published.BROXTOWE, published.HASTINGS, published.CANNOCK),
}
Look = Callable[..., AppTest]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("published")
    return {name: published.store(base / name, *sent) for name, sent in SETS.items()}


@pytest.fixture
def look(stores: dict[str, Path], example: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Look]:
    """Opens a page on one of the stores, as one's own."""

    def opened(name: str, store: str, /, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=stores[store], example=example)
        return open_page(name, **filters)

    yield opened
    settings.cache_clear()


def asked(store: Path, *words: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    told = commands.answer(["query", *words, "--store", str(store), "--format", "json"])
    assert told.exit == 0, told.stderr
    rows: list[dict[str, Any]] = json.loads(told.stdout)
    return rows


def test_achievements_of_no_service_are_on_a_page_in_a_query_a_paper_and_the_open_data(
    look: Look, stores: dict[str, Path], tmp_path: Path
) -> None:
    """Printed: the website's visits went from 300 to 10,500; £155k for victims, £101k from proceeds of crime."""
    visits = "Website visits a month: from 300 to 10,500."
    assert visits in said(look("overview", "both", period="2019/20"))
    rows = asked(stores["both"], "achievements", "--period", "2019/20")
    assert [(row["to_value"], row["service"]) for row in rows if row["title"] == "Website visits a month"] == [
        (10500, None)
    ]
    assert {row["to_value"] for row in rows} == {10500, 155000, 101000}
    paper = tmp_path / "paper.docx"
    told = commands.answer(
        ["report", "committee", "--period", "2019/20", "-o", str(paper), "--store", str(stores["both"])]
    )
    assert told.exit == 0, told.stderr
    cells = {cell.text for table in docx.Document(str(paper)).tables for row in table.rows for cell in row.cells}
    assert visits in cells
    with reader(stores["partnership"]) as store:  # it holds no figure at all
        packed = zipfile.ZipFile(io.BytesIO(opendata.archive(store, Question())))
    lines = list(csv.DictReader(io.StringIO(packed.read("csv/fact_achievement.csv").decode("utf-8"))))
    assert {line["to_value"] for line in lines} == {"10500", "155000", "101000"}
