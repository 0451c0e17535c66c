"""What the Front looks at first: what is late, refused, recommended, watched, reopened; and the figures counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.almanac import Terms
from archive.case_filter import CaseFilter, CaseOrder
from archive.case_queries_counted import Counted
from archive.case_records import CaseLine, Dashboard
from archive.casebook.event import CaseEvent
from archive.casebook.events_answer import CaseWithheld
from archive.casebook.events_citizen import CaseReopened
from archive.casebook.events_intake import CaseDeclined
from archive.casework import CaseState, Publication, Supervision
from archive.clocks import soon_until
from conference.vocabulary import Role
from web.cases.door import AtOffice
from web.cases.due import Due, due_of
from web.cases.front_door import at_front, organises_too
from web.cases.result_view import results_shown
from web.cases.search import by_its_number
from web.context import House, house
from web.render import Speech
from web.showing import show, speech
from web.words import N_, REASONS

FEW = 8
"""Cases of each kind on the first page; the list has them all."""
_DECLINED = frozenset({CaseState.DECLINED})

SHOWN: dict[str, CaseFilter] = {
    "overdue": CaseFilter(open=True, overdue=True),
    "declined": CaseFilter(states=_DECLINED),
    "withheld": CaseFilter(publication=Publication.WITHHELD),
    "recommended": CaseFilter(supervision=Supervision.RECOMMENDATION_OPEN),
    "watched": CaseFilter(supervision=Supervision.WATCHING),
    "reopened": CaseFilter(reopened=True),
}
"""What the Front asks for, by its name in the address."""
HEADS: dict[str, str] = {
    "overdue": N_("Quá hạn"),
    "declined": N_("Không tiếp nhận"),
    "withheld": N_("Không công khai"),
    "recommended": N_("Có kiến nghị chưa kết luận"),
    "watched": N_("Đang theo dõi"),
    "reopened": N_("Đã phải mở lại"),
}
WITH_WORDS: dict[str, str] = {
    "declined": N_("Lý do"),
    "withheld": N_("Lý do"),
    "reopened": N_("Ai yêu cầu mở lại"),
}
"""Lists that tell who decided or asked instead of what is due: the head of that column. The latest come first."""
_DECIDING = ("case_declined", "case_withheld", "case_reopened")
_REOPENERS = {
    Role.CITIZEN: N_("Người hỏi"),
    Role.CHAIR: N_("Chủ trì"),
    Role.SUPERVISOR: N_("Mặt trận"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A case in a list. `said` is the reason that somebody gave."""

    case: CaseLine
    due: Due | None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same figure twice: as the commune's register has it, and counted from the journal's moves."""

    what: str
    reported: int
    counted: int


@dataclass(frozen=True, slots=True)
class Looking:
    """With what eyes lines are drawn: at which moment, by which calendar, in which language."""

    now: int
    terms: Terms
    speech: Speech


def order_of(name: str) -> CaseOrder:
    return CaseOrder.NEWEST if name in WITH_WORDS else CaseOrder.DUE


def columns(speech: Speech) -> dict[str, str]:
    """The head of the last column of each list that is not about what is due."""
    return {name: speech.plain(words) for name, words in WITH_WORDS.items()}


async def looking(request: Request, office: AtOffice) -> Looking:
    home = house(request)
    terms = await home.casework.terms(office.commune)
    return Looking(home.clock(), terms, speech(request))


def shown(lines: Sequence[CaseLine], by: Looking) -> list[Shown]:
    return [Shown(line, due_of(line, by.now, by.terms, by.speech)) for line in lines]


async def listed(home: House, name: str, lines: Sequence[CaseLine], by: Looking) -> list[Shown]:
    """The cases of a list: what is due; or why they were refused or withheld, or who had them reopened."""
    if name not in WITH_WORDS or not lines:
        return shown(lines, by)
    codes = [line.code for line in lines]
    steps = await home.cases.steps_named(lines[0].commune, codes, _DECIDING)
    said = _by_whom if name == "reopened" else _reason
    return [Shown(line, None, said(line, steps.get(line.code, []), by.speech)) for line in lines]


def _reason(line: CaseLine, steps: Sequence[CaseEvent], speech: Speech) -> str:
    """By its code and in somebody's words, as far as there are any."""
    code = line.reason if line.state is CaseState.DECLINED else None
    words = [step.words for step in steps if isinstance(step, CaseDeclined | CaseWithheld)]
    known = [speech.plain(REASONS.get(code, code))] if code else []
    return ": ".join([*known, *words[-1:]])


def _by_whom(_line: CaseLine, steps: Sequence[CaseEvent], speech: Speech) -> str:
    who = [
        f"{speech.plain(_REOPENERS[step.by.role])} {speech.minute(step.at)}"
        for step in steps
        if isinstance(step, CaseReopened)
    ]
    return "; ".join(who)


def pairs(board: Dashboard, counted: Counted, speech: Speech) -> list[Pair]:
    stands = board.tabs.by_state
    sealed = counted.by_state.get(CaseState.SEALED, 0)
    declined = counted.by_state.get(CaseState.DECLINED, 0)
    closed = counted.by_state.get(CaseState.CLOSED, 0)
    figures = (
        (N_("Tất cả hồ sơ"), sum(stands.values()) + board.tabs.sealed, counted.total),
        (N_("Chưa xong"), board.tabs.open, counted.open),
        (N_("Đã trả lời"), board.replied, counted.replied),
        (N_("Trong đó đã giải quyết xong"), board.resolved, counted.resolved),
        (N_("Đã kết thúc"), stands.get(CaseState.CLOSED, 0), closed),
        (N_("Không tiếp nhận"), stands.get(CaseState.DECLINED, 0), declined),
        (N_("Đã niêm phong"), board.tabs.sealed, sealed),
    )
    return [Pair(speech.plain(what), told, found) for what, told, found in figures]


async def home_page(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    home, commune = house(request), office.commune
    by = await looking(request, office)
    lists = {}
    for name, wanted in SHOWN.items():
        found = await home.cases.inbox(commune, wanted, order_of(name), now=by.now, limit=FEW)
        lists[name] = await listed(home, name, found.cases, by)
    board = await home.cases.dashboard(
        commune, now=by.now, soon=soon_until(by.now, by.terms.calendar)
    )
    return await show(
        request,
        "front/home.html",
        visitor=office.visitor,
        is_long=True,
        office=office,
        both_sides=organises_too(office),
        tabs=board.tabs,
        pairs=pairs(board, await home.cases.counted(commune), by.speech),
        recommendations=await home.cases.recommendations(commune),
        announcements=await results_shown(
            request, commune, await home.queries.conferences(commune)
        ),
        lists=lists,
        heads={name: by.speech.plain(words) for name, words in HEADS.items()},
        columns=columns(by.speech),
        few=FEW,
        now=by.now,
    )


async def list_page(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    query = request.query_params
    by, name, typed = await looking(request, office), query.get("show", ""), query.get("q", "")
    wanted = SHOWN.get(name, CaseFilter())
    if typed.strip():
        wanted = replace(wanted, text=typed)
    order = order_of(name) if name in SHOWN else CaseOrder.NEWEST
    found = await house(request).cases.inbox(
        office.commune, wanted, order, now=by.now, after=query.get("after")
    )
    exactly = await by_its_number(house(request).cases, office.commune, typed)
    return await show(
        request,
        "front/cases.html",
        visitor=office.visitor,
        both_sides=organises_too(office),
        lines=await listed(house(request), name, found.cases, by),
        exactly=exactly,
        name=name if name in SHOWN else "",
        typed=typed,
        heads={each: by.speech.plain(words) for each, words in HEADS.items()},
        columns=columns(by.speech),
        more=found.next,
    )


routes = [Route("/front/", home_page), Route("/front/cases", list_page)]
