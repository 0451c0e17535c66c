"""A connection that only remembers, for seats in tests."""

import json
from typing import Any

from conference.vocabulary import Actor, Role
from realtime.audiences import Audience
from realtime.hall import Hall
from realtime.seats import Parcel, Seat


class FakeLine:
    """`full` is a phone that takes nothing in; `full_after`, nothing more than so many packets."""

    closed = False

    def __init__(self) -> None:
        self.full = False
        self.full_after = 1_000_000
        self.packets: list[bytes] = []
        self.ended = ""

    def deliver(self, parcel: Parcel) -> None:
        self.packets.append(parcel.whole)

    def behind(self) -> bool:
        return self.full or len(self.packets) >= self.full_after

    def hang_up(self) -> None:
        self.ended = "hung up"

    def cut_off(self) -> None:
        self.ended = "cut off"

    def ping(self) -> None:
        """Nobody asks it."""

    def give_up(self) -> None:
        self.hang_up()

    def take(self) -> list[tuple[str, Any]]:
        """Message and body of what came since the last look."""
        packets, self.packets = self.packets, []
        messages = [json.loads(packet.partition(b",")[2]) for packet in packets]
        return [(message, body) for message, body in messages]


def seat_in(
    hall: Hall, actor: Actor | None, line: FakeLine | None = None, position: int | None = None
) -> Seat:
    """A seat for that actor (None: a display) at the position of its audience."""
    audiences = {Role.ATTENDEE: Audience.ATTENDEES, Role.CHAIR: Audience.CHAIR}
    audience = audiences.get(actor.role, Audience.MODERATORS) if actor else Audience.DISPLAY
    namespace = "/hall" if audience in (Audience.ATTENDEES, Audience.DISPLAY) else "/desk"
    at = hall.channels[audience].position if position is None else position
    owner = actor.id if actor else "display"
    return Seat(line or FakeLine(), namespace, audience, hall, actor, owner, position=at)
