"""Printing personal codes: how many, from which number on; then the sheet itself.

Nothing is stored: the same numbers give the same codes again. Who printed which numbers is logged, the
codes never are.
"""

import asyncio
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.vocabulary import Role
from realtime.audiences import Audience
from web.context import house, reached_at
from web.desk_door import AtDesk, at_desk
from web.forms import read_form
from web.paper_sheet import BadRange, codes_of, sheet
from web.render import language_of
from web.showing import show, speech

PRINTERS: Final = (Role.MODERATOR, Role.SECRETARY)
SLIPS_MAX: Final = 500
"""On one page; a browser prints more with pain."""
USUAL: Final = {"count": "100", "first": "1"}
DIGITS_MAX: Final = 6

log = structlog.get_logger("web")


async def form(request: Request) -> Response:
    desk = await at_desk(request, *PRINTERS)
    return desk if isinstance(desk, Response) else await _form(request, desk, USUAL)


async def printed(request: Request) -> Response:
    home = house(request)
    given = {**USUAL, **await read_form(request, await home.identity.visitor(request))}
    desk = await at_desk(request, *PRINTERS)
    if isinstance(desk, Response):
        return desk
    first, count = _number(given["first"]), _number(given["count"])
    try:
        codes = codes_of(await home.identity.paper_codes(desk.hall.stream), first, count, SLIPS_MAX)
    except BadRange:
        _ = speech(request).text
        problem = {"field": "count", "words": _("Hãy xem lại số phiếu và số bắt đầu.")}
        return await _form(request, desk, given, problem=problem, status=422)
    log.info(
        "paper codes printed",
        conference=desk.hall.code,
        person=desk.actor.id,
        first=first,
        count=count,
    )
    conference = (await desk.hall.snapshot(Audience.DISPLAY))["conference"]
    about = {
        "code": conference["code"],
        "title": conference["title"],
        "commune": conference.get("place") or conference["commune"],
    }
    slips = await asyncio.to_thread(sheet, about, codes, reached_at(request))
    language = language_of(request, home.settings.language)
    return home.renderer.page(
        request, "paper/sheet.html", language=language, form_token="", **slips
    )


async def _form(
    request: Request,
    desk: AtDesk,
    given: dict[str, str],
    *,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    conference = (await desk.hall.snapshot(Audience.DISPLAY))["conference"]
    return await show(
        request,
        "paper/form.html",
        visitor=desk.visitor,
        status=status,
        conference=conference,
        code=conference["code"],
        given=given,
        most=SLIPS_MAX,
        problem=problem,
    )


def _number(typed: str) -> int:
    """0 for what is none, which no code has."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS_MAX else 0


routes = [
    Route("/desk/{code}/paper", form),
    Route("/desk/{code}/paper", printed, methods=["POST"]),
]
