"""Setting up the second step: the app's secret as a QR code, its first code, and the recovery codes.

Recovery codes are on the page that makes them and on no other. Whoever is led here before anything else
(`require_totp`) sees this page and nothing more until it is done.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from web.account_doors import ACCOUNT_PAGE, SECOND_STEP, SignedIn, at_account
from web.account_words import why_no_code
from web.context import house
from web.second_step import qr
from web.showing import see, show


async def second_step(request: Request) -> Response:
    here = await at_account(request, entering=True)
    return here if isinstance(here, Response) else await _page(request, here)


async def begin(request: Request) -> Response:
    """A new secret; the one before, if it was never confirmed, is worth nothing."""
    here = await at_account(request, entering=True)
    if isinstance(here, Response):
        return here
    await house(request).reception.own.propose(here.staff)
    return see(SECOND_STEP)


async def confirm(request: Request) -> Response:
    """The first code of the app: from now on it is asked for."""
    home = house(request)
    here = await at_account(request, entering=True)
    if isinstance(here, Response):
        return here
    typed = here.fields.get("code", "")
    done = await home.reception.own.confirm(here.staff, typed, here.place)
    if isinstance(done, Refusal):
        return await _refused(request, here, done)
    # Somebody who now may do more than before gets a new session, as at every login.
    token = await home.staff_door.renew(here.staff)
    response = await _codes(request, here, done)
    home.identity.admit(request, response, token)
    return response


async def new_codes(request: Request) -> Response:
    here = await at_account(request)
    if isinstance(here, Response):
        return here
    typed = here.fields.get("code", "")
    done = await house(request).reception.own.new_codes(here.staff, typed, here.place)
    if isinstance(done, Refusal):
        return await _refused(request, here, done)
    return await _codes(request, here, done)


async def turn_off(request: Request) -> Response:
    here = await at_account(request)
    if isinstance(here, Response):
        return here
    typed = here.fields.get("code", "")
    done = await house(request).reception.own.turn_off(here.staff, typed, here.place)
    if isinstance(done, Refusal):
        return await _refused(request, here, done)
    return see(ACCOUNT_PAGE)


async def _refused(request: Request, here: SignedIn, refusal: Refusal) -> Response:
    if refusal.reason is Code.STALE:
        return see(SECOND_STEP)
    problem = {"field": "code", "words": why_no_code(request, refusal)}
    return await _page(request, here, problem=problem, status=refusal.http_status)


async def _page(
    request: Request,
    here: SignedIn,
    *,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    own = house(request).reception.own
    proposal = await own.proposal(here.staff)
    return await show(
        request,
        "account/second_step.html",
        visitor=here.visitor,
        status=status,
        me=here.staff,
        step=await own.step_state(here.staff),
        required=house(request).settings.require_totp,
        entering=here.visitor.entering is not None,
        proposal=proposal,
        picture=qr(proposal.uri) if proposal else None,
        problem=problem,
    )


async def _codes(request: Request, here: SignedIn, codes: list[str]) -> Response:
    return await show(
        request, "account/recovery.html", visitor=here.visitor, me=here.staff, codes=codes
    )


routes = [
    Route(SECOND_STEP, second_step),
    Route(f"{SECOND_STEP}/begin", begin, methods=["POST"]),
    Route(f"{SECOND_STEP}/confirm", confirm, methods=["POST"]),
    Route(f"{SECOND_STEP}/codes", new_codes, methods=["POST"]),
    Route(f"{SECOND_STEP}/off", turn_off, methods=["POST"]),
]
