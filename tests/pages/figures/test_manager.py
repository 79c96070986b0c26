"""In a real browser: a manager fetches a paper, and widens a tolerance, sees what it does, saves and finds it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages import made
from tests.pages.conftest import THREE
from tests.pages.serving import serving, stand


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of three authorities: of 2019/20 one Green, one Amber (98 of 100), one Red (80)."""
    base = tmp_path_factory.mktemp("manager")
    own = made.store(base / "own", authorities=THREE, partnership=True)
    with serving(base, own=own, example=made.store(base / "example")) as address:
        yield address


def test_a_manager_fetches_a_paper(tab: Page, tmp_path: Path) -> None:
    stand(tab, "/reports?store=own")
    with tab.expect_download() as fetched:
        tab.get_by_role("button", name="Workbook (.xlsx)").last.click()
    file = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(file)
    assert file.name == "committee-2019-20-no-rag.xlsx"
    book = openpyxl.load_workbook(file)
    notes = [cell.value for cell in book["Notes"]["A"] if cell.value]
    assert notes[0] == "Performance report: Joint Service, 2019/20"
    assert any(str(each).startswith("3 of 3 indicators have a figure for 2019/20") for each in notes)


def test_a_manager_changes_a_rule_and_finds_it_everywhere(tab: Page) -> None:
    stand(tab, "/settings?store=own")
    tab.get_by_role("link", name="Tolerances", exact=True).click()
    expect(tab).to_have_url(re.compile(r"what=tolerances"))
    expect(tab.get_by_text("4 tolerances are recorded")).to_be_visible()
    _type(tab, row="rag", column="Good within", text="2")
    check = tab.get_by_role("button", name="Check")
    expect(check).to_be_enabled()
    check.click()
    expect(
        tab.get_by_text("now: 1 Green, 1 Amber and 1 Red of 3. Then: 2 Green, 0 Amber and 1 Red of 3.")
    ).to_be_visible()
    tab.get_by_label("Why").fill("Agreed by the board on 3 June")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("Saved and read back: 1 row of Tolerances recorded")).to_be_visible()
    changed = tab.get_by_role("row").filter(has_text="Agreed by the board on 3 June")
    expect(changed).to_contain_text(re.compile(r"Good within\s*0\s*2"))
    stand(tab, "/?store=own")
    expect(tab.get_by_text("2 Green, 0 Amber and 1 Red of 3.").first).to_be_visible()
    yesterday = date.today() - timedelta(days=1)
    stand(tab, f"/?store=own&as_of={yesterday.isoformat()}")
    expect(tab.get_by_text("1 Green, 1 Amber and 1 Red of 3.").first).to_be_visible()


def _type(tab: Page, *, row: str, column: str, text: str) -> None:
    """Put a text into a cell of the last row that holds this code, by keyboard from the first cell."""
    canvas = tab.get_by_test_id("stDataFrame").locator("canvas").first
    expect(canvas.locator("td").first).to_be_attached()
    headings = canvas.locator("th").all_text_contents()
    lines = [line.locator("td").all_text_contents() for line in canvas.locator("tbody tr").all()]
    place = max(number for number, line in enumerate(lines) if row in line)
    tab.locator(".dvn-scroller").click(position={"x": 110, "y": 50})
    _stands_at(canvas, headings.index("Scheme"), 0)
    for down in range(1, place + 1):
        tab.keyboard.press("ArrowDown")
        _stands_at(canvas, headings.index("Scheme"), down)
    for right in range(headings.index("Scheme") + 1, headings.index(column) + 1):
        tab.keyboard.press("ArrowRight")
        _stands_at(canvas, right, place)
    tab.keyboard.type(text)
    expect(tab.locator("#portal textarea")).to_have_value(text)
    tab.keyboard.press("Enter")


def _stands_at(canvas: Locator, column: int, row: int) -> None:
    cell = canvas.get_by_test_id(f"glide-cell-{column + 1}-{row}")
    expect(cell).to_have_attribute("aria-selected", "true")
