"""Where staff sign in, find their conferences, and sign out.

An unknown name and a wrong password get the same answer: the page must not tell who works here.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.journal import NotSaved
from archive.records import ConferenceRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.account_doors import SECOND_STEP, place_of
from web.account_words import why_no_code, why_not_in
from web.browsers import rough
from web.context import house
from web.cookies import HALFWAY
from web.errors import unsaved
from web.forms import read_form
from web.showing import AFTER_LOGIN, LOGIN, own_path, see, show, to_login
from web.staff import Halfway, Staff

LOGIN_CODE = "/login/code"
READERS = (Role.CLERK, Role.SECRETARY, Role.MODERATOR, Role.CHAIR)
"""Who may read the record of a conference in which they hold the role."""
BOOK_KEEPERS = (Role.SUPERVISOR, Role.CLERK, Role.SECRETARY, Role.MODERATOR)
"""Who may take the open book away as data. The supervisor reads that and nothing else."""
HERE = (*READERS, Role.SEALED_BOX, Role.SUPERVISOR)
"""Whom a conference concerns."""


async def login(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    after = own_path(request.query_params.get("next", ""), AFTER_LOGIN)
    if visitor.entering:
        return see(SECOND_STEP)
    if visitor.staff:
        return see(after)
    return await show(request, "staff/login.html", visitor=visitor, next=after, name="")


async def sign_in(request: Request) -> Response:
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    name = fields.get("name", "")
    after = own_path(fields.get("next", ""), AFTER_LOGIN)
    signed_in = await home.staff_door.sign_in(
        name,
        fields.get("password", ""),
        place_of(request, visitor),
        replacing=visitor.staff_token,
        browser=rough(request.headers.get("user-agent", "")),
    )
    if isinstance(signed_in, Refusal):
        return await show(
            request,
            "staff/login.html",
            visitor=visitor,
            status=signed_in.http_status,
            next=after,
            name=name,
            problem={"field": "name", "words": why_not_in(request, signed_in)},
        )
    if isinstance(signed_in, Halfway):
        response = see(f"{LOGIN_CODE}?{urlencode({'next': after})}")
        home.identity.remember(request, response, HALFWAY, signed_in.token)
        return response
    response = see(after)
    home.identity.admit(request, response, signed_in)
    return response


async def ask_code(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    after = own_path(request.query_params.get("next", ""), AFTER_LOGIN)
    halfway = house(request).identity.remembered(request, HALFWAY)
    if halfway is None or house(request).staff_door.whose_half(halfway) is None:
        return see(LOGIN)
    return await show(request, "staff/code.html", visitor=visitor, next=after)


async def enter_code(request: Request) -> Response:
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    after = own_path(fields.get("next", ""), AFTER_LOGIN)
    signed_in = await home.staff_door.finish(
        home.identity.remembered(request, HALFWAY) or "",
        fields.get("code", ""),
        place_of(request, visitor),
        replacing=visitor.staff_token,
        browser=rough(request.headers.get("user-agent", "")),
    )
    if isinstance(signed_in, Refusal):
        if signed_in.reason is Code.STALE:
            return see(LOGIN)
        return await show(
            request,
            "staff/code.html",
            visitor=visitor,
            status=signed_in.http_status,
            next=after,
            problem={"field": "code", "words": why_no_code(request, signed_in)},
        )
    response = see(after)
    home.identity.remember(request, response, HALFWAY, None)
    home.identity.admit(request, response, signed_in)
    return response


async def sign_out(request: Request) -> Response:
    home = house(request)
    visitor = await home.identity.visitor(request)
    await read_form(request, visitor)
    response: Response = see("/")
    try:
        if visitor.staff_token:
            await home.staff_door.sign_out(visitor.staff_token)
    except NotSaved as error:
        response = await unsaved(request, error)
    home.identity.dismiss(request, response)
    return response


async def staff_home(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    conferences = [
        {
            "conference": conference,
            "roles": roles_in(visitor.staff, conference, HERE),
            "reads": bool(roles_in(visitor.staff, conference)),
        }
        for conference in await house(request).queries.conferences()
        if roles_in(visitor.staff, conference, HERE)
    ]
    return await show(request, "staff/home.html", visitor=visitor, conferences=conferences)


def roles_in(
    staff: Staff, conference: ConferenceRecord, among: Iterable[Role] = READERS
) -> list[Role]:
    """What this person is in this conference, among these roles."""
    return [role for role in among if staff.may_act_as(role, conference.commune, conference.code)]


routes = [
    Route(LOGIN, login),
    Route(LOGIN, sign_in, methods=["POST"]),
    Route(LOGIN_CODE, ask_code),
    Route(LOGIN_CODE, enter_code, methods=["POST"]),
    Route("/logout", sign_out, methods=["POST"]),
    Route("/staff", staff_home),
]
