"""Socket.IO by the library, for all who do not come the short way. The only file that touches its insides.

It keeps the roll of who is connected to which namespace, and speaks CONNECT and DISCONNECT. Who may sit
there, and what they say, is the gateway's business. Events never reach it.
"""

import logging
from collections.abc import Callable
from typing import Any, Protocol

from bidict import ValueDuplicationError
from socketio import ASGIApp, AsyncManager, AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refused

from conference.refusals import Refusal
from realtime.engine import LeanEngine, LeanSocket
from realtime.wire import DESK, FRAME_MAX_BYTES, HALL

log = logging.getLogger(__name__)

# The library logs what clients send, at levels an operator may well have switched on. We log ourselves.
_silent = logging.getLogger("realtime.libraries")
_silent.setLevel(logging.CRITICAL)


class Guests(Protocol):
    """Who is asked about everybody that comes this way."""

    async def hear_slowly(self, socket: LeanSocket, text: str) -> None: ...

    async def admit(self, socket: LeanSocket, namespace: str, auth: Any) -> Refusal | None: ...

    def left(self, socket: LeanSocket, namespace: str) -> None: ...


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


class SocketServer(AsyncServer):
    def __init__(self, guests: Guests) -> None:
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
            # Our pulse asks who is still there.
            monitor_clients=False,
        )
        self._guests = guests
        for namespace in (HALL, DESK):
            self.on("connect", self._connecting(namespace), namespace=namespace)
            self.on("disconnect", self._disconnecting(namespace), namespace=namespace)

    def _engineio_server_class(self) -> type[LeanEngine]:
        return LeanEngine

    def in_front_of(self, app: Callable[..., Any]) -> Callable[..., Any]:
        """`/socket.io/` by the library, everything else by `app`."""
        wrapped: Callable[..., Any] = ASGIApp(self, app)
        return wrapped

    async def connected(self, socket: LeanSocket, namespace: str, auth: Any) -> None:
        await self._handle_connect(socket.sid, namespace, auth)

    async def disconnected(self, socket: LeanSocket, namespace: str) -> None:
        await self._handle_disconnect(socket.sid, namespace, self.reason.CLIENT_DISCONNECT)

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        socket: LeanSocket | None = self.eio.sockets.get(eio_sid)
        if socket is None:
            return
        try:
            await self._guests.hear_slowly(socket, data)
        except Exception:
            log.exception("a packet could not be dealt with")
            socket.hang_up()

    def _connecting(self, namespace: str) -> Callable[..., Any]:
        async def connect(sid: str, _environ: dict[str, Any], auth: Any) -> None:
            socket = self._socket(sid, namespace)
            refusal = await self._guests.admit(socket, namespace, auth)
            if refusal is not None:
                raise Refused(refusal.code)

        return connect

    def _disconnecting(self, namespace: str) -> Callable[..., Any]:
        async def disconnect(sid: str, _reason: str) -> None:
            self._guests.left(self._socket(sid, namespace), namespace)

        return disconnect

    def _socket(self, sid: str, namespace: str) -> LeanSocket:
        eio_sid = self.manager.eio_sid_from_sid(sid, namespace)
        found: LeanSocket = self.eio.sockets[eio_sid]
        return found
