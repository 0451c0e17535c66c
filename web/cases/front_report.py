"""The Front's own report on a period: what it drew, checked, recommended and was told; and where it counts otherwise.

It is the Front's: nobody of the commune opens it here, and nothing in it can be changed afterwards. What it says in
its own words, such as that it does not agree with the commune's figures, is written into the journal like all else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.case_records import CaseLine
from archive.casebook import events_front as e
from archive.casebook.event import CaseEvent
from archive.casebook.limits import CASE_WORDS_MAX_CHARACTERS
from archive.casebook.periods import Period, PeriodKind, period
from archive.clocks import soon_until
from archive.front_records import OldSampleRecord, RemarkRecord, SampleRecord
from archive.office_events import Taken
from archive.spreadsheet import as_sheet
from conference.naming import wire_name
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.cases.balancing import Reckoned, reckon_period
from web.cases.door import AtOffice
from web.cases.front_door import at_front, organises_too
from web.cases.front_findings import (
    Checked,
    Recommended,
    Sampled,
    checked,
    recommended,
    sampled,
)
from web.cases.front_home import Pair, pairs
from web.cases.report_keys import KINDS, after, before, found_by, key_of
from web.cases.report_pages import CSV, name_of
from web.cases.words import ASKER_SAID, CHECKED_HOW, FINDINGS, TOLD
from web.casework import Book
from web.context import House, house
from web.files import attachment
from web.forms import read_form
from web.handing_out import hand_out
from web.render import Speech
from web.showing import see, show, speech
from web.words import N_, refusal_words

REMARK = "remark_on_period"
_WORDS: Mapping[Code, str] = {
    Code.EMPTY: N_("Hãy ghi nội dung."),
    Code.MALFORMED: N_("Hãy ghi nội dung."),
    Code.NOT_FOUND: N_("Xã chưa có hội nghị nào kết thúc để ghi vào."),
}
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
    checked: Checked
    recommended: Recommended
    samples: list[Sampled]
    old_samples: list[OldSampleRecord]
    remarks: list[tuple[RemarkRecord, str]]
    """Each with the name of whoever wrote it."""
    told: Reckoned
    pairs: list[Pair]


async def report(request: Request) -> Response:
    office = await at_front(request)
    return office if isinstance(office, Response) else await _page(request, office)


async def remark(request: Request) -> Response:
    """Into the journal of the conference that ended last."""
    home = house(request)
    typed = await read_form(request, await home.identity.visitor(request))
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    wanted = _wanted(request, typed.get("period"))
    closed = [one for one in await home.queries.conferences(office.commune) if one.closed_at]
    outcome: object = Refusal(Code.NOT_FOUND, "conference")
    if closed:
        latest = max(closed, key=lambda one: one.closed_at or 0)
        outcome = await home.casework.ask(
            Book(office.commune, latest.code),
            REMARK,
            {"period": key_of(wanted), "words": typed.get("words", "")},
            office.staff.actor(Role.SUPERVISOR),
            id=typed.get("id") or home.chance.token(),
        )
    if not isinstance(outcome, Refusal):
        return see(f"/front/report?period={key_of(wanted)}&done={REMARK}#remarks")
    said = speech(request)
    known = _WORDS.get(outcome.reason)
    words = said.text(known) if known else refusal_words(said, outcome)
    problem = {"field": f"{REMARK}-words", "words": words}
    return await _page(request, office, typed, problem, outcome.http_status)


async def _page(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] | None = None,
    problem: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    typed = typed or {}
    wanted, said, home = _wanted(request, typed.get("period")), speech(request), house(request)
    now = home.clock()
    return await show(
        request,
        "front/report.html",
        visitor=office.visitor,
        status=status,
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
        given=typed,
        problem=problem,
        done=request.query_params.get("done") == REMARK,
        id=home.chance.token(),
        most=CASE_WORDS_MAX_CHARACTERS,
        now=now,
    )


async def report_csv(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    wanted, said = _wanted(request, None), speech(request)
    found = await _supervised(house(request), office, wanted, said)
    body = as_sheet(*_table(found, said))
    by, key = office.staff.actor(Role.SUPERVISOR), key_of(wanted)
    await hand_out(request, by, office.commune, Taken.FRONT_REPORT, "csv", period=key)
    return attachment(body, CSV, f"giam-sat-{office.commune}-{key_of(wanted)}.csv")


def _wanted(request: Request, typed: str | None) -> Period:
    """The month that we are in, unless another period is asked for."""
    now = house(request).clock()
    typed = typed or request.query_params.get("period")
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
    samples = await home.cases.samples(commune)
    made = await home.cases.recommendations(commune, unsettled=False)
    now, calendar = home.clock(), (await home.casework.terms(commune)).calendar
    board = await home.cases.dashboard(commune, now=now, soon=soon_until(now, calendar))
    return Supervised(
        wanted,
        [_act(event, cases[event.case], names, said) for event in events if event.case in cases],
        checked(events, cases, said),
        recommended(
            [one.recommendation for one in made if _within(wanted, one.recommendation.made_at)],
            now,
        ),
        sampled(
            [one for one in samples.announced if _is_of(wanted, one)],
            await home.cases.front_steps(commune, wanted.since, now + 1),
        ),
        [one for one in samples.unannounced if _within(wanted, one.draw.drawn_at)],
        [
            (one, names.get(one.actor, one.actor))
            for one in await home.cases.remarks(commune, key_of(wanted))
        ],
        await reckon_period(home, commune, wanted, said),
        pairs(board, await home.cases.counted(commune), said),
    )


def _act(event: CaseEvent, case: CaseLine, names: dict[str, str], said: Speech) -> Act:
    words = event.name if isinstance(event, e.CheckFileAttached) else getattr(event, "words", "")
    return Act(
        event.at,
        case,
        said.plain(TOLD[wire_name(type(event))]),
        _seen(event, said) if isinstance(event, e.FieldCheckRecorded) else None,
        words,
        names.get(event.by.id, event.by.id),
    )


def _seen(check: e.FieldCheckRecorded, said: Speech) -> str:
    """What was seen, how it was looked at, and what the asker said."""
    told = (FINDINGS[check.finding], CHECKED_HOW[check.how], ASKER_SAID[check.asker])
    return "; ".join(said.plain(words) for words in told)


def _within(wanted: Period, at: int) -> bool:
    return wanted.since <= at < wanted.until


def _is_of(wanted: Period, sample: SampleRecord) -> bool:
    """Announced in this period, or drawn in it."""
    drawn = sample.draw is not None and _within(wanted, sample.draw.drawn_at)
    return drawn or _within(wanted, sample.announced_at)


def _table(found: Supervised, said: Speech) -> tuple[list[str], list[dict[str, Any]]]:
    plain = said.plain
    heads = (N_("Ngày"), N_("Hồ sơ"), N_("Việc"), N_("Thực tế"), N_("Nội dung"), N_("Người ghi"))
    columns = [plain(head) for head in heads]
    rows: list[tuple[str, ...]] = [
        ("", "", plain(N_("Kỳ")), "", name_of(found.period, said), ""),
        *(_sample_row(one, said) for one in found.samples),
        *(("", "", what, str(count), "", "") for what, count in _counted(found, said)),
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
        *(
            (said.day(day_of(one.at)), "", plain(TOLD["period_remarked"]), "", one.words, name)
            for one, name in found.remarks
        ),
    ]
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]


def _sample_row(one: Sampled, said: Speech) -> tuple[str, ...]:
    """What was announced, by what it was drawn, and how many of it were checked."""
    sample, draw = one.sample, one.sample.draw
    told = f"{sample.source}, {said.day(sample.day)}" + (f": {draw.seed}" if draw else "")
    day = said.day(day_of(draw.drawn_at if draw else sample.announced_at))
    what = said.plain(TOLD["sample_drawn" if draw else "sample_announced"])
    reach = f"{one.checked}/{sample.size}/{len(sample.numbers)}"
    return (day, sample.conference, what, reach, told, sample.announced_by)


def _counted(found: Supervised, said: Speech) -> list[tuple[str, int]]:
    checks, made = found.checked, found.recommended
    figures = [
        (N_("Hồ sơ đã kiểm tra"), checks.cases),
        (N_("Trong đó có lần trễ hạn"), checks.late),
        (N_("Ảnh, giấy tờ đã thu"), checks.photos),
        (N_("Câu trả lời đã chấm"), checks.judged),
        (N_("Kiến nghị đã gửi"), made.made),
        (N_("Kiến nghị được trả lời"), made.replied),
        (N_("Kiến nghị trả lời trễ hoặc đã quá hạn"), made.late),
        (N_("Đồng ý với trả lời"), made.satisfied),
        (N_("Chưa đồng ý với trả lời"), made.unsatisfied),
    ]
    seen = [*checks.how, *checks.findings, *checks.askers, *checks.points]
    return [*((said.plain(what), count) for what, count in figures), *seen]


routes = [
    Route("/front/report", report),
    Route("/front/report", remark, methods=["POST"]),
    Route("/front/report.csv", report_csv),
]
