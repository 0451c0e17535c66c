"""The synthesis of a week, a month, a quarter, six, nine or twelve months: on a page, on paper, as a table to take away.

Its balance must close: what was open, what came, what went, what is open. Whoever reads it can count again.
"""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.calendar import day_of
from archive.casebook.periods import Period, PeriodKind, period
from archive.office_events import Taken
from archive.spreadsheet import as_sheet
from conference.vocabulary import Role
from web.cases.balance_sheet import sections
from web.cases.balancing import Reckoned, reckon_period
from web.cases.door import OFFICE, AtOffice, at_office
from web.cases.report_keys import (
    KINDS,
    NAMES,
    WEEKS,
    address_of,
    after,
    before,
    key_of,
    period_of,
)
from web.context import house
from web.files import attachment
from web.handing_out import capacity, hand_out
from web.render import Speech
from web.showing import see, show, speech
from web.words import N_

READERS = OFFICE | {Role.SUPERVISOR}
"""The synthesis goes to all of them."""
CSV = "text/csv; charset=utf-8"


async def this_week(request: Request) -> Response:
    today = day_of(house(request).clock())
    return see(f"{WEEKS}/{key_of(period(PeriodKind.WEEK, today))}")


async def report(request: Request) -> Response:
    office = await at_office(request, READERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    wanted, said = _wanted(request), speech(request)
    told = await reckon_period(house(request), office.commune, wanted, said)
    now = house(request).clock()
    return await show(
        request,
        "reports/period.html",
        visitor=office.visitor,
        is_long=True,
        office=office,
        period=wanted,
        title=name_of(wanted, said),
        told=told,
        balance=told.balance,
        sections=sections(told.balance, said),
        kinds=_kinds(wanted, said),
        earlier=address_of(before(wanted)),
        later=address_of(after(wanted)) if after(wanted).since <= now else None,
        so_far=wanted.until > now,
        for_front=not (office.roles() & OFFICE),
        now=now,
    )


async def report_csv(request: Request) -> Response:
    office = await at_office(request, READERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    wanted, said = _wanted(request), speech(request)
    told = await reckon_period(house(request), office.commune, wanted, said)
    body = as_sheet(*_table(office, wanted, told, said))
    by = capacity(office.staff, office.roles() & READERS)
    await hand_out(request, by, office.commune, Taken.REPORT, "csv", period=key_of(wanted))
    return attachment(body, CSV, f"bao-cao-{office.commune}-{key_of(wanted)}.csv")


def name_of(wanted: Period, said: Speech) -> str:
    return said.text(NAMES[wanted.kind], number=wanted.number, year=wanted.year)


def _wanted(request: Request) -> Period:
    """404 for what is no period, and for one that has not begun."""
    kind = request.path_params.get("kind", PeriodKind.WEEK)
    wanted = period_of(kind, request.path_params["key"])
    if wanted is None or wanted.since > house(request).clock():
        raise HTTPException(404, "no such period")
    return wanted


def _kinds(wanted: Period, said: Speech) -> list[dict[str, Any]]:
    """The same time, looked at from nearer or further off."""
    return [
        {
            "address": address_of(
                period(kind, wanted.last if kind is PeriodKind.WEEK else wanted.first)
            ),
            "name": said.plain(KINDS[kind]),
            "current": kind is wanted.kind,
        }
        for kind in PeriodKind
    ]


def _table(
    office: AtOffice, wanted: Period, told: Reckoned, said: Speech
) -> tuple[list[str], list[dict[str, str]]]:
    """One table of three columns, as long as the report."""
    columns = [said.plain(N_("Mục")), said.plain(N_("Chỉ tiêu")), said.plain(N_("Số"))]
    late = said.plain(N_("Hồ sơ quá hạn, theo đơn vị"))
    rows = [
        (said.plain(N_("Báo cáo")), said.plain(N_("Xã")), office.commune),
        ("", said.plain(N_("Kỳ")), name_of(wanted, said)),
        ("", said.plain(N_("Từ ngày")), said.day(wanted.first)),
        ("", said.plain(N_("Đến ngày")), said.day(wanted.last)),
        *(
            (section.head, figure.what, figure.count)
            for section in sections(told.balance, said)
            for figure in section.figures
        ),
        *(
            (late, f"{one.unit or ''} {one.case.reference} {one.clock}".strip(), str(one.days))
            for one in told.late
        ),
    ]
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]


routes = [
    Route("/archive/weeks", this_week),
    Route("/archive/weeks/{key}.csv", report_csv),
    Route("/archive/weeks/{key}", report),
    Route("/archive/periods/{kind}/{key}.csv", report_csv),
    Route("/archive/periods/{kind}/{key}", report),
]
