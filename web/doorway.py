"""Only the hosts, methods and bodies that we expect come in.

A body is read here, whole, before the application sees the request: it is small by definition, and so
its size and its pace are judged in one place, for forms and for the polling of sockets alike. Only a file for a
case (`large_bodies.py`) is handed on as it comes, under the same judgement.
"""

import asyncio
from ipaddress import ip_address
from urllib.parse import urlsplit

from web.asgi import SOCKET_PATH, App, Message, Receive, Scope, Send, header, plain, refuse
from web.large_bodies import TOO_LARGE, body_max_bytes, is_upload, too_large
from web.settings import Settings

METHODS = frozenset({"GET", "HEAD", "POST"})
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
BODY_GRACE_SECONDS = 5
"""A phone on a bad network may pause this long before its pace counts."""


class Doorway:
    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self._hosts = frozenset(_own_hosts(settings))
        self._settings = settings
        self._max_bytes = settings.body_max_bytes
        self._min_pace = settings.body_min_bytes_per_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        problem = self._problem(scope)
        if problem:
            await refuse(scope, receive, send, *problem)
        elif scope["type"] == "http" and is_upload(scope["method"], scope["path"]):
            await self._with_upload(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "POST":
            await self._with_body(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _problem(self, scope: Scope) -> tuple[int, str] | None:
        if not self._is_for_us(scope):
            return 400, "unknown host"
        if scope["type"] == "websocket":
            return None
        if scope["method"] not in METHODS:
            if scope["path"].startswith(SOCKET_PATH):
                return 400, "malformed"  # as the protocol of sockets wants it
            return 405, "method not allowed"
        if header(scope, b"content-encoding") not in (None, "identity"):
            # A few compressed kilobytes can unfold to gigabytes.
            return 415, "compressed bodies are not taken"
        length = header(scope, b"content-length") or "0"
        largest = body_max_bytes(scope["method"], scope["path"], self._settings)
        if not length.isdecimal() or int(length[:20]) > largest:
            return 413, too_large(scope["method"], scope["path"])
        return None

    def _is_for_us(self, scope: Scope) -> bool:
        hosts = [str(value, "latin-1") for name, value in scope["headers"] if name == b"host"]
        name = host_name(hosts[0]) if len(hosts) == 1 else None
        if name is None:
            return False
        # A page can make a browser send us any name, but only our own address: so a hall's network
        # needs no configuration.
        return name in self._hosts or (
            is_address(name) and name == (scope.get("server") or [""])[0]
        )

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._read(receive)
        except TimeoutError:
            await plain(408, "body too slow")(scope, receive, send)
            return
        if body is None:
            await plain(413, TOO_LARGE)(scope, receive, send)
            return
        given = False

        async def receive_whole() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, receive_whole, send)

    async def _with_upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application reads it; when it is too large or too slow, its sender has gone away."""
        largest = body_max_bytes(scope["method"], scope["path"], self._settings)
        started, received = asyncio.get_running_loop().time(), 0

        async def receive_watched() -> Message:
            nonlocal received
            until = started + BODY_GRACE_SECONDS + received / self._min_pace
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                return {"type": "http.disconnect"}
            received += len(message.get("body", b""))
            return message if received <= largest else {"type": "http.disconnect"}

        await self.app(scope, receive_watched, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; None when it is too large. Too slow raises TimeoutError."""
        body = bytearray()
        started = asyncio.get_running_loop().time()
        while True:
            async with asyncio.timeout_at(
                started + BODY_GRACE_SECONDS + len(body) / self._min_pace
            ):
                message = await receive()
            body += message.get("body", b"")
            if len(body) > self._max_bytes:
                return None
            if not message.get("more_body"):
                return bytes(body)


def host_name(value: str) -> str | None:
    """The name in a Host header, lower-case; None when it is more than a name and a port."""
    if set(value) & set("/?#@\\% \t,"):
        return None
    try:
        parts = urlsplit(f"//{value}")
        port = parts.port
    except ValueError:
        return None
    return parts.hostname if port != 0 else None


def is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _own_hosts(settings: Settings) -> list[str]:
    public = urlsplit(settings.public_url).hostname or settings.host
    return [
        name.lower() for name in (*settings.allowed_hosts, *LOOPBACK_NAMES, settings.host, public)
    ]
