"""What the operator can see and do about a commune's calendar: the part of the office that keeps almanacs.

The same commands as the clerk's page gives, by the same rules. It must not know what a case is.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from archive.almanac_commands import LoadYear, RemoveDay, SetDay, SetDeadline, SetOfficeHours
from archive.calendar import MILLISECONDS_PER_MINUTE, CalendarDay, DayKind, OfficeHours
from archive.clock_moves import MovedClock
from archive.clock_story import DayLine, explain
from archive.clocks import Clock, start
from archive.deadlines import ClockKind, Counting
from conference.command import Command
from conference.refusals import Code, Refusal
from conference.vocabulary import VIETNAM
from realtime.casebooks import Casebooks
from web.calendar_changes import Ticking, change_calendar
from web.orders import OPERATOR, Details, OrderError

ADVICE: Mapping[str | int | None, str] = {
    DayKind.LOCAL_CLOSURE: ": a closure is set by itself; loading a year leaves it as it is",
    "hours": ": up to four spans such as 7:30-11:30, in order and within one day",
    "amount": ": 1 to 366",
}
CONTRADICTIONS: Mapping[str, str] = {
    "off_and_working": "it is both off and worked; remove the row that is there first",
    "listed_twice": "it stands there twice",
    "works_anyway": "it is a working day anyway",
    "off_anyway": "it is off anyway",
    "outside_year": "it is of another year",
}
MINUTES_PER_HOUR = 60
_SPAN = re.compile(r"([0-9]{1,2}):([0-5][0-9])-([0-9]{1,2}):([0-5][0-9])")
UNVERIFIED = "?"
"""Before the source of a day whose decision nobody has read."""


class CalendarOffice:
    """The office's orders about calendars."""

    _casebooks: Casebooks
    _ticking: Ticking
    _clock: Callable[[], int]
    _knows: Callable[[str], Awaitable[bool]]
    """Whether anybody of a commune signs in here, or it has met: else its name is a slip."""

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
        year = days[0].date.year
        done = await self._change(commune, LoadYear, year=year, days=days)
        return {"year": year, "days": len(days), **done}

    async def set_day(self, commune: str, row: Details) -> Details:
        """One day, in place of what is known of it; a closure lies above that."""
        day = _day({"line": 1, **row})
        return {"day": _told(day), **await self._change(commune, SetDay, day=day)}

    async def remove_day(self, commune: str, day: str, why: str) -> Details:
        """A closure is lifted; without one the year's own row goes, and the weekday holds."""
        gone = _date(day)
        done = await self._change(commune, RemoveDay, date=gone, why=why)
        return {"day": gone.isoformat(), **done}

    async def show_office_hours(self, commune: str) -> Details:
        terms = await self._casebooks.terms(commune)
        return {"version": terms.calendar.version, "hours": _told_hours(terms.calendar.hours)}

    async def set_office_hours(self, commune: str, hours: list[str]) -> Details:
        """Each span as 7:30-11:30; the same on every working day."""
        wanted = OfficeHours(tuple(_span(typed) for typed in hours))
        done = await self._change(commune, SetOfficeHours, hours=wanted)
        return {"hours": _told_hours(wanted), **done}

    async def set_deadline(self, commune: str, rule: Details) -> Details:
        """A new version of a rule; what is not given stays as it is. Running clocks keep the old one."""
        terms = await self._casebooks.terms(commune)
        known = terms.deadlines.get(rule["deadline"])
        if known is None:
            raise OrderError(_no_rule(rule["deadline"], terms.deadlines))
        told = {
            name: getattr(known, name) if rule.get(name) is None else rule[name]
            for name in ("amount", "counting", "basis", "verified")
        }
        try:
            told["counting"] = Counting(told["counting"])
        except ValueError:
            raise OrderError(f"counting is one of {', '.join(Counting)}") from None
        done = await self._change(commune, SetDeadline, deadline=known.id, **told)
        return {"deadline": known.id, **told, "was_version": known.version, **done}

    async def _change(self, commune: str, kind: type[Command], **values: object) -> Details:
        """Carry it out, and tell which clocks it moves."""
        if not await self._knows(commune):
            raise OrderError(f"nobody signs in for a commune {commune}, and it never met: a slip?")
        at = self._clock()
        command = kind(actor=OPERATOR, id=f"{kind.__name__}-{at}", at=at, **values)
        changed = await change_calendar(self._casebooks, self._ticking, commune, command)
        if isinstance(changed, Refusal):
            raise OrderError(_words(changed))
        return {"clocks": changed.clocks, "moved": [_moved(one) for one in changed.moved]}

    async def count_deadline(self, commune: str, deadline: str, since: str) -> Details:
        """When a term would end that begins at this time of this day, and how that is counted."""
        terms = await self._casebooks.terms(commune)
        rule = terms.deadlines.get(deadline)
        if rule is None:
            raise OrderError(_no_rule(deadline, terms.deadlines))
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
    CalendarOffice.set_day,
    CalendarOffice.remove_day,
    CalendarOffice.show_office_hours,
    CalendarOffice.set_office_hours,
    CalendarOffice.set_deadline,
    CalendarOffice.count_deadline,
)


def _told(day: CalendarDay) -> Details:
    return {**asdict(day), "date": day.date.isoformat()}


def _told_hours(hours: OfficeHours) -> list[str]:
    return [f"{_time(begin)}-{_time(end)}" for begin, end in hours.spans]


def _moved(one: MovedClock) -> Details:
    return {"case": one.reference, "clock": one.kind, "was": one.was, "due": one.due}


def _no_rule(asked: str, known: Iterable[str]) -> str:
    return f"no such rule: {asked}; there are {', '.join(known)}"


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


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise OrderError("a date is 2027-01-31") from None


def _span(typed: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(typed.strip())
    if found is None:
        raise OrderError(f"not understood: {typed}; a span is 7:30-11:30")
    begin, minute, end, last = map(int, found.groups())
    return begin * MINUTES_PER_HOUR + minute, end * MINUTES_PER_HOUR + last


def _time(minute: int) -> str:
    return f"{minute // MINUTES_PER_HOUR}:{minute % MINUTES_PER_HOUR:02}"


def _moment(since: str) -> int:
    """A day is its beginning."""
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise OrderError("a day is 2026-11-22, a time on it 2026-11-22T09:30") from None
    return int(moment.replace(tzinfo=VIETNAM).timestamp()) * 1000


def _words(refusal: Refusal) -> str:
    code, _, day = str(refusal.detail or "").partition(":")
    if day and code in CONTRADICTIONS:
        return f"refused: {day}: {CONTRADICTIONS[code]}"
    if refusal.reason is Code.NOT_FOUND and isinstance(refusal.detail, int):
        return f"refused: calendar {refusal.detail} not loaded; see `calendar load`"
    detail = "" if refusal.detail is None else f" ({refusal.detail})"
    return f"refused: {refusal.code}{detail}{ADVICE.get(refusal.detail, '')}"
