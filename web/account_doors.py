"""Who may open a page about accounts, and where a request to one comes from."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web.context import house
from web.forms import read_form
from web.identity import Visitor
from web.showing import see, to_login
from web.staff import Staff
from web.tries import Place

ACCOUNT_PAGE = "/account"
SECOND_STEP = "/account/second-step"
PEOPLE_PAGE = "/people"


@dataclass(frozen=True, slots=True)
class SignedIn:
    visitor: Visitor
    staff: Staff
    place: Place
    fields: dict[str, str]
    """What was posted; nothing when a page is only asked for."""


async def at_account(request: Request, *, entering: bool = False) -> SignedIn | Response:
    """Whoever is signed in; `entering` also lets in those who have yet to set up their second step."""
    visitor = await house(request).identity.visitor(request)
    # First of all: a post from no page of ours is refused, whoever sends it.
    fields = await read_form(request, visitor) if request.method == "POST" else {}
    if visitor.entering and not entering:
        return see(SECOND_STEP)
    staff = visitor.staff or visitor.entering
    if staff is None:
        return to_login(request)
    return SignedIn(visitor, staff, place_of(request, visitor), fields)


async def at_people(request: Request) -> SignedIn | Response:
    """The admin of the commune's accounts. Everybody else is told that there is no such page."""
    signed_in = await at_account(request)
    if isinstance(signed_in, SignedIn) and not signed_in.staff.keeps_accounts:
        raise HTTPException(404, "no such page")
    return signed_in


def place_of(request: Request, visitor: Visitor) -> Place:
    """Where wrong tries are counted."""
    address = request.client.host if request.client else ""
    return Place(address, None if visitor.fresh else visitor.device)
