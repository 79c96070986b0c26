"""A dashboard in a process of its own for the browser's tests, and how they know that a page stands."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, TimeoutError, expect

from pbi.settings import ROOT

PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
STANDS = "[data-test-script-state=notRunning]"
FOLLOW = """address => {
    const link = Object.assign(document.createElement("a"), { href: address, className: "in" });
    document.body.append(link);
    link.click();
    link.remove();
}"""
"""Follows a link of the kind the pages have."""
RUNS = """() => {
    const app = document.querySelector("[data-test-script-state]");
    let part = app[Object.keys(app).find(key => key.startsWith("__reactFiber"))];
    while (part.stateNode?.state?.scriptRunFinishedSequence === undefined) part = part.return;
    return part.stateNode.state.scriptRunFinishedSequence;
}"""
"""How many runs of the script have been drawn to their end. Of one drawn within a frame the markup never says that it
runs, nor of any which it was: only the state of Streamlit's application does."""

HANDSHAKE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


def by_pbi(port: int) -> list[str]:
    """Started as ``python -m pbi run`` starts it."""
    return ["-m", "pbi.run", "--port", str(port), "--no-browser"]


def by_streamlit(port: int) -> list[str]:
    """Started by Streamlit's own command."""
    return ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]


@contextmanager
def serving(
    folder: Path,
    *,
    own: Path,
    example: Path,
    more: str = "",
    started: Callable[[int], list[str]] = by_pbi,
    **variables: str,
) -> Iterator[str]:
    """The address of a dashboard of these two stores; one that is not there is made.

    ``more``: further settings; ``variables`` of the environment it is ``started`` in. What it prints is in said.txt.
    """
    (folder / "outturn.toml").write_text(f'store = "{own}"\nexample = "{example}"\n{more}', encoding="utf-8")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "PBI_STORE"}
    environment |= {**variables, "PBI_SETTINGS": str(folder / "outturn.toml")}
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen([sys.executable, *started(port)], cwd=ROOT, env=environment, stdout=said)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def answer(port: int, *lines: str, target: str = "/", method: str = "GET") -> tuple[int, str]:
    """The status and the text that answer a request of exactly these header lines; a websocket's 101 has no text."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall("\r\n".join([f"{method} {target} HTTP/1.1", *lines, "", ""]).encode("latin-1"))
        told = line.makefile("rb")
        status = int(told.readline().split()[1])
        headers = dict(row.decode("latin-1").lower().rstrip().split(": ", 1) for row in iter(told.readline, b"\r\n"))
        length = int(headers.get("content-length", 0))
        return status, told.read(length).decode("utf-8", "replace") if method != "HEAD" else ""


def knock(port: int, *lines: str, target: str = "/_stcore/stream") -> int:
    """The status that answers a websocket's first request: 101 lets it in."""
    return answer(port, *HANDSHAKE, *lines, target=target)[0]


def written(file: Path) -> str:
    """The text of a file that another process is about to write."""
    for _ in range(400):
        if file.exists() and (text := file.read_text("utf-8")):
            return text
        time.sleep(0.025)
    raise AssertionError(f"{file.name} stays empty")


@contextmanager
def tab(browser: Browser, served: str, *, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A tab that is watched from its beginning to its end."""
    with opened(browser, served, width=width, height=height) as page, watched(page, served):
        yield page


@contextmanager
def opened(browser: Browser, served: str, *, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A tab. Opening one costs more than a page within it: tests that need none of their own have one together."""
    page = browser.new_page(viewport={"width": width, "height": height}, base_url=served, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@contextmanager
def watched(page: Page, served: str) -> Iterator[None]:
    """Fails the test where the page reaches outside or the browser's console tells of an error."""
    outside: list[str] = []
    wrong: list[str] = []
    heeded: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: _note_outside(outside, request.url, served),
        "console": lambda message: wrong.append(message.text) if _is_wrong(message) else None,
        "pageerror": lambda problem: wrong.append(problem.message),
    }
    for event, heed in heeded.items():
        page.on(event, heed)
    try:
        yield
    finally:
        for event, heed in heeded.items():
            page.remove_listener(event, heed)
    assert (outside, wrong) == ([], [])


def stand(page: Page, address: str) -> None:
    """Open an address and wait until the page has been drawn whole."""
    page.goto(address)
    settle(page)


def go(page: Page, address: str) -> None:
    """Go to an address as the pages' own links do and wait until it has been drawn whole; a tab's first is opened.

    That costs half of opening it anew.
    """
    if page.url == "about:blank":
        stand(page, address)
        return
    settle(page)
    before = page.evaluate(RUNS)
    page.evaluate(FOLLOW, address)
    page.wait_for_function(f"before => ({RUNS})() > before", arg=before)
    settle(page)
    assert urlsplit(page.url).path == urlsplit(address).path


def settle(page: Page) -> None:
    """Wait until the page has been drawn whole: what stands on it moves until then, a link from under the hand."""
    page.locator("h1").first.wait_for()
    page.locator(STANDS).wait_for(state="attached")
    page.wait_for_function("() => !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")


def resize(page: Page, *, width: int, height: int) -> None:
    """Give the window another size and wait until what stands in it is laid out anew."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def left(page: Page, script: str) -> list[Any]:
    """What a script finds on the page, in the end: it is waited for until that is nothing."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => !({script})().length")
    found: list[Any] = page.evaluate(script)
    return found


def unfold(page: Page) -> None:
    """Open whatever is folded."""
    page.evaluate(
        "document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary').forEach(each => each.click())"
    )
    page.wait_for_function("() => !document.querySelector('[data-testid=stMain] details:not([open])')")


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(480):
        assert process.poll() is None, "the dashboard ended before it answered"
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the dashboard did not answer")


def _is_wrong(message: ConsoleMessage) -> bool:
    """An error, and not the browser telling that a test cut its line."""
    return message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text


def _note_outside(outside: list[str], address: str, served: str) -> None:
    if not address.startswith((served, served.replace("http", "ws"), "data:", "blob:")):
        outside.append(address)
