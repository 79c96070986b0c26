"""Stores for the pages' tests, and a way to open a page on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from pbi.settings import settings
from tests.pages import made, serving
from tests.pages.opening import open_page

ONE = (("E07000172", "Broxtowe"),)
THREE = (("eastmere", "Eastmere"), ("northvale", "Northvale"), ("westholt", "Westholt"))
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Streamlit looks through every installed package for components whenever an AppTest first runs, 0.2 s each time;
    what is installed stays the same while the tests run, so it looks once.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", lru_cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def waiting() -> Iterator[None]:
    """An AppTest asks a thousand times a second whether its page has been drawn, a tenth of what drawing it takes; so
    it first waits until the page's thread has ended.
    """
    ask = local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
        assert runner._script_thread
        runner._script_thread.join(timeout)
        ask(runner, timeout=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty store, one of one authority, one of three in a partnership; and the example, such a one too.

    Once open for reading, as the example is, a store is open for writing no more: none is the example and one's own.
    """
    base = tmp_path_factory.mktemp("stores")
    return {
        "empty": made.store(base / "empty"),
        "one": made.store(base / "one", authorities=ONE),
        "many": made.store(base / "many", authorities=THREE, partnership=True),
        "example": made.store(base / "example", authorities=THREE, partnership=True),
    }


@pytest.fixture(scope="module")
def opened(browser: Browser, served: str) -> Iterator[Page]:
    """One tab of the dashboard a file calls ``served``, for all its tests."""
    with serving.opened(browser, served) as page:
        yield page


@pytest.fixture
def tab(opened: Page, served: str) -> Iterator[Page]:
    """The file's tab, watched while the test lasts."""
    with serving.watched(opened, served):
        yield opened


def point_at(monkeypatch: pytest.MonkeyPatch, file: Path, *, own: Path, example: Path) -> None:
    """Let the settings name these two stores."""
    file.write_text(f'store = "{own}"\nexample = "{example}"\n', encoding="utf-8")
    monkeypatch.setenv("PBI_SETTINGS", str(file))
    monkeypatch.delenv("PBI_STORE", raising=False)
    settings.cache_clear()


@pytest.fixture
def page(kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of the dashboard on one of the stores, as one's own, with these filters in the address."""

    def opened(name: str, store: str, /, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=kept[store], example=kept["example"])
        return open_page(name, **filters)

    yield opened
    settings.cache_clear()


def said(app: AppTest) -> str:
    """Everything the page put on the screen as markup."""
    return "\n".join(block.value for block in app.html)
