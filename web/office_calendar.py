"""What the operator can see and do about a commune's calendar: the part of the office that keeps almanacs.

The same commands as the clerk's page gives, by the same rules. It must not know what a case is.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from archive.almanac_commands import LoadYear
from archive.calendar import MILLISECONDS_PER_MINUTE, CalendarDay, DayKind
from archive.clock_story import DayLine, explain
from archive.clocks import Clock, start
from archive.deadlines import ClockKind, Counting
from conference.refusals import Refusal
from conference.vocabulary import VIETNAM, Actor, Role
from realtime.casebooks import Casebooks
from web.orders import Details, OrderError

OPERATOR = Actor(Role.OPERATOR, "operator")
ADVICE: Mapping[str | int | None, str] = {
    DayKind.LOCAL_CLOSURE: ": a closure is set by itself; loading a year leaves it as it is",
}
UNVERIFIED = "?"
"""Before the source of a day whose decision nobody has read."""


class CalendarOffice:
    """The office's orders about calendars."""

    _casebooks: Casebooks
    _clock: Callable[[], int]

    async def show_calendar(self, commune: str, year: int) -> Details:
        """The days of one year that are not what their weekday says."""
        terms = await self._casebooks.terms(commune)
        if year not in terms.calendar.years:
            raise OrderError(f"calendar {year} not loaded; see `calendar load`")
        days = [terms.calendar.days[day] for day in sorted(terms.calendar.days) if day.year == year]
        return {"version": terms.calendar.version, "year": year, "days": [_told(d) for d in days]}

    async def load_calendar(self, commune: str, rows: list[Details]) -> Details:
        """All of a year, in place of what is there; each row has a line, and date, kind, name and source."""
        days = tuple(_day(row) for row in rows)
        if not days:
            raise OrderError("there are no days in it")
        at, year = self._clock(), days[0].date.year
        command = LoadYear(actor=OPERATOR, id=f"load-{year}-{at}", at=at, year=year, days=days)
        outcome = await self._casebooks.change_terms(commune, command)
        if isinstance(outcome, Refusal):
            raise OrderError(_words(outcome))
        return {"year": year, "days": len(days)}

    async def count_deadline(self, commune: str, deadline: str, since: str) -> Details:
        """When a term would end that begins at this time of this day, and how that is counted."""
        terms = await self._casebooks.terms(commune)
        rule = terms.deadlines.get(deadline)
        if rule is None:
            raise OrderError(f"no such rule: {deadline}; there are {', '.join(terms.deadlines)}")
        clock = start(ClockKind.ANSWER, rule, _moment(since), terms.calendar)
        explanation = explain(clock, terms.calendar)
        return {
            "calendar": explanation.calendar,
            "amount": rule.amount,
            "counting": rule.counting,
            "basis": rule.basis,
            "verified": rule.verified,
            "due": explanation.clock.due,
            "missing_year": explanation.clock.missing_year,
            "lines": [_line(line, clock) for line in explanation.lines],
        }


CALENDAR_ORDERS = (
    CalendarOffice.show_calendar,
    CalendarOffice.load_calendar,
    CalendarOffice.count_deadline,
)


def _told(day: CalendarDay) -> Details:
    return {**asdict(day), "date": day.date.isoformat()}


def _line(line: DayLine, clock: Clock) -> Details:
    """What was counted as days, or as minutes of office time."""
    hours = clock.counting is Counting.WORKING_HOURS
    counted = line.counted // MILLISECONDS_PER_MINUTE if hours else line.counted
    return {"day": line.day.isoformat(), "counted": counted, "why": line.why, "name": line.name}


def _day(row: Details) -> CalendarDay:
    try:
        day, kind = date.fromisoformat(row["date"]), DayKind(row["kind"])
    except ValueError:
        kinds = ", ".join(DayKind)
        raise OrderError(
            f"line {row['line']}: a date is 2027-01-31, a kind one of {kinds}"
        ) from None
    source = row["source"]
    return CalendarDay(
        day,
        kind,
        row["name"],
        source.removeprefix(UNVERIFIED).strip(),
        verified=not source.startswith(UNVERIFIED),
    )


def _moment(since: str) -> int:
    """A day is its beginning."""
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise OrderError("a day is 2026-11-22, a time on it 2026-11-22T09:30") from None
    return int(moment.replace(tzinfo=VIETNAM).timestamp()) * 1000


def _words(refusal: Refusal) -> str:
    detail = "" if refusal.detail is None else f" ({refusal.detail})"
    return f"refused: {refusal.code}{detail}{ADVICE.get(refusal.detail, '')}"
