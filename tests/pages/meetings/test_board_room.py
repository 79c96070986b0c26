"""In a real browser: a meeting. Ten slides by keyboard, a question, a return accepted meanwhile, the line lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pbi.__main__ import main
from tests.pages import made
from tests.pages.conftest import THREE
from tests.pages.serving import PATIENCE, serving, stand, tab

BRACKNELL = Path(__file__).resolve().parents[3] / "data" / "samples" / "published" / "bracknell-forest-2024-25-q3.xlsx"
PLACES = tuple((f"a{number:02}", f"Place {number:02}") for number in range(1, 13))
SCROLLS = """() => [document.documentElement, ...document.querySelectorAll('.deck .slide, .deck .body')]
    .filter(each => getComputedStyle(each).display !== 'none' && each.offsetParent !== null)
    .filter(each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
    .map(each => each.className)"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.store(tmp_path_factory.mktemp("room") / "own", authorities=PLACES)


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[str]:
    example = made.store(own.parent / "example", authorities=THREE, partnership=True)
    with serving(own.parent, own=own, example=example) as address:
        yield address


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_meeting(browser: Browser, served: str, own: Path, width: int, height: int) -> None:
    with tab(browser, served, width=width, height=height) as room:
        stand(room, f"/board?store=own{'' if width < 1900 else '&period=2019%2F20'}")
        room.get_by_role("button", name="Show the slides").click(timeout=PATIENCE)
        shown = _ten_slides(room)
        _a_question(room)
        assert main(["load", str(BRACKNELL), "--store", str(own), "--authority", "Bracknell Forest", "--add-indicators",
                     "--accept-warnings"]) == 0  # fmt: skip
        room.get_by_label("Who asked").fill("Chair")  # the page runs again
        room.keyboard.press("Escape")
        room.keyboard.press("Home")
        assert _ten_slides(room) == shown, "what was accepted meanwhile is on the screen"
        room.context.set_offline(True)
        room.keyboard.press("End")
        expect(room.locator(".slide:visible h2")).to_contain_text("come back with their answers")


def test_the_list_of_slides_leads_to_those_in_reserve_and_escape_leaves(browser: Browser, served: str) -> None:
    with tab(browser, served) as room:
        room.goto("/board?store=own&period=2019%2F20&slide=99")
        expect(room.locator(".slide:visible .foot")).to_contain_text("in reserve", timeout=PATIENCE)
        room.keyboard.press("j")
        room.keyboard.press("ArrowUp")
        room.keyboard.press("Enter")
        expect(room.locator(".slide:visible .foot")).to_contain_text("in reserve, 3")
        room.keyboard.press("Home")
        expect(room).to_have_url(re.compile(r"[?&]slide=1(&|$)"))
        room.keyboard.press("Escape")
        expect(room.get_by_role("heading", level=1)).to_be_visible()
        assert "slide=" not in room.url


def _ten_slides(room: Page) -> list[str]:
    """The texts of the first ten slides, turned by the arrow key; none scrolls."""
    shown = []
    for number in range(1, 11):
        expect(room.locator(".slide:visible .foot")).to_contain_text(f"slide {number} of ")
        assert room.evaluate(SCROLLS) == []
        shown.append(room.locator(".slide:visible").inner_text())
        room.keyboard.press("ArrowRight")
    return shown


def _a_question(room: Page) -> None:
    """Typed over the slide it is about: its letters turn no slide."""
    room.keyboard.press("Home")
    for _ in range(2):
        room.keyboard.press("ArrowRight")
    room.keyboard.press("q")
    room.get_by_role("textbox", name="Question", exact=True).fill("Why just here?")
    room.get_by_label("Who asked").fill("Chair")
    room.get_by_label("Who asked").press("End")
    room.get_by_role("button", name="Log the question").click()
    expect(room.get_by_text(re.compile(r"Logged as BQ\d+"))).to_be_visible(timeout=PATIENCE)
    expect(room.locator(".st-key-log")).to_contain_text("Red: Visits made in time, kind 3")
    expect(room.locator(".slide:visible .foot")).to_contain_text("slide 3 of ")
