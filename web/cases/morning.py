"""What waits for whoever opens the office in the morning: a pile for each thing that is theirs to do, most pressing first.

A pile is a wish of the inbox, so its number and its link can never tell different stories. Whoever has no part in
casework finds the conferences alone, as before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.almanac import Terms
from archive.case_records import CaseLine
from archive.casework import CaseState
from archive.clocks import soon_until
from archive.records import ConferenceRecord
from conference.vocabulary import Role
from web.cases.acting import roles_for
from web.cases.calendar import missing_year
from web.cases.case_door import CASES
from web.cases.case_view import WORKERS, names_of, workers
from web.cases.door import OFFICE, AtOffice, at_office
from web.cases.due import Due, due_of
from web.cases.inbox_wish import (
    APPEALED_TAB,
    BEYOND_TAB,
    OVERDUE_TAB,
    PROPOSED_TAB,
    RATING_TAB,
    SOON_TAB,
    TO_PUBLISH_TAB,
    UNOWNED_TAB,
    Wish,
)
from web.cases.result_view import ResultView, results_shown
from web.context import House, house
from web.pages_archive import conferences
from web.pages_staff import roles_in
from web.papers import DOSSIER_KEEPERS, REGISTER_READERS
from web.showing import show, speech
from web.words import N_

S = CaseState
COUNTED_MAX = 100
"""Beyond this a pile is simply large."""
SHOWN = 3
"""Cases of a pile that are shown at once."""
_CHAIRS = frozenset({Role.CHAIR, Role.APPROVER})


@dataclass(frozen=True, slots=True)
class Duty:
    """A pile: what its cases wait for, and where in the inbox they are."""

    words: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class Pile:
    words: str
    count: int
    more: bool
    address: str
    rows: list[tuple[CaseLine, Due | None]]
    late: bool


async def morning(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    held = visitor.staff.roles if visitor.staff else ()
    if not any(one.role in OFFICE and one.conference is None for one in held):
        return await conferences(request)
    office = await at_office(request, commune_wide=True)
    return office if isinstance(office, Response) else await _show(request, office)


def duties(office: AtOffice) -> Iterator[Duty]:
    """In the order in which a day is best begun; each once, whatever roles it comes from."""
    roles = office.roles()
    if roles & _CHAIRS:
        yield Duty(N_("Chờ ông/bà duyệt"), Wish(S.AWAITING_APPROVAL))
        yield Duty(N_("Ngoài thẩm quyền của xã, chờ ký chuyển"), Wish(BEYOND_TAB))
    if Role.CHAIR in roles:
        yield Duty(N_("Người hỏi đề nghị xem lại, chờ chủ trì quyết định"), Wish(APPEALED_TAB))
    if roles_for("confirm_decline", roles):
        yield Duty(N_("Chờ người thứ hai đồng ý không tiếp nhận"), Wish(PROPOSED_TAB))
    if Role.CLERK in roles:
        yield Duty(N_("Mới nhận, cần xem"), Wish(S.RECEIVED))
        yield Duty(N_("Cần phân loại"), Wish(S.VERIFYING))
    if roles & {Role.CLERK, Role.CHAIR}:
        # Twice refused by units, only the chair gives it away.
        yield Duty(N_("Cần giao đơn vị"), Wish(S.CLASSIFIED))
        yield Duty(N_("Mở lại, cần xử lý"), Wish(S.REOPENED))
    yield from _work(office, roles)
    if Role.PUBLISHER in roles:
        yield Duty(N_("Đã trả lời, chờ công khai"), Wish(TO_PUBLISH_TAB))
    yield from _watched(office, roles)


def _work(office: AtOffice, roles: frozenset[Role]) -> Iterator[Duty]:
    """What was given to them, and what nobody was given."""
    mine, units = Wish(owner=office.staff.name), Wish(unit=office.staff.unit or "")
    if roles & WORKERS:
        yield Duty(N_("Giao cho ông/bà, chờ nhận"), replace(mine, tab=S.ASSIGNED))
        yield Duty(N_("Ông/bà đang xử lý, cần trả lời"), replace(mine, tab=S.PROCESSING))
        yield Duty(N_("Cam kết ông/bà đang thực hiện"), replace(mine, tab=S.IMPLEMENTING))
    if Role.OFFICER in roles:
        yield Duty(N_("Của ông/bà, được mở lại"), replace(mine, tab=S.REOPENED))
    if roles & {Role.OFFICER, Role.UNIT_HEAD} and office.staff.unit:
        yield Duty(N_("Của đơn vị, chưa có người xử lý"), replace(units, tab=UNOWNED_TAB))
    if Role.CLERK in roles:
        yield Duty(N_("Đã giao đơn vị, chưa có người xử lý"), Wish(UNOWNED_TAB))


def _watched(office: AtOffice, roles: frozenset[Role]) -> Iterator[Duty]:
    """What runs late, with whoever it is; and with whoever the ladder tells before, what soon will."""
    if Role.UNIT_HEAD in roles and office.staff.unit:
        units = Wish(SOON_TAB, unit=office.staff.unit)
        yield Duty(N_("Của đơn vị, hết hạn trong hai ngày làm việc hoặc đã quá hạn"), units)
    if roles & (_CHAIRS | {Role.CLERK}):
        yield Duty(N_("Đã chuyển cấp trên, cần theo dõi"), Wish(S.TRANSFERRED))
        yield Duty(N_("Quá hạn trong cả xã"), Wish(OVERDUE_TAB))
    elif Role.OFFICER in roles:
        mine = Wish(SOON_TAB, owner=office.staff.name)
        yield Duty(N_("Của ông/bà, hết hạn trong hai ngày làm việc hoặc đã quá hạn"), mine)


def waiting(office: AtOffice) -> Iterator[Duty]:
    """What waits for others than the commune: nothing to do, and not to be forgotten."""
    roles = office.roles()
    if Role.CLERK in roles:
        yield Duty(N_("Chờ người hỏi bổ sung"), Wish(S.NEED_INFO))
    elif Role.OFFICER in roles:
        mine = Wish(S.NEED_INFO, owner=office.staff.name)
        yield Duty(N_("Chờ người hỏi bổ sung"), mine)
    if roles & {Role.CLERK, Role.PUBLISHER}:
        yield Duty(N_("Đã công khai, chờ người hỏi đánh giá"), Wish(RATING_TAB))


async def _show(request: Request, office: AtOffice) -> Response:
    home = house(request)
    now, terms = home.clock(), await home.casework.terms(office.commune)
    people = await home.reception.accounts.people.of_commune(office.commune)
    able = workers(people)
    piles = [await _pile(request, office, duty, able, terms) for duty in duties(office)]
    others = [await _pile(request, office, duty, able, terms) for duty in waiting(office)]
    readable = [one for one in await home.queries.conferences() if roles_in(office.staff, one)]
    return await show(
        request,
        "cases/morning.html",
        visitor=office.visitor,
        is_long=True,
        office=office,
        piles=[pile for pile in piles if pile.count],
        others=[pile for pile in others if pile.count],
        quiet=[pile for pile in piles if not pile.count],
        recommendations=await _owed(home, office),
        announcements=await _announcements(request, office, readable),
        tabs=await home.cases.tabs(office.commune, now=now, soon=soon_until(now, terms.calendar)),
        missing=missing_year(terms.calendar, now),
        conferences=readable,
        reviews_minutes=bool(roles_for("correct_minutes", office.roles())),
        registers=bool(office.roles() & REGISTER_READERS),
        dossiers=bool(office.roles() & DOSSIER_KEEPERS),
        names=names_of(people),
        now=now,
    )


async def _pile(
    request: Request, office: AtOffice, duty: Duty, able: frozenset[str], terms: Terms
) -> Pile:
    home, said, now = house(request), speech(request), house(request).clock()
    soon = soon_until(now, terms.calendar)
    found = await home.cases.inbox(
        office.commune, duty.wish.filter(soon, able), now=now, limit=COUNTED_MAX
    )
    rows = [(case, due_of(case, now, terms, said)) for case in found.cases[:SHOWN]]
    return Pile(
        words=said.plain(duty.words),
        count=len(found.cases),
        more=found.next is not None,
        address=CASES + duty.wish.query(),
        rows=rows,
        late=any(due is not None and due.pill == "overdue" for _, due in rows),
    )


async def _announcements(
    request: Request, office: AtOffice, conferences: list[ConferenceRecord]
) -> list[ResultView]:
    """Results of conferences that somebody has not been told yet, for those who make them known."""
    if not roles_for("record_delivery", office.roles()):
        return []
    shown = await results_shown(request, office.commune, conferences)
    return [view for view in shown if view.known_on is None]


async def _owed(home: House, office: AtOffice) -> list[tuple[CaseLine, int, int | None]]:
    """Recommendations of the Front that the commune has not replied to, for those who reply."""
    if not roles_for("reply_to_recommendation", office.roles()):
        return []
    unsettled = await home.cases.recommendations(office.commune)
    return [
        (one.case, one.recommendation.number, one.recommendation.due)
        for one in unsettled
        if one.recommendation.reply is None
    ]


routes = [Route("/archive/", morning)]
