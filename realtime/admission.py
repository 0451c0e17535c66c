"""Who may sit where: a CONNECT becomes a seat, or a refusal.

Where somebody sits decides what they see (the audience) and what they may do (the role). Attendees are
known by their device, staff by their session and the roles it holds in this conference; displays only
look. What a cookie says is the doorkeeper's business, and whose page a socket comes from was judged
before it got here.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Protocol

import msgspec

from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.pace import Paces
from realtime.seats import Line, Register, Scope, Seat
from realtime.wire import (
    AUDIENCES,
    DESK,
    DISPLAYS_PER_HALL_MAX,
    HALL,
    JOINS_BURST,
    JOINS_PER_SECOND,
    ROLES,
    SOCKETS_PER_DEVICE_MAX,
    SOCKETS_PER_PERSON_MAX,
)

_Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Person(Protocol):
    """Somebody who has signed in."""

    @property
    def session(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    def may_act_as(self, role: Role, commune: str, code: str) -> bool: ...

    def actor(self, role: Role) -> Actor: ...


class Doorkeeper(Protocol):
    """Knows people by what their connection carries."""

    def device(self, scope: Scope, token: str | None = None) -> str | None: ...

    def staff(self, scope: Scope) -> Awaitable[Person | None]: ...

    def attendee(self, stream: str, device: str) -> Awaitable[Actor]: ...

    def behind_seal(self, actor: Actor, commune: str, code: str) -> Awaitable[Refusal | None]:
        """Before they see what is sealed there: that they look is written down, or they may not."""
        ...


class Auth(msgspec.Struct, frozen=True):
    """What a CONNECT carries."""

    conference: str
    capacity: str = msgspec.field(name="as")
    token: str | None = None
    since: tuple[_Number, _Number] | None = None


class Admission:
    def __init__(self, halls: Halls, doorkeeper: Doorkeeper, now: Callable[[], float]) -> None:
        self._halls = halls
        self._doorkeeper = doorkeeper
        self._now = now
        self._joins = Paces(JOINS_PER_SECOND, JOINS_BURST)
        self.by_owner = Register()

    async def admit(
        self, line: Line, namespace: str, scope: Scope, sent: Any
    ) -> tuple[Seat, Auth] | Refusal:
        """A seat that is counted from now on; give it back with `leave`."""
        try:
            auth = msgspec.convert(sent, Auth)
        except msgspec.ValidationError:
            return Refusal(Code.MALFORMED)
        if auth.capacity not in ROLES[namespace]:
            return Refusal(Code.NOT_ALLOWED)
        role = ROLES[namespace][auth.capacity]
        if namespace == DESK and role is not None:
            seat = await self._staff_seat(line, scope, auth, role)
        else:
            seat = await self._hall_seat(line, scope, auth, role)
        if isinstance(seat, Refusal):
            return seat
        # From the count to the entry nothing is awaited, so that many at once cannot all be the fifth.
        full = self._full(seat) or self._in_haste(seat)
        if full:
            return full
        self.by_owner.add(seat.owner, seat)
        # From here on whoever ends the session finds the seat; it may have ended before.
        still = False
        try:
            still = await self.still_allowed(seat)
        finally:
            if not still:
                self.leave(seat)
        return (seat, auth) if still else Refusal(Code.NOT_IDENTIFIED)

    def leave(self, seat: Seat) -> None:
        self.by_owner.remove(seat.owner, seat)

    async def still_allowed(self, seat: Seat) -> bool:
        """Whether a staff seat's session and role still hold. Asking counts as use of the session."""
        if seat.scope is None or seat.actor is None:
            return True
        person = await self._doorkeeper.staff(seat.scope)
        return person is not None and person.may_act_as(
            seat.actor.role, seat.hall.commune, seat.hall.code
        )

    async def _staff_seat(self, line: Line, scope: Scope, auth: Auth, role: Role) -> Seat | Refusal:
        person = await self._doorkeeper.staff(scope)
        if person is None:
            return Refusal(Code.NOT_IDENTIFIED)
        hall = await self._halls.open(auth.conference)
        if hall is None:
            return Refusal(Code.NOT_FOUND)
        if not person.may_act_as(role, hall.commune, hall.code):
            return Refusal(Code.NOT_ALLOWED)
        if role is Role.SEALED_BOX:
            unsaved = await self._doorkeeper.behind_seal(
                person.actor(role), hall.commune, hall.code
            )
            if unsaved:
                return unsaved
        return Seat(
            line,
            DESK,
            AUDIENCES[role],
            hall,
            person.actor(role),
            session_owner(person.session),
            scope,
            name=person.display_name,
        )

    async def _hall_seat(
        self, line: Line, scope: Scope, auth: Auth, role: Role | None
    ) -> Seat | Refusal:
        hall = await self._halls.open(auth.conference)
        if hall is None:
            return Refusal(Code.NOT_FOUND)
        device = self._doorkeeper.device(scope, auth.token)
        if role is None:
            return Seat(line, HALL, AUDIENCES[role], hall, None, device or _display(hall))
        if device is None:
            return Refusal(Code.NOT_IDENTIFIED)
        actor = await self._doorkeeper.attendee(hall.stream, device)
        return Seat(line, HALL, AUDIENCES[role], hall, actor, device)

    def _in_haste(self, seat: Seat) -> Refusal | None:
        """A phone on a bad network comes back often; hardly so often, though."""
        if seat.owner == _display(seat.hall) or self._joins.allows(seat.owner, self._now()):
            return None
        return Refusal(Code.TOO_FAST)

    def _full(self, seat: Seat) -> Refusal | None:
        limit = SOCKETS_PER_PERSON_MAX if seat.namespace == DESK else SOCKETS_PER_DEVICE_MAX
        if seat.owner == _display(seat.hall):
            limit = DISPLAYS_PER_HALL_MAX
        if self.by_owner.count(seat.owner) >= limit:
            return Refusal(Code.TOO_MANY, limit)
        return None


def _display(hall: Hall) -> str:
    """The owner of all displays of a hall that are nobody's device."""
    return f"display of {hall.stream}"


def session_owner(session: str) -> str:
    """Kept apart from devices, whatever either is called."""
    return f"session {session}"
