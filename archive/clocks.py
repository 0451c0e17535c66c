"""The clocks of a case: started by a rule, paused while the citizen is asked, extended once, and never guessed.

A clock says when it began, by which version of which rule, and when it is due; the due moment is the first at
which it is overdue. When its calendar has no such year it has no due moment, and names the year. Due moment,
lost days and missing year follow from all the rest and a calendar: `reckon` finds them anew.

It must not know of cases, nor what time it is.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from archive.calendar import (
    MILLISECONDS_PER_HOUR,
    Calendar,
    CalendarNotLoaded,
    day_of,
    end_of,
    is_weekend,
    start_of,
)
from archive.counting import MEASURES, Pause
from archive.deadlines import ClockKind, Counting, Deadline

DUE_SOON_DAYS = 2
"""Working days left. A term as short as that is due soon only when a day of it has gone."""
DUE_SOON_HOURS = 1
"""Office hours left, of a term in hours."""
VERY_OVERDUE_DAYS = 10
"""Working days late: from this day on, as the last step of the ladder says."""
PROMISE = "promise"
"""In place of a rule's id: the day was named, not counted."""


class Timeliness(StrEnum):
    """How a clock stands."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"
    UNKNOWN = "unknown"
    """Its calendar reaches into a year that nobody loaded."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Moments are epoch milliseconds. `paused_days` are days of its own counting; in hours they are none."""

    kind: ClockKind
    deadline: str
    deadline_version: int
    amount: int
    counting: Counting
    basis: str
    started_at: int
    calendar: str
    due: int | None
    paused_at: int | None = None
    paused_days: int = 0
    extended_by: int = 0
    extended_at: int | None = None
    missing_year: int | None = None
    pauses: tuple[Pause, ...] = ()
    on: date | None = None
    """The day that was named, where nothing is counted."""

    def ran_out(self, at: int) -> bool:
        """Whether it was overdue then; if it rests, whether it was when it was paused."""
        return self.due is not None and self.stands_at(at) >= self.due

    def stands_at(self, at: int) -> int:
        """That moment, or the one at which it was paused before."""
        return at if self.paused_at is None else min(at, self.paused_at)


def start(kind: ClockKind, deadline: Deadline, at: int, calendar: Calendar) -> Clock:
    """A clock that begins now, by this rule."""
    clock = Clock(
        kind=kind,
        deadline=deadline.id,
        deadline_version=deadline.version,
        amount=deadline.amount,
        counting=deadline.counting,
        basis=deadline.basis,
        started_at=at,
        calendar=calendar.version,
        due=None,
    )
    return reckon(clock, calendar)


def until(kind: ClockKind, day: date, at: int, basis: str, calendar: Calendar) -> Clock:
    """A clock for a day that somebody named: it holds as it was said, working day or not."""
    return Clock(
        kind=kind,
        deadline=PROMISE,
        deadline_version=0,
        amount=0,
        counting=Counting.WORKING_DAYS,
        basis=basis,
        started_at=at,
        calendar=calendar.version,
        due=end_of(day),
        on=day,
    )


def pause(clock: Clock, at: int) -> Clock:
    """Pausing twice is pausing once."""
    return clock if clock.paused_at is not None else replace(clock, paused_at=at)


def resume(clock: Clock, at: int, calendar: Calendar) -> Clock:
    """Give back what the pause took. One that began when the clock was overdue took nothing."""
    if clock.paused_at is None:
        return clock
    pauses = (*clock.pauses, Pause(clock.paused_at, at))
    return reckon(replace(clock, paused_at=None, pauses=pauses), calendar)


def extend(clock: Clock, days: int, at: int, calendar: Calendar) -> Clock:
    """So many days more of its own counting. Whether it still may be is the caller's rule."""
    extended = replace(clock, extended_by=clock.extended_by + days, extended_at=at)
    return reckon(extended, calendar)


def reckon(clock: Clock, calendar: Calendar) -> Clock:
    """The same clock under this calendar; the very same one where that makes no difference."""
    try:
        end = ending(clock, calendar)
        due, lost, missing = end.due, end.lost, None
    except CalendarNotLoaded as unknown:
        due, lost, missing = None, 0, unknown.year
    days = 0 if clock.counting is Counting.WORKING_HOURS else lost
    if (due, days, missing) == (clock.due, clock.paused_days, clock.missing_year):
        return clock
    return replace(
        clock, calendar=calendar.version, due=due, paused_days=days, missing_year=missing
    )


class Ending(NamedTuple):
    """When a clock is due, what its pauses took in the unit of its counting, and those that took anything."""

    due: int
    lost: int
    pauses: tuple[Pause, ...]


def ending(clock: Clock, calendar: Calendar) -> Ending:
    """Pause by pause, since whatever began when it was overdue does not count. Raises CalendarNotLoaded."""
    measure = MEASURES[clock.counting]
    length = measure.length(clock.amount, clock.extended_by, calendar)
    end = Ending(_due(clock, length, calendar), 0, ())
    for pause in clock.pauses:
        if pause.since < end.due:
            lost = end.lost + measure.lost(pause, calendar)
            earliest = measure.earliest(pause.until, calendar)
            due = max(_due(clock, length + lost, calendar), earliest)
            end = Ending(due, lost, (*end.pauses, pause))
    return end


def _due(clock: Clock, length: int, calendar: Calendar) -> int:
    if clock.on is None:
        return MEASURES[clock.counting].due(clock.started_at, length, calendar)
    named = end_of(clock.on)
    return MEASURES[clock.counting].due(named - 1, length, calendar) if length else named


def timeliness(clock: Clock, now: int, calendar: Calendar) -> Timeliness:
    """A clock that is paused stands as it stood when it was."""
    if clock.due is None:
        return Timeliness.UNKNOWN
    at = clock.stands_at(now)
    if not clock.ran_out(now):
        soon = _due_soon(clock, clock.due, at, calendar)
        return Timeliness.DUE_SOON if soon else Timeliness.ON_TIME
    # Days of a year that is not loaded can only make it later still.
    late = days_past(clock.due, at, calendar)
    return Timeliness.VERY_OVERDUE if late >= VERY_OVERDUE_DAYS else Timeliness.OVERDUE


def days_past(due: int, at: int, calendar: Calendar) -> int:
    """Working days since the last day of a clock that is due then; below zero before it."""
    last, today = day_of(due - 1), day_of(at)
    if today < last:
        return -calendar.certain_working_days(today, last)
    return calendar.certain_working_days(last, today)


def soon_until(at: int, calendar: Calendar, days: int = DUE_SOON_DAYS) -> int:
    """What runs out up to then has no more working days left than these.

    In a year that nobody loaded every weekday counts as worked: of what is pressing too little is shown there, and
    whatever asks goes on.
    """
    day = day_of(at)
    for _ in range(days + 1):
        day = _next_worked(day, calendar)
    return start_of(day)


def _next_worked(day: date, calendar: Calendar) -> date:
    while True:
        day += timedelta(days=1)
        if not is_weekend(day) if day.year not in calendar.years else calendar.is_working(day):
            return day


def _due_soon(clock: Clock, due: int, at: int, calendar: Calendar) -> bool:
    if clock.counting is Counting.WORKING_HOURS:
        left = calendar.working_time_between(at, due)
        return left <= DUE_SOON_HOURS * MILLISECONDS_PER_HOUR
    days = DUE_SOON_DAYS if clock.on else min(DUE_SOON_DAYS, clock.amount - 1)
    return due <= soon_until(at, calendar, days)
