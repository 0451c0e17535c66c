"""What can have changed about a commune's days, hours and deadlines."""

from dataclasses import dataclass
from datetime import date

from archive.calendar import CalendarDay, OfficeHours
from archive.deadlines import Counting
from conference.event import Event
from conference.naming import wire_name


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLoaded(Event):
    """`days` in the order of their dates."""

    year: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySet(Event):
    day: CalendarDay


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRemoved(Event):
    date: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHoursSet(Event):
    hours: OfficeHours


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSet(Event):
    deadline: str
    version: int
    amount: int
    counting: Counting
    basis: str
    verified: bool


ALMANAC_EVENTS: dict[str, type[Event]] = {
    wire_name(kind): kind for kind in (YearLoaded, DaySet, DayRemoved, OfficeHoursSet, DeadlineSet)
}
