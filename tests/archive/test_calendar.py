from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.calendar import (
    MILLISECONDS_PER_DAY,
    MILLISECONDS_PER_HOUR,
    Calendar,
    CalendarDay,
    CalendarNotLoaded,
    DayKind,
    OfficeHours,
    contradictions,
    day_of,
    end_of,
    start_of,
)
from archive.calendar_2026 import SHIPPED
from tests.archive.days import FIRST_HALF, TERMS, WHOLE_2026, day_off, moment, on, shipped_with

HOURS = st.integers(1, 40)
MOMENTS = st.integers(start_of(on("1/1")), start_of(on("1/7")))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        pytest.param("13/2", 5, "27/2", id="over Tết"),
        pytest.param("22/4", 5, "4/5", id="over Giỗ Tổ in lieu, 30/4 and 1/5"),
        pytest.param("21/8", 1, "22/8", id="to a Saturday that is worked"),
        pytest.param("21/8", 7, "3/9", id="over the swap and Quốc khánh"),
        pytest.param("23/11", 2, "26/11", id="over Ngày Văn hóa"),
        pytest.param("31/12/2025", 1, "5/1", id="over New Year and its swapped Friday"),
        pytest.param("9/1", 1, "10/1", id="to the Saturday worked for it"),
        pytest.param("21/11", 1, "23/11", id="from a Saturday"),
        pytest.param("22/11", 1, "23/11", id="from a Sunday"),
    ],
)
def test_working_days(start: str, days: int, last: str):
    assert SHIPPED.add_working_days(on(start), days) == on(last)


def test_the_result_of_a_conference_is_due_in_ten_calendar_days():
    assert SHIPPED.last_day(on("21/11"), 10) == on("1/12")


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        pytest.param("5/2", 10, "23/2", id="Sunday in Tết, then Tết, then a weekend"),
        pytest.param("10/12", 9, "21/12", id="a Saturday"),
        pytest.param("12/8", 10, "22/8", id="a Saturday that is worked"),
        pytest.param("20/12/2025", 20, "9/1", id="the years in between do not matter"),
    ],
)
def test_calendar_days_roll_only_at_the_end(start: str, days: int, last: str):
    assert SHIPPED.last_day(on(start), days) == on(last)


def test_the_notice_is_counted_backwards_and_does_not_roll():
    assert SHIPPED.latest_notice(on("6/12")) == on("29/11")
    assert SHIPPED.latest_notice(on("3/1/2027")) == on("27/12")


@pytest.mark.parametrize(
    "count",
    [
        lambda: SHIPPED.add_working_days(on("31/12"), 1),
        lambda: SHIPPED.last_day(on("25/12"), 10),
        lambda: SHIPPED.is_working(on("1/1/2027")),
        lambda: SHIPPED.from_day_on(on("2/1/2027")),
        lambda: SHIPPED.working_days_between(on("30/12"), on("1/1/2027")),
        lambda: SHIPPED.working_days_between(on("1/1/2027"), on("30/12")),
        lambda: SHIPPED.add_working_hours(moment("31/12", 16), 2),
        lambda: SHIPPED.working_time_between(moment("31/12"), moment("1/1/2027")),
        lambda: SHIPPED.working_time_on(on("1/1/2027"), 0, 1),
        lambda: SHIPPED.opening(on("1/1/2027")),
    ],
)
def test_a_year_that_is_not_loaded_is_never_guessed(count: Callable[[], object]):
    with pytest.raises(CalendarNotLoaded, match=r"^calendar 2027 not loaded$") as raised:
        count()
    assert raised.value.year == 2027


def test_the_last_day_of_the_last_year_can_still_be_reached():
    assert SHIPPED.add_working_days(on("30/12"), 1) == on("31/12")


def test_a_year_before_is_not_guessed_either():
    with pytest.raises(CalendarNotLoaded, match="2025"):
        SHIPPED.add_working_days(on("30/12/2025"), 1)


@pytest.mark.parametrize("amount", [0, -1])
def test_no_term_is_shorter_than_one(amount: int):
    with pytest.raises(ValueError, match="a term of"):
        SHIPPED.add_working_days(on("2/3"), amount)
    with pytest.raises(ValueError, match="a term of"):
        SHIPPED.last_day(on("2/3"), amount)
    with pytest.raises(ValueError, match="a term of"):
        SHIPPED.add_working_hours(moment("2/3"), amount)


@given(WHOLE_2026)
def test_every_day_is_what_its_entry_or_else_its_weekday_says(day: date):
    known = SHIPPED.days.get(day)
    expected = known.kind is DayKind.WORKING_SWAP if known else day.weekday() < 5
    assert SHIPPED.is_working(day) == expected


@given(FIRST_HALF, TERMS)
def test_no_term_ends_on_a_day_off(day: date, n: int):
    ends = (SHIPPED.add_working_days(day, n), SHIPPED.last_day(day, n))
    assert [SHIPPED.is_working(end) for end in ends] == [True, True]


@given(FIRST_HALF, TERMS)
def test_a_longer_term_ends_later_and_a_later_start_not_earlier(day: date, n: int):
    assert SHIPPED.add_working_days(day, n) < SHIPPED.add_working_days(day, n + 1)
    assert SHIPPED.add_working_days(day, n) <= SHIPPED.add_working_days(day + DAY, n)
    assert SHIPPED.last_day(day, n) <= SHIPPED.last_day(day, n + 1)
    assert SHIPPED.last_day(day, n) <= SHIPPED.last_day(day + DAY, n)


@given(FIRST_HALF, TERMS)
def test_counting_is_the_inverse_of_adding(day: date, n: int):
    end = SHIPPED.add_working_days(day, n)
    assert SHIPPED.working_days_between(day, end) == n
    assert SHIPPED.working_days_between(end, day) == -n
    assert SHIPPED.certain_working_days(day, end) == n


@given(FIRST_HALF, TERMS, TERMS)
def test_terms_add_up(day: date, n: int, more: int):
    halfway = SHIPPED.add_working_days(day, n)
    assert SHIPPED.add_working_days(halfway, more) == SHIPPED.add_working_days(day, n + more)


def test_of_a_missing_year_no_day_is_certain():
    assert SHIPPED.certain_working_days(on("29/12"), on("1/6/2027")) == 2
    assert SHIPPED.certain_working_days(on("1/6/2027"), on("1/7/2027")) == 0


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        pytest.param(("2/3", 8), 2, ("2/3", 10), id="within the morning"),
        pytest.param(("2/3", 9, 30), 2, ("2/3", 11, 30), id="to its very end"),
        pytest.param(("2/3", 10, 30), 4, ("2/3", 16, 30), id="over lunch"),
        pytest.param(("2/3", 11, 30), 1, ("2/3", 14, 30), id="from the end of the morning"),
        pytest.param(("2/3", 12, 15), 1, ("2/3", 14, 30), id="from within lunch"),
        pytest.param(("2/3", 15), 4, ("3/3", 9, 30), id="over night"),
        pytest.param(("2/3", 3), 4, ("2/3", 11, 30), id="from before the office opens"),
        pytest.param(("2/3", 20), 4, ("3/3", 11, 30), id="from after it has closed"),
        pytest.param(("6/3", 16), 4, ("9/3", 10, 30), id="over a weekend"),
        pytest.param(("7/3", 10), 4, ("9/3", 11, 30), id="from a weekend"),
        pytest.param(("13/2", 16), 4, ("23/2", 10, 30), id="over Tết"),
        pytest.param(("21/8", 16), 4, ("22/8", 10, 30), id="into a Saturday that is worked"),
        pytest.param(("2/3", 7, 30), 15, ("3/3", 17), id="two whole days"),
    ],
)
def test_working_hours(start: tuple[str, int], hours: int, end: tuple[str, int]):
    assert SHIPPED.add_working_hours(moment(*start), hours) == moment(*end)


def test_hours_begin_at_the_millisecond():
    at = moment("2/3", 8) + 1
    assert SHIPPED.add_working_hours(at, 2) == moment("2/3", 10) + 1


@given(MOMENTS, HOURS)
def test_hours_can_be_counted_again(at: int, hours: int):
    end = SHIPPED.add_working_hours(at, hours)
    assert SHIPPED.working_time_between(at, end) == hours * MILLISECONDS_PER_HOUR
    assert SHIPPED.working_time_between(at, end - 1) == hours * MILLISECONDS_PER_HOUR - 1


@given(MOMENTS, HOURS)
def test_hours_end_while_the_office_is_open(at: int, hours: int):
    end = SHIPPED.add_working_hours(at, hours)
    spans = SHIPPED.opening(day_of(end))
    assert [opened < end <= closed for opened, closed in spans].count(True) == 1


@given(MOMENTS, HOURS, st.integers(0, 10**9))
def test_hours_that_begin_later_do_not_end_earlier(at: int, hours: int, later: int):
    first, second = at, at + later
    assert SHIPPED.add_working_hours(first, hours) <= SHIPPED.add_working_hours(second, hours)


def test_between_a_moment_and_an_earlier_one_is_no_time():
    assert SHIPPED.working_time_between(moment("2/3", 11), moment("2/3", 9)) == 0
    assert SHIPPED.working_time_between(moment("4/3", 11), moment("2/3", 9)) == 0


def test_other_office_hours():
    hours = OfficeHours(((480, 720),))
    calendar = Calendar("x", SHIPPED.years, SHIPPED.days, hours)
    assert calendar.add_working_hours(moment("2/3", 10), 4) == moment("3/3", 10)
    assert hours.length == 4 * MILLISECONDS_PER_HOUR


@pytest.mark.parametrize(
    ("spans", "sound"),
    [
        (((450, 690), (810, 1020)), True),
        (((0, 1440),), True),
        ((), False),
        (((690, 450),), False),
        (((450, 450),), False),
        (((450, 690), (690, 1020)), False),
        (((450, 800), (700, 1020)), False),
        (((-1, 60),), False),
        (((60, 1441),), False),
        (((0, 1), (2, 3), (4, 5), (6, 7)), True),
        (((0, 1), (2, 3), (4, 5), (6, 7), (8, 9)), False),
    ],
)
def test_office_hours_stand_in_order_within_one_day(
    spans: tuple[tuple[int, int]],
    sound: bool,  # noqa: FBT001  pytest gives it by name
):
    assert OfficeHours(spans).sound == sound


def test_a_day_ends_at_midnight_in_vietnam():
    midnight = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert end_of(on("22/11")) == int(midnight.timestamp()) * 1000
    assert start_of(on("23/11")) == end_of(on("22/11"))


@given(WHOLE_2026)
def test_every_day_has_24_hours_and_knows_its_moments(day: date):
    """There is no daylight saving, at no time of the year."""
    assert end_of(day) - start_of(day) == MILLISECONDS_PER_DAY
    assert (day_of(start_of(day)), day_of(end_of(day) - 1)) == (day, day)
    assert day_of(end_of(day)) == day + DAY


def test_a_local_closure_closes_this_commune():
    stormy = shipped_with(day_off("9/9"), day_off("22/8"))
    assert stormy.add_working_days(on("8/9"), 1) == on("10/9")
    assert stormy.add_working_days(on("21/8"), 1) == on("24/8")


def _day(text: str, kind: DayKind) -> CalendarDay:
    return CalendarDay(on(text), kind, "", "", verified=False)


HOLIDAY, SWAP, WORKED = DayKind.HOLIDAY, DayKind.DAY_OFF_SWAP, DayKind.WORKING_SWAP


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], []),
        ([_day("26/4", HOLIDAY), _day("27/4", HOLIDAY)], []),
        ([_day("22/8", WORKED), _day("22/8", HOLIDAY)], ["off_and_working:2026-08-22"]),
        ([_day("22/8", HOLIDAY), _day("22/8", WORKED)], ["off_and_working:2026-08-22"]),
        ([_day("2/9", HOLIDAY), _day("2/9", SWAP)], ["listed_twice:2026-09-02"]),
        ([_day("22/8", WORKED), _day("22/8", WORKED)], ["listed_twice:2026-08-22"]),
        ([_day("31/8", WORKED)], ["works_anyway:2026-08-31"]),
        ([_day("22/8", SWAP)], ["off_anyway:2026-08-22"]),
        ([_day("1/1/2027", HOLIDAY)], ["outside_year:2027-01-01"]),
        (
            [_day("22/8", SWAP), _day("3/2/2025", WORKED)],
            ["outside_year:2025-02-03", "works_anyway:2025-02-03", "off_anyway:2026-08-22"],
        ),
    ],
)
def test_what_cannot_be_true_is_found(days: list[CalendarDay], found: list[str]):
    assert contradictions(days, 2026) == found


def test_without_a_year_days_of_any_year_may_stand_together():
    assert contradictions([_day("1/1/2027", HOLIDAY), _day("1/1", HOLIDAY)]) == []


def test_the_shipped_year_holds_together():
    assert contradictions(SHIPPED.days.values(), 2026) == []
    assert (SHIPPED.version, SHIPPED.years) == ("2026.1", {2026})
    off = [day for day in SHIPPED.days.values() if day.kind is SWAP]
    worked = [day for day in SHIPPED.days.values() if day.kind is WORKED]
    assert [day.date for day in off] == [on("2/1"), on("31/8")]
    assert [day.date for day in worked] == [on("10/1"), on("22/8")]


def test_what_we_have_not_read_ourselves_is_marked():
    unread = sorted(day.date for day in SHIPPED.days.values() if not day.verified)
    assert unread == [on(day) for day in ("2/1", "10/1", "22/8", "31/8", "1/9", "24/11")]
