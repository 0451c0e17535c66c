"""Invitations: the admin makes and takes back, the invited accepts.

The link carries its code behind the `#`, which no browser sends: so the code is in no server's log. A small
script puts it into the form; without the script people paste it. The form exchanges it for a cookie, and
from there on no address holds anything secret.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.invitations import Invitation
from conference.refusals import Code, Refusal
from conference.vocabulary import NAME_MAX_CHARACTERS, UNIT_MAX_CHARACTERS
from web.account_doors import ACCOUNT_PAGE, PEOPLE_PAGE, SECOND_STEP, SignedIn, at_people, place_of
from web.account_words import bad_password, why_not
from web.browsers import rough
from web.context import house, reached_at
from web.cookies import INVITED
from web.forms import read_form
from web.identity import Visitor
from web.invited import CODE_MAX_CHARACTERS
from web.pages_people import conferences_of
from web.password_rules import PasswordTrouble
from web.passwords import MIN_CHARACTERS
from web.people_desk import GIVEN_BY_ADMIN, NOTE_MAX_CHARACTERS
from web.showing import see, show, speech

INVITATION = "/invitation"
ACCEPT = "/invitation/accept"
INVITE = f"{PEOPLE_PAGE}/invite"


async def invite_form(request: Request) -> Response:
    here = await at_people(request)
    return here if isinstance(here, Response) else await _invite(request, here, {})


async def invite(request: Request) -> Response:
    """The link, shown this once."""
    home = house(request)
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    fields = here.fields
    made = await home.reception.people.invite(
        here.staff,
        [role for role in GIVEN_BY_ADMIN if f"role-{role}" in fields],
        conference=fields.get("conference") or None,
        unit=fields.get("unit", ""),
        note=fields.get("note", ""),
    )
    if isinstance(made, Refusal):
        problem = {"field": made.detail or "note", "words": why_not(request, made)}
        return await _invite(request, here, fields, problem=problem, status=made.http_status)
    base = reached_at(request)
    return await show(
        request,
        "people/invited.html",
        visitor=here.visitor,
        link=f"{base}{INVITATION}#{made}",
        code=made,
        note=fields.get("note", ""),
    )


async def revoke(request: Request) -> Response:
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    fields = here.fields
    # One that was used or has run out meanwhile is as good as revoked.
    await house(request).reception.people.revoke(here.staff, fields.get("invitation", ""))
    return see(PEOPLE_PAGE)


async def arrive(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    return await _arrive(request, visitor)


async def exchange(request: Request) -> Response:
    """The code of the link becomes a cookie."""
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    code = fields.get("code", "").strip().rpartition("#")[2]
    if await home.reception.invited.open(code) is None:
        return await _arrive(request, visitor, is_wrong=True)
    response = see(ACCEPT)
    home.identity.remember(request, response, INVITED, code)
    return response


async def accept_form(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    code = house(request).identity.remembered(request, INVITED) or ""
    invitation = await house(request).reception.invited.open(code)
    if invitation is None:
        return see(INVITATION)
    return await _accept(request, visitor, invitation, {})


async def accept(request: Request) -> Response:
    """The account is there, and whoever made it is signed in."""
    home = house(request)
    visitor = await home.identity.visitor(request)
    fields = await read_form(request, visitor)
    code = home.identity.remembered(request, INVITED) or ""
    invitation = await home.reception.invited.open(code)
    if invitation is None:
        return await _arrive(request, visitor, is_wrong=True)
    done = await home.reception.invited.accept(
        code, fields.get("name", ""), fields.get("display_name", ""), fields.get("password", "")
    )
    if isinstance(done, PasswordTrouble):
        problem = {"field": "password", "words": bad_password(request, done)}
        return await _accept(request, visitor, invitation, fields, problem=problem)
    if isinstance(done, Refusal):
        if done.reason is Code.STALE:
            return await _arrive(request, visitor, is_wrong=True)
        problem = {"field": str(done.detail or "name"), "words": why_not(request, done)}
        return await _accept(request, visitor, invitation, fields, problem=problem)
    return await _come_in(request, visitor, done)


async def _come_in(request: Request, visitor: Visitor, name: str) -> Response:
    home = house(request)
    if visitor.staff_token:
        await home.staff_door.sign_out(visitor.staff_token)
    await home.staff_door.welcome(name, place_of(request, visitor))
    token = await home.staff_door.begin(name, rough(request.headers.get("user-agent", "")))
    response = see(SECOND_STEP if home.settings.require_totp else ACCOUNT_PAGE)
    home.identity.remember(request, response, INVITED, None)
    home.identity.admit(request, response, token)
    return response


async def _arrive(request: Request, visitor: Visitor, *, is_wrong: bool = False) -> Response:
    problem = None
    if is_wrong:
        _ = speech(request).text
        words = _("Lời mời này không còn dùng được: sai mã, đã hết hạn, đã dùng hoặc đã thu hồi.")
        problem = {"field": "code", "words": words}
    return await show(
        request,
        "account/invitation.html",
        visitor=visitor,
        status=404 if is_wrong else 200,
        most=CODE_MAX_CHARACTERS,
        problem=problem,
    )


async def _accept(
    request: Request,
    visitor: Visitor,
    invitation: Invitation,
    given: dict[str, str],
    *,
    problem: dict[str, Any] | None = None,
) -> Response:
    return await show(
        request,
        "account/accept.html",
        visitor=visitor,
        status=422 if problem else 200,
        invitation=invitation,
        given={"name": given.get("name", ""), "display_name": given.get("display_name", "")},
        most=NAME_MAX_CHARACTERS,
        least=MIN_CHARACTERS,
        problem=problem,
    )


async def _invite(
    request: Request,
    here: SignedIn,
    given: dict[str, str],
    *,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    return await show(
        request,
        "people/invite.html",
        visitor=here.visitor,
        status=status,
        givable=GIVEN_BY_ADMIN,
        conferences=await conferences_of(request, here.staff.commune),
        given=given,
        note_most=NOTE_MAX_CHARACTERS,
        unit_most=UNIT_MAX_CHARACTERS,
        problem=problem,
    )


routes = [
    Route(INVITE, invite_form),
    Route(INVITE, invite, methods=["POST"]),
    Route(f"{PEOPLE_PAGE}/revoke", revoke, methods=["POST"]),
    Route(INVITATION, arrive),
    Route(INVITATION, exchange, methods=["POST"]),
    Route(ACCEPT, accept_form),
    Route(ACCEPT, accept, methods=["POST"]),
]
