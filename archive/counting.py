"""The arithmetic of a term that can stand still: one measure for each way of counting.

A term in days is a number of days after the day it began; what a pause takes away is given back in the same
unit. A term in hours is office time, to the millisecond.

It must not know what a clock waits for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple, Protocol

from archive.calendar import MILLISECONDS_PER_HOUR, Calendar, day_of, end_of
from archive.deadlines import Counting

_DAY = timedelta(days=1)


class Pause(NamedTuple):
    """While a clock stood still, in epoch milliseconds."""

    since: int
    until: int


class Measure(Protocol):
    """How one way of counting works. A length is in its own unit: days, or milliseconds of office time."""

    def length(self, amount: int, extended: int, calendar: Calendar) -> int: ...

    def lost(self, pause: Pause, calendar: Calendar) -> int: ...

    def due(self, start: int, length: int, calendar: Calendar) -> int: ...

    def earliest(self, resumed: int, calendar: Calendar) -> int:
        """Who was in time when the clock stopped is not late when it goes on."""
        ...


@dataclass(frozen=True, slots=True)
class _Days:
    """Of the pause's days the one it began on is lost, and the one it ended on is not."""

    def length(self, amount: int, extended: int, calendar: Calendar) -> int:  # noqa: ARG002
        return amount + extended

    def lost(self, pause: Pause, calendar: Calendar) -> int:
        first, last = day_of(pause.since) - _DAY, day_of(pause.until) - _DAY
        return calendar.working_days_between(first, last)

    def due(self, start: int, length: int, calendar: Calendar) -> int:
        return end_of(calendar.add_working_days(day_of(start), length))

    def earliest(self, resumed: int, calendar: Calendar) -> int:
        return end_of(calendar.from_day_on(day_of(resumed)))


@dataclass(frozen=True, slots=True)
class _CalendarDays(_Days):
    def lost(self, pause: Pause, calendar: Calendar) -> int:  # noqa: ARG002
        return (day_of(pause.until) - day_of(pause.since)).days

    def due(self, start: int, length: int, calendar: Calendar) -> int:
        return end_of(calendar.last_day(day_of(start), length))


@dataclass(frozen=True, slots=True)
class _Hours:
    """One more day means as many hours as an office is open on it."""

    def length(self, amount: int, extended: int, calendar: Calendar) -> int:
        return amount * MILLISECONDS_PER_HOUR + extended * calendar.hours.length

    def lost(self, pause: Pause, calendar: Calendar) -> int:
        return calendar.working_time_between(pause.since, pause.until)

    def due(self, start: int, length: int, calendar: Calendar) -> int:
        return calendar.add_working_time(start, length)

    def earliest(self, resumed: int, calendar: Calendar) -> int:  # noqa: ARG002
        return resumed


MEASURES: Mapping[Counting, Measure] = {
    Counting.WORKING_DAYS: _Days(),
    Counting.CALENDAR_DAYS: _CalendarDays(),
    Counting.WORKING_HOURS: _Hours(),
}
