"""What several kinds of test need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.browser import on_path

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser: the machine's own, or Playwright's where there is none. ``make test`` sees that there is one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=on_path(), args=QUIET)
        yield opened
        opened.close()
