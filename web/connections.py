"""uvicorn's HTTP protocol with the limits it does not have.

The fast parser takes headers of any size at any pace, and so a handful of idle sockets could hold the
server for ever. Here a request must have sent its headers within a time and a size, a whole message may
not exceed what any honest one needs, an answer must be taken in, and connections are counted
(`arrivals.py`). Judging
bodies by their pace is the doorway's work; sockets are the gateway's, from the upgrade on.
"""

import asyncio
from typing import Any, ClassVar

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from realtime.frames import HallFrames
from realtime.handshake import switching
from web.arrivals import Arrivals
from web.large_bodies import body_max_bytes
from web.settings import Settings

HEADERS_MAX_COUNT = 100
CHUNK_OVERHEAD = 4
"""A body sent in small chunks takes this many times its size on the wire, and no honest one more."""
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"connection: close\r\ncontent-length: 0\r\n\r\n"
)
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"retry-after: 5\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
)

log = structlog.get_logger("web")


def guarded_protocol(settings: Settings) -> type[HttpToolsProtocol]:
    """The protocol class for this server; uvicorn makes one object of it per connection."""
    return type(
        "Connection",
        (GuardedConnection,),
        {"settings": settings, "arrivals": Arrivals(settings)},
    )


class TooManyHeaders(Exception):  # noqa: N818  what happened, not what to call it
    """More header lines than any browser sends."""


class GuardedConnection(HttpToolsProtocol):
    settings: ClassVar[Settings]
    arrivals: ClassVar[Arrivals]
    _unheard: bytes | None = b""
    """What it said first, until it is its turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_headers = True
        self._message_bytes = 0
        self._body_max_bytes = self.settings.body_max_bytes
        self._header_count = 0
        self._message_timer: asyncio.TimerHandle | None = None
        self._stalled_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        host = self.client[0] if self.client else ""
        if not self.arrivals.come(self, host, len(self.connections), self.loop.time()):
            self.cut("too many connections")
        else:
            self._expect_rest(self.settings.headers_max_seconds, "headers too slow")

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_message_timer()
        self._stop_stalled_timer()
        self._unheard = None
        self.arrivals.go(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._unheard is None:
            self._take(data)
            return
        first = not self._unheard
        self._unheard += data
        if not first:
            return
        self._stop_message_timer()
        self.arrivals.asked(self)
        if not self.arrivals.lobby.enter(self._begin):
            self.transport.write(BUSY)
            self.transport.close()
        elif self._unheard is not None:
            self.transport.pause_reading()

    def _begin(self) -> None:
        """Its turn has come."""
        data, self._unheard = self._unheard, None
        if data is None or self.transport.is_closing():
            return
        self.arrivals.owes(self, self.loop.time())
        self.transport.resume_reading()
        self._take(data)

    def _take(self, data: bytes) -> None:
        if self._in_headers and self._message_timer is None:
            # Between requests even a stray line break starts the clock.
            self._expect_rest(self.settings.headers_max_seconds, "headers too slow")
        self._message_bytes += len(data)
        excess = self._message_bytes - self.settings.headers_max_bytes
        before = self._body_max_bytes  # the last piece of a message ends what may be large
        if self._in_headers and excess > 0:
            data = self._feed_headers(data, excess)
        self._feed(data)
        if excess > CHUNK_OVERHEAD * max(before, self._body_max_bytes):
            self.cut("message too long")

    def _feed_headers(self, data: bytes, excess: int) -> bytes:
        """Feed what the limit still allows; gives the rest, which must be body by now."""
        self._feed(data[: max(0, len(data) - excess)])
        if self._in_headers and not self.transport.is_closing():
            self.transport.write(TOO_LARGE)
            self.transport.close()
        return data[-excess:]

    def _feed(self, data: bytes) -> None:
        if len(data) > 0 and not self.transport.is_closing():
            super().data_received(data)

    def handle_websocket_upgrade(self) -> None:
        """A plain handshake has been read already, and need not be read again by our own frames."""
        frames = self.ws_protocol_class
        headers = self.scope["headers"]
        answer = switching(headers) if self._plainly_asked() else None
        if answer is None or not (isinstance(frames, type) and issubclass(frames, HallFrames)):
            self.arrivals.go(self)
            super().handle_websocket_upgrade()
            return
        self.connections.discard(self)
        self.arrivals.go(self)
        socket = frames(self.config, self.server_state, self.app_state)
        socket.connection_made(self.transport)
        socket.begin(self.url, headers, answer)
        self.transport.set_protocol(socket)

    def _plainly_asked(self) -> bool:
        return self.scope["method"] == "GET" and self.scope["http_version"] == "1.1"

    # What the parser calls

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_headers = True
        self._header_count = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        self._header_count += 1
        if self._header_count > HEADERS_MAX_COUNT:
            # Trailers count too. Raising makes the parser give up on this connection.
            raise TooManyHeaders
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_headers = False
        self.arrivals.asked(self)
        method, path = (
            self.parser.get_method().decode(),
            self.url.partition(b"?")[0].decode("latin-1"),
        )
        self._body_max_bytes = body_max_bytes(method, path, self.settings)
        self._expect_rest(self._body_max_seconds(), "body too slow")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        crowded = self.arrivals.crowded(self, len(self.connections))
        self.timeout_keep_alive = 1 if crowded else self.settings.keep_alive_seconds
        self._stop_message_timer()
        self._in_headers = True
        self._message_bytes = 0
        self._body_max_bytes = self.settings.body_max_bytes

    # What the transport calls

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled_timer = self.loop.call_later(
            self.settings.stalled_max_seconds, self.cut, "answer not taken"
        )

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_stalled_timer()

    def _expect_rest(self, seconds: float, otherwise: str) -> None:
        self._stop_message_timer()
        self._message_timer = self.loop.call_later(seconds, self.cut, otherwise)

    def _body_max_seconds(self) -> float:
        """For bodies that no page reads; those that are read are judged by their pace before that."""
        pace = self.settings.body_min_bytes_per_second
        return self.settings.headers_max_seconds + self._body_max_bytes / pace

    def _stop_message_timer(self) -> None:
        if self._message_timer is not None:
            self._message_timer.cancel()
            self._message_timer = None

    def _stop_stalled_timer(self) -> None:
        if self._stalled_timer is not None:
            self._stalled_timer.cancel()
            self._stalled_timer = None

    def cut(self, reason: str) -> None:
        log.debug("connection cut", reason=reason)
        self.transport.abort()
