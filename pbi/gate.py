"""The gate in front of the dashboard: it answers a request that is not the dashboard's own before Streamlit sees it.

Any web page may send requests to a server on the reader's own machine. Where its name is made to lead there (DNS
rebinding) it may read the answers too. So a request passes only if its Host is one of this server's own names and its
Origin, where it has one, is this server too. Headers such as ``X-Forwarded-Host`` are ignored: anybody can write them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import lru_cache

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pbi.settings import origin

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a machine reaches itself. Nobody else can make them lead anywhere."""
CORE = "/_stcore/"
NEEDED = ("health", "host-config", "stream", "upload_file", "bidi-components")
"""What the pages ask for beneath CORE. Everything else there is closed, such as metrics."""

Refusal = tuple[int, str]


class Gate:
    """Passes a request to ``app``, or answers 421 (not our name), 403 (not our page) or 404 (closed).

    A refused websocket gets a bare 403, because no browser shows more of it; the log says why.

    ``public``: the addresses a web server in front of the dashboard is reached by, as ``settings.origin`` gives them.
    ``scheme``: http or https, whichever this server itself speaks. Its port is the one the request arrived at.
    """

    def __init__(self, app: ASGIApp, *, public: Collection[str] = (), scheme: str = "http") -> None:
        self.app = app
        self.public = frozenset(public)
        self.scheme = scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not (refusal := self._refusal(scope)):
            await self.app(_by_its_page(scope), receive, send)
        elif scope["type"] == "http":
            status, sentence = refusal
            await PlainTextResponse(f"{sentence}\n", status)(scope, receive, send)
        else:
            _log(*(", ".join(_given(scope, name))[:200] for name in (b"host", b"origin")))
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> Refusal | None:
        """The answer to a request that may not pass, else None."""
        port = scope["server"][1] if scope.get("server") else None  # a server that listens at a file has none
        local = frozenset(filter(None, (origin(f"{self.scheme}://{name}:{port}") for name in LOCAL)))
        asked = {own for own in local | self.public if _names(_given(scope, b"host"), own)}
        # A whole address in place of a path would name a server of its own.
        if not asked or not scope["path"].startswith("/"):
            return 421, (
                f"The dashboard has another address: on its own machine open {self.scheme}://{LOCAL[0]}:{port}. "
                "To serve it under this name, add the name to 'public' in outturn.toml (see docs/settings.md)."
            )
        if not self._is_ours(scope, asked=asked, local=local):
            return 403, "This request comes from a page that is not the dashboard's. Open the dashboard itself."
        if CORE in scope["path"] and scope["path"].partition(CORE)[2].split("/")[0] not in NEEDED:
            return 404, "There is nothing at this address."
        return None

    def _is_ours(self, scope: Scope, *, asked: Collection[str], local: Collection[str]) -> bool:
        """Whether a request comes from a page of this server, or from no page at all.

        A websocket always comes from a page, and the browser says which. A request by a public name must come from a
        page of that same name: what a reader's own machine shows at a local name is unknown here. A request by a local
        name may come from a public one, because a web server in front may pass requests on under a local name.
        """
        given = _given(scope, b"origin")
        if not given:
            return bool(scope["type"] == "http")
        ours = self.public | set(local) if set(asked) & set(local) else asked
        return len(given) == 1 and origin(given[0]) in ours


@lru_cache(maxsize=100)
def _log(host: str, page: str) -> None:
    """One line for each kind of refusal, so that nobody can fill the log."""
    logging.getLogger("pbi").warning("refused a websocket: Host %r, Origin %r", host, page)


def _given(scope: Scope, name: bytes) -> list[str]:
    """The values of every header of this name."""
    return [value.decode("latin-1") for each, value in scope["headers"] if each.lower() == name]


def _names(hosts: list[str], own: str) -> bool:
    """Whether a request has one Host and it names this address, with its port or with the port its scheme implies."""
    scheme = own.partition(":")[0]
    return len(hosts) == 1 and origin(f"{scheme}://{hosts[0]}") == own


def _by_its_page(scope: Scope) -> Scope:
    """The request as Streamlit may see it: its Host is the one its page has.

    Streamlit compares a websocket's Origin with its Host letter by letter. Where they differ it asks an outside service
    for this machine's address.
    """
    if scope["type"] != "websocket":
        return scope
    [page] = _given(scope, b"origin")
    name = page.partition("://")[2].encode("latin-1")
    return {**scope, "headers": [(key, name if key.lower() == b"host" else value) for key, value in scope["headers"]]}
