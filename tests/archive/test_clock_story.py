import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import day_of
from archive.calendar_2026 import SHIPPED
from archive.clock_story import DayLine, Explanation, Why, explain
from archive.clocks import Clock, extend, pause, resume, start, until
from archive.deadlines import ClockKind, Counting, Deadline
from tests.archive.days import day_off, moment, on, shipped_with

HOUR = 3_600_000


def clock(at: int, amount: int, counting: Counting = Counting.WORKING_DAYS) -> Clock:
    rule = Deadline("answer_normal", 2, amount, counting, "x", verified=False)
    return start(ClockKind.ANSWER, rule, at, SHIPPED)


def paused(running: Clock, since: int, to: int) -> Clock:
    return resume(pause(running, since), to, SHIPPED)


def told(explanation: Explanation) -> list[tuple[str, int, str]]:
    """Day and month, what was counted, and why."""
    return [
        (f"{line.day.day}/{line.day.month}", line.counted, line.why.value)
        for line in explanation.lines
    ]


def test_each_day_is_counted_or_says_why_not():
    explanation = explain(clock(moment("30/4"), 2), SHIPPED)
    assert told(explanation) == [
        ("30/4", 0, "began"),
        ("1/5", 0, "holiday"),
        ("2/5", 0, "weekend"),
        ("3/5", 0, "weekend"),
        ("4/5", 1, "workday"),
        ("5/5", 1, "workday"),
    ]
    assert (explanation.calendar, explanation.total) == ("2026.1", 2)
    assert explanation.lines[1] == DayLine(on("1/5"), 0, Why.HOLIDAY, "Ngày Quốc tế Lao động")
    assert explanation.lines[2].name is None


def test_swaps_are_told_as_such():
    assert told(explain(clock(moment("21/8"), 7), SHIPPED)) == [
        ("21/8", 0, "began"),
        ("22/8", 1, "working_swap"),
        ("23/8", 0, "weekend"),
        *((f"{day}/8", 1, "workday") for day in range(24, 29)),
        ("29/8", 0, "weekend"),
        ("30/8", 0, "weekend"),
        ("31/8", 0, "day_off_swap"),
        ("1/9", 0, "holiday"),
        ("2/9", 0, "holiday"),
        ("3/9", 1, "workday"),
    ]


def test_it_explains_the_clock_as_this_calendar_has_it():
    running = clock(moment("2/3"), 2)
    stormy = shipped_with(day_off("3/3"))
    explanation = explain(running, stormy)
    assert told(explanation) == [
        ("2/3", 0, "began"),
        ("3/3", 0, "local_closure"),
        ("4/3", 1, "workday"),
        ("5/3", 1, "workday"),
    ]
    assert explanation.calendar == explanation.clock.calendar == "2026.1+1"
    assert explanation.clock.due != running.due


def test_the_days_of_a_pause_are_named():
    running = paused(clock(moment("2/3"), 3), moment("4/3"), moment("6/3"))
    assert told(explain(running, SHIPPED)) == [
        ("2/3", 0, "began"),
        ("3/3", 1, "workday"),
        ("4/3", 0, "paused"),
        ("5/3", 0, "paused"),
        ("6/3", 1, "workday"),
        ("7/3", 0, "weekend"),
        ("8/3", 0, "weekend"),
        ("9/3", 1, "workday"),
    ]


def test_for_the_day_it_began_the_next_stands_in():
    running = paused(clock(moment("2/3"), 1), moment("2/3", 10), moment("4/3"))
    assert told(explain(running, SHIPPED)) == [
        ("2/3", 0, "began"),
        ("3/3", 0, "paused"),
        ("4/3", 0, "paused"),
        ("5/3", 1, "workday"),
    ]


def test_no_day_stands_in_for_two_pauses():
    running = paused(clock(moment("2/3"), 2), moment("2/3", 10), moment("4/3"))
    running = paused(running, moment("4/3", 10), moment("5/3"))
    assert told(explain(running, SHIPPED)) == [
        ("2/3", 0, "began"),
        ("3/3", 0, "paused"),
        ("4/3", 0, "paused"),
        ("5/3", 0, "paused"),
        ("6/3", 1, "workday"),
        ("7/3", 0, "weekend"),
        ("8/3", 0, "weekend"),
        ("9/3", 1, "workday"),
    ]


def test_calendar_days_count_all_and_roll_at_the_end():
    running = clock(moment("4/3"), 3, Counting.CALENDAR_DAYS)
    assert told(explain(running, SHIPPED)) == [
        ("4/3", 0, "began"),
        ("5/3", 1, "calendar_day"),
        ("6/3", 1, "calendar_day"),
        ("7/3", 1, "calendar_day"),
        ("8/3", 0, "rolled"),
        ("9/3", 0, "rolled"),
    ]
    stopped = paused(running, moment("5/3"), moment("7/3"))
    assert told(explain(stopped, SHIPPED)) == [
        ("4/3", 0, "began"),
        ("5/3", 0, "paused"),
        ("6/3", 0, "paused"),
        ("7/3", 1, "calendar_day"),
        ("8/3", 1, "calendar_day"),
        ("9/3", 1, "calendar_day"),
    ]


def test_hours_are_told_day_by_day_in_milliseconds():
    running = clock(moment("6/3", 16), 4, Counting.WORKING_HOURS)
    assert told(explain(running, SHIPPED)) == [
        ("6/3", HOUR, "workday"),
        ("7/3", 0, "weekend"),
        ("8/3", 0, "weekend"),
        ("9/3", 3 * HOUR, "workday"),
    ]
    stopped = paused(running, moment("6/3", 16), moment("9/3", 8, 30))
    assert told(explain(stopped, SHIPPED)) == [
        ("6/3", 0, "paused"),
        ("7/3", 0, "weekend"),
        ("8/3", 0, "weekend"),
        ("9/3", 4 * HOUR, "workday"),
    ]


def test_a_promise_has_nothing_to_count_until_it_is_extended():
    promised = until(ClockKind.PROMISE, on("14/3"), moment("2/3"), "x", SHIPPED)
    assert told(explain(promised, SHIPPED)) == [("14/3", 0, "named")]
    longer = extend(promised, 1, moment("9/3"), SHIPPED)
    assert told(explain(longer, SHIPPED)) == [
        ("14/3", 0, "named"),
        ("15/3", 0, "weekend"),
        ("16/3", 1, "workday"),
    ]


def test_up_to_an_unknown_year_it_tells_what_is_known():
    running = clock(moment("29/12"), 10)
    explanation = explain(running, SHIPPED)
    assert told(explanation) == [
        ("29/12", 0, "began"),
        ("30/12", 1, "workday"),
        ("31/12", 1, "workday"),
    ]
    assert (explanation.clock.missing_year, explanation.total) == (2027, 10)


def test_pauses_up_to_an_unknown_year_are_told_too():
    running = paused(clock(moment("28/12"), 10), moment("30/12"), moment("31/12"))
    assert told(explain(running, SHIPPED)) == [
        ("28/12", 0, "began"),
        ("29/12", 1, "workday"),
        ("30/12", 0, "paused"),
        ("31/12", 1, "workday"),
    ]
    across = paused(clock(moment("28/12"), 10), moment("30/12"), moment("5/1/2027"))
    assert told(explain(across, SHIPPED))[2:] == [("30/12", 0, "paused"), ("31/12", 0, "paused")]


@pytest.mark.parametrize("at", ["20/12/2025", "1/6/2027"])
def test_of_a_year_that_is_not_there_only_the_beginning_is_told(at: str):
    explanation = explain(clock(moment(at), 10), SHIPPED)
    assert [line.why for line in explanation.lines] == [Why.BEGAN]


def test_hours_into_an_unknown_year_are_told_as_far_as_they_go():
    assert told(explain(clock(moment("31/12", 16), 4, Counting.WORKING_HOURS), SHIPPED)) == [
        ("31/12", HOUR, "workday")
    ]


MOMENTS = st.integers(moment("1/1"), moment("1/6"))
GAPS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=3)


@given(MOMENTS, st.integers(1, 20), st.integers(0, 5), st.sampled_from(Counting), GAPS)
def test_what_is_counted_adds_up(
    at: int, amount: int, more: int, counting: Counting, gaps: list[tuple[int, int]]
):
    running = extend(clock(at, amount, counting), more, at, SHIPPED)
    for wait, length in gaps:
        since = (running.pauses[-1].until if running.pauses else at) + wait
        running = paused(running, since, since + length)
    explanation = explain(running, SHIPPED)
    assert sum(line.counted for line in explanation.lines) == explanation.total
    assert running.due is not None
    assert explanation.lines[-1].day == day_of(running.due - 1)
    lost = sum(line.why is Why.PAUSED for line in explanation.lines)
    if counting is not Counting.WORKING_HOURS:
        assert (explanation.total, lost) == (amount + more, running.paused_days)


@given(MOMENTS, st.integers(1, 20), st.integers(1, 5), GAPS)
def test_an_extended_promise_adds_up_too(
    at: int, ahead: int, more: int, gaps: list[tuple[int, int]]
):
    named = SHIPPED.add_working_days(day_of(at), ahead)
    running = until(ClockKind.PROMISE, named, at, "x", SHIPPED)
    running = extend(running, more, at, SHIPPED)
    for wait, length in gaps:
        since = (running.pauses[-1].until if running.pauses else at) + wait
        running = paused(running, since, since + length)
    explanation = explain(running, SHIPPED)
    assert sum(line.counted for line in explanation.lines) == more
    assert running.due is not None
    assert explanation.lines[-1].day == day_of(running.due - 1)
