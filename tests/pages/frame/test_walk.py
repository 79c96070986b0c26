"""Every page, with every switch, on every store: none fails, and every number on it is one that ``query`` gives.

``make test`` goes the short way, in which any two settings come together; ``make soak`` goes thousands of steps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pbi.settings import settings
from pbi.ui.frame.shell import MENU
from pbi.ui.session import stores
from tests.pages import shown
from tests.pages.conftest import point_at, said
from tests.pages.frame import walking
from tests.pages.opening import open_page

SOAK = int(os.environ.get("OUTTURN_STEPS", "0"))
WITHOUT_FIGURES = {"methods", "settings", "returns"}
PAGES = [name for pages in MENU.values() for name, *_ in pages if SOAK or name not in WITHOUT_FIGURES]
STORES = walking.EVERY if SOAK else walking.FEW


def steps() -> list[walking.Step]:
    """In which any two settings come together; in the long walk so many at random, on every store as many."""
    if SOAK:
        return walking.at_random({"page": PAGES, **walking.SWITCHES}, STORES, SOAK)
    rows = [{"store": store, "page": page} for store, page in product(STORES, PAGES)]
    return walking.pairwise(rows, {"store": STORES, "page": PAGES, **walking.SHORT})


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walk")


@pytest.fixture
def walked(base: Path, example: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    def take(name: str) -> str:
        own = walking.store(base, name, example)
        point_at(monkeypatch, tmp_path / "outturn.toml", own=own, example=example)
        return stores.EXAMPLE if name == walking.EXAMPLE else stores.OWN

    yield take
    settings.cache_clear()


@pytest.mark.skipif(bool(SOAK), reason="the long walk goes at random")
def test_in_the_short_walk_any_two_settings_come_together() -> None:
    assert not walking.unmet(steps(), {"store": STORES, "page": PAGES, **walking.SHORT})


@pytest.mark.parametrize("name", STORES)
def test_no_page_fails_and_every_number_on_it_is_one_that_query_gives(walked, name: str) -> None:  # type: ignore[no-untyped-def]
    whose = walked(name)
    wrong = [fault for step in steps() if step["store"] == name for fault in faults(whose, step)]
    assert not wrong, "\n".join(wrong)


def faults(whose: str, step: walking.Step) -> list[str]:
    """What is wrong with the page of one step: that it fails or refuses, or what numbers it has from elsewhere."""
    held = stores.opened(whose)
    filters = walking.filters(held, step)
    try:
        app = open_page(step["page"], store=whose, **filters)
    except AssertionError as failure:
        return [f"{step['page']} {filters}: {str(failure)[:2000]}"]
    markup = said(app)
    found = [f"refused: {text}" for text in re.findall(r'role="alert"[^>]*>(.{0,200})', markup)]
    if not re.search(r'<h1 class="head"|class="lead"', markup):
        found.append("it says nothing")
    found += [f"shows {text}" for text in re.findall(r">(nan|None|NaT)<", markup)]
    if step["page"] not in WITHOUT_FIGURES and (SOAK or step["store"] in walking.READ):
        found += numbers(app, markup, held, filters)
    return [f"{step['page']} {filters}: {each}" for each in found]


def numbers(app, markup: str, held, filters: dict[str, object]) -> list[str]:  # type: ignore[no-untyped-def]
    """The numbers on a page that ``query`` does not give for the same store, day and statuses."""
    period = str(filters.get("period") or shown.latest(held, filters.get("as_of")))
    given = shown.Given(held, period=period, **{name: filters[name] for name in ("as_of", "scheme") if name in filters})
    return [*shown.wrong_links(markup, given), *shown.wrong_counts(markup, given), *shown.unexplained(app, given)]
