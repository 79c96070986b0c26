"""A council with ratings, actions or achievements and no figures: it has papers and slides as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi import commands, measures
from pbi.store import Store, reader
from tests.pages import odd

SAID = {
    "actions": ("1 of 3 actions completed; 1 overdue.", "Action A2"),
    "ratings": (
        "1 of 2 actions completed or on target, one of them completed; none overdue.",
        "2019/20 Q2: 1 of 2 actions completed or on target.",
    ),
    "achievements": ("1 achievement reported.", "Visits to the website: from 300 to 10,500."),
}


@pytest.fixture(scope="module", params=list(SAID))
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store]]:
    path = odd.store(tmp_path_factory.mktemp("unmeasured") / "store", request.param)
    with reader(path) as opened:
        yield request.param, opened


@pytest.mark.parametrize("kind", ["committee", "board", "exceptions"])
def test_a_paper_says_what_was_promised_rated_and_achieved(told: tuple[str, Store], kind: str, tmp_path: Path) -> None:
    name, opened = told
    paper = tmp_path / "paper.html"
    answer = commands.answer(["report", kind, "--store", str(opened.path), "-o", str(paper)], held=opened)
    assert answer.exit == 0, answer.stderr
    written = paper.read_text("utf-8")
    assert SAID[name][0] in written
    assert kind != "committee" or SAID[name][1] in written
    assert "0 figures" not in written and "0 indicators" not in written


def test_the_period_asked_where_none_is_given_is_the_newest_spoken_of(told: tuple[str, Store]) -> None:
    """Of actions the year in which they were first known: by a day, a rating, or where there is neither a receipt."""
    name, opened = told
    assert measures.latest_period(opened) == ("2020/21" if name == "actions" else "2019/20")
    assert not measures.is_empty(opened)


def test_of_a_period_of_which_nothing_was_said_there_is_no_paper(tmp_path: Path) -> None:
    path = odd.store(tmp_path / "store", "achievements")
    asked = ["report", "committee", "--period", "2015/16", "--store", str(path), "-o", str(tmp_path / "paper.html")]
    answer = commands.answer(asked)
    assert (answer.exit, answer.stderr.startswith("There is nothing to report for 2015/16")) == (1, True)
    assert not (tmp_path / "paper.html").exists()
