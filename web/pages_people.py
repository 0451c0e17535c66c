"""The commune's people, for the admin of its accounts: who they are, what they may do, what was done to them.

Each page shows the admin's own commune; whoever asks for somebody else's person is told that there is no
such page.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.people import Person
from conference.refusals import Code, Refusal
from conference.vocabulary import UNIT_MAX_CHARACTERS, Role
from web.account_doors import PEOPLE_PAGE, SignedIn, at_people
from web.account_words import why_not
from web.context import house
from web.office_log_words import before_of, lines, older_of
from web.people_desk import GIVEN_BY_ADMIN, PeopleDesk
from web.showing import see, show, speech
from web.staff import Staff

Act = Callable[[PeopleDesk, Staff, str, dict[str, str]], Awaitable[Refusal | None]]


async def people(request: Request) -> Response:
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    desk = house(request).reception.people
    return await show(
        request,
        "people/list.html",
        visitor=here.visitor,
        people=_granted(await desk.people(here.staff)),
        invitations=_granted(await desk.invitations(here.staff)),
        now=house(request).clock(),
    )


async def log(request: Request) -> Response:
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    desk, before = house(request).reception.people, before_of(request)
    found = _granted(await desk.log(here.staff, before))
    return await show(
        request,
        "people/log.html",
        visitor=here.visitor,
        lines=lines(found, speech(request)),
        older=older_of(found),
    )


async def person(request: Request) -> Response:
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    found = await house(request).reception.people.find(here.staff, request.path_params["name"])
    return await _person(request, here, _granted(found))


async def act(request: Request) -> Response:
    """One of the things that an admin does to somebody."""
    here = await at_people(request)
    if isinstance(here, Response):
        return here
    fields = here.fields
    desk, name = house(request).reception.people, request.path_params["name"]
    found = _granted(await desk.find(here.staff, name))
    done = ACTS.get(request.path_params["act"], _nothing)
    refused = await done(desk, here.staff, found.name, fields)
    if refused is None:
        return see(f"{PEOPLE_PAGE}/of/{quote(found.name)}")
    problem = {"field": "acts", "words": why_not(request, refused)}
    return await _person(request, here, found, problem=problem, status=refused.http_status)


async def _person(
    request: Request,
    here: SignedIn,
    found: Person,
    *,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    home = house(request)
    is_supervisor = any(held.role is Role.SUPERVISOR for held in found.roles)
    return await show(
        request,
        "people/person.html",
        visitor=here.visitor,
        status=status,
        person=found,
        is_own=found.name == here.staff.name,
        is_supervisor=is_supervisor,
        sessions=await home.staff_door.open_sessions(found.name),
        givable=GIVEN_BY_ADMIN,
        conferences=await conferences_of(request, here.staff.commune),
        unit_most=UNIT_MAX_CHARACTERS,
        problem=problem,
    )


async def conferences_of(request: Request, commune: str) -> list[str]:
    known = await house(request).queries.conferences()
    return [each.code for each in known if each.commune == commune]


def role_of(fields: dict[str, str]) -> Role | None:
    """None for what is no role."""
    return next((role for role in Role if role.value == fields.get("role")), None)


async def _give(
    desk: PeopleDesk, admin: Staff, name: str, fields: dict[str, str]
) -> Refusal | None:
    role = role_of(fields)
    if role is None:
        return Refusal(Code.BAD_VALUE, "role")
    return await desk.give_role(admin, name, role, fields.get("conference") or None)


async def _take(
    desk: PeopleDesk, admin: Staff, name: str, fields: dict[str, str]
) -> Refusal | None:
    role = role_of(fields)
    if role is None:
        return Refusal(Code.BAD_VALUE, "role")
    return await desk.take_role(admin, name, role, fields.get("conference") or None)


async def _unit(
    desk: PeopleDesk, admin: Staff, name: str, fields: dict[str, str]
) -> Refusal | None:
    return await desk.set_unit(admin, name, fields.get("unit", ""))


async def _end_sessions(
    desk: PeopleDesk, admin: Staff, name: str, _fields: dict[str, str]
) -> Refusal | None:
    return await desk.end_sessions(admin, name)


async def _disable(
    desk: PeopleDesk, admin: Staff, name: str, _fields: dict[str, str]
) -> Refusal | None:
    return await desk.disable(admin, name)


async def _enable(
    desk: PeopleDesk, admin: Staff, name: str, _fields: dict[str, str]
) -> Refusal | None:
    return await desk.enable(admin, name)


async def _reset_second_step(
    desk: PeopleDesk, admin: Staff, name: str, _fields: dict[str, str]
) -> Refusal | None:
    return await desk.reset_second_step(admin, name)


async def _nothing(
    _desk: PeopleDesk, _admin: Staff, _name: str, _fields: dict[str, str]
) -> Refusal | None:
    raise HTTPException(404, "no such page")


ACTS: dict[str, Act] = {
    "give": _give,
    "take": _take,
    "unit": _unit,
    "end-sessions": _end_sessions,
    "disable": _disable,
    "enable": _enable,
    "reset-second-step": _reset_second_step,
}


def _granted(found: Any) -> Any:
    """What the desk gives to an admin; for anybody else, and anybody else's person, there is no such page."""
    if isinstance(found, Refusal):
        raise HTTPException(404, "no such page")
    return found


routes = [
    Route(PEOPLE_PAGE, people),
    Route(f"{PEOPLE_PAGE}/log", log),
    Route(f"{PEOPLE_PAGE}/of/{{name}}", person),
    Route(f"{PEOPLE_PAGE}/of/{{name}}/{{act}}", act, methods=["POST"]),
]
