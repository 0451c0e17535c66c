"""The door to `/socket.io/`: who may begin a session here, and which way they go.

Sessions are counted in all and by network address before anything is made for them. A WebSocket that is
lent to us goes the short way, everything else to the library. Knows nothing of what is said on either.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from realtime.addresses import Addresses
from realtime.direct import DirectDoor
from realtime.edge import address_of
from realtime.seats import Scope
from realtime.wire import SOCKETS_MAX

App = Callable[[Scope, Callable[..., Any], Callable[..., Any]], Awaitable[None]]

METHODS = ("GET", "POST")
PATHS = ("/socket.io/", "/socket.io")


class Entrance:
    def __init__(
        self,
        library: App,
        direct: DirectDoor | None,
        addresses: Addresses,
        sockets: Callable[[], int],
    ) -> None:
        self._library = library
        self._direct = direct
        self._addresses = addresses
        self._sockets = sockets

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"] in PATHS:
            refusal = self._refusal(scope)
            if refusal:
                await _refuse(scope, receive, send, *refusal)
                return
            if self._direct is not None and self._direct.suits(scope):
                await receive()
                await self._direct.welcome(scope)
                return
        await self._library(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, bytes] | None:
        if scope.get("method", "GET") not in METHODS:
            return 400, b"malformed"
        if not _begins(scope):
            return None
        if _transport(scope) not in scope["query_string"].split(b"&"):
            return 400, b"malformed"
        if self._sockets() >= SOCKETS_MAX:
            return 503, b"busy"
        why = self._addresses.refuses(
            address_of(scope),
            asyncio.get_running_loop().time(),
            polling=scope["type"] == "http",
        )
        return (429, why.encode()) if why else None


def _begins(scope: Scope) -> bool:
    """Whether a session would begin: one that goes on names itself."""
    if scope["type"] == "http" and scope["method"] != "GET":
        return False
    return not any(part.startswith(b"sid=") for part in scope["query_string"].split(b"&"))


def _transport(scope: Scope) -> bytes:
    """What a session that begins like this has to name; the library would take silence for polling."""
    return b"transport=websocket" if scope["type"] == "websocket" else b"transport=polling"


async def _refuse(scope: Scope, receive: Any, send: Any, status: int, code: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(code))]
    kind = "http.response"
    if scope["type"] == "websocket":
        await receive()
        if "websocket.http.response" not in (scope.get("extensions") or {}):
            await send({"type": "websocket.close"})
            return
        kind = "websocket.http.response"
    await send({"type": f"{kind}.start", "status": status, "headers": headers})
    await send({"type": f"{kind}.body", "body": code})
