from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import CalendarDay, DayKind, day_of, end_of
from archive.calendar_2026 import SHIPPED
from archive.clocks import (
    DUE_SOON_DAYS,
    PROMISE,
    Clock,
    Timeliness,
    extend,
    pause,
    reckon,
    resume,
    soon_until,
    start,
    timeliness,
    until,
)
from archive.counting import Pause
from archive.deadlines import DEFAULT_DEADLINES, ClockKind, Counting, Deadline
from tests.archive.days import day_off, moment, on, shipped_with

ANSWER = DEFAULT_DEADLINES["answer_normal"]
URGENT = DEFAULT_DEADLINES["answer_urgent"]
RESULT = DEFAULT_DEADLINES["result"]


def answer(at: int, rule: Deadline = ANSWER) -> Clock:
    return start(ClockKind.ANSWER, rule, at, SHIPPED)


def rule(amount: int, counting: Counting) -> Deadline:
    return Deadline("answer_normal", 3, amount, counting, "x", verified=False)


def paused(clock: Clock, since: int, to: int) -> Clock:
    return resume(pause(clock, since), to, SHIPPED)


def test_a_clock_says_by_what_it_runs():
    assert answer(moment("2/3")) == Clock(
        kind=ClockKind.ANSWER,
        deadline="answer_normal",
        deadline_version=1,
        amount=10,
        counting=Counting.WORKING_DAYS,
        basis=ANSWER.basis,
        started_at=moment("2/3"),
        calendar="2026.1",
        due=end_of(on("16/3")),
    )


def test_a_conference_on_saturday_has_its_result_due_on_tuesday():
    clock = start(ClockKind.RESULT, RESULT, moment("21/11", 15), SHIPPED)
    assert clock.due == end_of(on("1/12"))


def test_a_term_in_hours_starts_at_the_moment():
    assert answer(moment("6/3", 16), URGENT).due == moment("9/3", 10, 30)


@pytest.mark.parametrize("deadline", [ANSWER, URGENT, RESULT], ids=lambda rule: rule.id)
def test_a_clock_that_runs_into_an_unknown_year_names_it(deadline: Deadline):
    clock = answer(moment("31/12", 16), deadline)
    assert (clock.due, clock.missing_year) == (None, 2027)
    assert timeliness(clock, moment("31/12", 17), SHIPPED) is Timeliness.UNKNOWN


def test_it_is_due_as_soon_as_the_year_is_loaded():
    clock = answer(moment("30/12"))
    loaded = replace(SHIPPED, version="2026.1+1", years=frozenset({2026, 2027}))
    due = reckon(clock, loaded)
    assert due == replace(
        clock, calendar="2026.1+1", due=end_of(on("13/1/2027")), missing_year=None
    )
    assert reckon(due, SHIPPED) == clock


def test_reckoning_without_a_difference_gives_the_very_same_clock():
    clock = answer(moment("2/3"))
    assert reckon(clock, SHIPPED) is clock
    assert reckon(clock, shipped_with(day_off("9/9"))) is clock


def test_a_closure_moves_the_clocks_that_run_over_it():
    clock = answer(moment("2/3"))
    stormy = shipped_with(day_off("5/3"))
    moved = reckon(clock, stormy)
    assert moved == replace(clock, calendar="2026.1+1", due=end_of(on("17/3")))
    assert reckon(moved, SHIPPED) == clock


# Pauses.


def test_while_it_is_paused_nothing_else_changes():
    clock = answer(moment("2/3"))
    stopped = pause(clock, moment("4/3"))
    assert stopped == replace(clock, paused_at=moment("4/3"))
    assert pause(stopped, moment("5/3")) is stopped


def test_a_clock_that_runs_cannot_go_on_twice():
    clock = answer(moment("2/3"))
    assert resume(clock, moment("5/3"), SHIPPED) is clock


@pytest.mark.parametrize(
    ("since", "to", "lost", "due"),
    [
        pytest.param(("4/3",), ("4/3", 16), 0, "16/3", id="within one day"),
        pytest.param(("4/3",), ("6/3",), 2, "18/3", id="Wednesday to Friday"),
        pytest.param(("6/3", 16), ("9/3",), 1, "17/3", id="Friday to Monday"),
        pytest.param(("7/3",), ("8/3",), 0, "16/3", id="within a weekend"),
        pytest.param(("7/3",), ("9/3",), 0, "16/3", id="Saturday to Monday"),
        pytest.param(("6/3",), ("7/3",), 1, "17/3", id="Friday to Saturday"),
        pytest.param(("2/3", 10), ("4/3",), 2, "18/3", id="from the day it began"),
        pytest.param(("16/3",), ("18/3",), 2, "18/3", id="from the last day"),
        pytest.param(("16/3",), ("21/3",), 5, "23/3", id="from the last day to a Saturday"),
        pytest.param(("17/3",), ("20/3",), 0, "16/3", id="when it was overdue"),
    ],
)
def test_going_on_gives_back_the_working_days(
    since: tuple[str, int], to: tuple[str, int], lost: int, due: str
):
    clock = paused(answer(moment("2/3")), moment(*since), moment(*to))
    assert (clock.paused_at, clock.paused_days, clock.due) == (None, lost, end_of(on(due)))
    assert clock.pauses == (Pause(moment(*since), moment(*to)),)


def test_several_pauses_add_up():
    once = paused(answer(moment("2/3")), moment("4/3"), moment("6/3"))
    twice = paused(once, moment("10/3"), moment("11/3"))
    assert (twice.paused_days, twice.due) == (3, end_of(on("19/3")))


def test_one_pause_may_be_in_time_only_because_of_another():
    once = paused(answer(moment("2/3")), moment("16/3"), moment("18/3"))
    twice = paused(once, moment("18/3", 11), moment("20/3"))
    assert (twice.paused_days, twice.due) == (4, end_of(on("20/3")))


def test_the_hours_of_a_pause_are_given_back_to_the_minute():
    clock = paused(answer(moment("2/3", 8), URGENT), moment("2/3", 9), moment("2/3", 14))
    assert (clock.due, clock.paused_days) == (moment("2/3", 17), 0)


def test_calendar_days_are_given_back_as_calendar_days():
    clock = answer(moment("2/3"), rule(10, Counting.CALENDAR_DAYS))
    assert clock.due == end_of(on("12/3"))
    after = paused(clock, moment("6/3"), moment("9/3"))
    assert (after.paused_days, after.due) == (3, end_of(on("16/3")))


def test_stopped_on_a_last_day_that_had_rolled_it_is_not_late_when_it_goes_on():
    clock = answer(moment("4/3"), rule(10, Counting.CALENDAR_DAYS))
    assert clock.due == end_of(on("16/3"))  # the 14th is a Saturday
    after = paused(clock, moment("16/3"), moment("17/3"))
    assert (after.paused_days, after.due) == (1, end_of(on("17/3")))


def test_a_pause_into_an_unknown_year_leaves_no_due_day():
    clock = paused(answer(moment("21/12")), moment("29/12"), moment("5/1/2027"))
    assert (clock.due, clock.paused_days, clock.missing_year) == (None, 0, 2027)


MOMENTS = st.integers(moment("1/1"), moment("1/6"))
PAUSES = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=4)
AMOUNTS = st.integers(1, 20)
COUNTINGS = st.sampled_from(Counting)


@given(MOMENTS, AMOUNTS, COUNTINGS, PAUSES)
def test_whoever_was_in_time_at_the_pause_is_in_time_after_it(
    at: int, amount: int, counting: Counting, gaps: list[tuple[int, int]]
):
    clock = answer(at, rule(amount, counting))
    for wait, length in gaps:
        since = (clock.pauses[-1].until if clock.pauses else at) + wait
        after = paused(clock, since, since + length)
        assert clock.due is not None
        assert after.due is not None
        if since < clock.due:
            assert after.due >= since + length
        else:
            assert after.due == clock.due
        assert after.due >= clock.due
        clock = after


@given(MOMENTS, AMOUNTS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_as_many_working_days_are_left_after_a_pause_as_before(
    at: int, amount: int, wait: int, length: int
):
    """Seen from working days; a pause that begins or ends on a day off is as if on the next working one."""
    clock = answer(at, rule(amount, Counting.WORKING_DAYS))
    since, to = at + wait, at + wait + length
    after = paused(clock, since, to)
    assert clock.due is not None
    assert after.due is not None
    if since < clock.due:
        before = SHIPPED.from_day_on(day_of(since)), day_of(clock.due - 1)
        afterwards = SHIPPED.from_day_on(day_of(to)), day_of(after.due - 1)
        left = SHIPPED.working_days_between(*before)
        assert SHIPPED.working_days_between(*afterwards) == left


# Extensions and promises.


def test_an_extension_adds_days_of_its_own_counting():
    longer = extend(answer(moment("2/3")), 5, moment("10/3"), SHIPPED)
    assert (longer.extended_by, longer.extended_at) == (5, moment("10/3"))
    assert longer.due == end_of(on("23/3"))
    again = extend(longer, 1, moment("11/3"), SHIPPED)
    assert (again.extended_by, again.due) == (6, end_of(on("24/3")))


def test_hours_are_extended_by_whole_office_days():
    clock = extend(answer(moment("6/3", 16), URGENT), 1, moment("6/3", 17), SHIPPED)
    assert clock.due == moment("10/3", 10, 30)


def test_extended_into_an_unknown_year_it_has_no_due_day():
    clock = extend(answer(moment("14/12")), 10, moment("15/12"), SHIPPED)
    assert (clock.due, clock.missing_year) == (None, 2027)


def promise(day: str, at: str = "2/3") -> Clock:
    return until(ClockKind.PROMISE, on(day), moment(at), "Kết luận của Chủ tịch", SHIPPED)


@pytest.mark.parametrize("day", ["14/3", "1/5", "30/4/2027"])
def test_a_promised_day_is_kept_as_it_was_said(day: str):
    """Also on a day off, and in a year that nobody has loaded: nothing is counted."""
    clock = promise(day)
    assert (clock.deadline, clock.deadline_version, clock.amount) == (PROMISE, 0, 0)
    assert (clock.on, clock.due, clock.missing_year) == (on(day), end_of(on(day)), None)
    assert reckon(clock, shipped_with(day_off("9/9"))) is clock


def test_a_promise_is_extended_by_working_days_after_its_day():
    assert extend(promise("13/3"), 2, moment("9/3"), SHIPPED).due == end_of(on("17/3"))
    later = extend(promise("31/12"), 2, moment("9/3"), SHIPPED)
    assert (later.due, later.missing_year) == (None, 2027)


def test_a_promise_can_stand_still():
    assert paused(promise("13/3"), moment("9/3"), moment("11/3")).due == end_of(on("17/3"))


# How it stands.


@pytest.mark.parametrize(
    ("at", "how"),
    [
        (moment("2/3"), Timeliness.ON_TIME),
        (end_of(on("11/3")) - 1, Timeliness.ON_TIME),
        (end_of(on("11/3")), Timeliness.DUE_SOON),
        (end_of(on("16/3")) - 1, Timeliness.DUE_SOON),
        (end_of(on("16/3")), Timeliness.OVERDUE),
        (end_of(on("29/3")) - 1, Timeliness.OVERDUE),
        (end_of(on("29/3")), Timeliness.VERY_OVERDUE),
    ],
)
def test_how_a_clock_of_ten_days_stands(at: int, how: Timeliness):
    assert timeliness(answer(moment("2/3")), at, SHIPPED) is how


@pytest.mark.parametrize(
    ("amount", "day", "how"),
    [
        (1, "2/3", Timeliness.ON_TIME),
        (1, "3/3", Timeliness.DUE_SOON),
        (2, "2/3", Timeliness.ON_TIME),
        (2, "3/3", Timeliness.DUE_SOON),
        (3, "2/3", Timeliness.ON_TIME),
        (3, "3/3", Timeliness.DUE_SOON),
    ],
)
def test_a_short_term_is_not_due_soon_on_the_day_it_begins(amount: int, day: str, how: Timeliness):
    clock = answer(moment("2/3"), rule(amount, Counting.WORKING_DAYS))
    assert timeliness(clock, moment(day), SHIPPED) is how


@pytest.mark.parametrize(
    ("at", "how"),
    [
        (("6/3", 16), Timeliness.ON_TIME),
        (("9/3", 9, 29), Timeliness.ON_TIME),
        (("9/3", 9, 30), Timeliness.DUE_SOON),
        (("9/3", 10, 29), Timeliness.DUE_SOON),
        (("9/3", 10, 30), Timeliness.OVERDUE),
        (("22/3", 10), Timeliness.OVERDUE),
        (("23/3", 10), Timeliness.VERY_OVERDUE),
    ],
)
def test_how_a_clock_of_four_hours_stands(at: tuple[str, int], how: Timeliness):
    assert timeliness(answer(moment("6/3", 16), URGENT), moment(*at), SHIPPED) is how


@pytest.mark.parametrize(
    ("day", "now", "how"),
    [
        ("30/4/2027", "2/3", Timeliness.ON_TIME),
        ("13/3", "11/3", Timeliness.DUE_SOON),
        ("3/1/2027", "30/12", Timeliness.DUE_SOON),
        ("4/1/2027", "30/12", Timeliness.ON_TIME),
        ("30/4/2027", "31/12", Timeliness.ON_TIME),
        ("31/12", "5/3/2027", Timeliness.OVERDUE),
        ("1/12", "5/3/2027", Timeliness.VERY_OVERDUE),
    ],
)
def test_of_an_unknown_year_weekdays_count_ahead_and_only_what_is_certain_behind(
    day: str, now: str, how: Timeliness
):
    assert timeliness(promise(day), moment(now), SHIPPED) is how


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("11/3", "13/3"),
        ("12/3", "16/3"),
        ("13/3", "17/3"),
        ("14/3", "17/3"),
        ("12/2", "23/2"),
        ("13/2", "24/2"),
        ("20/8", "22/8"),
        ("30/12", "3/1/2027"),
        ("31/12/2027", "4/1/2028"),
    ],
)
def test_soon_reaches_over_weekends_and_holidays_to_the_second_working_day(now: str, last: str):
    """Of 2027 and 2028 nobody knows the holidays."""
    day = on(last)
    assert soon_until(moment(now), SHIPPED) >= end_of(day)
    following = day + timedelta(days=1)
    assert soon_until(moment(now), SHIPPED) < end_of(following + timedelta(days=2))


@given(st.dates(date(2026, 1, 1), date(2026, 12, 10)), st.integers(0, 12))
def test_soon_is_what_has_two_working_days_left_or_fewer(today: date, ahead: int):
    day = today + timedelta(days=ahead)
    left = SHIPPED.working_days_between(today, day)
    soon = end_of(day) <= soon_until(end_of(today) - 1, SHIPPED)
    assert soon == (left <= DUE_SOON_DAYS)


def test_while_it_is_paused_it_does_not_get_late():
    running = answer(moment("2/3"))
    stopped = pause(running, moment("4/3"))
    assert timeliness(stopped, moment("1/6"), SHIPPED) is Timeliness.ON_TIME
    assert timeliness(stopped, moment("3/3"), SHIPPED) is Timeliness.ON_TIME
    late = pause(running, moment("17/3"))
    assert timeliness(late, moment("1/6"), SHIPPED) is Timeliness.OVERDUE


def test_it_has_run_out_from_its_due_moment_on():
    running = answer(moment("2/3"))
    due = end_of(on("16/3"))
    assert [running.ran_out(due - 1), running.ran_out(due)] == [False, True]
    stopped = [pause(running, due - 1), pause(running, due)]
    assert [clock.ran_out(due + 1) for clock in stopped] == [False, True]
    assert not answer(moment("31/12")).ran_out(moment("5/3/2027"))


def test_clocks_over_tet():
    """Ten working days from the last one before Tết are over at the end of the second week after it."""
    assert answer(moment("13/2")).due == end_of(on("6/3"))


def test_a_swap_that_turns_out_otherwise_moves_the_clock():
    plain = CalendarDay(date(2026, 8, 31), DayKind.WORKING_SWAP, "x", "x", verified=True)
    clock = answer(moment("21/8"))
    assert clock.due == end_of(on("8/9"))
    assert reckon(clock, shipped_with(plain)).due == end_of(on("7/9"))
