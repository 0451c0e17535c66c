"""The front page: enter a conference's code, or pick one of those that take questions now."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.vocabulary import Stage
from web.context import house
from web.showing import see, show, speech

TAKES_QUESTIONS = (Stage.LIVE, Stage.ANNOUNCED)


async def home(request: Request) -> Response:
    typed = request.query_params.get("code", "").strip()
    code = typed.upper()
    if code in house(request).halls.codes:
        return see(f"/h/{code}")
    problem = None
    if "code" in request.query_params:
        problem = _why_not(request, typed)
    conferences = [
        conference
        for conference in await house(request).queries.conferences()
        if conference.stage in TAKES_QUESTIONS
    ]
    return await show(
        request,
        "home/page.html",
        status=404 if problem else 200,
        conferences=conferences,
        typed=typed,
        problem=problem,
    )


def _why_not(request: Request, typed: str) -> dict[str, str]:
    _ = speech(request).text
    if not typed:
        return {"field": "code", "words": _("Hãy nhập mã hội nghị.")}
    return {
        "field": "code",
        "words": _(
            "Không có hội nghị nào mang mã này. Hãy xem lại mã trên màn hình hoặc giấy mời."
        ),
    }


routes = [Route("/", home)]
