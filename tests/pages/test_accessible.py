"""Every page of the menu in a real browser on the illustrative example: for those who cannot see, point or zoom out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pbi.ui.shell import MENU
from tests.pages import made, serving

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
NOT_OURS = {("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]')}
"""A rule and the element of Streamlit's own that breaks it and cannot be reached; docs/accessibility.md says why."""
CHECK = """async notOurs => {
    const {violations} = await axe.run(document, {resultTypes: ["violations"], elementRef: true});
    const known = (rule, node) => notOurs.some(([id, selector]) => id === rule && node.element.matches(selector));
    return violations.flatMap(({id, nodes}) => nodes.filter(node => !known(id, node)).map(node => `${id}: ${node.html}`));
}"""

ADDRESSES = ["" if name == "overview" else name for pages in MENU.values() for name, *_ in pages]
WITHIN = ["indicator?indicator=TS01", "indicator?indicator=TS01&chart=control", "service?service=licensing",
          "compare?indicator=TS01", "?scheme=none", "returns?store=own", "?store=own"]  # fmt: skip
"""What a page shows only once something is chosen, and what an empty store shows."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("accessible")
    with serving.serving(base, own=made.store(base / "own"), example=base / "example") as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser, served: str) -> Iterator[Page]:
    with serving.tab(browser, served) as opened:
        yield opened


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(CHECK, [list(each) for each in NOT_OURS])
    return found


@pytest.mark.parametrize("address", [*ADDRESSES, *WITHIN])
def test_axe_finds_nothing_wrong_in_either_theme(tab: Page, address: str) -> None:
    serving.stand(tab, f"/{address}")
    serving.unfold(tab)
    found: dict[str, Any] = {}
    for theme in ("light", "dark"):
        tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        tab.wait_for_function(f"() => getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'")
        found[theme] = violations(tab)
    tab.emulate_media(color_scheme="light")
    assert found == {"light": [], "dark": []}
