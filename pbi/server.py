"""The process that serves the dashboard: what it does before the first page, and the headers it sends.

It opens both stores once, shares them between sessions, and answers commands that another process hands over.
Nothing it sends lets a page reach beyond this server, and only its own pages reach it (``pbi.gate``).
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import re
import socket
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
from streamlit import cli_util, config, net_util
from streamlit.web.server import server_util

from pbi import handover
from pbi.errors import PbiError
from pbi.gate import Gate
from pbi.settings import ROOT, settings
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
    ours = [each.read_text("utf-8") for each in sorted((ROOT / "pbi" / "ui" / "assets").glob("*.js"))]
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
    "cross-origin-resource-policy": "same-origin",
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
        start = (ROOT / "pbi" / "ui" / "assets" / "start.js").read_text("utf-8")
        page = _first().replace("<script", f"<script>{start}</script><script", 1)
        self.answer = HTMLResponse(page, headers={"cache-control": "no-cache"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in self.addresses
        await (self.answer if asked else self.app)(scope, receive, send)


def _gated(app: ASGIApp) -> Gate:
    return Gate(app, public=settings().public, scheme="https" if config.get_option("server.sslCertFile") else "http")


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(_gated), Middleware(FirstPage)]


def keep_to_itself() -> None:
    """Never ask an outside service for this machine's address, as Streamlit does when it meets an unknown Origin."""
    net_util.get_external_ip = lambda: None


def on_script_error(problem: Exception) -> bool:
    """A fault of the program: one sentence on the screen, the rest in the log."""
    from pbi.ui.frame import shell

    return shell.failed(problem)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what pages need, open both stores, listen for commands; what is loaded then is never collected."""
    keep_to_itself()
    for name in _PRELOADED:
        importlib.import_module(name)
    from pbi.ui.session import ask, stores  # not before the runtime stands: what it keeps would be kept elsewhere

    held = {name: stores.opened(name) for name in (stores.EXAMPLE, stores.OWN)}
    for store in held.values():
        ask.warm(store)
    stop = _listen(held[stores.OWN]) if stores.is_open_for_writing(stores.OWN) else None
    gc.collect()
    gc.freeze()
    telling = asyncio.create_task(tell())
    try:
        yield {"stores": held}
    finally:
        telling.cancel()
        if stop:
            stop()
        for store in held.values():
            with suppress(PbiError):
                store.close()


def _listen(own: Store) -> Callable[[], None]:
    """Answer commands for one's own store: the process that holds it carries them out."""
    from pbi import commands

    return handover.listen(own.path, lambda argv, folder: commands.answer(argv, held=own, folder=folder))


async def tell() -> None:
    """Say where the dashboard is, and open it in a browser as ``streamlit run`` does for any script.

    It opens nothing where nobody sits at the machine: without a display, in continuous integration, or if told not to
    (``--no-browser``, ``--server.headless true``). A browser that comes too early waits in the socket's queue.
    """
    if not await asyncio.to_thread(_listens):  # started by another server than Streamlit's, which alone knows where
        print("Outturn is ready.", flush=True)
        return
    address = server_util.get_url(config.get_option("browser.serverAddress"))
    print(f"Outturn is ready: {address}  (Ctrl+C stops it)", flush=True)
    if not config.get_option("server.headless") and not os.environ.get("CI"):
        await asyncio.to_thread(cli_util.open_browser, address)


def _listens() -> bool:
    """Whether anything listens where Streamlit was told to."""
    host = server_util.get_display_address(config.get_option("server.address") or "localhost")
    with suppress(OSError), socket.create_connection((host, config.get_option("server.port")), timeout=5):
        return True
    return False
