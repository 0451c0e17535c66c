"""Clocks that a changed calendar moves."""

from dataclasses import replace

from archive.calendar import CalendarDay, DayKind
from archive.calendar_2026 import SHIPPED
from archive.clock_moves import MovedClock, RunningClock, moved
from archive.clocks import start
from archive.deadlines import DEFAULT_DEADLINES, ClockKind
from tests.archive.days import moment, on

STORM = CalendarDay(
    on("3/12"), DayKind.LOCAL_CLOSURE, "Bão số 9", "Quyết định của chủ tịch", verified=True
)
CLOSED = replace(SHIPPED, days={**SHIPPED.days, STORM.date: STORM})
NEXT_YEAR = replace(SHIPPED, years=SHIPPED.years | {2027})


def running(reference: str, kind: ClockKind, rule: str, since: str) -> RunningClock:
    return RunningClock(reference, start(kind, DEFAULT_DEADLINES[rule], moment(since), SHIPPED))


def test_only_what_runs_over_the_day_is_moved():
    over = running("CAU-0001", ClockKind.ANSWER, "answer_normal", "25/11")
    before = running("CAU-0002", ClockKind.VERIFY, "verify", "25/11")
    assert moved([over, before], CLOSED) == (
        MovedClock("CAU-0001", ClockKind.ANSWER, moment("10/12", 0), moment("11/12", 0)),
    )


def test_a_year_that_came_gives_its_clocks_their_day():
    over = running("CAU-0001", ClockKind.VERIFY, "verify", "31/12")
    assert moved([over], NEXT_YEAR) == (
        MovedClock("CAU-0001", ClockKind.VERIFY, None, moment("5/1/2027", 0)),
    )


def test_the_same_calendar_moves_nothing():
    over = running("CAU-0001", ClockKind.ANSWER, "answer_normal", "25/11")
    assert moved([over], replace(SHIPPED, version="another")) == ()
