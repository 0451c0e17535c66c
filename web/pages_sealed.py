"""The sealed box: where the officer who keeps denunciations reads them, and gives back what is none.

For those who hold that role in this conference, and for nobody else: all others are told that there is no
such page. No page here needs a script, is kept by a cache, or carries anybody's words in its address. Who
looks into the box is in the log of the office before anything is shown. What is sealed can be read for as long as the conference is kept; it is given back only while the meeting has a
desk to give it to.
"""

import math
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.vocabulary import NOTE_MAX_CHARACTERS, QuestionStatus, Role, Stage
from realtime.audiences import Audience, View, snapshot
from realtime.wishes import Wisher
from web.consulted import consulted
from web.context import house
from web.desk_door import AtDesk, at_desk
from web.forms import read_form
from web.handing_out import look_into_box
from web.ledger_words import BOOK_ROLES
from web.originals import read_original
from web.pages_phone import SURE
from web.showing import see, show, speech
from web.words import N_, refusal_words

PER_PAGE: Final = 50
REFRESH_SECONDS: Final = 30
NUMBER_MAX_DIGITS: Final = 6
AGAIN: Final = "again"
"""In the address that the page itself asks for anew."""
NO_REASON: Final = N_("Hãy ghi lý do mở niêm phong.")


async def box(request: Request) -> Response:
    """All that is sealed, the latest first. It looks again by itself, unless it is asked to stand still."""
    desk = await at_desk(request, Role.SEALED_BOX)
    if isinstance(desk, Response):
        return desk
    seen = await consulted(desk.hall, _seen)
    sealed = sorted(seen["questions"], key=_sealed_at, reverse=True)
    last = max(1, math.ceil(len(sealed) / PER_PAGE))
    asked = request.query_params
    page = min(_whole(asked.get("page", "")) or 1, last)
    moves = seen["conference"]["stage"] != Stage.CLOSED and page == 1 and "still" not in asked
    shown = sealed[(page - 1) * PER_PAGE : page * PER_PAGE]
    await look_into_box(request, desk, [view["number"] for view in shown], again=AGAIN in asked)
    response = await show(
        request,
        "sealed/page.html",
        visitor=desk.visitor,
        conference=seen["conference"],
        entries=[await _entry(request, view) for view in shown],
        given_back=_whole(asked.get("unsealed", "")),
        now=house(request).clock(),
        moves=moves,
        refresh=REFRESH_SECONDS,
        page=page,
        last=last,
    )
    if moves:
        response.headers["refresh"] = f"{REFRESH_SECONDS};url={request.url.path}?{AGAIN}"
    return response


async def question(request: Request) -> Response:
    """One of them, word for word as it was sent."""
    desk = await at_desk(request, Role.SEALED_BOX)
    return desk if isinstance(desk, Response) else await _question(request, desk)


async def slip(request: Request) -> Response:
    """The same on paper, for the officer's own book."""
    desk = await at_desk(request, Role.SEALED_BOX)
    if isinstance(desk, Response):
        return desk
    return await _question(request, desk, template="sealed/slip.html")


async def unseal(request: Request) -> Response:
    """Asked twice: once back on the desk, others have read it, and that cannot be taken back."""
    home = house(request)
    fields = await read_form(request, await home.identity.visitor(request))
    desk = await at_desk(request, Role.SEALED_BOX)
    if isinstance(desk, Response):
        return desk
    number, words = int(request.path_params["number"]), fields.get("words", "").strip()
    if words and SURE not in fields:
        return await _question(request, desk, words=words, asks=True)
    wisher = Wisher(desk.hall, desk.actor, home.wishes.whence(request.scope))
    wish = {"question": number, "words": words}
    outcome = await home.wishes.submit(wisher, "unseal_question", wish, fields.get("id", ""))
    if isinstance(outcome, Refusal) and outcome.reason is Code.STALE:
        # Somebody else gave it back a moment ago.
        return see(f"/sealed/{desk.hall.code}")
    if isinstance(outcome, Refusal):
        return await _question(request, desk, words=words, refusal=outcome)
    return see(f"/sealed/{desk.hall.code}?unsealed={number}")


async def _question(
    request: Request,
    desk: AtDesk,
    *,
    words: str = "",
    asks: bool = False,
    refusal: Refusal | None = None,
    template: str = "sealed/question.html",
) -> Response:
    number = int(request.path_params["number"])
    found = await consulted(desk.hall, lambda state: state.questions.get(number))
    if found is None or found.status is not QuestionStatus.SEALED:
        raise HTTPException(404, "no such question")
    seen = await consulted(desk.hall, _seen)
    (view,) = (view for view in seen["questions"] if view["number"] == number)
    home = house(request)
    return await show(
        request,
        template,
        visitor=desk.visitor,
        status=refusal.http_status if refusal else 200,
        conference=seen["conference"],
        entry=await _entry(request, view),
        original=await read_original(request, desk, found),
        now=home.clock(),
        id=home.chance.token(),
        reason=words,
        reason_max=NOTE_MAX_CHARACTERS,
        asks=asks,
        problem={"words": _why_not(request, refusal)} if refusal else None,
    )


async def _entry(request: Request, view: View) -> dict[str, Any]:
    """The question as its officer's book names it: who sealed it by name and role, if it was in the hall."""
    sealed = view.get("sealed")
    if sealed is None:
        return {**view, "sealed_at": None}
    return {
        **view,
        "sealed_at": sealed["at"],
        "sealed_by": await house(request).staff_door.called(sealed["by"]),
        "sealed_as": speech(request).plain(BOOK_ROLES[sealed["role"]]),
    }


def _sealed_at(view: View) -> float:
    """What was sealed after the meeting came last: its casebook knows when."""
    return view["sealed"]["at"] if "sealed" in view else math.inf


def _seen(state: ConferenceState) -> View:
    return snapshot(state, Audience.SEALED_BOX)


def _why_not(request: Request, refusal: Refusal) -> str:
    if refusal.reason is Code.EMPTY:
        return speech(request).plain(NO_REASON)
    return refusal_words(speech(request), refusal)


def _whole(typed: str) -> int | None:
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= NUMBER_MAX_DIGITS
    return int(typed) or None if is_one else None


routes = [
    Route("/sealed/{code}", box),
    Route("/sealed/{code}/{number:int}", question),
    Route("/sealed/{code}/{number:int}", unseal, methods=["POST"]),
    Route("/sealed/{code}/{number:int}/slip", slip),
]
