"""What became of a question, for whoever holds its code, and what they can do about it. No account; the code is the key.

The page may be passed on, so it tells less than the asker's own phone does: see `holder/story.py`. Search engines
and caches are asked to stay away, and a code that is wrong finds the same page whatever is wrong about it.
"""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CasePage
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from web.case_story import tell, typed_code
from web.cases.words import COUNTINGS, WHYS
from web.casework import Book
from web.context import house, reached_at
from web.files import stored
from web.forms import read_form
from web.holder.acts import FIELDS, NEEDED
from web.holder.finding import Found, find
from web.holder.story import story
from web.holder.words import DONE, REFUSED
from web.paper_sheet import printed_square
from web.render import Speech, language_of
from web.showing import see, show, speech
from web.words import CASE_STATES, refusal_words

PRIVATE = {
    "x-robots-tag": "noindex, nofollow, noarchive",
    # The address is the key: it must not travel to another site. Stricter (no-referrer) would make older
    # Safari send our own forms without an origin, and we refuse those.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
TYPED_MAX_CHARACTERS = 40
HOLDER = Actor(Role.CITIZEN, "")

Problem = dict[str, str]


async def look_up(request: Request) -> Response:
    """With the number of the slip as well, or with the code alone."""
    typed, number = (request.query_params.get(name, "").strip() for name in ("code", "number"))
    code = typed_code(typed)
    if not code:
        asked = "code" in request.query_params
        _ = speech(request).text
        problem = {"field": "code", "words": _("Hãy nhập mã tra cứu.")} if asked else None
        return await _form(request, problem)
    if number:
        found = await _seek(request, typed, number)
        if isinstance(found, Response):
            return found
    return see(f"/c/{code[:TYPED_MAX_CHARACTERS]}")


async def case(request: Request) -> Response:
    found = await _seek(request, request.path_params["code"])
    if isinstance(found, Response):
        return found
    done = request.query_params.get("done", "")
    return await _show(request, found, done=DONE.get(done))


async def act(request: Request) -> Response:
    """One of the holder's acts; the form's own id makes that sending it twice does it once."""
    home = house(request)
    fields = await read_form(request, await home.identity.visitor(request))
    found = await _seek(request, request.path_params["code"])
    if isinstance(found, Response):
        return found
    name = request.path_params["command"]
    if name not in FIELDS or found.page is None:
        raise HTTPException(404, "no such act")
    refused = _missing(name, fields)
    if refused is None:
        told = {field: fields.get(field, "") for field in FIELDS[name]}
        line = found.page.case
        outcome = await home.casework.ask(
            Book(line.commune, line.conference),
            name,
            {"case": found.code, **told},
            HOLDER,
            id=fields.get("id") or home.chance.token(),
        )
        if not isinstance(outcome, Refusal):
            return see(f"/c/{found.code}?done={name}")
        refused = outcome
        # It may have been refused because the case has moved on.
        found = await find(home.queries, home.cases, found.code) or found
    field = refused.detail if refused.detail in (*FIELDS[name], *NEEDED[name]) else NEEDED[name][0]
    words = _why_not(speech(request), refused)
    problem = {"field": f"{name}-{field}", "words": words, "act": name}
    return await _show(request, found, problem=problem, given=fields, status=refused.http_status)


async def slip(request: Request) -> Response:
    """For paper: what somebody without a phone takes home."""
    found = await _seek(request, request.path_params["code"])
    if isinstance(found, Response):
        return found
    home = house(request)
    base = reached_at(request)
    address = f"{base}/c/{found.code}"
    square = printed_square(address)
    response = home.renderer.page(
        request,
        "case/slip.html",
        language=language_of(request, home.settings.language),
        form_token="",
        conference=found.file.conference,
        question=found.file.question,
        story=await _told(request, found, found.page) if found.page else tell(found.file),
        address=f"{base.partition('://')[2]}/c/",
        qr=square,
        now=home.clock(),
    )
    response.headers.update(PRIVATE)
    return response


async def file(request: Request) -> Response:
    """What was attached to an answer for its asker to see."""
    found = await _seek(request, request.path_params["code"])
    if isinstance(found, Response):
        return found
    wanted, owner = request.path_params["file"], found.parent or found.page
    shown = (await _told(request, found, found.page))["files"] if found.page else []
    record = next((one for one in shown if one.file == wanted), None)
    path = (
        house(request).evidence.path(owner.case.commune, record.file) if record and owner else None
    )
    if record is None or path is None:
        raise HTTPException(404, "no such file")
    response = stored(path, record.media_type, record.name)
    response.headers.update(PRIVATE)
    return response


async def _seek(request: Request, typed: str, number: str = "") -> Found | Response:
    """What the code finds; or the form again, in the same words whatever was wrong."""
    home, network = house(request), house(request).wishes.whence(request.scope).address
    _ = speech(request).text
    if not home.guesses.allowed(network):
        words = _("Có nhiều mã sai được nhập từ mạng này. Hãy đợi một phút rồi thử lại.")
        return await _form(request, {"field": "code", "words": words}, status=429)
    found = await find(home.queries, home.cases, typed_code(typed), number)
    if found is not None:
        return found
    home.guesses.wrong(network)
    words = _(
        "Không có câu hỏi nào mang mã này. Hãy xem lại từng chữ; nếu vừa gửi, hãy đợi một phút."
    )
    return await _form(request, {"field": "code", "words": words}, status=404)


async def _form(
    request: Request, problem: Problem | None = None, status: int | None = None
) -> Response:
    typed = request.path_params.get("code") or request.query_params.get("code", "")
    response = await show(
        request,
        "case/form.html",
        status=status or (404 if problem else 200),
        typed=typed[:TYPED_MAX_CHARACTERS],
        number=request.query_params.get("number", "")[:TYPED_MAX_CHARACTERS],
        problem=problem,
    )
    response.headers.update(PRIVATE)
    return response


async def _show(
    request: Request,
    found: Found,
    *,
    done: str | None = None,
    problem: Problem | None = None,
    given: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    home, page = house(request), found.page
    told = await _told(request, found, page) if page else tell(found.file)
    response = await show(
        request,
        "case/case.html" if page else "case/page.html",
        status=status,
        story=told,
        conference=found.file.conference,
        now=home.clock(),
        done=speech(request).plain(done) if done else None,
        counting=_said(speech(request), COUNTINGS),
        whys=_said(speech(request), WHYS),
        states=_said(speech(request), CASE_STATES),
        problem=problem,
        given=given or {},
        id=home.chance.token(),
    )
    response.headers.update(PRIVATE)
    return response


async def _told(request: Request, found: Found, page: CasePage) -> dict[str, Any]:
    home = house(request)
    terms = await home.casework.terms(page.case.commune)
    return story(found, page, terms, home.clock(), speech(request))


def _said(speech: Speech, texts: Mapping[str, str]) -> dict[str, str]:
    return {code: speech.plain(text) for code, text in texts.items()}


def _missing(name: str, fields: dict[str, str]) -> Refusal | None:
    """The first thing that was left out."""
    empty = next((field for field in NEEDED[name] if not fields.get(field, "").strip()), None)
    if empty is None:
        return None
    reason = Code.MALFORMED if empty in ("stars", "solved", "sure") else Code.EMPTY
    return Refusal(reason, empty)


def _why_not(speech: Speech, refused: Refusal) -> str:
    words = REFUSED.get(refused.reason)
    return refusal_words(speech, refused) if words is None else speech.text(words)


routes = [
    Route("/c/", look_up),
    Route("/c/{code}", case),
    Route("/c/{code}/slip", slip),
    Route("/c/{code}/files/{file}", file),
    Route("/c/{code}/{command}", act, methods=["POST"]),
]
