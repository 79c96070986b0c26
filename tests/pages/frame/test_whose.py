"""Whose figures are shown, of which period, and that nothing accepted is out of reach: on the published samples."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
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
from tests import once
from tests.pages import made, published
from tests.pages.conftest import THREE, point_at, said
from tests.pages.opening import open_page

SETS = {
    "broxtowe": (published.BROXTOWE,),
    "partnership": (published.PARTNERSHIP,),
    "both": (published.BROXTOWE, published.PARTNERSHIP),
    "bracknell": published.BRACKNELL,
    "cannock": (published.CANNOCK,),
    "unrelated": (published.BROXTOWE, published.HASTINGS, published.CANNOCK),
}
Look = Callable[..., AppTest]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("published")
    example = made.store(base / "example", authorities=THREE, partnership=True)
    return {"example": example} | {name: published.store(base / name, *sent) for name, sent in SETS.items()}


@pytest.fixture
def look(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Look]:
    """Opens a page on one of the stores, as one's own."""

    def opened(name: str, store: str, /, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=stores[store], example=stores["example"])
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


def headed(app: AppTest) -> str:
    """The page's first heading, its tags taken away."""
    [first] = re.findall(r"<h1.*?>(.*?)</h1>", said(app), re.DOTALL)[:1]
    return unescape(re.sub(r"<[^>]*>", "", first)).strip()


def test_the_overview_names_whose_figures_it_counts_and_opens_on_the_newest_that_are_there(look: Look) -> None:
    """Broxtowe is no member of the Partnership, and both printed figures of 2019/20."""
    opens = {store: headed(look("overview", store)) for store in ("broxtowe", "both", "bracknell", "unrelated")}
    assert opens == {
        "broxtowe": "Broxtowe in 2019/20",
        "both": "Public Protection Partnership in 2025/26 Q1",
        "bracknell": "Bracknell Forest in 2025/26 Q2",
        "unrelated": "Broxtowe and Hastings in 2019/20",
    }
    assert headed(look("overview", "both", period="2019/20")) == "Public Protection Partnership and Broxtowe in 2019/20"
    assert headed(look("overview", "both", period="2017/18")) == "Broxtowe in 2017/18"


def test_every_page_names_whose_figures_it_shows(look: Look) -> None:
    for name in ("service", "indicator", "actions", "changes", "compare", "reports", "demand", "board"):
        assert "Broxtowe" in headed(look(name, "broxtowe")), name


def test_of_a_year_that_came_in_part_each_part_is_named(look: Look) -> None:
    shown = said(look("overview", "bracknell", period="2025/26"))
    assert "figures have come for 2025/26 Q1 and 2025/26 Q2 only" in shown
    assert "Nothing has come for 2025/26:" not in shown
    assert "period=2025%2F26+Q2" in shown


def test_ones_own_figures_are_shown_first_once_there_are_any_else_the_example_marked(
    look: Look, stores: dict[str, Path], tmp_path: Path
) -> None:
    assert headed(look("overview", "broxtowe", store="")) == "Broxtowe in 2019/20"
    stores["empty"] = once.shipped(tmp_path / "empty")
    app = look("overview", "empty", store="")
    assert headed(app).startswith("Joint Service (illustrative)") and "Illustrative data." in said(app)


def test_the_objectives_shown_are_those_of_whom_the_figures_are(look: Look) -> None:
    """Cannock Chase's and Lincolnshire's are in the shipped catalogue too, of the same service."""
    shown = said(look("service", "broxtowe", service="community-safety"))
    assert "CS1 Reduce anti-social behaviour" in shown and "CS2 Reduce domestic violence" in shown
    assert "CC-SSC" not in shown and "LINC-" not in shown
    assert "LINC-" not in said(look("changes", "broxtowe"))


def test_a_store_without_a_figure_shows_what_it_has(look: Look, stores: dict[str, Path]) -> None:
    assert "Quarterly ratings" in said(look("overview", "cannock"))
    for name in ("service", "indicator", "changes", "compare", "reports", "demand", "board"):
        shown = said(look(name, "cannock"))
        assert "Cannock Chase" in shown and "Not done" not in shown, name
