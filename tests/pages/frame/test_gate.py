"""The gate, on a running dashboard: only its own names and pages reach it, and it asks nobody outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.conftest import QUIET
from tests.pages import made, serving
from tests.pages.conftest import THREE
from tests.pages.serving import answer, knock
from tools.browser import on_path

PUBLIC = "outturn.council.example"
HEARD = """
import pathlib, sys
def heard(event, told, file=pathlib.Path({file!r})):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with file.open("a") as out:
            print(event, told[1] if event in ("socket.connect", "socket.sendto") else told[0], file=out)
sys.addaudithook(heard)
"""
"""Python reports every name looked up and every line opened. This writes them down from the dashboard's start."""
UPLOAD = "/_stcore/upload_file/a/b"
PATHS = [
    "/",
    "/indicator",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    UPLOAD,
    "/media/a",
    "/nothing",
]
METHODS = ["GET", "PUT", "OPTIONS", "HEAD"]
Served = tuple[int, Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The port of a dashboard with a public name, and its folder."""
    folder = tmp_path_factory.mktemp("gate")
    (folder / "sitecustomize.py").write_text(HEARD.format(file=str(folder / "heard.txt")), encoding="utf-8")
    example = made.store(folder / "example", authorities=THREE, partnership=True)
    more = f'public = ["http://{PUBLIC}", "https://{PUBLIC}:8443"]\n'
    with serving.serving(folder, own=folder / "own", example=example, more=more, PYTHONPATH=str(folder)) as address:
        yield int(address.rpartition(":")[2]), folder


OURS: list[Callable[[int], str]] = [
    lambda port: f"127.0.0.1:{port}",
    lambda port: f"localhost:{port}",
    lambda port: f"LocalHost:{port}",
    lambda port: f"[::1]:{port}",
    lambda port: PUBLIC,
    lambda port: f"{PUBLIC.upper()}:80",
    lambda port: f"{PUBLIC}:8443",
]
FOREIGN: list[Callable[[int], str]] = [
    lambda port: f"evil.example:{port}",
    lambda port: "evil.example",
    lambda port: "127.0.0.1",
    lambda port: "localhost:1",
    lambda port: f"localhost.:{port}",
    lambda port: f"localhost.evil.example:{port}",
    lambda port: f"evil.localhost:{port}",
    lambda port: f"localhost@evil.example:{port}",
    lambda port: f"evil.example@localhost:{port}",
    lambda port: f"evil.example/@localhost:{port}",
    lambda port: f"127.0.0.1.evil.example:{port}",
    lambda port: f"127.0.0.1.:{port}",
    lambda port: f"127.1:{port}",
    lambda port: f"127.0.0.2:{port}",
    lambda port: f"2130706433:{port}",
    lambda port: f"0.0.0.0:{port}",
    lambda port: f"[::]:{port}",
    lambda port: f"::1:{port}",
    lambda port: f"[::ffff:127.0.0.1]:{port}",
    lambda port: f"[::1%25lo]:{port}",
    lambda port: f"127.0.0.1:0{port}",
    lambda port: f"127.0.0.1:{port}:{port}",
    lambda port: f"127.0.0.1:{port}, evil.example",
    lambda port: f"{PUBLIC}:8444",
    lambda port: f"{PUBLIC}:{port}",
    lambda port: f"{PUBLIC}.",
    lambda port: f"sub.{PUBLIC}",
    lambda port: "",
    lambda port: f"l\u00f6calhost:{port}",
]


@pytest.mark.parametrize("host", OURS)
def test_it_answers_to_its_own_names(served: Served, host: Callable[[int], str]) -> None:
    port, _ = served
    name = host(port)
    scheme = "https" if name.endswith(":8443") else "http"
    for header in ("Host", "hOST"):
        assert answer(port, f"{header}: {name}", target="/_stcore/health") == (200, "ok")
    assert knock(port, f"Host: {name}", f"oRIGIN: {scheme}://{name}") == 101


@pytest.mark.parametrize("host", FOREIGN)
def test_it_answers_to_no_other_name(served: Served, host: Callable[[int], str]) -> None:
    port, _ = served
    for path, method in [("/", each) for each in METHODS] + [(each, "PUT") for each in PATHS]:
        status, text = answer(port, f"Host: {host(port)}", target=path, method=method)
        assert status in (400, 421), (method, path)
        if method != "HEAD" and status == 421:
            assert f"open http://127.0.0.1:{port}. To serve it under this name, add the name to 'public'" in text
    for origin in (f"http://{host(port)}", f"http://127.0.0.1:{port}"):
        assert knock(port, f"Host: {host(port)}", f"Origin: {origin}") in (400, 403), origin


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Host: 127.0.0.1:{port}", "Host: evil.example"],
        ["Host: evil.example", "Host: 127.0.0.1:{port}"],
        ["Host: 127.0.0.1:{port}", "Host: 127.0.0.1:{port}"],
        ["Host: evil.example:{port}", "X-Forwarded-Host: 127.0.0.1:{port}"],
        ["Host: evil.example:{port}", "Forwarded: host=127.0.0.1:{port}", "X-Forwarded-For: 127.0.0.1"],
        ["Host: evil.example:{port}", "X-Original-Host: 127.0.0.1:{port}", "X-Forwarded-Server: localhost"],
    ],
)
def test_no_other_header_and_no_second_host_gives_it_a_name(served: Served, lines: list[str]) -> None:
    port, _ = served
    written = [line.format(port=port) for line in lines]
    assert answer(port, *written, target="/_stcore/health")[0] in (400, 421)
    assert knock(port, *written, f"Origin: http://127.0.0.1:{port}") in (400, 403)


def test_a_whole_address_in_place_of_a_path_is_refused(served: Served) -> None:
    port, _ = served
    for target in (f"http://evil.example:{port}/_stcore/health", f"http://127.0.0.1:{port}/_stcore/health", "*"):
        for host in (f"127.0.0.1:{port}", "evil.example"):
            assert answer(port, f"Host: {host}", target=target)[0] in (400, 421), target
            assert knock(port, f"Host: {host}", f"Origin: http://127.0.0.1:{port}", target=target) in (400, 403)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://localhost:9999",
        "http://127.0.0.1",
        "https://127.0.0.1:{port}",
        "http://evil.example:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1.:{port}",
        "http://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}@evil.example",
        "http://evil.example@127.0.0.1:{port}",
        "http://evil.example/http://127.0.0.1:{port}",
        "file://",
        "127.0.0.1:{port}",
        "ws://127.0.0.1:{port}",
        "http://127.0.0.1:{port} http://evil.example",
        "http://outturn.council.example:{port}",
        "https://outturn.council.example",
    ],
)
def test_no_page_but_its_own_reaches_it(served: Served, origin: str) -> None:
    port, _ = served
    lines = [f"Host: 127.0.0.1:{port}", f"Origin: {origin.format(port=port)}"]
    for path, method in [("/", each) for each in (*METHODS, "DELETE", "POST")] + [(each, "PUT") for each in PATHS]:
        status, text = answer(port, *lines, "X-Forwarded-Proto: https", target=path, method=method)
        assert status == 403, (method, path)
        assert method == "HEAD" or text.startswith("This request comes from a page that is not the dashboard's.")
    assert knock(port, *lines) == 403


def test_pages_are_those_of_the_name_asked_for(served: Served) -> None:
    """A web server in front may ask by a local name; a request by a public name must come from its own page."""
    port, _ = served
    for host, origin, status in [
        (f"127.0.0.1:{port}", f"http://localhost:{port}", 101),
        (f"localhost:{port}", f"http://{PUBLIC}", 101),
        (f"127.0.0.1:{port}", f"https://{PUBLIC}:8443", 101),
        (PUBLIC, f"http://localhost:{port}", 403),
        (PUBLIC, f"https://{PUBLIC}:8443", 403),
        (f"{PUBLIC}:8443", f"http://{PUBLIC}:8443", 403),
    ]:
        assert knock(port, f"Host: {host}", f"Origin: {origin}") == status, (host, origin)


def test_a_websocket_says_once_which_page_it_comes_from(served: Served) -> None:
    port, _ = served
    host, origin = f"Host: 127.0.0.1:{port}", f"Origin: http://127.0.0.1:{port}"
    assert knock(port, host) == 403
    assert knock(port, host, origin, origin) in (400, 403)
    assert knock(port, host, origin, "Origin: null") in (400, 403)
    assert knock(port, host, "Sec-WebSocket-Origin: http://127.0.0.1:1") == 403


def test_what_no_page_asks_for_is_closed(served: Served) -> None:
    port, _ = served
    for path in ("metrics", "metrics/", "%6Detrics", "metrics?families=cache_memory_bytes", "/metrics",
                 "script-health-check", "agent/openapi.json", "agent/interact", "agent/mcp", ""):  # fmt: skip
        for method in ("GET", "POST", "OPTIONS"):
            assert answer(port, f"Host: localhost:{port}", target=f"/_stcore/{path}", method=method)[0] == 404, path


def test_it_asks_nobody_outside_whoever_knocks(served: Served) -> None:
    """Streamlit by itself asks an outside service for this machine's address when it meets a foreign Origin."""
    port, folder = served
    knock(port, f"Host: 127.0.0.1:{port}", "Origin: http://evil.example")
    knock(port, f"Host: evil.example:{port}", f"Origin: http://evil.example:{port}")
    assert knock(port, f"Host: 127.0.0.1:{port}", f"Origin: http://{PUBLIC}") == 101
    asked = (folder / "heard.txt").read_text("utf-8").splitlines()
    assert asked, "nothing was heard, not even the dashboard looking whether it listens"
    assert not [each for each in asked if "127.0.0.1" not in each and not each.endswith(".sock")], asked


def test_streamlit_itself_asks_nobody_either() -> None:
    """A second lock, in case the gate ever lets such a request through."""
    from streamlit import net_util

    from pbi import server

    before = net_util.get_external_ip
    try:
        server.keep_to_itself()
        assert net_util.get_external_ip() is None
        assert net_util.get_external_ip is not before
    finally:
        net_util.get_external_ip = before


def test_in_a_browser_its_own_names_work_and_another_shows_nothing(served: Served, tmp_path: Path) -> None:
    """Both the public name and a foreign one lead this browser to the dashboard."""
    port, _ = served
    (tmp_path / "return.csv").write_text("Indicator,Figure\nIND-1,98\n", encoding="utf-8")
    rules = f"--host-resolver-rules=MAP {PUBLIC} 127.0.0.1:{port}, MAP evil.example 127.0.0.1"
    trusted = f"--unsafely-treat-insecure-origin-as-secure=http://{PUBLIC}"  # readers have https
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_path(), args=[*QUIET, rules, trusted])
        with serving.tab(browser, f"http://{PUBLIC}") as page:
            page.goto("/returns?store=own")
            page.set_input_files("input[type=file]", tmp_path / "return.csv")
            expect(page.get_by_text("return.csv").nth(1)).to_be_visible()
        strange: Page = browser.new_page()
        told = strange.goto(f"http://evil.example:{port}/")
        assert told and told.status == 421
        assert strange.inner_text("body").startswith("The dashboard has another address: on its own machine open")
        browser.close()
