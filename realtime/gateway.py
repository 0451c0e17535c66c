"""Socket.IO: namespaces, packets, farewell. The only file that touches python-socketio's insides.

The library keeps the roll of who is connected where and speaks CONNECT and DISCONNECT; what a seated
client asks goes straight to `calls.py`, whichever way the packet came. Nothing here decides anything
about a conference, and nothing that a client sends can do more than end its own connection.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bidict import ValueDuplicationError
from socketio import ASGIApp, AsyncManager, AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refused

from conference.refusals import Refusal
from realtime.admission import Admission, Auth, Doorkeeper, session_owner
from realtime.asides import Asides
from realtime.calls import Calls
from realtime.engine import LeanEngine, LeanSocket
from realtime.fanout import fanout_of, send_away
from realtime.halls import Halls
from realtime.pace import Pace
from realtime.packets import Kind, Packet, read_packet
from realtime.seats import Caller, Parcel, Seat
from realtime.wire import (
    DESK,
    FRAME_MAX_BYTES,
    HALL,
    UNKNOWN_NAMESPACES_MAX,
    Bye,
    connect_error_packet,
)
from realtime.wishes import Wishes

log = logging.getLogger(__name__)

STAFF_RECHECK_SECONDS = 60.0

# The library logs what clients send, at levels an operator may well have switched on. We log ourselves.
_silent = logging.getLogger("realtime.libraries")
_silent.setLevel(logging.CRITICAL)


class Gateway:
    """Between sockets and halls."""

    def __init__(
        self, halls: Halls, doorkeeper: Doorkeeper, wishes: Wishes, asides: Asides
    ) -> None:
        self._admission = Admission(halls, doorkeeper)
        self._wishes = wishes
        self._asides = asides
        self._calls = Calls(wishes, asides, _now)
        self._complaints = Pace(1, 1)
        self._server = _Server(self)
        self._engine: LeanEngine = self._server.eio
        self._engine.swift = self._swift
        self._auths: dict[Seat, Auth] = {}
        self._recheck: asyncio.TimerHandle | None = None
        self._rechecks: set[asyncio.Task[None]] = set()

    def in_front_of(self, app: Callable[..., Any]) -> ASGIApp:
        """The application with `/socket.io/` answered here and everything else by `app`."""
        return ASGIApp(self._server, app)

    @property
    def sockets(self) -> int:
        return len(self._engine.sockets)

    async def drop_staff(self, session: str) -> None:
        """That session has ended: nothing of it stays connected."""
        for seat in self._admission.by_owner.of(session_owner(session)):
            send_away(seat, Bye.SIGNED_OUT)

    async def close(self) -> None:
        """Tell every phone to come back soon, and close its connection."""
        for seat in list(self._admission.by_owner):
            send_away(seat, Bye.RESTARTING)
        for recheck in (self._recheck, *self._rechecks):
            if recheck is not None:
                recheck.cancel()
        sockets = list(self._engine.sockets.values())
        await asyncio.gather(*(socket.take_leave() for socket in sockets))
        await self._server.shutdown()

    # Packets

    def _swift(self, socket: LeanSocket, text: str) -> bool:
        """An event of somebody seated, dealt with at once. False: it must take the long way."""
        caller: Caller | None = socket.caller
        if caller is None or not caller.seats:
            return False
        packet = read_packet(text)
        if packet is None:
            self._turn_away(caller, Bye.MALFORMED)
            return True
        seat = caller.seats.get(packet.namespace)
        return seat is not None and self._event(caller, seat, packet)

    async def hear(self, socket: LeanSocket, text: str) -> None:
        """Any packet, the long way."""
        if socket.caller is None:
            socket.caller = Caller(socket)
        caller: Caller = socket.caller
        packet = read_packet(text)
        if packet is None:
            self._turn_away(caller, Bye.MALFORMED)
        elif packet.kind is Kind.CONNECT:
            await self._connect(socket, caller, packet)
        elif packet.kind is Kind.DISCONNECT:
            await self._server.disconnected(socket, packet.namespace)
        elif seat := caller.seats.get(packet.namespace):
            self._event(caller, seat, packet)
        elif not caller.seats and not caller.joining:
            # Before anything else there is a CONNECT; this is no client of the protocol.
            self._turn_away(caller, Bye.MALFORMED)

    def _event(self, caller: Caller, seat: Seat, packet: Packet) -> bool:
        if not caller.events.allows(_now()):
            self._turn_away(caller, Bye.TOO_FAST)
        elif packet.kind is Kind.EVENT:
            self._calls.take(caller, seat, packet)
        return True

    async def _connect(self, socket: LeanSocket, caller: Caller, packet: Packet) -> None:
        namespace = packet.namespace
        if namespace not in (HALL, DESK):
            caller.unknown_namespaces += 1
            socket.deliver(Parcel(connect_error_packet(namespace, "Invalid namespace")))
            if caller.unknown_namespaces >= UNKNOWN_NAMESPACES_MAX:
                socket.hang_up()
            return
        if namespace in caller.seats or namespace in caller.joining:
            return
        caller.joining.add(namespace)
        try:
            await self._server.connected(socket, namespace, packet.data)
        finally:
            caller.joining.discard(namespace)
        seat = caller.seats.get(namespace)
        if seat is None:
            return
        if socket.closed:
            # It left while it was being admitted, and the library had nothing to take leave of yet.
            self._left(caller, namespace)
            await self._server.disconnected(socket, namespace)
            return
        self._welcome(socket, seat)

    def _welcome(self, socket: LeanSocket, seat: Seat) -> None:
        socket.seated = True
        fanout = fanout_of(seat.hall)
        fanout.welcome(seat, self._auths.pop(seat).since)
        fanout.enter(seat)
        self._asides.joined(seat)
        if seat.scope is not None and self._recheck is None:
            self._recheck = self._engine.later(STAFF_RECHECK_SECONDS, self._start_recheck)

    def _turn_away(self, caller: Caller, bye: Bye) -> None:
        if self._complaints.allows(_now()):
            log.warning("a socket was turned away: %s", bye.code)
        for seat in caller.seats.values():
            send_away(seat, bye)
        caller.line.hang_up()

    # What the library calls

    async def admit(self, socket: LeanSocket, namespace: str, scope: Any, auth: Any) -> None:
        """Take a seat, or raise the refusal as the library wants it."""
        admitted = await self._admission.admit(socket, namespace, scope, auth)
        if isinstance(admitted, Refusal):
            raise Refused(admitted.code)
        seat, known = admitted
        self._auths[seat] = known
        self._wishes.seated(seat, scope)
        socket.caller.seats[namespace] = seat

    def left(self, socket: LeanSocket, namespace: str) -> None:
        self._left(socket.caller, namespace)
        if not socket.caller.seats:
            # It may join again, or go; but not stay for nothing.
            socket.seated = False
            socket.opened_at = _now()

    def _left(self, caller: Caller, namespace: str) -> None:
        seat = caller.seats.pop(namespace, None)
        if seat is not None:
            self._auths.pop(seat, None)
            self._admission.leave(seat)
            fanout_of(seat.hall).leave(seat)
            self._asides.left(seat)

    # Staff whose leave may have ended

    def _start_recheck(self) -> None:
        self._recheck = None
        task = asyncio.create_task(self._recheck_staff())
        self._rechecks.add(task)
        task.add_done_callback(self._rechecks.discard)

    async def _recheck_staff(self) -> None:
        staff = [seat for seat in self._admission.by_owner if seat.scope is not None]
        for seat in staff:
            if not await self._admission.still_allowed(seat):
                send_away(seat, Bye.SIGNED_OUT)
        if staff and self._recheck is None:
            self._recheck = self._engine.later(STAFF_RECHECK_SECONDS, self._start_recheck)


class _Roll(AsyncManager):
    """Who is connected to which namespace.

    The library also makes a room for every phone, and walks through all of them whenever one leaves.
    """

    async def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        sid: str = self.server.eio.generate_id()
        try:
            self.basic_enter_room(sid, namespace, None, eio_sid=eio_sid)
        except ValueDuplicationError:
            return None
        self.pending_connect.setdefault(namespace, []).append(sid)
        return sid


class _Server(AsyncServer):
    def __init__(self, gateway: Gateway) -> None:
        super().__init__(
            client_manager=_Roll(),
            logger=_silent,
            engineio_logger=_silent,
            async_mode="asgi",
            async_handlers=False,
            namespaces=[HALL, DESK],
            max_http_buffer_size=FRAME_MAX_BYTES,
            # Judged for all sockets and pages alike before they get here.
            cors_allowed_origins=[],
        )
        self._gateway = gateway
        for namespace in (HALL, DESK):
            self.on("connect", self._connecting(namespace), namespace=namespace)
            self.on("disconnect", self._disconnecting(namespace), namespace=namespace)

    def _engineio_server_class(self) -> type[LeanEngine]:
        return LeanEngine

    async def connected(self, socket: LeanSocket, namespace: str, auth: Any) -> None:
        await self._handle_connect(socket.sid, namespace, auth)

    async def disconnected(self, socket: LeanSocket, namespace: str) -> None:
        await self._handle_disconnect(socket.sid, namespace, self.reason.CLIENT_DISCONNECT)

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        socket: LeanSocket | None = self.eio.sockets.get(eio_sid)
        if socket is None:
            return
        try:
            await self._gateway.hear(socket, data)
        except Exception:
            log.exception("a packet could not be dealt with")
            socket.hang_up()

    def _connecting(self, namespace: str) -> Callable[..., Any]:
        async def connect(sid: str, environ: dict[str, Any], auth: Any) -> None:
            socket = self._socket(sid, namespace)
            await self._gateway.admit(socket, namespace, environ["asgi.scope"], auth)

        return connect

    def _disconnecting(self, namespace: str) -> Callable[..., Any]:
        async def disconnect(sid: str, _reason: str) -> None:
            self._gateway.left(self._socket(sid, namespace), namespace)

        return disconnect

    def _socket(self, sid: str, namespace: str) -> LeanSocket:
        eio_sid = self.manager.eio_sid_from_sid(sid, namespace)
        found: LeanSocket = self.eio.sockets[eio_sid]
        return found


def _now() -> float:
    return asyncio.get_running_loop().time()
