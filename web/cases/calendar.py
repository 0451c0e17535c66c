"""The almanac on screen: which days are off, when the office is open, and what changing that does to running clocks.

A year that was not loaded is never guessed: the page says so, and what that stops. What was not verified is
shown as such, and never as law.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.almanac_rules import CLOSURE_ROLES, YEAR_MAX, YEAR_MIN
from archive.calendar import SPANS_MAX, Calendar, DayKind, OfficeHours, day_of, start_of
from archive.clock_moves import MovedClock
from conference.refusals import Refusal
from conference.vocabulary import VIETNAM
from web.calendar_changes import Changed
from web.cases.calendar_acts import (
    DAY_KINDS_OFFERED,
    FORMS,
    KEEPERS,
    Slip,
    change,
    read_wish,
    write_time,
)
from web.cases.calendar_rows import write_rows
from web.cases.calendar_words import Problem, refusal_problem, slip_problem
from web.cases.door import AtOffice, at_office
from web.cases.words import CALENDAR_ACTS, CLOCKS, DAY_KINDS
from web.context import house
from web.forms import read_form
from web.render import Speech
from web.showing import see, show, speech
from web.words import N_

NEXT_YEAR_FROM_MONTH = 11
"""From November on deadlines reach into the next year."""
MOVED_SHOWN = 50
NOTHING_TYPED: Mapping[str, str] = {}


def missing_year(calendar: Calendar, now: int) -> int | None:
    """The year that somebody has to load now, for a banner."""
    today = datetime.fromtimestamp(now / 1000, VIETNAM).date()
    needed = (today.year, today.year + (today.month >= NEXT_YEAR_FROM_MONTH))
    return next((year for year in needed if year not in calendar.years), None)


async def this_year(request: Request) -> Response:
    today = datetime.fromtimestamp(house(request).clock() / 1000, VIETNAM)
    return see(f"/archive/calendar/{today.year}")


async def calendar(request: Request) -> Response:
    office = await at_office(request)
    return office if isinstance(office, Response) else await _show(request, office)


async def change_calendar(request: Request) -> Response:
    """What it did is on the page that answers: nothing else keeps it."""
    typed = await read_form(request, await house(request).identity.visitor(request))
    office = await at_office(request, KEEPERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    do = typed.get("do", "")
    if do not in FORMS:
        raise HTTPException(400, "no such act")
    said, wish = speech(request), read_wish(do, typed, request.path_params["year"])
    if isinstance(wish, Slip):
        problem = slip_problem(said, do, wish, typed)
        return await _show(request, office, typed, problem=problem, status=422)
    changed = await change(request, office, wish, typed)
    if isinstance(changed, Refusal):
        problem = refusal_problem(said, do, changed, typed)
        return await _show(request, office, typed, problem=problem, status=changed.http_status)
    return await _show(request, office, changed=changed, done=do)


async def _show(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] = NOTHING_TYPED,
    *,
    problem: Problem | None = None,
    status: int = 200,
    changed: Changed | None = None,
    done: str = "",
) -> Response:
    home, year, said = house(request), request.path_params["year"], speech(request)
    known = (await home.casework.terms(office.commune)).calendar
    days = [known.days[day] for day in sorted(known.days) if day.year == year]
    table = [day for day in days if day.kind is not DayKind.LOCAL_CLOSURE]
    return await show(
        request,
        "cases/calendar.html",
        visitor=office.visitor,
        status=status,
        office=office,
        year=year,
        years=(YEAR_MIN, YEAR_MAX),
        loaded=year in known.years,
        missing=missing_year(known, home.clock()),
        days=days,
        version=known.version,
        given={typed.get("do", ""): typed},
        rows=write_rows(table),
        hours=_spans(known.hours),
        keeper=bool(office.roles() & KEEPERS),
        closer=bool(office.roles() & CLOSURE_ROLES),
        kinds={kind: said.plain(words) for kind, words in DAY_KINDS.items()},
        offered=[(kind, said.plain(DAY_KINDS[kind])) for kind in DAY_KINDS_OFFERED],
        acts={act: said.plain(words) for act, words in CALENDAR_ACTS.items()},
        changed=changed,
        moved=_moved(said, changed.moved if changed else ()),
        done=done,
        id=(problem and typed.get("id")) or home.chance.token(),
        problem=problem,
    )


def _moved(said: Speech, clocks: Sequence[MovedClock]) -> list[tuple[str, str, str, str]]:
    """Case, clock, and until when it ran and runs."""
    return [
        (one.reference, said.plain(CLOCKS[one.kind]), _until(said, one.was), _until(said, one.due))
        for one in clocks[:MOVED_SHOWN]
    ]


def _until(said: Speech, due: int | None) -> str:
    """The day until whose end there is time; of a clock in hours, the minute."""
    if due is None:
        return said.text(N_("chưa tính được"))
    return said.last_day(due) if due == start_of(day_of(due)) else said.minute(due)


def _spans(hours: OfficeHours) -> list[tuple[str, str]]:
    """As many as there can be; blank are those that there are not."""
    spans = [(write_time(begin), write_time(end)) for begin, end in hours.spans]
    return spans + [("", "")] * (SPANS_MAX - len(spans))


routes = [
    Route("/archive/calendar", this_year),
    Route("/archive/calendar/{year:int}", calendar),
    Route("/archive/calendar/{year:int}", change_calendar, methods=["POST"]),
]
