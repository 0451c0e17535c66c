"""Which days and hours count for a deadline, in Vietnam, for one commune.

The day of the event is not counted; a term in days ends at 24:00 of its last day; a term in calendar days whose
last day is off ends with the next working day; a term in hours starts at the moment (Civil Code 2015, Articles
147-148). Days off are data with a version, never arithmetic: holidays are decided year by year. A day of a year
that nobody loaded is therefore an error and never a guess.

It must not know what a deadline is for, nor what day it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from conference.vocabulary import VIETNAM

NOTICE_DAYS = 7
"""A conference is announced at least so many calendar days ahead (Law 72/2025/QH15, Article 43)."""
MILLISECONDS_PER_MINUTE = 60_000
MILLISECONDS_PER_HOUR = 60 * MILLISECONDS_PER_MINUTE
MILLISECONDS_PER_DAY = 24 * MILLISECONDS_PER_HOUR
MINUTES_PER_DAY = 1_440
SPANS_MAX = 4
OFF_AND_WORKING = "off_and_working"
"""Of the contradictions, the one between a row that is there and one that comes."""
_DAY = timedelta(days=1)
_SATURDAY = 5

Span = tuple[int, int]


class DayKind(StrEnum):
    """What makes a day another one than its weekday says."""

    HOLIDAY = "holiday"
    DAY_OFF_SWAP = "day_off_swap"
    """Off, and worked on another day."""
    WORKING_SWAP = "working_swap"
    """A Saturday or Sunday worked for such a day."""
    LOCAL_CLOSURE = "local_closure"
    """This commune alone is closed, by its chair's decision: a storm, a flood."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`source` says where it is known from; `verified`, whether that is the official decision itself."""

    date: date
    kind: DayKind
    name: str
    source: str
    verified: bool


class CalendarNotLoaded(Exception):  # noqa: N818
    """Somebody has to load this year's days before anything can be counted into it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"calendar {year} not loaded")
        self.year = year


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office is open, in minutes of the day; the same on every working day."""

    spans: tuple[Span, ...] = ((450, 690), (810, 1020))

    @property
    def sound(self) -> bool:
        """Whether the spans stand in order within one day and none is empty."""
        edges = [edge for span in self.spans for edge in span]
        in_order = all(earlier < later for earlier, later in pairwise(edges))
        within = bool(edges) and edges[0] >= 0 and edges[-1] <= MINUTES_PER_DAY
        return within and in_order and len(self.spans) <= SPANS_MAX

    @property
    def length(self) -> int:
        """Of one working day, in milliseconds."""
        return sum(end - start for start, end in self.spans) * MILLISECONDS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Calendar:
    """`days` holds only those that are not what their weekday says, of the `years` that were loaded."""

    version: str
    years: frozenset[int]
    days: Mapping[date, CalendarDay]
    hours: OfficeHours = field(default=OfficeHours())

    def is_working(self, day: date) -> bool:
        """Raises CalendarNotLoaded, like everything here that looks at a day."""
        if day.year not in self.years:
            raise CalendarNotLoaded(day.year)
        known = self.days.get(day)
        if known is None:
            return not is_weekend(day)
        return known.kind is DayKind.WORKING_SWAP

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after it."""
        for _ in range(_at_least_one(n)):
            day = self.from_day_on(day + _DAY)
        return day

    def last_day(self, day: date, n: int) -> date:
        """The n-th calendar day after it, or the first working day from there on."""
        return self.from_day_on(day + timedelta(days=_at_least_one(n)))

    def from_day_on(self, day: date) -> date:
        """The day itself if it is a working one, else the next that is."""
        while not self.is_working(day):
            day += _DAY
        return day

    @staticmethod
    def latest_notice(conference_day: date) -> date:
        """The last day on which the conference can be announced. Counted backwards nothing rolls."""
        return conference_day - timedelta(days=NOTICE_DAYS)

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days come after `a`, up to and with `b`; below zero when `b` is earlier."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working(day) for day in days_between(a, b))

    def certain_working_days(self, a: date, b: date) -> int:
        """The same, of the loaded years alone: there may be more, but not fewer. Never raises."""
        known = (day for day in days_between(a, b) if day.year in self.years)
        return sum(self.is_working(day) for day in known)

    def add_working_hours(self, at: int, hours: int) -> int:
        """The moment (epoch ms) at which so many office hours have gone by since `at`."""
        return self.add_working_time(at, _at_least_one(hours) * MILLISECONDS_PER_HOUR)

    def add_working_time(self, at: int, milliseconds: int) -> int:
        """The moment at which so much office time has gone by since `at`."""
        day = day_of(at)
        while True:
            for start, end in self.opening(day):
                start = max(start, at)  # noqa: PLW2901  what is left of the span
                if start + milliseconds <= end:
                    return start + milliseconds
                milliseconds -= max(end - start, 0)
            day += _DAY

    def working_time_between(self, a: int, b: int) -> int:
        """How much office time lies between two moments, in milliseconds."""
        days = [day_of(a), *days_between(day_of(a), day_of(b))]
        return sum(self.working_time_on(day, a, b) for day in days)

    def working_time_on(self, day: date, a: int, b: int) -> int:
        """The part of it that falls on this day."""
        return sum(max(min(end, b) - max(start, a), 0) for start, end in self.opening(day))

    def opening(self, day: date) -> list[Span]:
        """When the office is open on this day, in epoch milliseconds."""
        if not self.is_working(day):
            return []
        midnight = start_of(day)
        return [
            (
                midnight + start * MILLISECONDS_PER_MINUTE,
                midnight + end * MILLISECONDS_PER_MINUTE,
            )
            for start, end in self.hours.spans
        ]


def contradictions(days: Iterable[CalendarDay], year: int | None = None) -> list[str]:
    """What cannot be true of these days of one year, as `code:date`, in the order of their dates."""
    found: list[tuple[date, str]] = []
    seen: dict[date, DayKind] = {}
    for day in days:
        if year is not None and day.date.year != year:
            found.append((day.date, "outside_year"))
        if day.date in seen:
            found.append((day.date, _clash(seen[day.date], day.kind)))
        if day.kind is DayKind.WORKING_SWAP and not is_weekend(day.date):
            found.append((day.date, "works_anyway"))
        if day.kind is DayKind.DAY_OFF_SWAP and is_weekend(day.date):
            found.append((day.date, "off_anyway"))
        seen[day.date] = day.kind
    return [f"{code}:{day}" for day, code in sorted(found)]


def _clash(one: DayKind, other: DayKind) -> str:
    works = {one is DayKind.WORKING_SWAP, other is DayKind.WORKING_SWAP}
    return OFF_AND_WORKING if len(works) > 1 else "listed_twice"


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def day_of(at: int) -> date:
    """The day in Vietnam of an epoch millisecond."""
    return datetime.fromtimestamp(at // 1000, VIETNAM).date()


def start_of(day: date) -> int:
    """Epoch milliseconds of 0:00 in Vietnam."""
    return int(datetime(day.year, day.month, day.day, tzinfo=VIETNAM).timestamp()) * 1000


def end_of(day: date) -> int:
    """Epoch milliseconds of 24:00 in Vietnam: what is due that day is overdue from this moment on."""
    return start_of(day + _DAY)


def days_between(a: date, b: date) -> Iterator[date]:
    """Each day after `a`, up to and with `b`."""
    for number in range(1, (b - a).days + 1):
        yield a + timedelta(days=number)


def _at_least_one(amount: int) -> int:
    """Whoever asks for the day itself wants something else than a deadline."""
    if amount < 1:
        raise ValueError(f"a term of {amount}")
    return amount
