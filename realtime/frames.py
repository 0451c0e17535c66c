"""uvicorn's WebSocket protocol, lending its transport. The only file that touches uvicorn's insides.

The standard way takes every message through a queue, a task switch and the library's frame machinery.
Here a reader may take text the moment it has arrived, and a writer may put a ready-made frame straight
on the transport, so that one frame serves ten thousand phones. Text only: a binary frame ends the
connection. Under another server the extension is simply absent, and `engine.py` goes the library's way.
"""

import struct
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets import frames as library_frames
from websockets.frames import Frame
from websockets.http11 import Request

from realtime.wire import FRAME_MAX_BYTES, LAG_MAX_BYTES

EXTENSION: Final = "doithoai.frames"
"""Where the protocol puts itself in a WebSocket's ASGI scope."""

UNSUPPORTED_DATA: Final = 1003
INVALID_DATA: Final = 1007
TOO_BIG: Final = 1009
GOING_AWAY: Final = 1001

_WHOLE_TEXT: Final = 0x81
_MASKED: Final = 0x80
_HEAD_MIN_BYTES: Final = 6
"""Opcode, size and mask."""
_SIZE_IN_ONE_BYTE_MAX: Final = 125
_SIZE_IN_TWO_BYTES: Final = 126
_SIZE_IN_TWO_BYTES_MAX: Final = 65_535
_SIZE_IN_EIGHT_BYTES: Final = 127
_FRAGMENTS_MAX: Final = 64
_CLOSE_WITHIN_SECONDS: Final = 5.0

# In C where the library was built with it.
_unmask: Callable[[bytes, bytes], bytes] = library_frames.apply_mask  # type: ignore[attr-defined]

Heard = Callable[[str], bool]
"""Takes a text and says whether it dealt with it; if not, it goes the standard way."""


def text_frame(payload: bytes) -> bytes:
    """One whole unmasked text frame, as a server sends it."""
    size = len(payload)
    if size <= _SIZE_IN_ONE_BYTE_MAX:
        return struct.pack("!BB", _WHOLE_TEXT, size) + payload
    if size <= _SIZE_IN_TWO_BYTES_MAX:
        return struct.pack("!BBH", _WHOLE_TEXT, _SIZE_IN_TWO_BYTES, size) + payload
    return struct.pack("!BBQ", _WHOLE_TEXT, _SIZE_IN_EIGHT_BYTES, size) + payload


def _whole_frame(data: bytes, start: int) -> tuple[int, int] | None:
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


class HallFrames(WebSocketsSansIOProtocol):
    """Give it to uvicorn as `ws`."""

    _heard: Heard | None = None
    _between_frames = True
    _rest = b""
    """The beginning of a frame that has not all come yet; never longer than one that we take."""

    # For whoever borrows it

    def listen(self, heard: Heard) -> None:
        """From now on, show each text to `heard` first, as soon as it comes."""
        self._heard = heard

    def write(self, frame: bytes) -> None:
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(frame)

    def lag(self) -> int:
        """Bytes that the other side has not taken yet."""
        return self.transport.get_write_buffer_size()

    def hang_up(self, code: int = GOING_AWAY) -> None:
        """Close, letting what is underway arrive; whoever does not take it is cut off."""
        if self.close_sent or self.transport.is_closing():
            return
        self.conn.fail(code)
        self.handle_parser_exception()
        self.loop.call_later(_CLOSE_WITHIN_SECONDS, self.transport.abort)

    def cut_off(self) -> None:
        self.transport.abort()

    # What uvicorn calls

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.handshake_complete:
            return  # refused: there is no scope
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[EXTENSION] = self

    def handle_bytes(self, event: Frame) -> None:  # noqa: ARG002
        self.hang_up(UNSUPPORTED_DATA)

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= _FRAGMENTS_MAX:
            self.hang_up(TOO_BIG)
        else:
            super().handle_cont(event)

    def handle_ping(self) -> None:
        super().handle_ping()
        if self.lag() > LAG_MAX_BYTES:
            self.cut_off()

    def data_received(self, data: bytes) -> None:
        if self._heard is None or not self._between_frames:
            # The handshake. Frames that came with it stay the library's business, and all after them.
            self._between_frames = data.endswith(b"\r\n\r\n")
            super().data_received(data)
        else:
            self._take_frames(self._rest + data)

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and self.close_sent:
            # A refusal is an answer too; uvicorn would log an error for it.
            self.handshake_complete = True

    def send_receive_event_to_app(self) -> None:
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        self._take_text(data)

    def _take_frames(self, data: bytes) -> None:
        """Nearly all that phones send is one small text in one frame; whatever else is the library's."""
        start = 0
        while frame := _whole_frame(data, start):
            end, text_at = frame
            if text_at and not self.frames and not self.close_sent:
                self._take_text(_unmask(data[text_at:end], data[text_at - 4 : text_at]))
            else:
                super().data_received(data[start:end])
            start = end
        self._rest = data[start:]

    def _take_text(self, data: bytes) -> None:
        if self.close_sent:
            return
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self.hang_up(INVALID_DATA)
            return
        if self._heard is not None and self._heard(text):
            return
        self.queue.put_nowait({"type": "websocket.receive", "text": text})
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()
