"""The Front's own report on a period: what it drew, checked, recommended and was told; and where it counts otherwise.

It is the Front's: nobody of the commune opens it here, and nothing in it can be changed afterwards.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_records import CaseLine, SampleRecord
from archive.casebook import events_front as e
from archive.casebook.event import CaseEvent
from archive.casebook.periods import Period, PeriodKind, period
from archive.casework import Finding
from archive.clocks import soon_until
from archive.office_events import Taken
from archive.spreadsheet import as_sheet
from conference.naming import wire_name
from web.cases.balancing import Reckoned, reckon_period
from web.cases.door import AtOffice
from web.cases.front_door import at_front, organises_too
from web.cases.front_home import Pair, pairs
from web.cases.report_keys import KINDS, after, before, found_by, key_of
from web.cases.report_pages import CSV, name_of
from web.cases.words import FINDINGS, TOLD
from web.context import House, house
from web.files import attachment
from web.render import Speech
from web.showing import show, speech
from web.words import N_

_KINDS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the Front, or a reply to it."""

    at: int
    case: CaseLine
    what: str
    finding: str | None
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Supervised:
    """All that the report tells."""

    period: Period
    acts: list[Act]
    findings: list[tuple[str, int]]
    samples: list[SampleRecord]
    told: Reckoned
    pairs: list[Pair]


async def report(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    wanted, said, home = _wanted(request), speech(request), house(request)
    now = home.clock()
    return await show(
        request,
        "front/report.html",
        visitor=office.visitor,
        is_long=True,
        both_sides=organises_too(office),
        report=await _supervised(home, office, wanted, said),
        title=name_of(wanted, said),
        key=key_of(wanted),
        kinds=[
            (key_of(period(kind, wanted.last)), said.plain(KINDS[kind]), kind is wanted.kind)
            for kind in _KINDS
        ],
        earlier=key_of(before(wanted)),
        later=key_of(after(wanted)) if after(wanted).since <= now else None,
        now=now,
    )


async def report_csv(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    wanted, said = _wanted(request), speech(request)
    found = await _supervised(house(request), office, wanted, said)
    body = as_sheet(*_table(found, said))
    return attachment(body, CSV, f"giam-sat-{office.commune}-{key_of(wanted)}.csv")


def _wanted(request: Request) -> Period:
    """The month that we are in, unless another period is asked for."""
    now = house(request).clock()
    typed = request.query_params.get("period")
    wanted = found_by(typed) if typed else period(PeriodKind.MONTH, day_of(now))
    if wanted is None or wanted.since > now:
        raise HTTPException(404, "no such period")
    return wanted


async def _supervised(home: House, office: AtOffice, wanted: Period, said: Speech) -> Supervised:
    commune = office.commune
    events = await home.cases.front_steps(commune, wanted.since, wanted.until)
    codes = {event.case for event in events}
    cases = {case.code: case for case in await home.cases.lines(commune, codes)}
    people = await home.reception.accounts.people.of_commune(commune)
    names = {person.name: person.display_name for person in people}
    drawn = [
        one
        for one in await home.cases.samples(commune)
        if wanted.since <= one.drawn_at < wanted.until
    ]
    now, calendar = home.clock(), (await home.casework.terms(commune)).calendar
    board = await home.cases.dashboard(commune, now=now, soon=soon_until(now, calendar))
    return Supervised(
        wanted,
        [_act(event, cases[event.case], names, said) for event in events if event.case in cases],
        _findings(events, said),
        drawn,
        await reckon_period(home, commune, wanted, said),
        pairs(board, await home.cases.counted(commune), said),
    )


def _act(event: CaseEvent, case: CaseLine, names: dict[str, str], said: Speech) -> Act:
    finding = event.finding if isinstance(event, e.FieldCheckRecorded) else None
    return Act(
        event.at,
        case,
        said.plain(TOLD[wire_name(type(event))]),
        said.plain(FINDINGS[finding]) if finding else None,
        getattr(event, "words", ""),
        names.get(event.by.id, event.by.id),
    )


def _findings(events: Sequence[CaseEvent], said: Speech) -> list[tuple[str, int]]:
    seen = Counter(event.finding for event in events if isinstance(event, e.FieldCheckRecorded))
    return [(said.plain(FINDINGS[finding]), seen[finding]) for finding in Finding]


def _table(found: Supervised, said: Speech) -> tuple[list[str], list[dict[str, Any]]]:
    plain = said.plain
    heads = (N_("Ngày"), N_("Hồ sơ"), N_("Việc"), N_("Thực tế"), N_("Nội dung"), N_("Người ghi"))
    columns = [plain(head) for head in heads]
    rows: list[tuple[str, ...]] = [
        ("", "", plain(N_("Kỳ")), "", name_of(found.period, said), ""),
        *(
            (
                said.day(day_of(one.drawn_at)),
                one.conference,
                plain(TOLD["sample_drawn"]),
                str(len(one.cases)),
                one.seed,
                one.drawn_by,
            )
            for one in found.samples
        ),
        *(
            (
                said.day(day_of(act.at)),
                act.case.reference,
                act.what,
                act.finding or "",
                act.words,
                act.by,
            )
            for act in found.acts
        ),
        *(("", "", pair.what, str(pair.counted), str(pair.reported), "") for pair in found.pairs),
    ]
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]


routes = [
    Route("/front/report", report),
    Route("/front/report.csv", report_csv),
]
