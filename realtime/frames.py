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
from websockets.frames import Frame
from websockets.http11 import Request

from realtime.wire import LAG_MAX_BYTES

EXTENSION: Final = "doithoai.frames"
"""Where the protocol puts itself in a WebSocket's ASGI scope."""

UNSUPPORTED_DATA: Final = 1003
INVALID_DATA: Final = 1007
TOO_BIG: Final = 1009
GOING_AWAY: Final = 1001

_WHOLE_TEXT: Final = 0x81
_SIZE_IN_ONE_BYTE_MAX: Final = 125
_SIZE_IN_TWO_BYTES_MAX: Final = 65_535
_FRAGMENTS_MAX: Final = 64
_CLOSE_WITHIN_SECONDS: Final = 5.0

Heard = Callable[[str], bool]
"""Takes a text and says whether it dealt with it; if not, it goes the standard way."""


def text_frame(payload: bytes) -> bytes:
    """One whole unmasked text frame, as a server sends it."""
    size = len(payload)
    if size <= _SIZE_IN_ONE_BYTE_MAX:
        return struct.pack("!BB", _WHOLE_TEXT, size) + payload
    if size <= _SIZE_IN_TWO_BYTES_MAX:
        return struct.pack("!BBH", _WHOLE_TEXT, 126, size) + payload
    return struct.pack("!BBQ", _WHOLE_TEXT, 127, size) + payload


class HallFrames(WebSocketsSansIOProtocol):
    """Give it to uvicorn as `ws`."""

    _heard: Heard | None = None

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

    def send_receive_event_to_app(self) -> None:
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if self.close_sent:
            return
        try:
            text = bytes(data).decode()
        except UnicodeDecodeError:
            self.hang_up(INVALID_DATA)
            return
        if self._heard is not None and self._heard(text):
            return
        self.queue.put_nowait({"type": "websocket.receive", "text": text})
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()
