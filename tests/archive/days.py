"""Moments and calendars for the tests of what is due when."""

from datetime import date, datetime
from types import MappingProxyType

from hypothesis import strategies as st

from archive.calendar import Calendar, CalendarDay, DayKind
from archive.calendar_2026 import SHIPPED
from conference.vocabulary import VIETNAM

WHOLE_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
FIRST_HALF = st.dates(date(2026, 1, 1), date(2026, 6, 30))
TERMS = st.integers(1, 30)


def on(text: str) -> date:
    """`13/2` of 2026, or `13/2/2027`."""
    day, month, *year = map(int, text.split("/"))
    return date(*(year or [2026]), month, day)


def moment(text: str, hour: int = 9, minute: int = 0) -> int:
    """Epoch milliseconds of a time of that day in Vietnam."""
    at = datetime.combine(on(text), datetime.min.time(), VIETNAM)
    return int(at.replace(hour=hour, minute=minute).timestamp()) * 1000


def day_off(text: str, kind: DayKind = DayKind.LOCAL_CLOSURE) -> CalendarDay:
    return CalendarDay(on(text), kind, "Bão", "Quyết định của Chủ tịch xã", verified=True)


def shipped_with(*days: CalendarDay, version: str = "2026.1+1") -> Calendar:
    """The shipped calendar, changed by these days."""
    changed = {**SHIPPED.days, **{day.date: day for day in days}}
    return Calendar(version, SHIPPED.years, MappingProxyType(changed), SHIPPED.hours)
