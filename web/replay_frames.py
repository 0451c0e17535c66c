"""WebSocket frames as a phone sends and receives them, without a library between the bytes and us.

A replay speaks for thousands of phones from one process, so each frame must cost microseconds. Only what
our own server sends is understood: whole, unmasked frames. Frames that leave are masked with zeros, which
the standard allows and which costs nothing. Knows bytes only; packets stand in `replay_phone.py`.
"""

import struct
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult

TEXT: Final = 1
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10

_HEAD: Final = 2
_WHOLE: Final = 0x80
_MASKED: Final = 0x80
_SHORT_MAX: Final = 125
_MEDIUM: Final = 126
_LONG: Final = 127
_MEDIUM_MAX: Final = 0xFFFF
_NO_MASK: Final = b"\0\0\0\0"
_KEY: Final = "ZG9pdGhvYWktcmVwbGF5IQ=="
"""The opening key proves nothing to a server that is ours, so every phone sends the same."""


class BadFrameError(Exception):
    """The server sent something that no phone of ours should get."""


def upgrade_request(url: SplitResult, path: str, cookie: str | None) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {url.netloc}",
        f"Origin: {url.scheme}://{url.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {_KEY}",
        "Sec-WebSocket-Version: 13",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole frame from a client."""
    size = len(payload)
    if size <= _SHORT_MAX:
        head = struct.pack("!BB", _WHOLE | opcode, _MASKED | size)
    elif size <= _MEDIUM_MAX:
        head = struct.pack("!BBH", _WHOLE | opcode, _MASKED | _MEDIUM, size)
    else:
        head = struct.pack("!BBQ", _WHOLE | opcode, _MASKED | _LONG, size)
    return head + _NO_MASK + payload


class FrameReader:
    """Cuts what arrives into frames; a part of one waits for the rest."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, arrived: bytes) -> Iterator[tuple[int, bytes]]:
        data = self._rest + arrived if self._rest else arrived
        at, size = 0, len(data)
        while size - at >= _HEAD:
            opcode, length, start = data[at], data[at + 1], at + _HEAD
            if length == _MEDIUM:
                start += 2
                length = int.from_bytes(data[at + 2 : start], "big") if size >= start else size
            elif length == _LONG:
                start += 8
                length = int.from_bytes(data[at + 2 : start], "big") if size >= start else size
            elif length & _MASKED:
                raise BadFrameError("a masked frame from the server")
            if size - start < length:
                break
            if not opcode & _WHOLE:
                raise BadFrameError("a frame in parts")
            yield opcode & 0x0F, data[start : start + length]
            at = start + length
        self._rest = data[at:]
