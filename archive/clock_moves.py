"""Which clocks run out at another time now that their calendar has changed: what the next round will write down.

It must not know what changed, nor who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.calendar import Calendar
from archive.clocks import Clock, reckon
from archive.deadlines import ClockKind


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that was not stopped, with the number of its case."""

    reference: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class MovedClock:
    """When it was due, and when it is now; None where a year is missing."""

    reference: str
    kind: ClockKind
    was: int | None
    due: int | None


def moved(running: Iterable[RunningClock], calendar: Calendar) -> tuple[MovedClock, ...]:
    """In the order in which they were given."""
    anew = ((one, reckon(one.clock, calendar).due) for one in running)
    return tuple(
        MovedClock(one.reference, one.clock.kind, one.clock.due, due)
        for one, due in anew
        if due != one.clock.due
    )
