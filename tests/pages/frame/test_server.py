"""The server: headers on every answer, other traffic untouched, and a fault of a store told in a sentence."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from pbi import server
from pbi.settings import ROOT
from tests.pages import made, serving

STREAMED: list[Message] = [
    {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"text/plain"), (b"x-frame-options", b"ALLOWALL")],
    },
    {"type": "http.response.body", "body": b"a", "more_body": True},
    {"type": "http.response.body", "body": b"b", "more_body": False},
]
SOCKET: list[Message] = [{"type": "websocket.accept", "headers": []}, {"type": "websocket.send", "text": "still here"}]


def sent(
    kind: str, messages: list[Message], *, wrap: Callable[[ASGIApp], ASGIApp] = server.SecurityHeaders, **asked: str
) -> list[Message]:
    """What leaves the middleware when the application behind it sends these messages."""
    out: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(dict(message))

    async def receive() -> Message:
        return {"type": f"{kind}.disconnect"}

    async def send(message: Message) -> None:
        out.append(message)

    asyncio.run(wrap(application)({"type": kind, "headers": [], **asked}, receive, send))  # type: ignore[arg-type]
    return out


def test_every_answer_carries_the_headers_once_and_its_body_unchanged() -> None:
    start, *bodies = sent("http", STREAMED)
    headers = [(name.decode(), value.decode()) for name, value in start["headers"]]
    assert dict(headers) == {"content-type": "text/plain"} | server.HEADERS
    assert len(headers) == len(dict(headers))
    assert bodies == STREAMED[1:]


@pytest.mark.parametrize("path", ["/", "/indicator", "/nothing", "/_stcore/health"])
def test_the_address_of_a_page_is_answered_with_a_page_that_knows_its_server(path: str) -> None:
    start, body = sent("http", STREAMED, wrap=server.FirstPage, method="GET", path=path)[:2]
    if path in ("/nothing", "/_stcore/health"):
        assert (start, body) == tuple(STREAMED[:2])
    else:
        page = body["body"].decode()
        assert page.index("BACKEND_BASE_URL") < page.index('type="module"')
        assert dict(start["headers"])[b"cache-control"] == b"no-cache"


def test_websockets_pass_untouched() -> None:
    assert sent("websocket", SOCKET) == SOCKET


def test_a_page_may_reach_this_server_and_nothing_else() -> None:
    assert not [value for value in server.POLICY.values() if "http" in value or "*" in value]
    assert "unsafe-eval" not in server.POLICY["script-src"].replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in server.POLICY["script-src"]
    ours = list((ROOT / "pbi" / "ui" / "assets").glob("*.js"))
    assert server.POLICY["script-src"].count("sha256-") == 1 + len(ours)  # the first page's own script, and ours


COUNTED = """
import os, sys

def heard(event, given, kept=os.environ["LOADED"]):
    if event == "exec" and given[0].co_name == "<module>" and given[0].co_filename.endswith("pbi/server.py"):
        with open(kept, "a", encoding="utf-8") as file:
            file.write("pbi/server.py\\n")

sys.addaudithook(heard)
"""
"""Read by Python itself as it starts: it writes a line each time the code of the server's file is run."""


def test_the_server_is_loaded_once(tmp_path: Path) -> None:
    """Under one name, however it is loaded: a second copy would have locks and stores of its own."""
    (tmp_path / "sitecustomize.py").write_text(COUNTED, encoding="utf-8")
    own, example = made.store(tmp_path / "own"), made.store(tmp_path / "example")
    kept = {"PYTHONPATH": str(tmp_path), "LOADED": str(tmp_path / "loaded.txt")}
    with serving.serving(tmp_path, own=own, example=example, **kept):
        pass
    assert (tmp_path / "loaded.txt").read_text("utf-8").splitlines() == ["pbi/server.py"]


def test_a_damaged_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    own, example = made.store(tmp_path / "own"), made.store(tmp_path / "example")
    journal = own / "journal.jsonl"
    journal.write_text(journal.read_text("utf-8").replace("a test", "someone"), encoding="utf-8")
    (tmp_path / "outturn.toml").write_text(f'store = "{own}"\nexample = "{example}"\n', encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PBI_STORE"}
    ended = subprocess.run(
        [sys.executable, "-m", "pbi.run", "--port", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**environment, "PBI_SETTINGS": str(tmp_path / "outturn.toml")},
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("seat", "headless", "opens"),
    [
        ({"DISPLAY": ":0"}, False, True),
        ({"DISPLAY": ":0"}, True, False),
        ({"DISPLAY": ":0", "CI": "true"}, False, False),
    ],
)
def test_it_opens_a_browser_only_where_somebody_sits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    seat: dict[str, str], headless: bool, opens: bool,
) -> None:  # fmt: skip
    """``tests/pages/frame/test_browser.py`` says so of a whole dashboard."""
    monkeypatch.delenv("CI", raising=False)
    for name, value in {**seat, "PATH": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    for name in ("xdg-open", "open"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        given = {"server.port": port, "server.address": "127.0.0.1", "server.headless": headless}
        options = {name: config.get_option(name) for name in given}
        for name, value in given.items():
            config.set_option(name, value)
        try:
            asyncio.run(server.tell())
        finally:
            for name, value in options.items():
                config.set_option(name, value)
    assert capsys.readouterr().out == f"Outturn is ready: http://127.0.0.1:{port}  (Ctrl+C stops it)\n"
    if opens:
        assert serving.written(tmp_path / "opened") == f"http://127.0.0.1:{port}\n"
    assert (tmp_path / "opened").exists() == opens
