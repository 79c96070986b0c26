"""The process that serves the dashboard: what it does before the first page, the headers it sends, how it is started.

It opens both stores once, shares them between sessions, and answers commands that another process hands over.
Nothing it sends lets a page reach beyond this server.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import re
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pbi import handover
from pbi.errors import PbiError, StoreBusy
from pbi.settings import ROOT
from pbi.store import Store

MAIN = ROOT / "pbi" / "main.py"
_PRELOADED = (
    "altair",
    "pandas",
    "pyarrow",
    "pbi.charts",
    "pbi.commands",
    "pbi.measures",
    "pbi.narrative",
    "pbi.returns",
    "pbi.ui",
)


def _first() -> str:
    """The page Streamlit sends before it draws any."""
    found = find_spec("streamlit")
    return (Path(found.origin or "").parent / "static" / "index.html").read_text("utf-8") if found else ""


def _scripts() -> str:
    """The hashes of the scripts written into a page: ours and those of the first page. Nothing else runs."""
    written = re.findall(r"<script>(.*?)</script>", _first(), re.DOTALL)
    ours = [each.read_text("utf-8") for each in sorted((ROOT / "pbi" / "ui").glob("*.js"))]
    return " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in [*written, *ours])


POLICY = {
    "default-src": "'self'",
    "script-src": f"'self' 'wasm-unsafe-eval' {_scripts()}",
    "style-src": "'self' 'unsafe-inline'",  # the components' styles are written into the page
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds HEADERS to every HTTP response as it starts; websockets and streamed bodies pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)


class FirstPage:
    """Answers the address of each page with Streamlit's first page, and ``start.js`` in it.

    By itself that page looks for its server beneath each part of the address in turn, and opened at ``/indicator``
    it asks for what is not there: two errors in the browser's console before anything is drawn.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.addresses = {"/", *(f"/{page.stem}" for page in (ROOT / "pages").glob("*.py"))}
        start = (ROOT / "pbi" / "ui" / "start.js").read_text("utf-8")
        page = _first().replace("<script", f"<script>{start}</script><script", 1)
        self.answer = HTMLResponse(page, headers={"cache-control": "no-cache"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in self.addresses
        await (self.answer if asked else self.app)(scope, receive, send)


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(FirstPage)]


def on_script_error(problem: Exception) -> bool:
    """A fault of the program: one sentence on the screen, the rest in the log."""
    from pbi.ui import shell

    return shell.failed(problem)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what pages need, open both stores, listen for commands; what is loaded then is never collected."""
    for name in _PRELOADED:
        importlib.import_module(name)
    from pbi.ui import ask, stores  # not before the runtime stands: what it keeps would be kept elsewhere

    held = {name: stores.opened(name) for name in (stores.EXAMPLE, stores.OWN)}
    for store in held.values():
        ask.warm(store)
    stop = _listen(held[stores.OWN]) if stores.is_open_for_writing(stores.OWN) else None
    gc.collect()
    gc.freeze()
    print("Outturn is ready.", flush=True)
    try:
        yield {"stores": held}
    finally:
        if stop:
            stop()
        for store in held.values():
            with suppress(PbiError):
                store.close()


def _listen(own: Store) -> Callable[[], None]:
    """Answer commands for one's own store: the process that holds it carries them out."""
    from pbi import commands

    return handover.listen(own.path, lambda argv, folder: commands.answer(argv, held=own, folder=folder))


def run(*, port: int) -> None:
    """Serve the dashboard on 127.0.0.1 until it is stopped."""
    logging.basicConfig(level=logging.WARNING)
    address = f"http://127.0.0.1:{port}"
    print(f"Outturn is being made ready; it will be at {address}  (Ctrl+C stops it)", flush=True)
    _made_sound()
    sys.path.insert(0, str(ROOT))
    sys.argv = [str(ROOT / "app.py")]  # settings in .streamlit are looked for beside it
    app = importlib.import_module("app").app
    app.run(
        config={
            "server.port": port,
            "server.address": "127.0.0.1",
            "server.headless": True,
            "browser.gatherUsageStats": False,
            "server.showEmailPrompt": False,
            "runner.postScriptGC": False,
        }
    )


def _made_sound() -> None:
    """Both stores made where there is none, and opened once: what is wrong with one is said here, in a sentence."""
    from pbi.ui import stores

    try:
        for name in (stores.EXAMPLE, stores.OWN):
            with suppress(StoreBusy):
                Store.open(stores.made(name)).close()
    except PbiError as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


def main(argv: list[str] | None = None) -> None:
    """``python -m pbi.server --port N``: what ``python -m pbi run`` becomes."""
    given = argparse.ArgumentParser(prog="python -m pbi.server", description="Serve the dashboard.")
    given.add_argument("--port", type=int, default=8501)
    run(port=given.parse_args(argv).port)


if __name__ == "__main__":
    main()
