"""uvicorn's WebSocket protocol, lending its transport. The only file that touches its insides.

The standard way takes every message through a queue, a task switch and the library's frame machinery.
Here a reader may take text the moment it has arrived, and a writer may put a ready-made frame straight
on the transport, so that one frame serves ten thousand phones. Text only: a binary frame ends the
connection. A phone that does not read is not read from either. Under another server the extension is
simply absent, and `engine.py` goes the library's way.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any, Final
from urllib.parse import unquote

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets import frames as library_frames
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from realtime.framing import whole_frame
from realtime.handshake import Headers
from realtime.pace import Pace
from realtime.wire import (
    EVENTS_BURST,
    EVENTS_PER_SECOND,
    FRAME_MAX_BYTES,
    KERNEL_BUFFER_BYTES,
    LAG_MAX_BYTES,
)

EXTENSION: Final = "doithoai.frames"
"""Where the protocol puts itself in a WebSocket's ASGI scope."""

UNSUPPORTED_DATA: Final = 1003
INVALID_DATA: Final = 1007
TOO_BIG: Final = 1009
GOING_AWAY: Final = 1001
POLICY_VIOLATION: Final = 1008

_FRAGMENTS_MAX: Final = 64
_REST_MAX_BYTES: Final = 8 * FRAME_MAX_BYTES
"""More than one read brings; whoever sends more without reading is no client of ours."""
_CLOSE_WITHIN_SECONDS: Final = 5.0

# In C where the library was built with it.
_unmask: Callable[[bytes, bytes], bytes] = library_frames.apply_mask  # type: ignore[attr-defined]

Heard = Callable[[str], None]


class _Nowhere:
    """A queue that nobody reads."""

    def put_nowait(self, _message: Any) -> None:
        """Forget it."""


_NOWHERE: Any = _Nowhere()


class HallFrames(WebSocketsSansIOProtocol):
    """Give it to uvicorn as `ws`."""

    _heard: Heard | None = None
    _gone: Callable[[], None] | None = None
    _between_frames = True
    _rest = b""
    """The beginning of a frame that has not all come yet; never longer than one that we take."""
    _switching: bytes | None = None
    """The answer to a handshake that need not be read again."""
    _parser: ServerProtocol | None = None
    behind = False
    """Whether the other side has yet to take in what it was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._odd = Pace(EVENTS_PER_SECOND, EVENTS_BURST)

    # For whoever borrows it

    def begin(self, url: bytes, headers: Headers, answer: bytes) -> None:
        """Instead of a handshake in `data_received`: it was read already, and this answers it."""
        path, _, query = url.partition(b"?")
        extensions: Any = {"websocket.http.response": {}, EXTENSION: self}
        self._switching = answer
        self.conn = ServerProtocol(state=State.OPEN, max_size=FRAME_MAX_BYTES, logger=self.logger)
        self.handshake_initiated = True
        self.scope = {
            "type": "websocket",
            "asgi": {"version": self.asgi_version, "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": self.scheme,
            "server": self.server,
            "client": self.client,
            "root_path": self.root_path,
            "path": self.root_path + unquote(path.decode("latin-1")),
            "raw_path": self.root_path.encode("latin-1") + path,
            "query_string": query,
            "headers": list(headers),
            "subprotocols": [],
            "state": self.app_state.copy(),
            "extensions": extensions,
        }
        self.queue.put_nowait({"type": "websocket.connect"})
        task = self.loop.create_task(self.run_asgi())
        task.add_done_callback(self.on_task_complete)
        self.tasks.add(task)

    async def open(self, first: bytes, heard: Heard, gone: Callable[[], None]) -> None:
        """Accept the connection and begin with this frame.

        From now on each text is shown to `heard` as soon as it comes, nothing waits in a queue, and the
        application may return: the connection lives until it has `gone`.
        """
        await self.send({"type": "websocket.accept"})
        self._heard, self._gone = heard, gone
        early: asyncio.Queue[Any] = self.queue
        self.queue = _NOWHERE
        if self._switching is not None:
            self._switching = None
            del self.scope
        if self._between_frames:
            # A parser is rarely needed again, and soon made.
            self._parser = None
        bound_buffers(self.transport)
        self.write(first)
        while not early.empty():
            heard(str(early.get_nowait().get("text", "")))
        if self.read_paused:
            self.transport.resume_reading()

    def write(self, frame: bytes) -> None:
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(frame)

    def write_parts(self, parts: Iterable[bytes]) -> None:
        """One frame in parts, of which some may be shared with others."""
        if not self.close_sent and not self.transport.is_closing():
            self.transport.writelines(parts)

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

    @property
    def conn(self) -> ServerProtocol:
        if self._parser is None:
            self._parser = ServerProtocol(
                state=State.OPEN, max_size=FRAME_MAX_BYTES, logger=self.logger
            )
        return self._parser

    @conn.setter
    def conn(self, parser: ServerProtocol) -> None:
        self._parser = parser

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
        if self.transport.get_write_buffer_size() > LAG_MAX_BYTES:
            self.cut_off()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._heard is not None:
            # It shall take in what it asked for before it asks for more.
            self.behind = True
            if not self.transport.is_closing():
                self.transport.pause_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.behind:
            self.behind = False
            self.loop.call_soon(self._read_on)

    def _read_on(self) -> None:
        if self._may_read():
            self._take_frames(self._rest)
        if self._may_read():
            self.transport.resume_reading()

    def _may_read(self) -> bool:
        return self._heard is not None and not self.behind and not self.transport.is_closing()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._gone is not None:
            gone, self._gone, self._heard = self._gone, None, None
            gone()

    async def run_asgi(self) -> None:
        """As the library does, but that a connection which was opened stays open."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception:
            self.logger.exception("Exception in ASGI application\n")
            self.send_500_response()
        else:
            if self._gone is not None:
                return
            if not self.handshake_complete:
                self.logger.error("ASGI callable returned without completing handshake.")
                self.send_500_response()
        if self.close_timer is None:
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        if self._heard is None or not self._between_frames:
            # The handshake. Frames that came with it stay the library's business, and all after them.
            self._between_frames = data.endswith(b"\r\n\r\n")
            super().data_received(data)
        else:
            self._take_frames(self._rest + data)

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.accept" and self._switching is not None:
            if self.disconnected:
                raise ClientDisconnected
            self.handshake_complete = True
            self.transport.write(self._switching)
            return
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
        while not (self.close_sent or self.behind) and (frame := whole_frame(data, start)):
            end, text_at = frame
            if text_at and not self.frames:
                self._take_text(_unmask(data[text_at:end], data[text_at - 4 : text_at]))
            elif self._odd.allows(self.loop.time()):
                super().data_received(data[start:end])
            else:
                self.hang_up(POLICY_VIOLATION)
            start = end
        self._rest = data[start:]
        if len(self._rest) > _REST_MAX_BYTES:
            self.cut_off()

    def _take_text(self, data: bytes) -> None:
        if self.close_sent:
            return
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self.hang_up(INVALID_DATA)
            return
        if self._heard is not None:
            self._heard(text)
            return
        self.queue.put_nowait({"type": "websocket.receive", "text": text})
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()


def bound_buffers(transport: asyncio.Transport) -> None:
    """What may wait for a phone: so much here, and so much in the kernel, which else takes megabytes.

    The kernel doubles what it is told, and a packet's own weight counts: some 20 KB of text are underway.
    At the 300 ms of a bad 3G network that is still half a megabit a second, and deltas need a hundredth.
    """
    transport.set_write_buffer_limits(high=LAG_MAX_BYTES)
    carrier = transport.get_extra_info("socket")
    if carrier is not None:
        with suppress(OSError):
            carrier.setsockopt(SOL_SOCKET, SO_SNDBUF, KERNEL_BUFFER_BYTES)
