"""The almanac on screen: which days are off, and how long each step may take.

A year that was not loaded is never guessed: the page says so, and what that stops. What was not verified is
shown as such, and never as law.
"""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.almanac_commands import LoadYear, RemoveDay, SetDay, SetDeadline
from archive.almanac_rules import CLOSURE_ROLES, YEAR_MAX, YEAR_MIN
from archive.calendar import Calendar, CalendarDay, DayKind
from archive.deadlines import Counting
from conference.command import Command
from conference.refusals import Code, Refusal
from conference.vocabulary import VIETNAM, Role
from web.cases.calendar_rows import BadRow, read_day, read_rows, write_rows
from web.cases.door import AtOffice, at_office
from web.cases.words import COUNTINGS, DAY_KINDS, DEADLINES
from web.context import house
from web.forms import read_form
from web.showing import see, show, speech
from web.words import refusal_words

KEEPERS = frozenset({Role.CLERK, Role.CHAIR})
"""Who may change the almanac."""
NEXT_YEAR_FROM_MONTH = 11
"""From November on deadlines reach into the next year."""
AMOUNT_DIGITS_MAX = 3

Wish = tuple[type[Command], dict[str, Any]]
Problem = dict[str, Any]


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
    return office if isinstance(office, Response) else await _calendar(request, office)


async def change_calendar(request: Request) -> Response:
    fields = await read_form(request, await house(request).identity.visitor(request))
    office = await at_office(request, KEEPERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    try:
        kind, values = _calendar_wish(fields, request.path_params["year"])
    except BadRow as bad:
        field = "rows" if "rows" in fields else "date"
        problem = {"field": field, "words": _bad_row(request, bad)}
        return await _calendar(request, office, problem, fields, 422)
    refused = await _change(request, office, kind, values, fields)
    if refused:
        problem = {"field": "rows", "words": refusal_words(speech(request), refused)}
        return await _calendar(request, office, problem, fields, refused.http_status)
    return see(f"{request.url.path}?commune={office.commune}")


async def deadlines(request: Request) -> Response:
    office = await at_office(request)
    return office if isinstance(office, Response) else await _deadlines(request, office)


async def change_deadline(request: Request) -> Response:
    fields = await read_form(request, await house(request).identity.visitor(request))
    office = await at_office(request, KEEPERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    values = {
        "deadline": fields.get("deadline", ""),
        "amount": _amount(fields.get("amount", "")),
        "counting": Counting(fields["counting"])
        if fields.get("counting") in list(Counting)
        else Counting.WORKING_DAYS,
        "basis": fields.get("basis", ""),
        "verified": "verified" in fields,
    }
    refused = await _change(request, office, SetDeadline, values, fields)
    if refused:
        field = f"amount-{values['deadline']}"
        problem = {"field": field, "words": refusal_words(speech(request), refused)}
        return await _deadlines(request, office, problem, refused.http_status)
    return see(f"/archive/deadlines?commune={office.commune}#{values['deadline']}")


def _calendar_wish(fields: dict[str, str], year: int) -> Wish:
    """Raises BadRow."""
    if "rows" in fields:
        return LoadYear, {"year": year, "days": read_rows(fields["rows"])}
    day = read_day(fields.get("date", ""))
    if day is None:
        raise BadRow(1)
    if "why" in fields:
        return RemoveDay, {"date": day, "why": fields["why"]}
    name, source = fields.get("name", ""), fields.get("source", "")
    closed = CalendarDay(day, DayKind.LOCAL_CLOSURE, name, source or name, verified=True)
    return SetDay, {"day": closed}


async def _change(
    request: Request, office: AtOffice, kind: type[Command], values: Any, fields: dict[str, str]
) -> Refusal | None:
    """In the strongest role they have: some of it is the chair's alone."""
    home = house(request)
    keeper = next(iter(office.roles() & KEEPERS & CLOSURE_ROLES), Role.CLERK)
    command = kind(
        actor=office.staff.actor(keeper),
        id=fields.get("id") or home.chance.token(),
        at=home.clock(),
        **values,
    )
    outcome = await home.casework.change_terms(office.commune, command)
    return outcome if isinstance(outcome, Refusal) else None


async def _calendar(
    request: Request,
    office: AtOffice,
    problem: Problem | None = None,
    fields: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    home, year = house(request), request.path_params["year"]
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
        rows=(fields or {}).get("rows", write_rows(table)),
        given=fields or {},
        keeper=bool(office.roles() & KEEPERS),
        closer=bool(office.roles() & CLOSURE_ROLES),
        kinds=_said(request, DAY_KINDS),
        id=home.chance.token(),
        problem=problem,
    )


async def _deadlines(
    request: Request, office: AtOffice, problem: Problem | None = None, status: int = 200
) -> Response:
    home = house(request)
    terms = await home.casework.terms(office.commune)
    return await show(
        request,
        "cases/deadlines.html",
        visitor=office.visitor,
        status=status,
        office=office,
        deadlines=list(terms.deadlines.values()),
        names=_said(request, DEADLINES),
        countings=_said(request, COUNTINGS),
        missing=missing_year(terms.calendar, home.clock()),
        keeper=bool(office.roles() & KEEPERS),
        feed=f"/archive/deadlines.ics?key={await home.deadline_keys.key(office.staff.name)}",
        id=home.chance.token(),
        problem=problem,
    )


def _bad_row(request: Request, bad: BadRow) -> str:
    _ = speech(request).text
    if not bad.line:
        return refusal_words(speech(request), Refusal(Code.TOO_MANY))
    return _("Không đọc được dòng {n}. Mỗi dòng: ngày; loại; tên; nguồn.", n=bad.line)


def _said(request: Request, words: dict[str, str]) -> dict[str, str]:
    plain = speech(request).plain
    return {code: plain(text) for code, text in words.items()}


def _amount(typed: str) -> int:
    """0 for what is none, which no deadline is."""
    plain = typed.strip()
    fits = plain.isascii() and plain.isdecimal() and len(plain) <= AMOUNT_DIGITS_MAX
    return int(plain) if fits else 0


routes = [
    Route("/archive/calendar", this_year),
    Route("/archive/calendar/{year:int}", calendar),
    Route("/archive/calendar/{year:int}", change_calendar, methods=["POST"]),
    Route("/archive/deadlines", deadlines),
    Route("/archive/deadlines", change_deadline, methods=["POST"]),
]
