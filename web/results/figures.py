"""What a commune owes and has done, in figures that name nobody: replied and resolved side by side, never as one.

Overdue is here what keeps an asker waiting; what the Front waits for is the Front's to tell. What is late by ten
working days stands here by its number, unit and days, as the ladder of deadlines promises. Its text does not:
nobody has published it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.calendar import Calendar, day_of
from archive.case_queries import CaseQueries
from archive.case_records import Dashboard, Group, LateCase
from archive.casebook.balance import Balance, balance
from archive.casebook.periods import PeriodKind, period
from archive.clocks import VERY_OVERDUE_DAYS, days_past
from archive.deadlines import ClockKind

LATE_SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class Late:
    """A case that is very late. `days` are working days."""

    reference: str
    unit: str | None
    topic: str | None
    what: ClockKind
    days: int


def very_late(waiting: Sequence[LateCase], now: int, calendar: Calendar) -> tuple[Late, ...]:
    """The latest first, as they are given; no more than a page can hold."""
    late = (
        Late(case.reference, case.unit, case.topic, case.kind, days_past(case.due, now, calendar))
        for case in waiting[:LATE_SHOWN_MAX]
    )
    return tuple(one for one in late if one.days >= VERY_OVERDUE_DAYS)


def for_everybody(board: Dashboard, waiting: Sequence[LateCase]) -> Dashboard:
    """The same figures, but overdue is only what keeps an asker waiting."""
    return replace(
        board,
        tabs=replace(board.tabs, overdue=len(waiting)),
        units=_late_of(board.units, Counter(case.unit for case in waiting)),
        topics=_late_of(board.topics, Counter(case.topic for case in waiting)),
        places=_late_of(board.places, Counter(case.place for case in waiting)),
    )


def _late_of(groups: Sequence[Group], late: Counter[str | None]) -> tuple[Group, ...]:
    return tuple(replace(group, overdue=late[group.name]) for group in groups)


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
