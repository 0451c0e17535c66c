"""When something is due, in words: how much is left, or how late it is. Never a colour alone, never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from archive.almanac import Terms
from archive.calendar import Calendar, day_of
from archive.case_records import NEVER, CaseLine, ClockRecord
from archive.casework import OPEN
from archive.clock_story import Explanation, explain
from archive.clocks import (
    DUE_SOON_DAYS,
    VERY_OVERDUE_DAYS,
    Clock,
    Timeliness,
    days_past,
    soon_until,
    timeliness,
)
from archive.deadlines import ClockKind, Counting
from web.cases.words import CLOCKS, COUNTINGS, WHYS
from web.render import Speech
from web.words import N_, n_

HOUR = 3_600_000
_SOON, _OVERDUE = "soon", "overdue"
_PILLS = {
    Timeliness.ON_TIME: "due",
    Timeliness.DUE_SOON: _SOON,
    Timeliness.OVERDUE: _OVERDUE,
    Timeliness.VERY_OVERDUE: _OVERDUE,
    Timeliness.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Due:
    """`pill` names shape and colour; `what` is the clock's name; `at` the first overdue moment, if known."""

    pill: str
    words: Markup
    what: str
    at: int | None


def due_of(case: CaseLine, now: int, terms: Terms, speech: Speech) -> Due | None:
    """What runs out next in a case as lists have it; None when nothing does."""
    calendar = terms.calendar
    if case.state not in OPEN:
        return None
    what = speech.plain(CLOCKS[case.due_clock]) if case.due_clock else ""
    if case.due is None or case.due >= NEVER:
        if case.missing_year is None:
            return None
        words = speech.text(N_("chưa tính được hạn, thiếu lịch {year}"), year=case.missing_year)
        return Due("unknown", words, what, None)
    by_calendar = _is_by_calendar(case.due_clock, terms)
    late = now >= case.due
    days = _days(calendar, case.due, now, by_calendar=by_calendar)
    soon = case.due <= soon_until(now, calendar, _soon(case.due_clock, terms))
    pill = _OVERDUE if late else _SOON if soon else "due"
    return Due(pill, _said(speech, days, late=late, by_calendar=by_calendar), what, case.due)


def _is_by_calendar(kind: ClockKind | None, terms: Terms) -> bool:
    """Whether the days that are left are those of the calendar, as of a day that was named."""
    term = terms.deadlines.get(kind or "")
    by_term = term is not None and term.counting is Counting.CALENDAR_DAYS
    return by_term or kind is ClockKind.PROMISE


def _soon(kind: ClockKind | None, terms: Terms) -> int:
    """How many days before its end a clock is due soon; a short one only when a day of it has gone."""
    term = terms.deadlines.get(kind or "")
    return min(DUE_SOON_DAYS, term.amount - 1) if term else DUE_SOON_DAYS


def due_of_clock(clock: Clock, now: int, calendar: Calendar, speech: Speech) -> Due:
    what, stands = speech.plain(CLOCKS[clock.kind]), timeliness(clock, now, calendar)
    if clock.due is None:
        words = speech.text(
            N_("chưa tính được hạn, thiếu lịch {year}"), year=clock.missing_year or ""
        )
        return Due(_PILLS[stands], words, what, None)
    if clock.paused_at is not None:
        return Due("paused", speech.text(N_("tạm dừng")), what, clock.due)
    late = now >= clock.due
    if clock.counting is Counting.WORKING_HOURS and not late:
        hours = -(-calendar.working_time_between(now, clock.due) // HOUR)
        words = speech.plural(n_("còn {n} giờ làm việc"), hours)
        return Due(_PILLS[stands], words, what, clock.due)
    by_calendar = clock.on is not None or clock.counting is Counting.CALENDAR_DAYS
    days = _days(calendar, clock.due, now, by_calendar=by_calendar)
    return Due(
        _PILLS[stands],
        _said(speech, days, late=late, by_calendar=by_calendar),
        what,
        clock.due,
    )


def _days(calendar: Calendar, due: int, now: int, *, by_calendar: bool) -> int:
    """Left or late, without a sign. How late it is counts in working days, as the ladder does."""
    if by_calendar and now < due:
        return (day_of(due - 1) - day_of(now)).days
    return abs(days_past(due, now, calendar))


def _said(speech: Speech, days: int, *, late: bool, by_calendar: bool) -> Markup:
    if late and not days:
        return speech.text(N_("quá hạn"))
    if late:
        if days >= VERY_OVERDUE_DAYS:
            return speech.plural(n_("quá hạn lâu, {n} ngày làm việc"), days)
        return speech.plural(n_("quá hạn {n} ngày làm việc"), days)
    if not days:
        return speech.text(N_("hết hôm nay"))
    left = n_("còn {n} ngày") if by_calendar else n_("còn {n} ngày làm việc")
    return speech.plural(left, days)


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock of a case, with how its day was counted."""

    clock: Clock
    due: Due
    story: Explanation
    late: bool | None
    stopped_at: int | None
    steps: tuple[int, ...]


def clocks_shown(
    records: Iterable[ClockRecord], now: int, calendar: Calendar, speech: Speech
) -> list[ShownClock]:
    """Those that run first, by what runs out next."""
    shown = [
        ShownClock(
            one.clock,
            due_of_clock(one.clock, now, calendar, speech),
            explain(one.clock, calendar),
            one.late,
            one.stopped_at,
            one.steps,
        )
        for one in records
    ]
    return sorted(shown, key=lambda one: (one.stopped_at or 0, one.clock.due or NEVER))


def counting_words(speech: Speech) -> dict[str, dict[str, str]]:
    said = {"counting": COUNTINGS, "why": WHYS}
    return {
        kind: {code: speech.plain(text) for code, text in texts.items()}
        for kind, texts in said.items()
    }
