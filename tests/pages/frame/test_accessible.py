"""Every page of the menu in a real browser on the illustrative example: for those who cannot see, point or zoom out.

Two are compared with their pictures in the README besides.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from pbi.ui.frame.shell import MENU
from tests.pages import made, serving
from tools import pictures

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
NOT_OURS = {("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]')}
"""A rule and the element of Streamlit's own that breaks it and cannot be reached; docs/accessibility.md says why."""
CHECK = """async notOurs => {
    const {violations} = await axe.run(document, {resultTypes: ["violations"], elementRef: true});
    const known = (rule, node) => notOurs.some(([id, selector]) => id === rule && node.element.matches(selector));
    return violations.flatMap(({id, nodes}) =>
        nodes.filter(node => !known(id, node)).map(node => `${id}: ${node.html}`));
}"""

ADDRESSES = [f"{'' if name == 'overview' else name}?store=example" for pages in MENU.values() for name, *_ in pages]
WITHIN = ["indicator?indicator=TS01", "indicator?indicator=TS01&chart=control", "service?service=licensing",
          "compare?indicator=TS01", "?scheme=none", "returns?store=own", "?store=own",
          "settings?store=own&what=tolerances"]  # fmt: skip
"""What a page shows only once something is chosen, and what an empty store shows."""


@pytest.fixture(scope="module")
def served(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("accessible")
    shutil.copytree(example, base / "example")
    with serving.serving(base, own=made.store(base / "own"), example=base / "example") as address:
        yield address


@pytest.fixture(scope="module", params=[*ADDRESSES, *WITHIN])
def standing(opened: Page, served: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page opened once for all that is asked of it."""
    with serving.watched(opened, served):
        serving.go(opened, f"/{request.param}")
        yield opened


# At twice the size

LOST = """() => [
    ...["html", "[data-testid=stMain]"].filter(each => {
        const drawn = document.querySelector(each); return drawn.scrollWidth > drawn.clientWidth; }),
    ...[...document.querySelectorAll(".st-key-filters > *")].filter(each => {
        const box = each.getBoundingClientRect(); return box.width && box.right > innerWidth;
    }).map(each => each.textContent)]"""
"""What is wider than its room, and the filters cut off."""


def test_at_twice_the_size_nothing_is_lost_to_the_side(standing: Page) -> None:
    """A window of 1440 × 900 at 200% has room for 720 × 450. It stands once the menu is where it then belongs."""
    menu_aside = expect(standing.get_by_test_id("stSidebar"))
    serving.resize(standing, width=720, height=450)
    try:
        menu_aside.to_have_count(1)
        assert serving.left(standing, LOST) == []
    finally:
        serving.resize(standing, width=1440, height=900)
        menu_aside.to_have_count(0)


# In either theme


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(CHECK, [list(each) for each in NOT_OURS])
    return found


def test_axe_finds_nothing_wrong_in_either_theme(standing: Page) -> None:
    serving.unfold(standing)
    found: dict[str, Any] = {}
    for theme in ("light", "dark"):
        standing.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        standing.wait_for_function(
            f"() => getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'"
        )
        found[theme] = violations(standing)
    standing.emulate_media(color_scheme="light")
    assert found == {"light": [], "dark": []}


# By keyboard

FOCUSED = """() => {
    const at = document.activeElement, drawn = getComputedStyle(at);
    return {name: at.getAttribute("aria-label") || at.textContent.trim(), link: at.matches("a.in"),
        frame: at.matches(".frame"), seen: drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 1};
}"""
FILTERS = ["Figures", "Period", "Authority", "Service", "How judged", "Find"]


def walked(page: Page, *, steps: int) -> list[dict[str, Any]]:
    """What the Tab key reaches, one after the other."""
    reached = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    return reached


def test_the_tab_key_reaches_the_way_past_the_filters_links_tables_and_what_is_folded(tab: Page) -> None:
    serving.stand(tab, "/service?service=licensing")
    reached = walked(tab, steps=60)
    assert reached[0]["name"] == "Skip to the page"
    names = [each["name"] for each in reached]
    places = [next(i for i, name in enumerate(names) if name.startswith(each)) for each in FILTERS]
    assert places == sorted(places)
    for kind in ("link", "frame"):
        assert any(each[kind] for each in reached), kind
    assert [each["name"] for each in reached if not each["seen"] and (each["link"] or each["frame"])] == []


def test_the_way_past_leads_to_the_page_itself(tab: Page) -> None:
    serving.stand(tab, "/service?service=licensing")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "page"
    assert walked(tab, steps=1)[0]["name"] not in FILTERS


def test_what_is_folded_opens_by_keyboard(tab: Page) -> None:
    serving.go(tab, "/indicator?indicator=TS01")
    folded = tab.locator("summary", has_text="The same as a table").first
    folded.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("details[open]").first.get_by_role("table")).to_be_visible()


# Search


def test_words_or_a_code_lead_to_a_page_with_the_filters_kept(tab: Page) -> None:
    serving.go(tab, "/?period=2018%2F19&scheme=pentana")
    box = tab.get_by_label("Find")
    box.focus()
    tab.keyboard.type("noise complaints")
    tab.keyboard.press("Enter")
    expect(tab.locator(".found")).to_contain_text("Found: ")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").startswith("Noise complaints")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/indicator\?store=example&period=2018%2F19&indicator=EP01&scheme=pentana$"))
    expect(tab.locator("h1")).to_contain_text("EP01")
    expect(tab.locator(".found")).to_have_count(0)


def test_what_is_nowhere_is_said_to_be(tab: Page) -> None:
    serving.go(tab, "/?store=example")
    tab.get_by_label("Find").fill("![x](http://example.invalid/x.png)")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Nothing found: ![x](http://example.invalid/x.png)")).to_be_visible()


# On paper

SCREEN_ONLY = ["header", ".st-key-filters", ".st-key-notice", ".stApp button", "[data-testid=stExpander] summary"]


@pytest.mark.parametrize(
    ("address", "most"), [("?store=example", 5), ("indicator?indicator=TS01", 5), ("actions?store=example", 8)]
)
def test_a_page_prints_whole_on_few_sheets_without_what_only_a_screen_needs(tab: Page, address: str, most: int) -> None:
    serving.go(tab, f"/{address}")
    sheets = len(re.findall(rb"/Type\s*/Page\b", tab.pdf(prefer_css_page_size=True)))
    tab.emulate_media(media="print")
    try:
        assert 2 <= sheets <= most
        for each in SCREEN_ONLY:
            assert tab.locator(each).filter(visible=True).count() == 0, each
        expect(tab.locator(".paper")).to_be_visible()
        expect(tab.locator(".paper")).to_contain_text("Three Vales Partnership (illustrative) · 2019/20")
        expect(tab.locator(".paper")).to_contain_text("all received so far · status: Green, Amber, Red")
        table = tab.get_by_role("table").filter(visible=True).last
        assert table.evaluate("each => each.getBoundingClientRect().height") > 20
        painted = tab.locator(".stHtml a").first.evaluate("each => getComputedStyle(each).color")
        assert painted == "rgb(11, 12, 12)"
    finally:
        tab.emulate_media(media="null")


# In the README


@pytest.mark.parametrize("name", ["overview", "indicator"])
def test_the_picture_kept_is_what_the_page_looks_like(browser: Browser, served: str, name: str) -> None:
    kept = (pictures.FOLDER / f"{name}.png").read_bytes()
    share = pictures.differing(pictures.take(browser, served, name), kept)
    assert share <= pictures.TOLERATED, f"{share:.1%} differs: look at it, then `make pictures`"
