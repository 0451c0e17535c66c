"""Who may open a page of the desk: a person who is signed in and holds one of its roles in this conference.

Everybody else is told that there is no such page.
"""

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from conference.vocabulary import Actor, Role
from realtime.hall import Hall
from web.context import house
from web.identity import Visitor
from web.pages_phone import hall_of
from web.showing import to_login


class AtDesk(NamedTuple):
    visitor: Visitor
    hall: Hall
    actor: Actor
    """The person, in the first of the roles that they hold."""


async def at_desk(request: Request, *roles: Role) -> AtDesk | Response:
    """Who asks; or, for a stranger, the way to sign in."""
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    hall = await hall_of(request)
    for role in roles:
        if visitor.staff.may_act_as(role, hall.commune, hall.code):
            return AtDesk(visitor, hall, visitor.staff.actor(role))
    raise HTTPException(404, "no such page")
