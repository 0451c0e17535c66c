"""The periods that a commune reports on: by the week, and by the month, quarter, six, nine and twelve months of a year.

A week is that of ISO 8601, from Monday. Six and nine months are the first of the year, as their reports count them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from archive.calendar import end_of, start_of


class PeriodKind(StrEnum):
    """How long a report looks back."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SIX_MONTHS = "six_months"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


_DAYS_OF_A_WEEK = 7
_MONTHS_OF_A_QUARTER = 3
_FROM_NEW_YEAR = {PeriodKind.SIX_MONTHS: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def since(self) -> int:
        """Its first moment (epoch ms)."""
        return start_of(self.first)

    @property
    def until(self) -> int:
        """The first moment after it."""
        return end_of(self.last)

    @property
    def year(self) -> int:
        """Of a week, the one that it counts to."""
        return self.first.isocalendar().year if self.kind is PeriodKind.WEEK else self.first.year

    @property
    def number(self) -> int:
        """Which week, month or quarter of its year; 1 for the others."""
        if self.kind is PeriodKind.WEEK:
            return self.first.isocalendar().week
        if self.kind is PeriodKind.MONTH:
            return self.first.month
        return (self.first.month - 1) // _MONTHS_OF_A_QUARTER + 1


def period(kind: PeriodKind, day: date) -> Period:
    """The one that this day is in; of six and nine months, the one of its year."""
    if kind is PeriodKind.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(kind, first, first + timedelta(days=_DAYS_OF_A_WEEK - 1))
    if kind is PeriodKind.MONTH:
        return _months(kind, day.year, day.month, 1)
    if kind is PeriodKind.QUARTER:
        begins = day.month - (day.month - 1) % _MONTHS_OF_A_QUARTER
        return _months(kind, day.year, begins, _MONTHS_OF_A_QUARTER)
    return _months(kind, day.year, 1, _FROM_NEW_YEAR[kind])


def _months(kind: PeriodKind, year: int, first: int, how_many: int) -> Period:
    years, month = divmod(first - 1 + how_many, 12)
    after = date(year + years, month + 1, 1)
    return Period(kind, date(year, first, 1), after - timedelta(days=1))
