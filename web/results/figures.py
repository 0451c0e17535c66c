"""What a commune owes and has done, in figures that name nobody: replied and resolved side by side, never as one.

What is late by more than ten working days stands here by its number, unit and days, as the ladder of deadlines
promises. Its text does not: nobody has published it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.calendar import Calendar, day_of
from archive.case_filter import CaseFilter
from archive.case_queries import CaseQueries
from archive.case_records import CaseLine
from archive.casebook.balance import Balance, balance
from archive.casebook.periods import PeriodKind, period
from archive.clocks import VERY_OVERDUE_DAYS
from archive.deadlines import ClockKind

LATE_SHOWN_MAX = 200
OWED_BY_OTHERS = frozenset(
    {
        ClockKind.INFORMATION,
        ClockKind.RATING,
        ClockKind.APPEAL,
        ClockKind.REOPEN_WINDOW,
        ClockKind.RECOMMENDATION,
    }
)
"""They run out without the asker being kept waiting by the commune."""


@dataclass(frozen=True, slots=True)
class Late:
    """A case that is very late. `days` are working days."""

    reference: str
    unit: str | None
    topic: str | None
    what: ClockKind
    days: int


async def very_late(
    cases: CaseQueries, commune: str, now: int, calendar: Calendar
) -> tuple[Late, ...]:
    """The latest first; no more than a page can hold."""
    overdue = await cases.inbox(commune, CaseFilter(overdue=True), now=now, limit=LATE_SHOWN_MAX)
    return tuple(_late(overdue.cases, now, calendar))


def _late(cases: Iterable[CaseLine], now: int, calendar: Calendar) -> Iterable[Late]:
    for case in cases:
        if case.due is None or case.due_clock is None or case.due_clock in OWED_BY_OTHERS:
            continue
        days = calendar.certain_working_days(day_of(case.due - 1), day_of(now))
        if days > VERY_OVERDUE_DAYS:
            yield Late(case.reference, case.unit, case.topic, case.due_clock, days)


async def of_year(
    cases: CaseQueries, commune: str, year: int, now: int, calendar: Calendar
) -> Balance:
    """What came and went in this year, in Vietnam."""
    of = period(PeriodKind.YEAR, day_of(now).replace(year=year, month=1, day=1))
    return balance(
        of,
        await cases.open_at(commune, of.since),
        await cases.moves(commune, of.since, min(of.until, now + 1)),
        now=now,
        calendar=calendar,
    )
