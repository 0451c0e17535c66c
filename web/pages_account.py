"""One's own account: where one is signed in, and the password.

The second step has pages of its own (`pages_second_step.py`).
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from web.account_doors import ACCOUNT_PAGE, SignedIn, at_account
from web.account_words import bad_password, why_not
from web.context import house
from web.password_rules import PasswordTrouble
from web.passwords import MIN_CHARACTERS
from web.showing import see, show


async def account(request: Request) -> Response:
    here = await at_account(request)
    return here if isinstance(here, Response) else await _account(request, here)


async def change_password(request: Request) -> Response:
    here = await at_account(request)
    if isinstance(here, Response):
        return here
    fields = here.fields
    old, new = fields.get("old", ""), fields.get("new", "")
    done = await house(request).reception.own.change_password(here.staff, old, new, here.place)
    if done is None:
        return await _account(request, here, said="password")
    if isinstance(done, PasswordTrouble):
        problem = {"field": "new", "words": bad_password(request, done)}
        return await _account(request, here, problem=problem, status=422)
    problem = {"field": "old", "words": why_not(request, done)}
    return await _account(request, here, problem=problem, status=done.http_status)


async def end_session(request: Request) -> Response:
    here = await at_account(request)
    if isinstance(here, Response):
        return here
    fields = here.fields
    done = await house(request).reception.own.end_session(here.staff, fields.get("session", ""))
    if isinstance(done, Refusal) and done.reason is not Code.NOT_FOUND:
        return await _account(request, here, status=done.http_status)
    # One that has ended by itself meanwhile is as good as ended.
    return see(ACCOUNT_PAGE)


async def end_others(request: Request) -> Response:
    here = await at_account(request)
    if isinstance(here, Response):
        return here
    await house(request).staff_door.end_all(here.staff.name, but=here.staff.session)
    return see(ACCOUNT_PAGE)


async def _account(
    request: Request,
    here: SignedIn,
    *,
    problem: dict[str, Any] | None = None,
    said: str | None = None,
    status: int = 200,
) -> Response:
    reception = house(request).reception
    return await show(
        request,
        "account/page.html",
        visitor=here.visitor,
        status=status,
        me=here.staff,
        sessions=await reception.door.open_sessions(here.staff.name),
        step=await reception.own.step_state(here.staff),
        problem=problem,
        said=said,
        least=MIN_CHARACTERS,
    )


routes = [
    Route(ACCOUNT_PAGE, account),
    Route("/account/password", change_password, methods=["POST"]),
    Route("/account/sessions/end", end_session, methods=["POST"]),
    Route("/account/sessions/end-others", end_others, methods=["POST"]),
]
