"""Socket.IO: packets, joining, leaving, revocation, farewell.

Whoever came the short way is let in here; whoever came the library's way also stands on its roll
(`namespaces.py`). What a seated client asks goes straight to `calls.py`, whichever way the packet came.
Nothing here decides anything about a conference, and nothing that a client sends can do more than end its
own connection.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any

from conference.refusals import Code, Refusal
from realtime.addresses import PRESETS, Addresses, AddressLimits
from realtime.admission import Admission, Auth, Doorkeeper, session_owner
from realtime.asides import Asides
from realtime.calls import Calls
from realtime.direct import DirectDoor
from realtime.engine import LeanEngine, LeanSocket
from realtime.entrance import Entrance
from realtime.fanout import fanout_of, send_away
from realtime.halls import Halls
from realtime.lobby import Lobby, soon
from realtime.namespaces import SocketServer
from realtime.pace import Pace
from realtime.packets import Kind, Packet, read_packet
from realtime.pulse import Pulse
from realtime.seats import Caller, Parcel, Seat
from realtime.wire import (
    DESK,
    HALL,
    UNKNOWN_NAMESPACES_MAX,
    Bye,
    connect_error_packet,
    connect_packet,
)
from realtime.wishes import Wishes

log = logging.getLogger(__name__)

STAFF_RECHECK_SECONDS = 60.0


class Gateway:
    """Between sockets and halls."""

    def __init__(
        self,
        halls: Halls,
        doorkeeper: Doorkeeper,
        wishes: Wishes,
        asides: Asides,
        *,
        limits: AddressLimits = PRESETS["hall"],
        fast_path: bool = True,
    ) -> None:
        """Without the `fast_path` everything goes through the libraries."""
        self._admission = Admission(halls, doorkeeper, monotonic)
        self._wishes = wishes
        self._asides = asides
        self._calls = Calls(wishes, asides, monotonic)
        self._complaints = Pace(1, 1)
        self._server = SocketServer(self)
        self._engine: LeanEngine = self._server.eio
        self._pulse = self._engine.pulse = Pulse()
        self._addresses = self._engine.addresses = Addresses(limits)
        self._engine.visitors = self
        self._engine.owner_of = doorkeeper.device
        self._direct = DirectDoor(self, self._pulse, self._addresses, self._engine.generate_id)
        self._fast_path = fast_path
        self._lobby = Lobby(soon)
        self._auths: dict[Seat, Auth] = {}
        self._recheck: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def in_front_of(self, app: Callable[..., Any]) -> Callable[..., Any]:
        """The application with `/socket.io/` answered here and everything else by `app`."""
        direct = self._direct if self._fast_path else None
        return Entrance(
            self._server.in_front_of(app), direct, self._addresses, lambda: self.sockets
        )

    @property
    def sockets(self) -> int:
        return len(self._engine.sockets) + len(self._direct.sockets)

    async def drop_staff(self, session: str) -> None:
        """That session has ended: nothing of it stays connected."""
        for seat in self._admission.by_owner.of(session_owner(session)):
            send_away(seat, Bye.SIGNED_OUT)

    async def close(self) -> None:
        """Tell every phone to come back soon, and close its connection."""
        for seat in list(self._admission.by_owner):
            send_away(seat, Bye.RESTARTING)
        for still in (self._recheck, *self._tasks):
            if still is not None:
                still.cancel()
        sockets = [*self._engine.sockets.values(), *self._direct.sockets.values()]
        await asyncio.gather(*(socket.take_leave() for socket in sockets))

    # Packets

    def hear(self, caller: Caller, text: str) -> None:
        """A packet that came the short way."""
        packet = self._readable(caller, text)
        if packet is None:
            return
        if packet.kind is Kind.CONNECT:
            if self._may_connect(caller, packet.namespace):
                go = partial(self._start, self._join, caller, packet)
                self._wait_in_lobby(caller, packet.namespace, go)
        elif packet.kind is Kind.DISCONNECT:
            self._leave(caller, packet.namespace)
        else:
            self._said(caller, packet)

    async def hear_slowly(self, socket: LeanSocket, text: str) -> None:
        """A packet that came the library's way."""
        caller = socket.caller
        packet = self._readable(caller, text)
        if packet is None:
            return
        if packet.kind is Kind.CONNECT:
            if self._may_connect(caller, packet.namespace):
                turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                go = partial(_set, turn)
                if self._wait_in_lobby(caller, packet.namespace, go):
                    await turn
                    await self._join_by_library(socket, packet)
        elif packet.kind is Kind.DISCONNECT:
            await self._server.disconnected(socket, packet.namespace)
        else:
            self._said(caller, packet)

    def _readable(self, caller: Caller, text: str) -> Packet | None:
        packet = read_packet(text)
        if packet is None:
            self.malformed(caller)
        return packet

    def _said(self, caller: Caller, packet: Packet) -> None:
        seat = caller.seats.get(packet.namespace)
        if seat is not None:
            if packet.kind is Kind.EVENT:
                self._calls.take(caller, seat, packet)
        elif not caller.seats and not caller.joining:
            # Before anything else there is a CONNECT; this is no client of the protocol.
            self.malformed(caller)

    def too_fast(self, caller: Caller) -> None:
        self._turn_away(caller, Bye.TOO_FAST)

    def malformed(self, caller: Caller) -> None:
        self._turn_away(caller, Bye.MALFORMED)

    def _turn_away(self, caller: Caller, bye: Bye) -> None:
        if self._complaints.allows(monotonic()):
            log.warning("a socket was turned away: %s", bye.code)
        for seat in list(caller.seats.values()):
            send_away(seat, bye)
        caller.line.hang_up()

    # Joining and leaving

    def _may_connect(self, caller: Caller, namespace: str) -> bool:
        if namespace in (HALL, DESK):
            return namespace not in caller.seats and namespace not in caller.joining
        caller.unknown_namespaces += 1
        caller.line.deliver(Parcel(connect_error_packet(namespace, "Invalid namespace")))
        if caller.unknown_namespaces >= UNKNOWN_NAMESPACES_MAX:
            caller.line.hang_up()
        return False

    def _wait_in_lobby(self, caller: Caller, namespace: str, go: Callable[[], None]) -> bool:
        caller.joining.add(namespace)
        if self._lobby.enter(go):
            return True
        caller.joining.discard(namespace)
        caller.line.deliver(Parcel(connect_error_packet(namespace, Refusal(Code.BUSY).code)))
        return False

    async def _join(self, caller: Caller, packet: Packet) -> None:
        namespace = packet.namespace
        try:
            if _has_left(caller):
                return
            admitted = await self._admission.admit(
                caller.line, namespace, caller.passport, packet.data
            )
        finally:
            caller.joining.discard(namespace)
        if isinstance(admitted, Refusal):
            caller.line.deliver(Parcel(connect_error_packet(namespace, admitted.code)))
            return
        seat, auth = admitted
        caller.seats[namespace] = seat
        if _has_left(caller):
            # Meanwhile; somebody must give the seat back.
            self._leave(caller, namespace)
            return
        sid = self._engine.generate_id()
        caller.line.deliver(Parcel(connect_packet(namespace, sid)))
        self._welcome(caller, seat, auth)

    async def _join_by_library(self, socket: LeanSocket, packet: Packet) -> None:
        caller, namespace = socket.caller, packet.namespace
        try:
            if not socket.closed:
                await self._server.connected(socket, namespace, packet.data)
        finally:
            caller.joining.discard(namespace)
        seat = caller.seats.get(namespace)
        if seat is None:
            return
        if socket.closed:
            # It left while it was being admitted, and the library had nothing to take leave of yet.
            self._leave(caller, namespace)
            await self._server.disconnected(socket, namespace)
            return
        self._welcome(caller, seat, self._auths.pop(seat))

    def _welcome(self, caller: Caller, seat: Seat, auth: Auth) -> None:
        self._pulse.seated(caller.line)
        self._wishes.seated(seat, caller.passport)
        fanout = fanout_of(seat.hall)
        fanout.welcome(seat, auth.since)
        fanout.enter(seat)
        self._asides.joined(seat)
        if seat.scope is not None and self._recheck is None:
            self._recheck = _later(STAFF_RECHECK_SECONDS, self._start_recheck)

    def gone(self, caller: Caller) -> None:
        """The connection has ended."""
        for namespace in list(caller.seats):
            self._leave(caller, namespace)

    def _leave(self, caller: Caller, namespace: str) -> None:
        seat = caller.seats.pop(namespace, None)
        if seat is None:
            return
        self._auths.pop(seat, None)
        self._admission.leave(seat)
        fanout_of(seat.hall).leave(seat)
        self._asides.left(seat)
        if not caller.seats and not caller.line.closed:
            self._pulse.stands(caller.line)

    # What the library calls

    async def admit(self, socket: LeanSocket, namespace: str, auth: Any) -> Refusal | None:
        """Take a seat, which the library then puts on its roll."""
        caller = socket.caller
        admitted = await self._admission.admit(socket, namespace, caller.passport, auth)
        if isinstance(admitted, Refusal):
            return admitted
        caller.seats[namespace], self._auths[caller.seats[namespace]] = admitted
        return None

    def left(self, socket: LeanSocket, namespace: str) -> None:
        self._leave(socket.caller, namespace)

    # Staff whose leave may have ended

    def _start_recheck(self) -> None:
        self._recheck = None
        self._start(self._recheck_staff)

    async def _recheck_staff(self) -> None:
        staff = [seat for seat in self._admission.by_owner if seat.scope is not None]
        for seat in staff:
            if not await self._admission.still_allowed(seat):
                send_away(seat, Bye.SIGNED_OUT)
        if staff and self._recheck is None:
            self._recheck = _later(STAFF_RECHECK_SECONDS, self._start_recheck)

    def _start(self, work: Callable[..., Any], *about: Any) -> None:
        task = asyncio.create_task(work(*about))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("somebody could not be let in", exc_info=error)


def _has_left(caller: Caller) -> bool:
    return caller.line.closed


def _later(seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle:
    return asyncio.get_running_loop().call_later(seconds, call)


def _set(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)
