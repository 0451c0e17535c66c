"""The short way: Engine.IO spoken straight on a lent WebSocket, without a library in between.

A connection that came as a WebSocket, and stays one, needs very little of Engine.IO: a greeting, pings,
messages, a goodbye. The library spends a task, a queue and two timers on it; here texts are heard as they
arrive and frames are written as they are. Everybody else (polling, upgrades, other servers, or when this
way is switched off) goes through `engine.py`; what is said is the same, and tests hold the two together.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from realtime.addresses import Addresses
from realtime.edge import address_of, greeting, passport, tolerable
from realtime.frames import EXTENSION, HallFrames
from realtime.framing import text_frame, text_head
from realtime.pulse import Pulse
from realtime.seats import Caller, Parcel, Scope, Visitors

_PING: Final = text_frame(b"2")
_CLOSE: Final = text_frame(b"1")


class DirectSocket:
    """A connection. It is the `Line` of the seats that sit on it."""

    __slots__ = ("_address", "_frames", "_house", "caller", "sid")

    def __init__(self, house: "DirectDoor", sid: str, frames: HallFrames, address: str) -> None:
        self.sid = sid
        self.caller: Caller | None = None
        self._house = house
        self._frames = frames
        self._address = address

    @property
    def closed(self) -> bool:
        return self.caller is None

    # As a Line

    def deliver(self, parcel: Parcel) -> None:
        if parcel.tail:
            size = 1 + len(parcel.packet) + len(parcel.tail)
            self._frames.write_parts((text_head(size) + b"4", parcel.packet, parcel.tail))
            return
        if parcel.frame is None:
            parcel.frame = text_frame(b"4" + parcel.packet)
        self._frames.write(parcel.frame)

    def behind(self) -> bool:
        return self._frames.behind

    def hang_up(self) -> None:
        if self.caller is not None:
            self._frames.write(_CLOSE)
            self._frames.hang_up()
            self.gone()

    def cut_off(self) -> None:
        self._frames.cut_off()
        self.gone()

    async def take_leave(self) -> None:
        self.hang_up()

    # As one that is asked whether it is still there

    def ping(self) -> None:
        self._frames.write(_PING)

    def give_up(self) -> None:
        self.hang_up()

    # What the frames say

    def heard(self, text: str) -> None:
        caller = self.caller
        if caller is None:
            return
        house = self._house
        if not caller.events.allows(house.now()):
            house.visitors.too_fast(caller)
        elif not tolerable(text):
            house.visitors.malformed(caller)
        elif text[0] == "4":
            house.visitors.hear(caller, text[1:])
        elif text == "3":
            house.pulse.pong(self)
        elif text == "1":
            self.hang_up()

    def gone(self) -> None:
        """It has ended, one way or the other."""
        caller, self.caller = self.caller, None
        if caller is not None:
            self._house.leave(self, self._address)
            self._house.visitors.gone(caller)


class DirectDoor:
    """Lets WebSockets in."""

    def __init__(
        self, visitors: Visitors, pulse: Pulse, addresses: Addresses, new_sid: Callable[[], str]
    ) -> None:
        self.visitors = visitors
        self.pulse = pulse
        self.addresses = addresses
        self.sockets: dict[str, DirectSocket] = {}
        self._new_sid = new_sid

    def now(self) -> float:
        """Not the event loop's: asking for that loop is a system call, and this is asked with every message."""
        return monotonic()

    def suits(self, scope: Scope) -> bool:
        """Whether this is a WebSocket from its beginning, and lent to us."""
        return (
            scope["type"] == "websocket"
            and EXTENSION in (scope.get("extensions") or {})
            and _plain(scope["query_string"])
        )

    async def welcome(self, scope: Scope) -> None:
        frames: HallFrames = scope["extensions"][EXTENSION]
        sid = self._new_sid()
        address = address_of(scope)
        socket = DirectSocket(self, sid, frames, address)
        socket.caller = Caller(socket, passport(scope))
        self.sockets[sid] = socket
        self.addresses.enter(address, polling=False)
        self.pulse.begin(socket)
        try:
            await frames.open(
                text_frame(greeting(sid, self.pulse, upgrades=False)), socket.heard, socket.gone
            )
        except BaseException:
            socket.gone()
            raise

    def leave(self, socket: DirectSocket, address: str) -> None:
        self.pulse.end(socket)
        self.addresses.leave(address, polling=False)
        self.sockets.pop(socket.sid, None)


def _plain(query: bytes) -> bool:
    """EIO=4 by WebSocket, and no session yet."""
    parts = query.split(b"&")
    return (
        b"EIO=4" in parts
        and b"transport=websocket" in parts
        and not any(part.startswith((b"sid=", b"j=")) for part in parts)
    )
