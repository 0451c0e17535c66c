"""Who was let in."""

from dataclasses import dataclass

from conference.event import Event
from conference.vocabulary import JoinMode


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeJoined(Event):
    """`by` may take part now. `serial` is that of a paper code."""

    mode: JoinMode
    serial: int | None
