"""The two ways a phone reaches the server: a WebSocket, or long polling where a network blocks those.

A line carries engine.io packets between the server and one `Phone` and knows nothing of what they say.
Thousands of WebSocket lines live in one process, so that one is a bare asyncio protocol; polling is for a
few, and each takes two kept-alive connections, one that waits and one that sends.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import SplitResult

import msgspec

from web.replay_frames import CLOSE, PING, PONG, TEXT, FrameReader, frame, upgrade_request
from web.replay_http import Browser, NoAnswerError, port_of, tls_of
from web.replay_phone import JoinRefusedError, Phone
from web.replay_view import SharedViews

_SOCKET_PATH: Final = "/socket.io/?EIO=4&transport=websocket"
_POLLING_PATH: Final = "/socket.io/?EIO=4&transport=polling"
_PACKETS_END: Final = b"\x1e"
_OK: Final = 200
_CODE: Final = 2
_NO_CODE: Final = 1005
JOIN_MAX_SECONDS: Final = 30.0


class SocketLine(asyncio.Protocol):
    """`phone` is ready to use once `join` returned it."""

    def __init__(
        self,
        url: SplitResult,
        namespace: str,
        joining: Mapping[str, Any],
        views: SharedViews,
        cookie: str | None,
    ) -> None:
        self.phone = Phone(namespace, joining, views, self.send)
        self._url = url
        self._cookie = cookie
        self._transport: asyncio.WriteTransport | None = None
        self._frames: FrameReader | None = None
        self._head = b""
        self._closed_with = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are none of asyncio's classes, and do the same.
        self._transport = cast(asyncio.WriteTransport, transport)
        self._transport.write(upgrade_request(self._url, _SOCKET_PATH, self._cookie))

    def data_received(self, data: bytes) -> None:
        self.phone.bytes_received += len(data)
        if self._frames is None:
            data = self._opened(data)
            if self._frames is None:
                return
        for opcode, payload in self._frames.feed(data):
            if opcode == TEXT:
                self.phone.packet(payload)
            elif opcode == PING and self._transport:
                self._transport.write(frame(payload, PONG))
            elif opcode == CLOSE:
                self._closed_with = _close_reason(payload)
                self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.phone.gone(self._closed_with or str(exc or "the line broke"))

    def send(self, packet: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(frame(packet))

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def abort(self) -> None:
        """Go without a word, as a phone does that loses its network."""
        if self._transport:
            self._transport.abort()

    def _opened(self, data: bytes) -> bytes:
        """Reads the answer to the upgrade; gives what came after it."""
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return b""
        status = head.partition(b"\r\n")[0].decode("latin-1")
        if " 101 " not in status:
            self._closed_with = status.partition(" ")[2]
            self.close()
            return b""
        self._head = b""
        self._frames = FrameReader()
        return rest


class PollingLine:
    """Long polling: a waiting GET brings packets, a POST takes them."""

    def __init__(
        self,
        url: SplitResult,
        namespace: str,
        joining: Mapping[str, Any],
        views: SharedViews,
        cookie: str | None,
    ) -> None:
        self.phone = Phone(namespace, joining, views, self.send)
        self._waiting, self._sending = Browser(url), Browser(url)
        for browser in (self._waiting, self._sending):
            browser.cookies = dict(
                pair.split("=", 1) for pair in (cookie or "").split("; ") if pair
            )
        self._to_send: asyncio.Queue[bytes] = asyncio.Queue()
        self._path = _POLLING_PATH
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._receive())]

    def send(self, packet: bytes) -> None:
        self._to_send.put_nowait(packet)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._waiting.close()
        self._sending.close()
        self.phone.gone("closed by us")

    abort = close

    async def _receive(self) -> None:
        try:
            while True:
                answer = await self._waiting.get(self._path)
                if answer.status != _OK:
                    self.phone.gone(f"{answer.status} {answer.text[:80]}")
                    return
                self.phone.bytes_received += len(answer.body)
                for packet in answer.body.split(_PACKETS_END):
                    if packet.startswith(b"0"):
                        self._opened(msgspec.json.decode(packet[1:])["sid"])
                    self.phone.packet(packet)
        except (NoAnswerError, OSError) as broken:
            self.phone.gone(str(broken) or "the line broke")

    def _opened(self, sid: str) -> None:
        self._path = f"{_POLLING_PATH}&sid={sid}"
        self._tasks.append(asyncio.create_task(self._post()))

    async def _post(self) -> None:
        kind = (("Content-Type", "text/plain;charset=UTF-8"),)
        try:
            while True:
                packets = [await self._to_send.get()]
                while not self._to_send.empty():
                    packets.append(self._to_send.get_nowait())
                body = _PACKETS_END.join(packets)
                answer = await self._sending.request("POST", self._path, body, kind)
                if answer.status != _OK:
                    self.phone.gone(f"{answer.status} {answer.text[:80]}")
                    return
        except (NoAnswerError, OSError) as broken:
            self.phone.gone(str(broken) or "the line broke")


def _close_reason(payload: bytes) -> str:
    code, words = int.from_bytes(payload[:_CODE], "big"), payload[_CODE:].decode(errors="replace")
    return f"closed {code or _NO_CODE} {words}".rstrip()


Line = SocketLine | PollingLine


async def join(
    url: SplitResult,
    namespace: str,
    joining: Mapping[str, Any],
    views: SharedViews,
    *,
    cookie: str | None = None,
    polling: bool = False,
) -> Line:
    """A line whose phone is in; `JoinRefusedError` says why it is not."""
    line: Line
    if polling:
        line = PollingLine(url, namespace, joining, views, cookie)
        line.start()
    else:
        line = SocketLine(url, namespace, joining, views, cookie)
        await _connect(line, url)
    try:
        await asyncio.wait_for(line.phone.joined, JOIN_MAX_SECONDS)
    except TimeoutError:
        line.close()
        raise JoinRefusedError(f"no answer in {JOIN_MAX_SECONDS:.0f} s") from None
    except JoinRefusedError:
        line.close()
        raise
    return line


async def _connect(line: SocketLine, url: SplitResult) -> None:
    loop = asyncio.get_running_loop()
    try:
        await loop.create_connection(
            lambda: line, url.hostname or "", port_of(url), ssl=tls_of(url)
        )
    except OSError as broken:
        raise JoinRefusedError(f"cannot reach {url.netloc}: {broken}") from broken
