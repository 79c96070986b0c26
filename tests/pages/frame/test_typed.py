"""No sentence about the data is typed: over stores that differ in everything, what all of them say is of no data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from pbi import commands
from pbi.settings import settings
from pbi.ui.frame.shell import MENU
from pbi.ui.session import stores
from tests.pages.conftest import point_at, said
from tests.pages.frame import walking
from tests.pages.opening import open_page

CONTRASTING = (walking.EXAMPLE, "one row")
"""Three members with five years of 44 indicators, restated, commented on, questioned, some late, with objectives and
deep dives; and one figure of one council, without a target, of which nothing was said."""
pytestmark = pytest.mark.skipif("OUTTURN_STEPS" not in os.environ, reason="a minute long: part of make soak")
PAGES = [name for pages in MENU.values() for name, *_ in pages if name not in {"methods", "settings"}]
PAPERS = ("committee", "board", "exceptions")
CLAIM = re.compile(
    r"\b(no|none|nothing|nobody|never|not|all|every|each|any|only|both|always|still|yet|since|same|un\w+|"
    r"chang\w+|differ\w*|miss\w+|late|complete\w*|received|reported|accepted)\b", re.I
)  # fmt: skip
FEWEST = 4
"""Words of a sentence; a heading or the name of a column has fewer."""
TYPED = {
    "Movement compares with": "the rule by which a change is said",
    "Shorthand: [p] provisional": "what the marks stand for",
    "Statuses: ": "the scheme's own statuses",
    "How many have each status": "a heading",
    "Indicators of each status, by service and authority": "a heading",
    "The cells of each figure": "a heading",
    "The paper for a meeting": "what the page is for",
    "Figures, targets and restatements of every period": "what open data holds",
    "What is suppressed on the screen is not in it": "the rule of open data",
    "Without red, amber and green": "what a button gives",
    "Nothing here was chosen by its status": "how the list is made",
    "ach line is one receipt of one figure": "what a table's lines are",
    "each names its figure and its period": "what a list's lines are",
    "Licensing: every indicator": "the name of a link",
    "Not in the count": "a heading",
    "Objectives that no indicator measures": "a heading",
    "What changed in": "a heading",
    "No indicator measures it": "true of an objective in both catalogues, which are the shipped one",
    "has been restated.": "true of both in their newest year; tests/test_history.py shows one that was",
    "No question has been logged": "true of both; tests/pages/test_board.py logs one",
    "is late or missing;": "true of both in their newest year; tests/test_arrivals.py shows late ones",
}
"""The sentences that claim something, by a part of each, and why they hold whatever the data."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[dict[str, set[str]]]:
    """What every page and paper of each store says, sentence by sentence."""
    base = tmp_path_factory.mktemp("typed")
    with pytest.MonkeyPatch.context() as patch:
        yield {name: _said_by(name, base, example, patch) for name in CONTRASTING}
    settings.cache_clear()


def _said_by(name: str, base: Path, example: Path, patch: pytest.MonkeyPatch) -> set[str]:
    own = walking.store(base, name, example)
    point_at(patch, base / "outturn.toml", own=own, example=example)
    whose = stores.EXAMPLE if name == walking.EXAMPLE else stores.OWN
    held = stores.opened(whose)
    first = {"indicator": walking.offered(held, held.version)["indicator"][0]}
    markups = [
        said(open_page(page, store=whose, **(first if page in {"indicator", "compare"} else {}))) for page in PAGES
    ]
    for kind in PAPERS:
        paper = base / f"{kind}.html"
        answer = commands.answer(["report", kind, "--store", str(own), "-o", str(paper)], held=held)
        assert answer.exit == 0, answer.stderr
        markups.append(paper.read_text("utf-8"))
    return {sentence for markup in markups for sentence in sentences(markup)}


def sentences(markup: str) -> Iterator[str]:
    """The sentences of a page or paper: the text between two tags of blocks or two full stops."""
    text = re.sub(r"<(style|script|svg|title)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    text = re.sub(r"</?(?:span|a|strong|em|b|i|abbr|time)\b[^>]*>", "", text)
    for part in re.split(r"<[^>]+>", text):
        for sentence in re.split(r"(?<=[.?!;])\s+", " ".join(unescape(part).split())):
            if len(sentence.split()) >= FEWEST:
                yield sentence


def test_what_all_of_them_say_claims_nothing_of_the_data(spoken: dict[str, set[str]]) -> None:
    common = set.intersection(*spoken.values())
    claims = {each for each in common if CLAIM.search(each) and not any(part in each for part in TYPED)}
    assert not claims, "\n".join(sorted(claims))


def test_the_list_of_what_holds_whatever_the_data_has_no_more_than_is_said(spoken: dict[str, set[str]]) -> None:
    common = set.intersection(*spoken.values())
    assert [part for part in TYPED if not any(part in each for each in common)] == []
