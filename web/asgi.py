"""The few words of ASGI that our guards share: its types, reading a header, a plain answer."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SOCKET_PATH = "/socket.io/"


def header(scope: Scope, name: bytes) -> str | None:
    """The first value of a header."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return None


def plain(status: int, words: str) -> App:
    """An answer of one line, for what never reached a page. Whatever else was coming is not read."""
    body = f"{status} {words}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
    ]

    async def answer(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        shown = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": shown})

    return answer


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    """Say no to a request, or to a WebSocket before it opens."""
    if scope["type"] == "http":
        await plain(status, words)(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.http.response.start", "status": status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": words.encode()})
