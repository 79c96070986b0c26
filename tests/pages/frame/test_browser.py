"""In a real browser: an officer's whole way, text that stays text, links, keys and the address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pbi.settings import ROOT
from tests.pages import made, serving
from tests.pages.conftest import THREE
from tests.pages.frame.walk import wander

BROXTOWE = ROOT / "data" / "samples" / "published" / "broxtowe-2019-20.xlsx"
BRACKNELL = BROXTOWE.with_name("bracknell-forest-2024-25-q3.xlsx")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store the dashboard holds, empty at first."""
    return made.store(tmp_path_factory.mktemp("held") / "own")


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[str]:
    """The address of a dashboard with an empty store and an example of three authorities, started by Streamlit."""
    folder = own.parent
    example = made.store(folder / "example", authorities=THREE, partnership=True)
    for name in ("xdg-open", "open"):
        (folder / name).write_text(f'#!/bin/sh\necho "$1" >> "{folder}/opened.txt"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    sitting = {"DISPLAY": ":0", "CI": "", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    with serving.serving(folder, own=own, example=example, started=serving.by_streamlit, **sitting) as address:
        yield address


def test_started_by_streamlit_it_says_its_address_and_opens_it(served: str, own: Path) -> None:
    assert serving.written(own.parent / "opened.txt") == f"{served}\n"
    assert serving.written(own.parent / "said.txt") == f"Outturn is ready: {served}  (Ctrl+C stops it)\n"


def test_started_by_streamlit_it_has_its_gate(served: str) -> None:
    port = int(served.rpartition(":")[2])
    for host, page, status in [
        (f"localhost:{port}", f"http://localhost:{port}", 101),
        ("evil.example", "http://evil.example", 403),
        (f"evil.example:{port}", f"http://127.0.0.1:{port}", 403),
        (f"127.0.0.1:{port}", "http://localhost:9999", 403),
    ]:
        assert serving.knock(port, f"Host: {host}", f"Origin: {page}") == status
        assert serving.answer(port, f"Host: {host}")[0] == (200 if "localhost" in host or "127" in host else 421)
    assert serving.answer(port, f"Host: localhost:{port}", target="/_stcore/metrics")[0] == 404


def test_text_is_text(tab: Page) -> None:
    tab.goto("/service?service=licensing")
    objective = tab.locator("li", has_text="OB-1")
    expect(objective).to_contain_text(made.TRICKY)
    assert objective.locator("b, img, em, li, .katex").count() == 0


def test_a_tile_opens_its_service_by_keyboard_and_keeps_the_other_filters(tab: Page) -> None:
    tab.goto("/?scheme=pentana")
    tile = tab.get_by_role("link", name="Licensing, Westholt: 1 Satisfactory, 1 Warning, 0 Alert")
    tile.focus()
    tab.wait_for_function("window.outturnLinks")
    tab.evaluate("window.stays = true")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Licensing")
    assert tab.url.endswith("/service?store=example&authority=westholt&service=licensing&scheme=pentana")
    assert tab.evaluate("window.stays"), "the page was loaded anew"
    tab.go_back()
    expect(tab.get_by_text("By service and authority")).to_be_visible()


def test_back_pressed_twice_at_once_leaves_the_way_forward_as_it_was(tab: Page) -> None:
    """The page passed over is still being drawn when the one before it stands again; it must not come into the way."""
    serving.stand(tab, "/?store=example")
    whole = tab.get_by_role("heading", level=1).inner_text()
    tab.get_by_role("link", name="Licensing, Westholt: 1 Green, 1 Amber, 0 Red").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Licensing")
    serving.settle(tab)
    tab.get_by_role("link", name=re.compile("^Visits made in time")).first.click()
    expect(tab).to_have_url(re.compile("/indicator[?]"))
    serving.settle(tab)
    indicator = tab.url
    tab.evaluate("() => { history.back(); setTimeout(() => history.back(), 20) }")
    expect(tab.get_by_text("By service and authority")).to_be_visible()
    serving.settle(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text(whole)
    tab.go_forward()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Licensing")
    serving.settle(tab)
    tab.go_forward()
    expect(tab).to_have_url(indicator)


def test_filters_survive_the_menu_and_a_copied_link_opens_the_same_view(tab: Page, browser: Browser) -> None:
    tab.goto("/?authority=northvale&period=2018%2F19")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Northvale (illustrative) in 2018/19")
    expect(tab).to_have_title("Overview · Northvale (illustrative) · 2018/19 · Outturn")
    tab.get_by_role("button", name="Explain").click()
    tab.get_by_role("menuitem", name="Actions").or_(tab.get_by_role("link", name="Actions")).click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Actions")
    expect(tab).to_have_url(re.compile(r"/actions\?store=example&period=2018%2F19&authority=northvale$"))
    other = browser.new_page()
    other.goto(tab.url)
    expect(other.get_by_role("heading", level=1)).to_contain_text(
        "judged as at 31 March 2019", timeout=serving.PATIENCE
    )
    assert other.url == tab.url
    other.close()


def test_a_figure_opens_its_passport(tab: Page) -> None:
    serving.stand(tab, "/service?service=licensing&authority=eastmere")
    tab.get_by_role("link", name="98%", exact=True).first.click()
    expect(tab.locator("#passport")).to_be_in_viewport()
    expect(tab.get_by_role("cell", name=made.FILE).first).to_be_visible()


def test_a_place_that_is_drawn_late_is_waited_for(tab: Page) -> None:
    """Longer than a page takes on a slow machine; and no longer looked for once the reader has gone back."""
    serving.stand(tab, "/actions")
    tab.evaluate("""() => {
        const main = document.querySelector("[data-testid=stMain]");
        window.draw = id => main.append(Object.assign(document.createElement("p"), { id, textContent: id }));
        main.prepend(...["late", "never"].map(id => Object.assign(
            document.createElement("a"), { href: `#${id}`, className: "in", textContent: `To the ${id}` })));
    }""")
    tab.get_by_role("link", name="To the never").dispatch_event("click")
    tab.go_back()
    tab.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0); window.draw('never')")
    tab.evaluate("() => new Promise(passed => setTimeout(passed, 300))")
    expect(tab.locator("#never")).not_to_be_in_viewport()
    tab.get_by_role("link", name="To the late").dispatch_event("click")
    tab.evaluate("() => new Promise(passed => setTimeout(passed, 3500))")
    tab.evaluate("window.draw('late')")
    expect(tab.locator("#late")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["indicator?indicator=IND-1#passport", "methods#accessibility"])
def test_a_link_to_a_place_leads_there_opened_afresh(browser: Browser, served: str, address: str) -> None:
    """And only until the reader's hand moves."""
    with serving.tab(browser, served, height=500) as tab:
        serving.stand(tab, f"/{address}")
        place = tab.locator(f"#{address.partition('#')[2]}")
        expect(place).to_be_in_viewport()
        tab.evaluate("() => new Promise(passed => setTimeout(passed, 500))")
        expect(place).to_be_in_viewport()
        tab.mouse.move(600, 400)
        tab.mouse.wheel(0, -5000)
        tab.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")
        tab.evaluate("() => new Promise(passed => setTimeout(passed, 500))")
        assert tab.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


@pytest.mark.parametrize("seed", range(int(os.environ.get("OUTTURN_WALKS", 1))))
def test_one_move_is_one_entry_and_back_shows_what_it_showed(tab: Page, seed: int) -> None:
    wander(tab, seed=seed, moves=4 if "OUTTURN_WALKS" not in os.environ else 12)


def test_an_officer_sends_a_published_table_and_reads_it_on_the_overview(tab: Page) -> None:
    tab.goto("/")
    tab.get_by_role("button", name="Start with my own workbook").click()
    expect(tab).to_have_url(re.compile(r"/returns\?store=own$"))
    tab.get_by_label("Which council").click()
    tab.keyboard.type("Broxtowe")
    tab.keyboard.press("Enter")
    tab.set_input_files("input[type=file]", BROXTOWE)
    accept = tab.get_by_role("button", name="Accept this return")
    expect(accept).to_be_disabled()
    expect(tab.get_by_text("Key Performance Indicators B4").first).to_be_visible()
    tab.get_by_text("These indicators are new to us").click()
    warned = tab.get_by_text("I have read the warnings")
    expect(tab.get_by_text("23 new").or_(warned).first).to_be_visible()
    if warned.count():
        warned.click()
    expect(accept).to_be_enabled()
    accept.click()
    expect(tab.get_by_text("Saved. 23 rows accepted")).to_be_visible()
    serving.settle(tab)
    tab.get_by_role("link", name="See it on the Overview").click()
    row = tab.get_by_role("row", name=re.compile("Coms_048"))
    expect(row.first).to_be_visible()
    for part in ("98%", "100%", "−2 points", "Amber"):
        expect(row.first).to_contain_text(part)
    row.first.get_by_role("link", name="Food Inspections: High Risk").click()
    expect(tab.locator(".lead")).to_have_text(
        "98% against a target of 100%: Amber. Down 2 points from 100% (2018/19). "
        "Not enough data to say whether it changed: fewer than seven periods to chart, and no numbers of cases."
    )


def test_an_open_page_shows_what_the_command_line_loads(tab: Page, own: Path) -> None:
    """load is handed to the dashboard, which holds the store; query reads what it published; the page shows it next."""
    before = _pbi("query", "returns", "--store", str(own), "--format", "csv")
    tab.goto("/actions?store=own&authority=E06000036")
    expect(tab.locator("h1").first).to_be_visible()
    said = _pbi(
        "load",
        str(BRACKNELL),
        "--store",
        str(own),
        "--authority",
        "Bracknell Forest",
        "--add-indicators",
        "--accept-warnings",
    )
    assert "accepted from bracknell-forest-2024-25-q3.xlsx" in said
    assert "bracknell-forest-2024-25-q3.xlsx" not in before
    assert "bracknell-forest-2024-25-q3.xlsx" in _pbi("query", "returns", "--store", str(own), "--format", "csv")
    tab.get_by_role("button", name="Returns", exact=True).click()
    tab.get_by_role("menuitem", name="Returns").or_(tab.get_by_role("link", name="Returns")).click()
    expect(tab.get_by_role("rowheader", name="bracknell-forest-2024-25-q3.xlsx")).to_be_visible()


def _pbi(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "pbi", *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
