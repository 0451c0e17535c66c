"""The lean Engine.IO socket. The only file that touches python-engineio's insides.

The library spends a task and two timers on every message. A socket that came by WebSocket over our
`frames.py` needs none: its texts are heard as they arrive, its packets are written as ready frames, its
pings are plain timers. Polling phones, upgraded sockets and other servers keep the library's own path,
behind the same guards: bounded bodies, no binary, nothing malformed ever reaches the library's parser.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from engineio import AsyncServer
from engineio.async_socket import AsyncSocket
from engineio.exceptions import EngineIOError, SocketIsClosedError
from engineio.packet import CLOSE, MESSAGE, OPEN, PING, Packet

from realtime.edge import Guarded, posted
from realtime.frames import EXTENSION, HallFrames, text_frame
from realtime.seats import Parcel
from realtime.wire import (
    CONNECT_WITHIN_SECONDS,
    LAG_MAX_BYTES,
    LAG_MAX_MESSAGES,
    SOCKETS_MAX,
)

_SWEEP_SECONDS: Final = 1.0
_LAST_POLL_SECONDS: Final = 2.0
_PING_FRAME: Final = text_frame(b"2")
_CLOSE_FRAME: Final = text_frame(b"1")


class LeanSocket(AsyncSocket):
    """A connection. It is the `Line` of the seats that sit on it."""

    def __init__(self, server: "LeanEngine", sid: str) -> None:
        super().__init__(server, sid)
        self.seated = False
        """Whether it has joined a namespace; it must, soon."""
        self.caller: Any = None
        """The gateway's own record of this connection."""
        self.opened_at = server.now()
        self.last_ping: float | None = None
        self._frames: HallFrames | None = None
        self._direct: HallFrames | None = None
        self._ping_timer: asyncio.TimerHandle | None = None
        self._polled = False
        self._next_poll: asyncio.Event | None = None
        self._leaving = False

    # As a Line

    def deliver(self, parcel: Parcel) -> None:
        if self._direct is not None:
            if parcel.frame is None:
                parcel.frame = text_frame(b"4" + parcel.packet)
            self._direct.write(parcel.frame)
        elif not self.closed:
            if parcel.wrapped is None:
                parcel.wrapped = Packet(MESSAGE, data=parcel.packet.decode())
            self.queue.put_nowait(parcel.wrapped)

    def behind(self) -> bool:
        if self._direct is not None:
            return self._direct.lag() > LAG_MAX_BYTES
        return bool(self.queue.qsize() > LAG_MAX_MESSAGES)

    def hang_up(self) -> None:
        self._leaving = True
        self.server.start_background_task(self.take_leave)

    async def take_leave(self) -> None:
        """Close; a polling phone gets a moment to come and fetch what was said last."""
        self._leaving = True
        if not (self.upgraded or self._polled or self.closed):
            self._next_poll = asyncio.Event()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._next_poll.wait(), _LAST_POLL_SECONDS)
        await self.close()

    def cut_off(self) -> None:
        self._leaving = True
        if self._direct is not None:
            self._direct.cut_off()
        else:
            self.hang_up()

    # Pings

    def schedule_ping(self) -> None:
        """A pong came, or the connection began: the next ping follows after the interval."""
        if self._ping_timer is None:
            self.last_ping = None
            self._ping_timer = self.server.later(self.server.ping_interval, self._ping)

    def _ping(self) -> None:
        self._ping_timer = None
        if self.closed or self.closing:
            return
        self.last_ping = self.server.now()
        if self._direct is not None:
            self._direct.write(_PING_FRAME)
        else:
            self.queue.put_nowait(Packet(PING))

    def overdue(self, now: float) -> bool:
        """Whether it left a ping unanswered, or never joined a namespace."""
        if self.last_ping is not None and now - self.last_ping > self.server.ping_timeout:
            return True
        return not self.seated and now - self.opened_at > CONNECT_WITHIN_SECONDS

    # In place of the library's

    async def check_ping_timeout(self) -> bool:
        """The sweep looks after that."""
        if self.closed:
            raise SocketIsClosedError
        return True

    async def send(self, pkt: Packet) -> None:
        if self._direct is not None:
            self._direct.write(text_frame(pkt.encode().encode()))
        else:
            await super().send(pkt)

    async def close(self, wait: bool = False, abort: bool = False, reason: Any = None) -> None:  # noqa: ARG002, FBT001, FBT002
        """Leave the namespaces, tell the other side unless it is gone, and let go of everything."""
        if self.closed or self.closing:
            return
        self.closing = True
        if self._ping_timer is not None:
            self._ping_timer.cancel()
        await self.server._trigger_event(  # noqa: SLF001
            "disconnect", self.sid, reason or self.server.reason.SERVER_DISCONNECT, run_async=False
        )
        self.closed = True
        self.server.sockets.pop(self.sid, None)
        if self._direct is not None:
            self._direct.write(_CLOSE_FRAME)
            self._direct.hang_up()
        else:
            if not abort:
                self.queue.put_nowait(Packet(CLOSE))
            self.queue.put_nowait(None)

    async def handle_get_request(self, environ: dict[str, Any]) -> Any:
        if "HTTP_UPGRADE" in environ:
            return await super().handle_get_request(environ)
        if self._polled:
            await self.close(abort=True, reason=self.server.reason.TRANSPORT_ERROR)
            raise EngineIOError("two polls at once")
        self._polled = True
        if self._next_poll is not None:
            self._next_poll.set()
        try:
            return await super().handle_get_request(environ)
        finally:
            self._polled = False

    async def handle_post_request(self, environ: dict[str, Any]) -> None:
        texts = await posted(environ)
        if texts is not None:
            for text in texts:
                await self._hear(text)
        if texts is None or self._leaving:
            # The library takes leave of those it finds in its register, and stumbles over others.
            self.server.sockets.setdefault(self.sid, self)
            raise EngineIOError("bad post")

    async def _upgrade_websocket(self, environ: dict[str, Any]) -> Any:
        if self.upgrading or self.upgraded:
            return self.server._bad_request("Already a websocket")  # noqa: SLF001
        self._frames = environ["asgi.scope"].get("extensions", {}).get(EXTENSION)
        return await super()._upgrade_websocket(environ)

    async def _websocket_handler(self, ws: Any) -> None:
        if self.connected or self._frames is None:
            await super()._websocket_handler(Guarded(ws))
            return
        self.connected = self.upgraded = True
        while not self.queue.empty():
            packet = self.queue.get_nowait()
            if packet is not None:
                await ws.send(packet.encode())
        # The library's queue is three kilobytes that nothing needs from here on.
        del self.queue
        self._direct = self._frames
        self._direct.listen(self._heard)
        try:
            while not self.closed:
                await self._hear(await Guarded(ws).wait())
        except OSError:
            pass
        finally:
            await self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            self._direct.hang_up()

    def _heard(self, text: str) -> bool:
        """What can be dealt with at once: a pong, or an event of somebody seated."""
        if self._leaving:
            return True
        if text == "3":
            self.schedule_ping()
            return True
        return text.startswith("42") and bool(self.server.swift(self, text[1:]))

    async def _hear(self, text: str) -> None:
        if self._leaving:
            return
        if text[0] == "4":
            await self.server._trigger_event("message", self.sid, text[1:], run_async=False)  # noqa: SLF001
        elif text[0] == "3":
            self.schedule_ping()
        elif text[0] == "1":
            await self.close(abort=True, reason=self.server.reason.CLIENT_DISCONNECT)


class LeanEngine(AsyncServer):
    """The library's server, with lean sockets. `swift` is shown events before they take the long way."""

    swift: Callable[[LeanSocket, str], bool] = staticmethod(lambda _socket, _packet: False)

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def later(self, seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, call)

    async def _handle_connect(
        self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None
    ) -> Any:
        if self.start_service_task:
            self.start_service_task = False
            self.service_task_handle = self.start_background_task(self._service_task)
        if jsonp_index is not None:
            return self._refusal("400 BAD REQUEST", "malformed")
        if len(self.sockets) >= SOCKETS_MAX:
            return self._refusal("503 SERVICE UNAVAILABLE", "busy")
        sid = self.generate_id()
        socket = self.sockets[sid] = LeanSocket(self, sid)
        await socket.send(Packet(OPEN, self._opening(sid, transport)))
        await self._trigger_event("connect", sid, environ, run_async=False)
        socket.schedule_ping()
        if transport == "websocket":
            return await socket.handle_get_request(environ)
        socket.connected = True
        return self._ok(await socket.poll())

    def _opening(self, sid: str, transport: str) -> dict[str, Any]:
        return {
            "sid": sid,
            "upgrades": self._upgrades(sid, transport),
            "pingTimeout": round(self.ping_timeout * 1000),
            "pingInterval": round(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }

    async def _service_task(self) -> None:
        """Once a second, close whoever is overdue."""
        self.service_task_event = self.create_event()
        while not self.service_task_event.is_set():
            now = self.now()
            for socket in [s for s in self.sockets.values() if s.overdue(now)]:
                await socket.close(reason=self.reason.PING_TIMEOUT)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.service_task_event.wait(), _SWEEP_SECONDS)

    async def shutdown(self) -> None:
        """Stop the sweep; the library would stumble over being asked twice."""
        if self.service_task_handle is not None:
            await super().shutdown()

    def _refusal(self, status: str, code: str) -> dict[str, Any]:
        headers = [("Content-Type", "text/plain")]
        return {"status": status, "headers": headers, "response": code.encode()}

    async def _make_response(self, response_dict: dict[str, Any], environ: dict[str, Any]) -> Any:
        """The library answers a refused WebSocket with 403 whatever the reason; say what it was."""
        scope = environ["asgi.scope"]
        if scope["type"] != "websocket" or "websocket.http.response" not in scope["extensions"]:
            return await super()._make_response(response_dict, environ)
        start = {
            "type": "websocket.http.response.start",
            "status": int(response_dict["status"].split(" ")[0]),
            "headers": [(n.encode(), v.encode()) for n, v in response_dict["headers"]],
        }
        await environ["asgi.send"](start)
        body = {"type": "websocket.http.response.body", "body": response_dict["response"]}
        await environ["asgi.send"](body)
        return None
