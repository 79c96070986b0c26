"""A count too small to be shown stands nowhere: in no page's text, in no chart's data, in no query."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from pbi.__main__ import main
from pbi.commands import ask
from pbi.commands.parser import parser
from pbi.settings import settings
from pbi.store import Store
from tests.memory import indicator, of_period
from tests.pages import made
from tests.pages.conftest import THREE, point_at
from tests.pages.opening import open_page
from tests.pages.sent import on_the_screen

SMALL, BESIDE, LARGE = 4321, 6007, 9001
"""Eastmere's count is under the minimum of 5000, Northvale's counts least beside it; together they make 19329."""
TOTAL = SMALL + BESIDE + LARGE
QUERIES = [
    ["scorecard", "--year", "2019/20"],
    ["trend"],
    *(
        ["passport", "--year", "2019/20", "--indicator", "PLANTED", "--authority", code]
        for code in ("joint", "eastmere")
    ),
    ["restatements"],
    ["forecast"],
    ["compare", "--year", "2019/20"],
]
YEARS = ("2018/19", "2019/20")
PAGES = ("overview", "indicator", "service", "compare", "actions", "demand", "methods")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = made.store(tmp_path_factory.mktemp("planted") / "store", authorities=THREE, partnership=True)
    kind = {"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum", "frequency": "annual"}
    counts = zip((code for code, _ in THREE), (SMALL, BESIDE, LARGE), strict=True)
    facts: dict[str, list[dict[str, Any]]] = {
        "indicator": [{**indicator("PLANTED", **kind), "service": "licensing", "polarity": "lower"}],
        "outturn": [
            {**_source(code, year), "value": Decimal(value), "numerator": None, "denominator": None}
            for code, value in counts
            for year in YEARS
        ],
        "target": [
            {**_source("eastmere", year), "value": Decimal(7), "lower": None, "upper": None, "kind": "target"}
            for year in YEARS
        ],
    }
    with Store.open(path) as store:
        store.record(made._draft("accepted", facts, submission="S-2", sha256="1" * 64))
    return path


def _source(code: str, year: str) -> dict[str, Any]:
    return {
        "indicator": "PLANTED", "authority": code, **of_period(year),
        "submission": "S-2", "sheet": "Return", "cell": "B2",
    }  # fmt: skip


@pytest.fixture(scope="module", params=[0, 5000])
def minimum(request: pytest.FixtureRequest, planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    file = tmp_path_factory.mktemp("minimum") / "outturn.toml"
    with pytest.MonkeyPatch.context() as patch:
        point_at(patch, file, own=planted, example=planted)
        file.write_text(f"{file.read_text(encoding='utf-8')}minimum_count = {request.param}\n", encoding="utf-8")
        settings.cache_clear()
        st.cache_data.clear()
        yield request.param
    settings.cache_clear()


def test_no_page_and_no_chart_holds_it(minimum: int) -> None:
    """Without a minimum they are there, on one page already: what is looked for would be found."""
    asked: list[dict[str, str]] = [{}, {"authority": "eastmere"}] if minimum else [{}]
    seen = "\n".join(sent(name, **filters) for name in (PAGES if minimum else ["indicator"]) for filters in asked)
    assert held_in(seen) == expected(minimum)
    assert ("[c]" in seen) == (minimum > 0)


def test_no_query_prints_it(minimum: int, planted: Path) -> None:
    """What the command prints, without starting it for each: ``tests/test_command_line.py`` does."""
    with Store.snapshot(planted) as store:
        for form in ("json", "csv", "table") if minimum else ("json",):
            given = [parser().parse_args(["query", *asked, "--format", form]) for asked in QUERIES]
            printed = "\n".join(ask.query(store, each) for each in given)
            assert held_in(printed) == expected(minimum)
            if form == "json" and minimum:
                assert '"shorthand": "[c]"' in printed and '"availability": "suppressed"' in printed


def held_in(text: str) -> set[int]:
    return {number for number in (SMALL, BESIDE, LARGE, TOTAL) if str(number) in text or f"{number:,}" in text}


def expected(minimum: int) -> set[int]:
    return {LARGE, TOTAL} if minimum else {SMALL, BESIDE, LARGE, TOTAL}


def sent(name: str, **filters: str) -> str:
    """Everything a page sends to the browser: its markup, its charts' specifications and their data."""
    app = open_page(name, **({"indicator": "PLANTED", "service": "licensing"} | filters))
    return on_the_screen(app)


def test_no_paper_and_no_open_data_hold_it(minimum: int, planted: Path, tmp_path: Path) -> None:
    page, folder = tmp_path / "paper.html", tmp_path / "open"
    told = ["report", "committee", "--period", "2019/20", "--store", str(planted), "-o", str(page)]
    assert main(told) == main(["export", str(folder), "--store", str(planted)]) == 0
    read = [page.read_text("utf-8"), *(file.read_text("utf-8") for file in (folder / "csv").glob("*.csv"))]
    assert held_in("\n".join(read)) == expected(minimum)
