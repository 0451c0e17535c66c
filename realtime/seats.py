"""One connected phone or screen, and the registers that find it again.

A seat is one Socket.IO namespace of one connection: where it sits, what it may do, and how far it has
been told. The line is how bytes reach it, whatever lies beneath.
"""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

from conference.vocabulary import Actor
from realtime.audiences import Audience
from realtime.hall import Hall
from realtime.pace import Pace
from realtime.whence import NOWHERE_KNOWN, Whence
from realtime.wire import EVENTS_BURST, EVENTS_PER_SECOND, SYNCS_BURST, SYNCS_PER_SECOND

Scope = MutableMapping[str, Any]
"""ASGI's description of a connection."""

NOWHERE = -1
"""The position of a seat that must ask for a sync before deltas make sense to it."""


class Parcel:
    """One Socket.IO packet for many lines: its frame is made once, by the first who needs it.

    A packet may have a `tail` that differs from phone to phone; then its long beginning is still the same
    bytes for all of them.
    """

    __slots__ = ("frame", "packet", "tail")

    def __init__(self, packet: bytes, tail: bytes = b"") -> None:
        self.packet = packet
        self.tail = tail
        self.frame: bytes | None = None

    @property
    def whole(self) -> bytes:
        return self.packet + self.tail


class Line(Protocol):
    """A connection, seen from this side of Engine.IO. Nothing here waits, and nothing here raises."""

    def deliver(self, parcel: Parcel) -> None: ...

    def behind(self) -> bool:
        """Whether the other side takes in less than it is sent."""
        ...

    def hang_up(self) -> None:
        """Close; what was sent before still arrives if it can."""
        ...

    def cut_off(self) -> None: ...

    @property
    def closed(self) -> bool: ...

    def ping(self) -> None: ...

    def give_up(self) -> None:
        """It did not answer, or sat down nowhere."""
        ...


@dataclass(slots=True, eq=False)
class Seat:
    line: Line
    namespace: str
    audience: Audience
    hall: Hall
    actor: Actor | None
    """None for a display: it only looks."""
    owner: str
    """Whose sockets are counted together: a device's, or those of a staff session."""
    scope: Scope | None = None
    """What the connection came with; kept for staff only, whose leave to be here is asked for again."""
    whence: Whence = NOWHERE_KNOWN
    name: str = ""
    """What colleagues call a member of staff."""
    position: int = NOWHERE
    behind_since: float | None = None
    unanswered: int = 0
    """Commands whose commit is still awaited."""

    @property
    def attendee_id(self) -> str | None:
        attends = self.audience is Audience.ATTENDEES
        return self.actor.id if attends and self.actor is not None else None


class Caller:
    """One connection: its seats, and how much it may ask."""

    __slots__ = ("events", "joining", "line", "passport", "seats", "syncs", "unknown_namespaces")

    def __init__(self, line: Line, passport: Scope) -> None:
        self.line = line
        self.passport = passport
        """What is kept of how it came: its cookies, mainly."""
        self.seats: dict[str, Seat] = {}
        self.joining: set[str] = set()
        self.events = Pace(EVENTS_PER_SECOND, EVENTS_BURST)
        self.syncs = Pace(SYNCS_PER_SECOND, SYNCS_BURST)
        self.unknown_namespaces = 0


class Visitors(Protocol):
    """Who is told what a connection says. Nothing here waits."""

    def hear(self, caller: Caller, packet: str) -> None:
        """A Socket.IO packet."""
        ...

    def too_fast(self, caller: Caller) -> None: ...

    def malformed(self, caller: Caller) -> None: ...

    def gone(self, caller: Caller) -> None: ...


class Register:
    """Seats by some key."""

    def __init__(self) -> None:
        self._seats: dict[str, dict[Seat, None]] = {}

    def add(self, key: str, seat: Seat) -> None:
        self._seats.setdefault(key, {})[seat] = None

    def remove(self, key: str, seat: Seat) -> None:
        seats = self._seats.get(key)
        if seats is not None:
            seats.pop(seat, None)
            if not seats:
                del self._seats[key]

    def of(self, key: str) -> list[Seat]:
        return list(self._seats.get(key, ()))

    def count(self, key: str) -> int:
        return len(self._seats.get(key, ()))

    def __len__(self) -> int:
        """How many keys have anybody."""
        return len(self._seats)

    def __iter__(self) -> Iterator[Seat]:
        for seats in self._seats.values():
            yield from seats
