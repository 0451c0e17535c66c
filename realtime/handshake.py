"""Answering a WebSocket handshake whose headers have been read already.

uvicorn's own way writes the request out again and lets another parser read it, which is a quarter of all
that a joining phone costs. Whatever is not the plain handshake of a browser is left to that way, which
knows how to refuse it. Pure.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable

Headers = Iterable[tuple[bytes, bytes]]
"""With names in lower case."""

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES = 16
_SINGLE = frozenset(
    {b"upgrade", b"connection", b"sec-websocket-key", b"sec-websocket-version", b"host"}
)


def switching(headers: Headers) -> bytes | None:
    """The answer that opens the WebSocket; None for anything out of the ordinary."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in _SINGLE:
            if name in found:
                return None
            found[name] = value.strip()
        elif name == b"sec-websocket-protocol":
            return None
    if found.get(b"upgrade", b"").lower() != b"websocket":
        return None
    if b"upgrade" not in [
        part.strip() for part in found.get(b"connection", b"").lower().split(b",")
    ]:
        return None
    key = found.get(b"sec-websocket-key", b"")
    if found.get(b"sec-websocket-version") != b"13" or not _is_key(key):
        return None
    accept = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: %s\r\n\r\n" % accept
    )


def _is_key(value: bytes) -> bool:
    try:
        return len(base64.b64decode(value, validate=True)) == _KEY_BYTES
    except binascii.Error:
        return False
