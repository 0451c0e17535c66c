"""What became of a question, for whoever holds its code. No account; the code cannot be guessed.

The page may be passed on, so it tells less than the asker's own phone does: see `case_story.py`. Search
engines are asked to stay away.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.case_story import tell, typed_code
from web.context import house
from web.showing import see, show, speech

PRIVATE = {
    "x-robots-tag": "noindex, nofollow, noarchive",
    # The address is the key: it must not travel to another site. Stricter (no-referrer) would make older
    # Safari send our own forms without an origin, and we refuse those.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}


async def look_up(request: Request) -> Response:
    typed = request.query_params.get("code", "")
    code = typed_code(typed)
    if code:
        return see(f"/c/{code}")
    problem = None
    if "code" in request.query_params:
        _ = speech(request).text
        problem = {"field": "code", "words": _("Hãy nhập mã tra cứu.")}
    return await _form(request, typed, problem)


async def case(request: Request) -> Response:
    typed = request.path_params["code"]
    found = await house(request).queries.case(typed_code(typed))
    now = house(request).clock()
    story = tell(found, now) if found else None
    if story is None:
        _ = speech(request).text
        words = _(
            "Không có câu hỏi nào mang mã này. Hãy xem lại từng chữ; nếu vừa gửi, hãy đợi một phút."
        )
        return await _form(request, typed, {"field": "code", "words": words})
    response = await show(request, "case/page.html", story=story, now=now)
    response.headers.update(PRIVATE)
    return response


async def _form(request: Request, typed: str, problem: dict[str, str] | None) -> Response:
    response = await show(
        request,
        "case/form.html",
        status=404 if problem else 200,
        typed=typed,
        problem=problem,
    )
    response.headers.update(PRIVATE)
    return response


routes = [Route("/c/", look_up), Route("/c/{code}", case)]
