"""What may be asked about a commune's days, hours and deadlines."""

from dataclasses import dataclass
from datetime import date

from archive.calendar import CalendarDay, OfficeHours
from archive.deadlines import Counting
from conference.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadYear(Command):
    """All days of a year that are not what their weekday says, in place of those before. Local closures stay."""

    year: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay(Command):
    """One day, in place of what is known of it. A local closure lies above the year's own table."""

    day: CalendarDay


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDay(Command):
    """A local closure is lifted; without one the year's own entry goes, and the weekday holds."""

    date: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOfficeHours(Command):
    hours: OfficeHours


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDeadline(Command):
    """A new version of a rule. Clocks that run go on by the version they were started with."""

    deadline: str
    amount: int
    counting: Counting
    basis: str
    verified: bool
