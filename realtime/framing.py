"""WebSocket frames as bytes: making one, and finding one. Pure."""

import struct
from typing import Final

from realtime.wire import FRAME_MAX_BYTES

_WHOLE_TEXT: Final = 0x81
_MASKED: Final = 0x80
_HEAD_MIN_BYTES: Final = 6
"""Opcode, size and mask."""
_SIZE_IN_ONE_BYTE_MAX: Final = 125
_SIZE_IN_TWO_BYTES: Final = 126
_SIZE_IN_TWO_BYTES_MAX: Final = 65_535
_SIZE_IN_EIGHT_BYTES: Final = 127


def text_head(size: int) -> bytes:
    """What comes before so many bytes to make them one whole unmasked text frame, as a server sends it."""
    if size <= _SIZE_IN_ONE_BYTE_MAX:
        return struct.pack("!BB", _WHOLE_TEXT, size)
    if size <= _SIZE_IN_TWO_BYTES_MAX:
        return struct.pack("!BBH", _WHOLE_TEXT, _SIZE_IN_TWO_BYTES, size)
    return struct.pack("!BBQ", _WHOLE_TEXT, _SIZE_IN_EIGHT_BYTES, size)


def text_frame(payload: bytes) -> bytes:
    return text_head(len(payload)) + payload


def whole_frame(data: bytes, start: int) -> tuple[int, int] | None:
    """Where the client's frame that begins at `start` ends, and where its whole text begins, if it is one.

    None while it is not all there. One that no client may send ends where the data ends, so that the
    library gets it and refuses it.
    """
    if len(data) > start + 1 and not data[start + 1] & _MASKED:
        return len(data), 0
    if len(data) - start < _HEAD_MIN_BYTES:
        return None
    size = data[start + 1] & ~_MASKED
    text_at = start + _HEAD_MIN_BYTES
    if size > _SIZE_IN_ONE_BYTE_MAX:
        size_bytes = 2 if size == _SIZE_IN_TWO_BYTES else 8
        size = int.from_bytes(data[start + 2 : start + 2 + size_bytes], "big")
        text_at += size_bytes
    if len(data) < text_at:
        return None
    if size > FRAME_MAX_BYTES:
        return len(data), 0
    if len(data) < text_at + size:
        return None
    return text_at + size, text_at if data[start] == _WHOLE_TEXT else 0
