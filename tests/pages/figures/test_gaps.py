"""No sentence has a gap: whatever may be left out of a fact is left out, and every page, paper and query is read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pbi import commands
from pbi.settings import settings
from tests import bare, holes
from tests.pages.conftest import point_at, said
from tests.pages.opening import open_page

PAGES: dict[str, dict[str, str]] = {
    "overview": {},
    "service": {"service": "s"},
    "indicator": {"indicator": "I"},
    "compare": {"indicator": "K"},
    **{name: {} for name in ("changes", "actions", "returns", "board")},
}
SEEDS = range(1, 1 + int(os.environ.get("OUTTURN_GAPS", "0")))
Empty = Callable[[], bool]


@pytest.fixture(scope="module", params=["bare", *SEEDS])
def emptied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    empty: Empty = (lambda: True) if request.param == "bare" else bare.half(request.param)
    return bare.store(tmp_path_factory.mktemp("gaps") / "store", empty=empty)


@pytest.fixture(autouse=True)
def pointed(emptied: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    point_at(monkeypatch, tmp_path / "outturn.toml", own=emptied, example=emptied)
    yield
    settings.cache_clear()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_gap(name: str) -> None:
    assert holes.in_markup(said(open_page(name, period=bare.NOW, **PAGES[name]))) == []


@pytest.mark.parametrize("kind", ["committee", "board", "exceptions", "deep-dive"])
def test_no_paper_has_a_gap(kind: str, emptied: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.html"
    told = commands.answer(["report", kind, "--period", bare.NOW, "-o", str(paper), "--store", str(emptied)])
    assert told.exit == 0, told.stderr
    assert holes.in_markup(paper.read_text("utf-8")) + holes.found(told.stdout) == []


def test_no_answer_of_the_command_line_has_a_gap(emptied: Path) -> None:
    for measure in ("questions", "flags", "chasers", "masked", "board-questions", "forecast", "actions"):
        told = commands.answer(["query", measure, "--period", bare.NOW, "--store", str(emptied), "--format", "json"])
        assert told.exit == 0, told.stderr
        words = [str(value) for row in json.loads(told.stdout) for value in row.values() if isinstance(value, str)]
        assert holes.found("\n".join(words)) == [], measure
