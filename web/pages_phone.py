"""The participant's phone: join, ask, support, look after one's own. Every act is also a plain form.

The page is drawn whole on the server and its script takes over from there; a phone without scripts reloads
it by itself and asks on a page of its own. What somebody typed is never lost to a refusal: it comes back in
the form, with the reason at the field.
"""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from realtime.audiences import Audience
from realtime.hall import Hall
from realtime.wishes import Wisher
from web.consulted import consulted
from web.context import house
from web.forms import read_form
from web.identity import Visitor
from web.render import DIST, language_of
from web.screens import NOTHING_GIVEN, Screens, View
from web.showing import see, show, speech
from web.taking_part import is_open, why_not_ask
from web.words import code_words, refusal_words

ASK = "ask_question"
SURE = "sure"
"""The field of an ask form whose sender has seen the similar questions."""
CODES = ("enter_code", "redeem_paper_code")
OPTIONAL = ("topic", "name", "place")
REWORDING = {"amend_question": "text", "resubmit_question": "text", "request_review": "words"}
"""What is typed at one's own question, and the field it is typed in."""
KEEPER = "keeper.js"

_ABOUT_TEXT = (Code.EMPTY, Code.TOO_LONG, Code.BAD_TEXT)


async def phone(request: Request) -> Response:
    hall = await hall_of(request)
    visitor = await house(request).identity.visitor(request)
    return await _phone(request, hall, visitor)


async def ask(request: Request) -> Response:
    hall = await hall_of(request)
    visitor = await house(request).identity.visitor(request)
    snapshot = await _snapshot(request, hall, visitor)
    conference, now = snapshot["conference"], house(request).clock()
    if not is_open(conference) or why_not_ask(conference, snapshot["mine"], now):
        return see(f"/h/{hall.code}")
    return await _ask(request, visitor, snapshot)


async def join(request: Request) -> Response:
    """Where a code from the hall or from paper is typed in."""
    hall = await hall_of(request)
    visitor = await house(request).identity.visitor(request)
    return await _join(request, hall, visitor)


async def do(request: Request) -> Response:
    """One wish as a form post. The form's own id makes sending it twice harmless."""
    hall = await hall_of(request)
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    name, id, sure = fields.pop("do", ""), fields.pop("id", ""), fields.pop(SURE, "")
    actor = await home.identity.attendee(hall.stream, visitor.device)
    wisher = Wisher(hall, actor, home.wishes.whence(request.scope, visitor.device))
    if name == ASK and not sure:
        offered = await _similar(request, visitor, wisher, fields, id)
        if offered is not None:
            return offered
    given = {key: value for key, value in fields.items() if value or key not in OPTIONAL}
    outcome = await home.wishes.submit(wisher, name, given, id, as_text=True)
    if isinstance(outcome, Refusal) and name in CODES:
        return await _join(request, hall, visitor, outcome, fields)
    if isinstance(outcome, Refusal):
        if name in REWORDING:
            typed = {"do": name, **fields}
            return await _refused_wording(request, wisher, visitor, outcome, typed)
        return await _refused(request, hall, visitor, outcome, fields if name == ASK else None)
    sent = f"?sent={outcome.question}" if outcome.question else ""
    return see(f"/h/{hall.code}{sent}")


async def _similar(
    request: Request, visitor: Visitor, wisher: Wisher, typed: Mapping[str, str], id: str
) -> Response | None:
    """What others asked already, to support instead; None when nothing is like it."""
    found = await house(request).asides.alike(wisher, typed.get("text", ""))
    if not found:
        return None
    snapshot = await _snapshot(request, wisher.hall, visitor)
    given = screens_of(request).similar(snapshot, [number for number, _ in found], typed, id)
    if not given["questions"]:
        return None
    return await show(request, "phone/similar.html", visitor=visitor, **given)


async def _join(
    request: Request,
    hall: Hall,
    visitor: Visitor,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] = NOTHING_GIVEN,
) -> Response:
    snapshot = await _snapshot(request, hall, visitor)
    problem = (
        None
        if refusal is None
        else {"field": "code", "words": code_words(speech(request), refusal)}
    )
    given = screens_of(request).join(snapshot, typed.get("code", ""), problem)
    status = refusal.http_status if refusal else 200
    return await show(request, "phone/join.html", visitor=visitor, status=status, **given)


async def keeper(_request: Request) -> Response:
    """The service worker, at an address from which it may keep the phones' pages."""
    return FileResponse(next(DIST.glob("keeper-*.js")), media_type="text/javascript")


async def manifest(request: Request) -> Response:
    """What a phone shows when somebody puts the page on its home screen."""
    hall = await hall_of(request)
    snapshot = await hall.snapshot(Audience.DISPLAY)
    return JSONResponse(
        {
            "name": snapshot["conference"]["title"],
            "short_name": "Đối Thoại",
            "start_url": f"/h/{hall.code}",
            "scope": "/h/",
            "display": "minimal-ui",
            "background_color": "#fbfaf7",
            "theme_color": "#085448",
            "icons": [{"src": "/static/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        media_type="application/manifest+json",
    )


async def hall_of(request: Request) -> Hall:
    """The hall this address names; 404 when there is none."""
    hall = await house(request).halls.open(request.path_params["code"])
    if hall is None:
        raise HTTPException(404, "no such conference")
    return hall


def screens_of(request: Request) -> Screens:
    home = house(request)
    return Screens(home.renderer, home.chance.token)


async def _snapshot(request: Request, hall: Hall, visitor: Visitor) -> View:
    actor = await house(request).identity.attendee(hall.stream, visitor.device)
    return await hall.snapshot(Audience.ATTENDEES, actor.id)


async def _phone(
    request: Request, hall: Hall, visitor: Visitor, problem: View | None = None, status: int = 200
) -> Response:
    snapshot = await _snapshot(request, hall, visitor)
    language = language_of(request, house(request).settings.language)
    now = house(request).clock()
    still = await consulted(hall, lambda state: state.still)
    given = screens_of(request).phone(
        snapshot, language, request.query_params, now, problem=problem, still=still
    )
    return await show(request, "phone/page.html", visitor=visitor, status=status, **given)


async def _ask(
    request: Request,
    visitor: Visitor,
    snapshot: View,
    *,
    typed: Mapping[str, str] = NOTHING_GIVEN,
    problem: View | None = None,
    status: int = 200,
) -> Response:
    given = screens_of(request).ask(snapshot, typed, problem)
    return await show(request, "phone/ask.html", visitor=visitor, status=status, **given)


async def _refused(
    request: Request,
    hall: Hall,
    visitor: Visitor,
    refusal: Refusal,
    typed: Mapping[str, str] | None,
) -> Response:
    problem: dict[str, Any] = {
        "field": field_at_fault(refusal) if typed is not None else "",
        "words": refusal_words(speech(request), refusal),
    }
    if typed is None:
        return await _phone(request, hall, visitor, problem, refusal.http_status)
    snapshot = await _snapshot(request, hall, visitor)
    return await _ask(
        request, visitor, snapshot, typed=typed, problem=problem, status=refusal.http_status
    )


async def _refused_wording(
    request: Request,
    wisher: Wisher,
    visitor: Visitor,
    refusal: Refusal,
    fields: Mapping[str, str],
) -> Response:
    """The page again, with what was typed where it was typed."""
    name, number = fields["do"], fields.get("question", "")
    field = REWORDING[name]
    problem = {
        # Where there is no form any more, the question itself is the place to go.
        "field": f"{field if refusal.reason in _ABOUT_TEXT else 'm'}{number}",
        "words": refusal_words(speech(request), refusal),
        "wish": name,
        "question": number,
        "typed": fields.get(field, ""),
    }
    return await _phone(request, wisher.hall, visitor, problem, refusal.http_status)


def field_at_fault(refusal: Refusal) -> str:
    if isinstance(refusal.detail, str) and refusal.detail in NOTHING_GIVEN:
        return refusal.detail
    return "text" if refusal.reason in _ABOUT_TEXT else ""


routes = [
    Route(f"/h/{KEEPER}", keeper),
    Route("/h/{code}", phone),
    Route("/h/{code}/ask", ask),
    Route("/h/{code}/join", join),
    Route("/h/{code}/do", do, methods=["POST"]),
    Route("/h/{code}/app.webmanifest", manifest),
]
"""In order: the keeper's name must not be taken for a conference's code."""
