"""Deadlines as a calendar (RFC 5545) that a phone or a mail program subscribes to, by a key in its address.

An officer finds what they owe in their own cases, the office all that the commune owes, making the result of a conference
known among it: each running clock is an entry of its own, and keeps its name while it runs. An entry says the number, what
is due and the topic, and nothing that a citizen wrote: such calendars travel to other people's servers.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_filter import CaseFilter, CaseOrder
from archive.case_records import CaseLine, ClockRecord
from archive.deadlines import WAITS_FOR_CITIZEN, ClockKind
from archive.people import Person
from conference.vocabulary import Role
from web.cases.door import OFFICE
from web.cases.words import CLOCKS
from web.context import house, reached_at

ENTRIES_MAX = 500
PAGE = 100
LINE_MAX_BYTES = 75
"""Of a line of a calendar, before it must be folded."""
HEADERS = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}
COMMUNES = frozenset(ClockKind) - WAITS_FOR_CITIZEN
THEIR_OWN = frozenset({ClockKind.ANSWER, ClockKind.PROMISE})
"""Of a case what its owner owes. To approve, to publish and to reply to the Front is others' to do."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class Entry(NamedTuple):
    """A clock, its last day, and where it is dealt with. `name` is what calendars know it by."""

    name: str
    about: str
    last: date
    address: str


async def deadlines(request: Request) -> Response:
    home = house(request)
    person = await home.deadline_keys.owner(request.query_params.get("key", ""))
    wanted = _wanted(person) if person else None
    if person is None or wanted is None:
        raise HTTPException(404, "not found")
    base = reached_at(request)
    now = home.clock()
    results = [] if wanted.owner else await _results(request, person.commune)
    due = [one async for one in _due(request, person, wanted, now)]
    lines = _calendar([*results, *due], base, now)
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
) -> AsyncIterator[Entry]:
    """What has a day, of the cases that run out first."""
    cases, after, told = house(request).cases, None, 0
    owed = THEIR_OWN if wanted.owner else COMMUNES
    while told < ENTRIES_MAX:
        page = await cases.inbox(
            person.commune, wanted, CaseOrder.DUE, now=now, after=after, limit=PAGE
        )
        dated = [case for case in page.cases if case.due is not None]
        running = await cases.running_clocks(person.commune, [case.code for case in dated])
        for case in dated:
            for entry in _entries(case, running.get(case.code, ()), owed):
                told += 1
                yield entry
        after = page.next
        if after is None or len(dated) < len(page.cases):
            return


def _entries(
    case: CaseLine, running: Iterable[ClockRecord], owed: frozenset[ClockKind]
) -> Iterator[Entry]:
    """One that rests has no day."""
    for clock in (one.clock for one in running):
        if clock.kind in owed and clock.due is not None and clock.paused_at is None:
            yield _of_case(case, clock.kind, clock.due)


def _of_case(case: CaseLine, clock: ClockKind, due: int) -> Entry:
    told = (f"№ {case.question}", CLOCKS[clock], case.topic)
    return Entry(
        f"{case.conference}-{case.question}-{case.part}-{clock}",
        " · ".join(part for part in told if part),
        day_of(due - 1),
        f"/archive/cases/{case.reference}",
    )


async def _results(request: Request, commune: str) -> list[Entry]:
    """Of each conference whose result is not yet made known: its office as a whole owes that, and no owner."""
    return [
        Entry(
            f"{one.conference}-{ClockKind.RESULT}",
            f"{one.conference} · {CLOCKS[ClockKind.RESULT]}",
            day_of(one.result.clock.due - 1),
            f"/archive/{one.conference}/result",
        )
        for one in await house(request).cases.results(commune)
        if one.result.runs and one.result.clock and one.result.clock.due is not None
    ]


def _calendar(entries: Iterable[Entry], base: str, now: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Doi Thoai//Deadlines//VI")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Hạn trả lời – Đối Thoại")
    for entry in entries:
        yield from _entry(entry, base, now)
    yield "END:VCALENDAR"


def _entry(entry: Entry, base: str, now: int) -> Iterator[str]:
    last = entry.last
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.name}@doithoai"
    yield f"DTSTAMP:{datetime.fromtimestamp(now / 1000, UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{entry.about.translate(_ESCAPED)}"
    yield f"URL:{base}{entry.address}"
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
