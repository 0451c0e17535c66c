"""The screens of those who run the meeting: the moderator's desk, the chair's stage, the hall's display.

Desk and stage are for staff who hold the role in this conference; everybody else is told that there is no
such page. The display is public: it shows what every phone may see.
"""

from urllib.parse import urlsplit

import segno
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.vocabulary import Role
from realtime.audiences import Audience
from realtime.hall import Hall
from web.cases.carry_over import carried_over
from web.context import house, reached_at
from web.pages_phone import hall_of, screens_of
from web.render import language_of
from web.showing import show, to_login

QR_ERROR_LEVEL = "m"
"""Read across a hall, perhaps past somebody's head: 15 % of it may be missing."""
INK, PAPER = "#0b1210", "#f4f1ea"


async def desk(request: Request) -> Response:
    return await _staff(request, "desk", Role.MODERATOR, Audience.MODERATORS)


async def stage(request: Request) -> Response:
    return await _staff(request, "stage", Role.CHAIR, Audience.CHAIR)


async def display(request: Request) -> Response:
    hall = await hall_of(request)
    snapshot = await hall.snapshot(Audience.DISPLAY)
    home = house(request)
    base = reached_at(request)
    address = f"{base}/h/{hall.code}"
    language = language_of(request, home.settings.language)
    given = screens_of(request).display(
        snapshot, language, join=urlsplit(base).netloc, qr=_qr(address)
    )
    given["first"]["carried"] = await _carried(request, hall)
    return await show(request, "display/page.html", **given)


async def _carried(request: Request, hall: Hall) -> dict[str, str | int] | None:
    """What became of the last conference's questions: this one opens with it."""
    carried = await carried_over(house(request), hall.commune, hall.code)
    return carried.brief() if carried else None


async def _staff(request: Request, screen: str, role: Role, audience: Audience) -> Response:
    home = house(request)
    visitor = await home.identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    hall = await hall_of(request)
    if not visitor.staff.may_act_as(role, hall.commune, hall.code):
        raise HTTPException(404, "no such page")
    language = language_of(request, home.settings.language)
    given = screens_of(request).staff(
        screen, await hall.snapshot(audience), language, role, visitor.staff.display_name
    )
    if role is Role.CHAIR:
        given["first"]["carried"] = await _carried(request, hall)
    chairs = visitor.staff.may_act_as(Role.CHAIR, hall.commune, hall.code)
    return await show(request, f"{screen}/page.html", visitor=visitor, chairs=chairs, **given)


def _qr(address: str) -> str:
    """As SVG for the page: sharp at any size, and no second request."""
    code = segno.make(address, error=QR_ERROR_LEVEL, micro=False)
    return code.svg_inline(omitsize=True, border=2, dark=INK, light=PAPER)


routes = [
    Route("/desk/{code}", desk),
    Route("/stage/{code}", stage),
    Route("/h/{code}/display", display),
]
