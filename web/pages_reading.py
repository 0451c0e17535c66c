"""How a visitor wants to read: the language and the size of the letters, each remembered in a cookie.

Scripts change the size without asking the server; this is for pages and phones without them.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.context import house
from web.forms import read_form
from web.render import LANGUAGE_COOKIE, LANGUAGES, SIZE_COOKIE, SIZES, text_size
from web.showing import own_path, see

YEAR_SECONDS = 31_536_000


async def choose_language(request: Request) -> Response:
    fields = await _fields(request)
    response = see(own_path(fields.get("back", ""), "/"))
    if fields.get("lang") in LANGUAGES:
        _remember(request, response, LANGUAGE_COOKIE, fields["lang"])
    return response


async def choose_size(request: Request) -> Response:
    """One step larger or smaller than it is."""
    fields = await _fields(request)
    response = see(own_path(fields.get("back", ""), "/"))
    steps = ("0", *SIZES)
    now = steps.index(text_size(request) or "0")
    wanted = {"larger": now + 1, "smaller": now - 1}.get(fields.get("size", ""), now)
    _remember(request, response, SIZE_COOKIE, steps[max(0, min(wanted, len(steps) - 1))])
    return response


async def _fields(request: Request) -> dict[str, str]:
    return await read_form(request, await house(request).identity.visitor(request))


def _remember(request: Request, response: Response, name: str, value: str) -> None:
    # Not HttpOnly: the scripts' A− and A+ write the same cookie.
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        path="/",
        samesite="lax",
        secure=request.url.scheme == "https",
    )


routes = [
    Route("/language", choose_language, methods=["POST"]),
    Route("/text-size", choose_size, methods=["POST"]),
]
