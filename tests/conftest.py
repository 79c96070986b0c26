"""What several kinds of test need."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pbi.commands import init_store
from tools.browser import on_path

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a browser first: they are the longest, and begun last they would be waited for."""
    browsing = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in browsing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """At the end of ``make test``: what was not tried on this machine, why, and how to get what it wants."""
    for line in untried(terminalreporter.getreports("skipped")):
        terminalreporter.write_line(line, yellow=True)


def untried(skipped: Iterable[pytest.TestReport | pytest.CollectReport]) -> list[str]:
    """One line for each reason of skipping: how many tests, of which files, and the reason."""
    files: dict[str, list[str]] = {}
    for each in skipped:
        if isinstance(each.longrepr, tuple):
            files.setdefault(each.longrepr[2].removeprefix("Skipped: "), []).append(each.nodeid.partition("::")[0])
    return [
        f"Not tried: {len(names)} test{'s' * (len(names) > 1)} of {', '.join(sorted(set(names)))}. {reason}"
        for reason, names in files.items()
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser: the machine's own, or Playwright's where there is none. ``make test`` sees that there is one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=on_path(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the illustrative partnership, made once for all workers: to be read, or copied."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    store, making = shared / "example", shared / "example.making"
    try:
        making.mkdir()
    except FileExistsError:
        while not store.is_dir():
            assert making.is_dir(), "another worker could not make the example"
            time.sleep(0.1)
        return store
    try:
        init_store(making / "store", example=True)
    except BaseException:
        making.rename(shared / "example.failed")
        raise
    (making / "store").rename(store)
    return store
