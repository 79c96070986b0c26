"""Four people's ways through the dashboard, each from its beginning to its end, in a real browser.

The manager between meetings, the officer on the last day, the board in its room, the member with a tablet. The figures
are the illustrative partnership's, held as a council holds its own, so that something may be sent and logged.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pbi.ui.frame.shell import MENU, NEEDED
from pbi.ui.session.identity import Role
from tests.pages import made, serving

SECRET = "a secret of thirty-two characters or more, for the tests"
MEMBER = "bob@council.example"
TABLET = [(820, 1180), (1180, 820)]
"""Held upright, and turned."""


@pytest.fixture(scope="module")
def served(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on one's own machine, where nobody signs in."""
    base = tmp_path_factory.mktemp("stories")
    shutil.copytree(example, base / "own")
    with serving.serving(base, own=base / "own", example=made.store(base / "example")) as address:
        yield address


def test_the_manager_goes_from_the_headline_to_a_cause_and_sends_the_link(
    tab: Page, browser: Browser, served: str
) -> None:
    serving.stand(tab, "/?store=own")
    expect(tab.locator(".lead").first).to_have_text("24 Green, 9 Amber and 11 Red of 44.")
    overview = tab.url
    tab.get_by_role("link", name=re.compile("^Food and health & safety, Three Vales Partnership: ")).click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Food and health & safety")
    serving.settle(tab)
    service = tab.url
    tab.get_by_role("link", name="New food businesses inspected within 28 days").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("FS04 New food businesses inspected within 28 days")
    tab.get_by_role("button", name="Control chart").or_(tab.get_by_role("radio", name="Control chart")).click()
    expect(tab.get_by_text(re.compile("below its usual range")).first).to_be_visible()
    expect(tab.get_by_role("heading", name="Commentary")).to_be_visible()
    expect(tab.get_by_role("heading", name="Actions that answer it")).to_be_visible()
    expect(tab).to_have_url(re.compile(r"/indicator\?.*chart=control"))
    serving.settle(tab)
    copied, seen = tab.url, shown(tab)
    with serving.tab(browser, served) as other:
        serving.stand(other, copied)
        assert shown(other) == seen
        assert other.url == copied
    while tab.url.startswith(copied.split("?")[0]):
        tab.go_back()
    expect(tab).to_have_url(service)
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Food and health & safety")
    tab.go_back()
    expect(tab).to_have_url(overview)
    expect(tab.locator(".lead").first).to_have_text("24 Green, 9 Amber and 11 Red of 44.")


def test_the_officer_fills_the_template_mends_two_faults_and_takes_it_back(tab: Page, tmp_path: Path) -> None:
    serving.stand(tab, "/returns?store=own")
    choose(tab, "Which council", "Westholt")
    choose(tab, "For the period", "2019/20")
    with tab.expect_download() as coming:
        tab.get_by_role("button", name="Download the template").click()
    coming.value.save_as(tmp_path / "template.xlsx")
    faulty = filled(tmp_path, "return.xlsx", CS04=("24,7 or so", None, None), FS08=(0.7, 43, 30))
    tab.set_input_files("input[type=file]", faulty)
    accept = tab.get_by_role("button", name="Accept this return")
    expect(tab.get_by_text("Figures H9").first).to_be_visible()
    expect(tab.get_by_text("contains '24,7 or so', which is not just a number").first).to_be_visible()
    expect(accept).to_be_disabled()
    tab.get_by_role("button", name="Remove return.xlsx").click()
    expect(accept).to_have_count(0)
    mended = filled(tmp_path, "return mended.xlsx", FS08=(30 / 43, 30, 43))
    tab.set_input_files("input[type=file]", mended)
    expect(accept).to_be_enabled()
    accept.click()
    expect(tab.get_by_text("Saved. 4 rows accepted from return mended.xlsx: 1 changed, 3 unchanged.")).to_be_visible()
    serving.settle(tab)
    tab.get_by_role("link", name="See it on the Overview").click()
    # Before: 17, 9 and 16. 30 of 43 is 69.8% against 80%: what was Green is Red.
    expect(tab.locator(".lead").first).to_have_text("16 Green, 9 Amber and 17 Red of 42.")
    tab.go_back()
    tab.get_by_text("Undo an accepted return").click()
    tab.get_by_label("Reason").fill("The old figure was right")
    tab.get_by_role("button", name="Take it back").click()
    expect(tab.get_by_role("status").get_by_text("(return mended.xlsx) was undone")).to_be_visible()
    serving.stand(tab, "/?store=own&authority=westholt")
    expect(tab.locator(".lead").first).to_have_text("17 Green, 9 Amber and 16 Red of 42.")


def test_the_board_sees_ten_slides_by_keyboard_and_logs_a_question(tab: Page) -> None:
    serving.stand(tab, "/board?store=own")
    tab.get_by_role("button", name="Show the slides").press("Enter")
    said = []
    for number in range(1, 11):
        slide = tab.locator(".deck .slide:visible")
        expect(slide).to_have_attribute("id", f"slide-{number}")
        said.append(slide.locator(".said").inner_text())
        tab.keyboard.press("ArrowRight")
    assert "24 Green, 9 Amber and 11 Red of 44" in said[0]
    assert len(set(said)) == 10
    tab.keyboard.press("ArrowLeft")
    expect(tab.locator("#slide-10")).to_be_visible()
    tab.keyboard.press("q")
    asked = "Why did <b>inspections</b> of new food businesses stop?"
    tab.keyboard.type(asked)
    tab.get_by_label("Who asked").fill("Councillor Hale")
    tab.get_by_label("Who is to answer").first.fill("Head of food safety")
    tab.get_by_role("button", name="Log the question").press("Enter")
    expect(tab.get_by_text(re.compile("^Logged as .*, an action of Head of food safety"))).to_be_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    expect(tab.locator(".deck .slide:visible")).to_have_count(0)
    expect(tab.get_by_role("rowheader", name=asked)).to_be_visible()
    serving.stand(tab, "/actions?store=own")
    expect(tab.get_by_text(asked).first).to_be_visible()


@pytest.fixture(scope="module")
def guarded(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard where people sign in, and a member may only read."""
    base = tmp_path_factory.mktemp("guarded")
    shutil.copytree(example, base / "own")
    people = f'[people]\n"{MEMBER}" = "member"\n'
    with serving.serving(base, own=base / "own", example=made.store(base / "example"), more=people,
                         STREAMLIT_SERVER_COOKIE_SECRET=SECRET) as address:  # fmt: skip
        yield address


@pytest.fixture(scope="module")
def tablet(browser: Browser, guarded: str) -> Iterator[Page]:
    """A tablet on which a member has signed in."""
    width, height = TABLET[0]
    with serving.tab(browser, guarded, width=width, height=height) as page:
        sign_in(page.context, guarded, MEMBER)
        yield page


READ = [name for pages in MENU.values() for name, *_ in pages if NEEDED.get(name, Role.MEMBER) <= Role.MEMBER]


@pytest.mark.parametrize("name", READ)
def test_a_member_reads_every_page_on_a_tablet_either_way_and_changes_none(tablet: Page, name: str) -> None:
    serving.go(tablet, f"/{'' if name == 'overview' else name}?store=own")
    expect(tablet.get_by_text(f"{MEMBER}, member")).to_be_visible()
    for width, height in TABLET:
        serving.resize(tablet, width=width, height=height)
        assert serving.left(tablet, OVERFLOW) == []
        assert tablet.locator(CHANGING).count() == 0


def test_a_member_cannot_open_what_is_for_others(tablet: Page) -> None:
    serving.resize(tablet, width=1440, height=900)
    serving.stand(tablet, "/?store=own")
    assert tablet.get_by_role("link", name="Returns", exact=True).count() == 0
    tablet.goto("/returns?store=own")
    expect(tablet.get_by_text("This page is for another role.")).to_be_visible()


OVERFLOW = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.scrollWidth)"""
CHANGING = "input[type=file], textarea, [data-testid=stFormSubmitButton], [data-testid=stDataFrame] [contenteditable]"
"""What something could be sent, written or changed with."""


def sign_in(context: BrowserContext, served: str, mail: str) -> None:
    """The cookie that Streamlit sets once somebody has signed in."""
    said = json.dumps({"origin": served, "is_logged_in": True, "email": mail, "email_verified": True})
    value = create_signed_value(SECRET, "_streamlit_user", said).decode()
    context.add_cookies([{"name": "_streamlit_user", "value": value, "url": served}])


def choose(tab: Page, label: str, words: str) -> None:
    """Pick from a list by typing, as people do."""
    tab.get_by_label(label, exact=True).click()
    tab.keyboard.type(words)
    tab.get_by_role("option", name=words, exact=True).click()


def filled(folder: Path, name: str, **figures: tuple[object, object, object]) -> Path:
    """The template with the outturn, numerator and denominator of these indicators typed in."""
    book = openpyxl.load_workbook(folder / "template.xlsx")
    sheet = book["Figures"]
    for row in sheet.iter_rows(min_row=7):
        for cell, value in zip(row[6:9], figures.get(str(row[0].value), ()), strict=False):
            cell.value = value
    book.save(folder / name)
    return folder / name


def shown(tab: Page) -> str:
    """The words of the page's main part."""
    return tab.locator("[data-testid=stMain]").inner_text()
