"""From a hall to the phones in it: one frame for all, written to each, and the slow ones left out.

A delta is wrapped once per audience and goes to every seat that stands where it begins. Large crowds are
served in slices, so that votes are heard between them; the hall waits with its next delta meanwhile. A
seat that does not take in what it is sent is put aside, told to `resync` once it has caught up, and let
go when it does not; a delta does not even look at it. The cost grows with phones × ticks, never with
votes × phones.
"""

import asyncio
from collections.abc import Callable, Iterable

from realtime.audiences import CROWD, Audience
from realtime.channel import Delta
from realtime.claims import Claims
from realtime.hall import Hall
from realtime.seats import NOWHERE, Parcel, Register, Seat
from realtime.wire import (
    DESK,
    HALL,
    LAG_MAX_SECONDS,
    PRESENT_AT_LATEST_SECONDS,
    PRESENT_EVERY_SECONDS,
    PRESENT_NOTICED_SHARE,
    Bye,
    Message,
    Resync,
    bye_body,
    encode,
    event_packet,
)

_SLICE_SEATS = 400
_LAG_CHECK_SECONDS = 0.25

NAMESPACES = {audience: HALL if audience in CROWD else DESK for audience in Audience}


class Fanout:
    """The `Listener` of one hall, and the seats in it."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        hall.listener = self
        self._seats: dict[Audience, dict[Seat, None]] = {audience: {} for audience in Audience}
        self._following: dict[Audience, dict[Seat, None]] = {audience: {} for audience in Audience}
        """Those of them who were told everything so far, or are being told."""
        self._openings: dict[Audience, tuple[bytes, bytes]] = {}
        self._attendees = Register()
        self._behind: dict[Seat, None] = {}
        self._deliveries: dict[Audience, asyncio.Task[None]] = {}
        self._lag_timer: asyncio.TimerHandle | None = None
        self._present_timer: asyncio.TimerHandle | None = None
        self._present_told = 0
        self._present_told_at = float("-inf")
        self.claims = Claims()

    # Coming and going

    def enter(self, seat: Seat) -> None:
        self._seats[seat.audience][seat] = None
        if seat.position != NOWHERE:
            self._following[seat.audience][seat] = None
        if seat.attendee_id is not None:
            self._attendees.add(seat.attendee_id, seat)
        self._count_present()

    def leave(self, seat: Seat) -> None:
        self._seats[seat.audience].pop(seat, None)
        self._following[seat.audience].pop(seat, None)
        self._behind.pop(seat, None)
        if seat.attendee_id is not None:
            self._attendees.remove(seat.attendee_id, seat)
        self._count_present()

    @property
    def idle(self) -> bool:
        return not any(self._seats.values())

    def is_here(self, seat: Seat) -> bool:
        return seat in self._seats[seat.audience]

    def count(self, audience: Audience) -> int:
        return len(self._seats[audience])

    # What one seat is told

    def welcome(self, seat: Seat, since: tuple[int, int] | None) -> None:
        """What it missed since the position it holds, or everything."""
        missed = self._hall.channels[seat.audience].since(*since) if since else None
        if missed is None:
            self._hall.join(seat.audience, None, lambda body: self._show_all(seat, body))
            return
        for body in missed:
            if seat.line.behind():
                self._leave_out(seat)
                return
            _send(seat, Message.DELTA, body)
        self.caught_up(seat)
        self.show_mine(seat)

    def _show_all(self, seat: Seat, body: bytes) -> None:
        """The snapshot, whose bytes are the same for everybody but for an attendee's own part."""
        opening = self._opening(seat.audience, body)
        if seat.attendee_id is None:
            seat.line.deliver(Parcel(opening, b"}]"))
        else:
            # At this very moment too: whoever is shown a snapshot looks at a settled hall.
            self._hall.look(
                seat.attendee_id,
                lambda mine: seat.line.deliver(Parcel(opening, b',"mine":%s}]' % mine)),
            )
        self.caught_up(seat)

    def _opening(self, audience: Audience, body: bytes) -> bytes:
        """The snapshot's packet without its end, made once for each position."""
        known, opening = self._openings.get(audience, (b"", b""))
        if known is not body:
            whole = event_packet(NAMESPACES[audience], Message.SNAPSHOT, body)
            opening = whole[: -len(b"}]")]
            self._openings[audience] = (body, opening)
        return opening

    def show_mine(self, seat: Seat) -> None:
        if seat.attendee_id is not None:
            self._hall.look(seat.attendee_id, lambda body: _send(seat, Message.MINE, body))

    def show_mine_to_others(self, seat: Seat) -> None:
        """What a receipt told this seat, for the other sockets of the same attendee."""
        if seat.attendee_id is not None:
            for other in self._attendees.of(seat.attendee_id):
                if other is not seat and other.position != NOWHERE:
                    self.show_mine(other)

    def caught_up(self, seat: Seat) -> None:
        """It has just been given everything up to where its audience was told."""
        seat.position = self._hall.channels[seat.audience].position
        seat.behind_since = None
        if seat in self._seats[seat.audience]:
            self._following[seat.audience][seat] = None

    # What the hall says

    def ready(self, audience: Audience) -> bool:
        return audience not in self._deliveries

    def tell(self, audience: Audience, delta: Delta) -> None:
        seats = list(self._following[audience])
        parcel = Parcel(event_packet(NAMESPACES[audience], Message.DELTA, delta.body))
        if len(seats) <= _SLICE_SEATS:
            self._deliver(seats, delta, parcel)
            return
        task = asyncio.create_task(self._deliver_in_slices(seats, delta, parcel))
        self._deliveries[audience] = task
        task.add_done_callback(lambda _task: self._delivered(audience))

    def tell_mine(self, attendee_ids: set[str], view: Callable[[str], bytes]) -> None:
        for attendee_id in attendee_ids:
            if seats := self._attendees.of(attendee_id):
                parcel = Parcel(event_packet(HALL, Message.MINE, view(attendee_id)))
                for seat in seats:
                    # One that was left out of deltas gets its own view with the sync.
                    if seat.position != NOWHERE:
                        seat.line.deliver(parcel)

    def resync(self, reason: Resync) -> None:
        self._send_all(Message.RESYNC, encode({"reason": reason}))
        for seat in self._everybody():
            self._lose(seat)

    async def _deliver_in_slices(self, seats: list[Seat], delta: Delta, parcel: Parcel) -> None:
        for start in range(0, len(seats), _SLICE_SEATS):
            self._deliver(seats[start : start + _SLICE_SEATS], delta, parcel)
            await asyncio.sleep(0)

    def _deliver(self, seats: Iterable[Seat], delta: Delta, parcel: Parcel) -> None:
        since, to = delta.since, delta.to
        for seat in seats:
            if seat.position == since:
                if seat.line.behind():
                    self._leave_out(seat)
                else:
                    seat.line.deliver(parcel)
                    seat.position = to
            elif seat.position < since:
                # It missed one, or never got its first: it has to ask.
                self._lose(seat)

    def _delivered(self, audience: Audience) -> None:
        del self._deliveries[audience]
        self._hall.nudge()

    # The slow

    def _lose(self, seat: Seat) -> None:
        """Its position means nothing any more, until it has synced."""
        seat.position = NOWHERE
        self._following[seat.audience].pop(seat, None)

    def _leave_out(self, seat: Seat) -> None:
        self._lose(seat)
        self._behind[seat] = None
        loop = asyncio.get_running_loop()
        if seat.behind_since is None:
            seat.behind_since = loop.time()
        if self._lag_timer is None:
            self._lag_timer = loop.call_later(_LAG_CHECK_SECONDS, self._check_lag)

    def _check_lag(self) -> None:
        loop = asyncio.get_running_loop()
        for seat in list(self._behind):
            if not seat.line.behind():
                del self._behind[seat]
                _send(seat, Message.RESYNC, encode({"reason": Resync.SLOW}))
            elif loop.time() - (seat.behind_since or 0) > LAG_MAX_SECONDS:
                del self._behind[seat]
                send_away(seat, Bye.SLOW)
        self._lag_timer = (
            loop.call_later(_LAG_CHECK_SECONDS, self._check_lag) if self._behind else None
        )

    # How many are here

    def _count_present(self) -> None:
        if self._present_timer is None:
            self._present_timer = asyncio.get_running_loop().call_later(
                PRESENT_EVERY_SECONDS, self._tell_present
            )

    def _tell_present(self) -> None:
        """A change that nobody would notice waits for others to join it."""
        self._present_timer = None
        present = len(self._attendees)
        change = abs(present - self._present_told)
        now = asyncio.get_running_loop().time()
        waited = now - self._present_told_at >= PRESENT_AT_LATEST_SECONDS
        if change and (waited or change >= self._present_told * PRESENT_NOTICED_SHARE):
            self._present_told, self._present_told_at = present, now
            self._send_all(Message.PRESENT, encode({"attendees": present}))
        elif change:
            self._count_present()

    def tell_seat(self, seat: Seat, message: Message, body: bytes) -> None:
        _send(seat, message, body)

    def tell_moderators(self, message: Message, body: bytes) -> None:
        parcel = Parcel(event_packet(DESK, message, body))
        for seat in self._seats[Audience.MODERATORS]:
            if not seat.line.behind():
                seat.line.deliver(parcel)

    def _send_all(self, message: Message, body: bytes) -> None:
        parcels = {
            namespace: Parcel(event_packet(namespace, message, body)) for namespace in (HALL, DESK)
        }
        for seat in self._everybody():
            if not seat.line.behind():
                seat.line.deliver(parcels[seat.namespace])

    def _everybody(self) -> list[Seat]:
        return [seat for seats in self._seats.values() for seat in seats]


def _send(seat: Seat, message: Message, body: bytes) -> None:
    seat.line.deliver(Parcel(event_packet(seat.namespace, message, body)))


def send_away(seat: Seat, bye: Bye) -> None:
    """Say why, and close the connection. Whoever has not read for long is simply cut off."""
    if seat.line.behind():
        seat.line.cut_off()
    else:
        _send(seat, Message.BYE, bye_body(bye))
        seat.line.hang_up()


def fanout_of(hall: Hall) -> Fanout:
    """The hall's fan-out, made when the first seat is taken."""
    return hall.listener if isinstance(hall.listener, Fanout) else Fanout(hall)
