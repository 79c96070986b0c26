"""In a real browser, on a store whose names are full of signs: each shows exactly as typed, and nothing calls out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pbi.store import Store
from pbi.ui import show
from pbi.ui.frame.shell import MENU
from tests.pages import made, serving

ODD = f"{made.TRICKY} {{{{x}}}} a.b[c] datum['a'] :red[y] [z](http://example.invalid/z)"
"""As the shared text, and what a template, Altair's fields, Vega's expressions and Streamlit's colours would take."""
WELSH = "Yr Ŵyddgrug a Llandŷdno"


def indicator(number: int) -> dict[str, Any]:
    objective = "OB-1" if number < 3 else "OB-2"
    return {**made.indicator(number), "name": f"{number} {ODD}", "definition": ODD, "objective": objective}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two authorities, one of them Welsh; authority, indicator, service and objective group have the odd text."""
    path = tmp_path_factory.mktemp("odd") / "own"
    made.store(path, authorities=(("odd", ODD), ("welsh", WELSH)))
    facts = {
        "indicator": [indicator(number) for number in (1, 2, 3)],
        "service": [{"code": "licensing", "name": ODD, "parent": None, "purpose": ODD, "position": 1}],
        "objective": [
            {"code": "OB-1", "title": ODD, "plan": ODD, "objective_group": ODD, "service": "licensing"},
            {"code": "OB-2", "title": ODD, "plan": ODD, "objective_group": f"2 {ODD}", "service": "food-and-safety"},
        ],
    }
    with Store.open(path) as store:
        store.record(made._draft("catalogue", facts))
    return path


@pytest.fixture(scope="module")
def served(odd: Path) -> Iterator[str]:
    with serving.serving(odd.parent, own=odd, example=made.store(odd.parent / "example")) as address:
        yield address


def whole_text(page: Page) -> str:
    """Every letter of the page: of its markup, its pictures and what they say to who cannot see them."""
    text: str = page.evaluate(
        """() => [document.querySelector('[data-testid=stMain]').textContent, document.title,
            ...[...document.querySelectorAll('[aria-label], [title], input')].map(each =>
                [each.getAttribute('aria-label'), each.title, each.value].join(' '))].join(' ')"""
    )
    return text.replace(show.JOINER, "")  # it takes no room: in a label it keeps Streamlit from reading signs together


def turned(text: str) -> list[str]:
    """Where something took a sign for its own: what is left of the odd text, and what stands around it."""
    rest = text.replace(ODD, "·").replace(made.TRICKY, "·")
    for length in range(len(ODD), 2, -1):  # where there is no room it ends with an ellipsis, and is whole in the table
        rest = rest.replace(f"{ODD[:length]}…", "·")
    left = re.finditer(r"532|👍|bold|5\*3|example\.invalid|\{\{x|datum\[", rest)
    return [rest[max(0, each.start() - 60) : each.end() + 160] for each in left]


PAGES = ["" if name == "overview" else name for pages in MENU.values() for name, *_ in pages]
WITHIN = ["indicator?indicator=IND-3", "indicator?indicator=IND-3&chart=control", "service?service=licensing",
          "compare?indicator=IND-1", "?scheme=none", "?authority=odd"]  # fmt: skip
NAMED = {"", "indicator", *WITHIN}
"""Where the odd name must stand, so that there is something to be turned."""


@pytest.mark.parametrize("address", [*PAGES, *WITHIN])
def test_what_is_typed_is_what_is_shown(tab: Page, address: str) -> None:
    serving.go(tab, f"/{address}{'&' if '?' in address else '?'}store=own")
    serving.unfold(tab)
    text = whole_text(tab)
    assert turned(text) == []
    assert ODD in text or address not in NAMED
    assert tab.locator("[data-testid=stMain] :is(.katex, em, b, img[src^=http])").count() == 0


def test_a_filter_offers_the_odd_name_and_the_welsh_one(tab: Page) -> None:
    serving.go(tab, "/?store=own")
    tab.get_by_role("combobox", name="Authority").click()
    for name in (ODD, WELSH):
        expect(tab.get_by_role("option", name=name, exact=True)).to_be_visible()


def test_search_finds_the_welsh_name_without_its_accents(tab: Page) -> None:
    serving.stand(tab, "/?store=own")
    tab.get_by_label("Find").fill("LLANDYDNO")
    tab.keyboard.press("Enter")
    expect(tab.locator(".found").get_by_role("link", name=WELSH)).to_be_visible()
