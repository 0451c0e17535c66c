"""A password that was forgotten: the admin ends it and sends a link, its owner chooses another.

The link carries its code behind the `#`, as an invitation's does. The admin never knows the new password.
"""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from web.account_doors import PEOPLE_PAGE, at_people
from web.account_words import bad_password, why_not
from web.context import house, reached_at
from web.forms import read_form
from web.identity import Visitor
from web.password_links import CODE_MAX_CHARACTERS
from web.password_rules import PasswordTrouble
from web.passwords import MIN_CHARACTERS
from web.showing import LOGIN, see, show, speech

NEW_PASSWORD = "/new-password"  # noqa: S105  an address


async def reset(request: Request) -> Response:
    """The link, shown this once."""
    home = house(request)
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    name = request.path_params["name"]
    made = await home.reception.people.reset_password(here.staff, name)
    if isinstance(made, Refusal):
        raise HTTPException(404 if made.reason is Code.NOT_FOUND else made.http_status, "refused")
    base = reached_at(request)
    return await show(
        request,
        "people/new_password.html",
        visitor=here.visitor,
        person=made,
        link=f"{base}{NEW_PASSWORD}#{home.reception.links.code(made)}",
    )


async def arrive(request: Request) -> Response:
    return await _arrive(request, await house(request).identity.visitor(request))


async def choose(request: Request) -> Response:
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    code = fields.get("code", "").strip().rpartition("#")[2]
    done = await home.reception.links.choose(code, fields.get("password", ""))
    if isinstance(done, PasswordTrouble):
        problem = {"field": "password", "words": bad_password(request, done)}
        return await _arrive(request, visitor, code, problem, 422)
    if not isinstance(done, Refusal):
        return see(LOGIN)
    if done.reason is not Code.STALE:
        problem = {"field": "password", "words": why_not(request, done)}
        return await _arrive(request, visitor, code, problem, done.http_status)
    _ = speech(request).text
    words = _("Đường dẫn này không còn dùng được: sai mã, đã dùng hoặc đã hết hạn.")
    return await _arrive(request, visitor, "", {"field": "code", "words": words}, 404)


async def _arrive(
    request: Request,
    visitor: Visitor,
    code: str = "",
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    return await show(
        request,
        "account/new_password.html",
        visitor=visitor,
        status=status,
        code=code,
        most=CODE_MAX_CHARACTERS,
        least=MIN_CHARACTERS,
        problem=problem,
    )


routes = [
    Route(f"{PEOPLE_PAGE}/of/{{name}}/new-password", reset, methods=["POST"]),
    Route(NEW_PASSWORD, arrive),
    Route(NEW_PASSWORD, choose, methods=["POST"]),
]
