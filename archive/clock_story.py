"""How a clock's due date was counted, day by day, so that a clerk or a citizen can count it again.

It must not know of languages: what stands here are codes, and the names that the calendar's days have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from archive.calendar import Calendar, day_of, days_between, end_of, is_weekend
from archive.clocks import Clock, ending, reckon
from archive.counting import MEASURES, Pause
from archive.deadlines import Counting

_DAY = timedelta(days=1)


class Why(StrEnum):
    """Why a day was counted, or was not."""

    BEGAN = "began"
    """The day of the event is not counted."""
    NAMED = "named"
    """The day that was promised."""
    WORKDAY = "workday"
    WORKING_SWAP = "working_swap"
    CALENDAR_DAY = "calendar_day"
    """Counted, working or not."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF_SWAP = "day_off_swap"
    LOCAL_CLOSURE = "local_closure"
    PAUSED = "paused"
    ROLLED = "rolled"
    """The last day was off, so that the term ends with the next working day."""


_COUNTED = (Why.WORKDAY, Why.WORKING_SWAP, Why.CALENDAR_DAY)


@dataclass(frozen=True, slots=True)
class DayLine:
    """`counted` is a day, or milliseconds of office time; `name` is what the calendar calls the day."""

    day: date
    counted: int
    why: Why
    name: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The clock as this calendar has it. Its lines' `counted` add up to `total`, unless a year is missing."""

    clock: Clock
    calendar: str
    total: int
    lines: tuple[DayLine, ...]


def explain(clock: Clock, calendar: Calendar) -> Explanation:
    """Every day from the beginning to the last; as far as the calendar reaches when a year is missing."""
    clock = reckon(clock, calendar)
    total = MEASURES[clock.counting].length(clock.amount, clock.extended_by, calendar)
    lines = _hours if clock.counting is Counting.WORKING_HOURS else _days
    return Explanation(clock, calendar.version, total, tuple(lines(clock, total, calendar)))


def _days(clock: Clock, total: int, calendar: Calendar) -> Iterator[DayLine]:
    first, last = clock.on or day_of(clock.started_at), _last_day(clock)
    yield DayLine(first, 0, Why.NAMED if clock.on else Why.BEGAN, _name(first, calendar))
    paused = _paused_days(clock, first, last, calendar)
    for day in days_between(first, last):
        why = _why_in_days(clock, day, total, calendar)
        why = Why.PAUSED if day in paused else why
        counted = int(why in _COUNTED)
        total -= counted
        yield DayLine(day, counted, why, _name(day, calendar))


def _why_in_days(clock: Clock, day: date, left: int, calendar: Calendar) -> Why:
    if clock.counting is Counting.WORKING_DAYS:
        return _why(day, calendar)
    return Why.CALENDAR_DAY if left else Why.ROLLED


def _paused_days(clock: Clock, first: date, last: date, calendar: Calendar) -> set[date]:
    """As many days as the pauses took. The day it began counts for nobody: the next one stands in for it."""
    taken: set[date] = set()
    working = clock.counting is Counting.WORKING_DAYS
    for pause in _pauses(clock, calendar):
        begun, over = day_of(pause.since) - _DAY, day_of(pause.until) - _DAY
        lost = calendar.certain_working_days(begun, over) if working else (over - begun).days
        free = (
            day
            for day in days_between(max(begun, first), last)
            if day not in taken and (not working or calendar.is_working(day))
        )
        taken |= {*islice(free, lost)}
    return taken


def _hours(clock: Clock, _total: int, calendar: Calendar) -> Iterator[DayLine]:
    """All office time from the beginning to the end, without that of the pauses."""
    begin, last = clock.started_at, _last_day(clock)
    end = clock.due or end_of(last)
    pauses = _pauses(clock, calendar)
    for day in days_between(day_of(begin) - _DAY, last):
        opened = calendar.working_time_on(day, begin, end)
        stood = sum(calendar.working_time_on(day, *pause) for pause in pauses)
        why = Why.PAUSED if 0 < stood == opened else _why(day, calendar)
        yield DayLine(day, opened - stood, why, _name(day, calendar))


def _pauses(clock: Clock, calendar: Calendar) -> tuple[Pause, ...]:
    """Those that took anything: all of them, where the due date lies beyond the calendar."""
    return clock.pauses if clock.due is None else ending(clock, calendar).pauses


def _last_day(clock: Clock) -> date:
    if clock.due is not None:
        return day_of(clock.due - 1)
    return date((clock.missing_year or 0) - 1, 12, 31)


def _why(day: date, calendar: Calendar) -> Why:
    known = calendar.days.get(day)
    if known:
        return Why(known.kind.value)
    return Why.WEEKEND if is_weekend(day) else Why.WORKDAY


def _name(day: date, calendar: Calendar) -> str | None:
    known = calendar.days.get(day)
    return known.name if known else None
