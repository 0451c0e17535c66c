"""Weeks of ISO 8601, and the periods of a year as their reports count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.casebook.periods import Period, PeriodKind, period

K = PeriodKind
NOVEMBER = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "first", "last", "number"),
    [
        (K.WEEK, date(2026, 11, 16), date(2026, 11, 22), 47),
        (K.MONTH, date(2026, 11, 1), date(2026, 11, 30), 11),
        (K.QUARTER, date(2026, 10, 1), date(2026, 12, 31), 4),
        (K.SIX_MONTHS, date(2026, 1, 1), date(2026, 6, 30), 1),
        (K.NINE_MONTHS, date(2026, 1, 1), date(2026, 9, 30), 1),
        (K.YEAR, date(2026, 1, 1), date(2026, 12, 31), 1),
    ],
)
def test_each_kind(kind: PeriodKind, first: date, last: date, number: int) -> None:
    found = period(kind, NOVEMBER)
    assert found == Period(kind, first, last)
    assert (found.year, found.number) == (2026, number)


def test_a_week_counts_to_the_year_of_its_thursday() -> None:
    week = period(K.WEEK, date(2027, 1, 3))
    assert (week.first, week.year, week.number) == (date(2026, 12, 28), 2026, 53)


def test_moments_are_those_of_vietnam() -> None:
    """Midnight there is 17:00 of the day before by universal time."""
    week = period(K.WEEK, NOVEMBER)
    assert (week.since, week.until) == (1_794_762_000_000, 1_795_366_800_000)


@given(
    st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from([K.WEEK, K.MONTH, K.QUARTER])
)
def test_every_day_is_in_one_and_the_next_begins_where_it_ends(day: date, kind: PeriodKind) -> None:
    this = period(kind, day)
    assert this.first <= day <= this.last
    following = period(kind, this.last + timedelta(days=1))
    assert following.since == this.until
