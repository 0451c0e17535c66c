"""Who is told that a clock runs out: the steps of its ladder, and how each is told once and no more. Pure.

In working days from its last day: two days before, its owner; on the day, the head of the unit; one day after, the
chair; three, the co-chair and the Front; ten, everybody. A promise is a named day, known long before: its owner is told
five days before, the head of the unit on the day, the chair, the co-chair and the Front five days after.

It must not know what a case is.
"""

from collections.abc import Iterator

from archive.calendar import Calendar, day_of
from archive.casebook.limits import ESCALATION_STEPS, PROMISE_STEPS
from archive.clocks import Clock, days_past
from archive.deadlines import ClockKind

Told = tuple[ClockKind, int, int, int | None]
"""Clock, its start, step, and for a step before it was late its due moment."""


def steps_of(kind: ClockKind) -> tuple[int, ...]:
    return PROMISE_STEPS if kind is ClockKind.PROMISE else ESCALATION_STEPS


def told_as(clock: Clock, step: int) -> Told:
    """What must not be told twice. Whoever got more time is warned again of the new day; who was late stays so."""
    return (clock.kind, clock.started_at, step, clock.due if step <= 0 else None)


def reached(clock: Clock, due: int, now: int, calendar: Calendar) -> Iterator[int]:
    """The steps that it has come to. Nobody is warned on the last day of days to come, nor from the first day on."""
    last_day, today = day_of(due - 1), day_of(now)
    length = calendar.certain_working_days(day_of(clock.started_at), last_day)
    past = days_past(due, now, calendar)
    for step in steps_of(clock.kind):
        early = step < 0 and (length <= -step or today >= last_day)
        if past >= step and not early:
            yield step
