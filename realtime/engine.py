"""The long way: Engine.IO by the library, behind our guards. The only file that touches python-engineio's insides.

Polling phones, sockets that began by polling, other servers, and everybody when the short way
(`direct.py`) is switched off. The library keeps its queue, its writer and its upgrade; pings, goodbyes
and limits are ours, and nothing malformed, binary or endless ever reaches its parser.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from engineio import AsyncServer
from engineio.async_socket import AsyncSocket
from engineio.exceptions import EngineIOError, SocketIsClosedError
from engineio.packet import CLOSE, MESSAGE, NOOP, OPEN, PING, Packet

from realtime.addresses import Addresses
from realtime.edge import Guarded, address_of, opening, passport, posted
from realtime.pulse import Pulse
from realtime.seats import Caller, Parcel, Scope, Visitors
from realtime.wire import LAG_MAX_BYTES, LAG_MAX_MESSAGES, POLLING_PER_DEVICE_MAX

_LAST_POLL_SECONDS: Final = 2.0


class _Lazy(Packet):
    """A message that stays bytes, shared with others, until it is on its way."""

    def __init__(self, parcel: Parcel) -> None:
        super().__init__(MESSAGE, "")
        self._parcel = parcel
        # What it costs while it waits. A snapshot's beginning is there for everybody.
        self.weight = len(parcel.tail or parcel.packet)

    def encode(self, b64: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return "4" + self._parcel.whole.decode()


class LeanSocket(AsyncSocket):
    """A connection. It is the `Line` of the seats that sit on it."""

    def __init__(self, server: "LeanEngine", sid: str, scope: Scope) -> None:
        super().__init__(server, sid)
        self.caller = Caller(self, passport(scope))
        self.owner: str | None = None
        """The device that polls, when it is known."""
        self.polls = scope["type"] == "http"
        self._address = address_of(scope)
        self._polled = False
        self._weight = 0
        self._room = asyncio.Event()
        self._next_poll: asyncio.Event | None = None
        self._leaving = False
        server.addresses.enter(self._address, polling=self.polls)

    # As a Line

    def deliver(self, parcel: Parcel) -> None:
        if not self.closed:
            packet = _Lazy(parcel)
            self._weight += packet.weight
            self.queue.put_nowait(packet)

    def behind(self) -> bool:
        return self._weight > LAG_MAX_BYTES or bool(self.queue.qsize() > LAG_MAX_MESSAGES)

    def hang_up(self) -> None:
        self._leaving = True
        self.server.start_background_task(self.take_leave)

    async def take_leave(self) -> None:
        """Close; a polling phone gets a moment to come and fetch what was said last."""
        self._leaving = True
        self._room.set()
        if not (self.upgraded or self._polled or self.closed):
            self._next_poll = asyncio.Event()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._next_poll.wait(), _LAST_POLL_SECONDS)
        await self.close()

    def cut_off(self) -> None:
        self.hang_up()

    # As one that is asked whether it is still there

    def ping(self) -> None:
        self.queue.put_nowait(Packet(PING))

    def give_up(self) -> None:
        self._leaving = True
        self.server.start_background_task(self.close, reason=self.server.reason.PING_TIMEOUT)

    # In place of the library's

    def schedule_ping(self) -> None:
        """The pulse looks after that."""

    async def check_ping_timeout(self) -> bool:
        """And after that."""
        if self.closed:
            raise SocketIsClosedError
        return True

    async def poll(self) -> list[Packet]:
        packets = await super().poll()
        self._weight -= sum(packet.weight for packet in packets if isinstance(packet, _Lazy))
        if not self.behind():
            self._room.set()
        return packets

    async def close(self, wait: bool = False, abort: bool = False, reason: Any = None) -> None:  # noqa: ARG002, FBT001, FBT002
        """Leave the namespaces, tell the other side unless it is gone, and let go of everything."""
        if self.closed or self.closing:
            return
        self.closing = True
        await self.server._trigger_event(  # noqa: SLF001
            "disconnect", self.sid, reason or self.server.reason.SERVER_DISCONNECT, run_async=False
        )
        self.server.visitors.gone(self.caller)
        self.server.leave(self, self._address)
        self.closed = True
        self._room.set()
        self.server.sockets.pop(self.sid, None)
        if not abort:
            self.queue.put_nowait(Packet(CLOSE))
        elif self._polled:
            # Whoever waits for the next message of a session that has ended gets nothing, at once.
            self.queue.put_nowait(Packet(NOOP))
        self.queue.put_nowait(None)

    async def handle_get_request(self, environ: dict[str, Any]) -> Any:
        if "HTTP_UPGRADE" in environ:
            return await super().handle_get_request(environ)
        if self._polled:
            await self.close(reason=self.server.reason.TRANSPORT_ERROR)
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
        return await super()._upgrade_websocket(environ)

    async def _websocket_handler(self, ws: Any) -> None:
        await super()._websocket_handler(Guarded(ws))

    async def receive(self, pkt: Packet) -> None:
        """By WebSocket. What the library could not read was kept from it."""
        if self.polls:
            self.polls = False
            self.server.addresses.upgraded(self._address)
            self.server.polls_no_more(self)
        await self._hear(pkt.encode())

    async def _hear(self, text: str) -> None:
        while self.behind() and not self._leaving and not self.closed:
            # It shall take in what it asked for before it asks for more.
            self._room.clear()
            await self._room.wait()
        if self._leaving or self.closed:
            return
        if not self.caller.events.allows(self.server.now()):
            self.server.visitors.too_fast(self.caller)
        elif text[0] == "4":
            await self.server._trigger_event("message", self.sid, text[1:], run_async=False)  # noqa: SLF001
        elif text[0] == "3":
            self.server.pulse.pong(self)
        elif text[0] == "1":
            await self.close(abort=True, reason=self.server.reason.CLIENT_DISCONNECT)


class LeanEngine(AsyncServer):
    """The library's server, with lean sockets."""

    visitors: Visitors
    pulse: Pulse
    pollers: dict[str, dict["LeanSocket", None]]
    """The polling sessions of each device, oldest first."""
    addresses: Addresses
    owner_of: Callable[[Scope], str | None]
    """The device that a polling session comes from, if it says so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.pollers = {}

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def leave(self, socket: LeanSocket, address: str) -> None:
        self.pulse.end(socket)
        self.addresses.leave(address, polling=socket.polls)
        self.polls_no_more(socket)

    def polls_no_more(self, socket: LeanSocket) -> None:
        sessions = self.pollers.get(socket.owner or "")
        if sessions is not None:
            sessions.pop(socket, None)
            if not sessions:
                del self.pollers[socket.owner or ""]

    async def _handle_connect(
        self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None
    ) -> Any:
        if jsonp_index is not None:
            return self._refusal("400 BAD REQUEST", "malformed")
        scope = environ["asgi.scope"]
        polling = transport == "polling"
        sid = self.generate_id()
        socket = self.sockets[sid] = LeanSocket(self, sid, scope)
        if polling:
            await self._make_room_for(socket, self.owner_of(scope))
        upgrades = bool(self._upgrades(sid, transport))
        await socket.send(Packet(OPEN, opening(sid, self.pulse, upgrades=upgrades)))
        await self._trigger_event("connect", sid, environ, run_async=False)
        self.pulse.begin(socket)
        if not polling:
            return await socket.handle_get_request(environ)
        socket.connected = True
        return self._ok(await socket.poll())

    async def _make_room_for(self, newcomer: LeanSocket, owner: str | None) -> None:
        """One device polls in few places; the oldest ends where a new one begins."""
        if owner is None:
            return
        newcomer.owner = owner
        sessions = self.pollers.setdefault(owner, {})
        sessions[newcomer] = None
        if len(sessions) > POLLING_PER_DEVICE_MAX:
            await next(iter(sessions)).close()

    def _refusal(self, status: str, code: str) -> dict[str, Any]:
        headers = [("Content-Type", "text/plain")]
        return {"status": status, "headers": headers, "response": code.encode()}

    async def _make_response(self, response_dict: dict[str, Any], environ: dict[str, Any]) -> Any:
        """The library answers a refused WebSocket with 403 whatever the reason; say what it was."""
        scope = environ["asgi.scope"]
        extensions = scope.get("extensions") or {}
        if scope["type"] != "websocket" or "websocket.http.response" not in extensions:
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
