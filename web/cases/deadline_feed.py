"""Deadlines as a calendar (RFC 5545) that a phone or a mail program subscribes to, by a key in its address.

An officer finds their own cases, the office all of the commune's. An entry says the number, what is due and the
topic, and nothing that a citizen wrote: such calendars travel to other people's servers.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_filter import CaseFilter, CaseOrder
from archive.case_records import NEVER, CaseLine
from archive.people import Person
from conference.vocabulary import Role
from web.cases.door import OFFICE
from web.cases.words import CLOCKS
from web.context import house

ENTRIES_MAX = 500
PAGE = 100
LINE_MAX_BYTES = 75
"""Of a line of a calendar, before it must be folded."""
HEADERS = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


async def deadlines(request: Request) -> Response:
    home = house(request)
    person = await home.deadline_keys.owner(request.query_params.get("key", ""))
    wanted = _wanted(person) if person else None
    if person is None or wanted is None:
        raise HTTPException(404, "not found")
    base = (home.settings.public_url or str(request.base_url)).rstrip("/")
    now = home.clock()
    lines = _calendar([case async for case in _due(request, person, wanted, now)], base, now)
    body = "".join(f"{fold}\r\n" for line in lines for fold in folded(line))
    return Response(body, media_type="text/calendar; charset=utf-8", headers=HEADERS)


def _wanted(person: Person) -> CaseFilter | None:
    """None for whoever does not work on cases in all of their commune."""
    held = {role.role for role in person.roles if role.conference is None} & OFFICE
    if not held:
        return None
    return CaseFilter(open=True, owner=person.name if held == {Role.OFFICER} else None)


async def _due(
    request: Request, person: Person, wanted: CaseFilter, now: int
) -> AsyncIterator[CaseLine]:
    """Those with a day, the nearest first."""
    after, told = None, 0
    while told < ENTRIES_MAX:
        page = await house(request).cases.inbox(
            person.commune, wanted, CaseOrder.DUE, now=now, after=after, limit=PAGE
        )
        for case in page.cases:
            if case.due is None or case.due >= NEVER:
                return
            yield case
        told, after = told + len(page.cases), page.next
        if after is None:
            return


def _calendar(cases: Iterable[CaseLine], base: str, now: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Doi Thoai//Deadlines//VI")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Hạn trả lời – Đối Thoại")
    for case in cases:
        yield from _entry(case, base, now)
    yield "END:VCALENDAR"


def _entry(case: CaseLine, base: str, now: int) -> Iterator[str]:
    last = day_of((case.due or 0) - 1)
    what = CLOCKS[case.due_clock] if case.due_clock else ""
    about = " · ".join(part for part in (f"№ {case.question}", what, case.topic) if part)
    yield "BEGIN:VEVENT"
    yield f"UID:{case.conference}-{case.question}-{case.part}-{case.due_clock}@doithoai"
    yield f"DTSTAMP:{datetime.fromtimestamp(now / 1000, UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{about.translate(_ESCAPED)}"
    yield f"URL:{base}/archive/cases/{case.reference}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def folded(line: str) -> Iterator[str]:
    """In pieces of at most 75 bytes, never through a letter; each but the first begins with a blank."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_MAX_BYTES:
            yield piece
            piece = " "
        piece += letter
    yield piece


routes = [Route("/archive/deadlines.ics", deadlines)]
