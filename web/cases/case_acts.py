"""One case on screen, and every act of the office upon it: one address for each, one form for each.

A form carries an id of its own, so that sending it twice does it once, and how many steps the case had when its
page was drawn, so that of two officers at once one wins and the other sees it, with nothing typed lost.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conference.refusals import Code, Refusal
from realtime.writer import Outcome
from web.cases.act_forms import FORMS, read_act
from web.cases.acting import roles_for
from web.cases.case_door import CASES, AtCase, at_case, find_case
from web.cases.case_view import Typed, show_case
from web.cases.known import Known
from web.cases.refusals import case_refusal, place_of
from web.casework import Book
from web.context import House, house
from web.forms import read_form
from web.showing import see, speech

PERSONAL = "personal_data"
"""How screening calls what is somebody's own: numbers of telephones, papers and accounts, addresses."""
NAMING = frozenset({"assign_case", "name_owner", "propose_decline"})
"""They name people, units or a reason."""
SEEN_DIGITS = 9
_NUMBER_DIGITS = 6


async def case(request: Request) -> Response:
    at = await at_case(request)
    if isinstance(at, Response):
        return at
    if request.path_params["case"] != at.case.reference:
        return see(at.address)
    return await show_case(request, at)


async def act(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    at = await at_case(request)
    if isinstance(at, Response):
        return at
    name = request.path_params["command"]
    if name not in FORMS:
        raise HTTPException(404, "no such act")
    wanted = read_act(name, typed)
    if name == "merge_case":
        wanted["into"] = await _other_case(house(request), at, typed.get("into", ""))
    outcome: Outcome | None = _exposing(house(request), at, name, typed)
    if outcome is None:
        outcome = await do(house(request), at, name, {**wanted, "seen": seen_of(typed)}, typed)
    if isinstance(outcome, Refusal):
        return await refused(request, at, name, typed, outcome)
    return done(at, name)


async def do(
    home: House,
    at: AtCase,
    name: str,
    fields: Mapping[str, Any],
    typed: Mapping[str, str],
    *,
    minted: Mapping[str, Any] | None = None,
) -> Outcome:
    """In the first of their roles in which it can be done; else why not, in the most telling one."""
    unknown = await _unknown(home, at, name, fields)
    if unknown:
        return unknown
    book = Book(at.office.commune, at.case.conference)
    minted = {"public_id": home.chance.token(), **(minted or {})}
    outcome: Outcome = Refusal(Code.NOT_ALLOWED)
    for role in roles_for(name, at.roles):
        tried = await home.casework.ask(
            book,
            name,
            {**fields, "case": at.case.code},
            at.office.staff.actor(role),
            id=typed.get("id"),
            unit=at.office.staff.unit,
            minted=minted,
        )
        if not isinstance(tried, Refusal):
            return tried
        if isinstance(outcome, Refusal) and outcome == Refusal(Code.NOT_ALLOWED):
            outcome = tried
    return outcome


def _exposing(home: House, at: AtCase, name: str, typed: Mapping[str, str]) -> Refusal | None:
    """What is published cannot be called back: personal data in it is somebody's decision, never an oversight."""
    if name != "publish_case" or typed.get("all_public"):
        return None
    told = (typed.get("question_text", ""), typed.get("answer_text", ""))
    found = any(PERSONAL in home.word_lists.screen(at.office.commune, one).flags for one in told)
    return Refusal(Code.BAD_VALUE, "all_public") if found else None


async def _unknown(home: House, at: AtCase, name: str, fields: Mapping[str, Any]) -> Refusal | None:
    """What the form names and nobody knows."""
    if name not in NAMING:
        return None
    people = await home.reception.accounts.people.of_commune(at.office.commune)
    conference = await home.queries.conference(at.case.conference)
    known = Known.of(people, *([conference] if conference else []))
    return known.lacks(fields, at.case.unit)


async def refused(
    request: Request, at: AtCase, name: str, typed: Mapping[str, str], refusal: Refusal
) -> Response:
    """The page as it stands now, with what was typed where it was typed."""
    problem = {
        "field": place_of(name, refusal),
        "words": case_refusal(speech(request), refusal),
    }
    seen = seen_of(typed)
    kept = Typed(name, typed, problem, int(seen) if seen else None)
    return await show_case(request, at, kept, refusal.http_status)


def done(at: AtCase, name: str) -> Response:
    return see(f"{at.address}?{urlencode({'done': name})}")


def seen_of(typed: Mapping[str, str]) -> str:
    """Nothing where a page said none: the rules then do not mind."""
    seen = typed.get("seen", "")
    plain = seen.isascii() and seen.isdecimal() and len(seen) <= SEEN_DIGITS
    return seen if plain else ""


async def _other_case(home: House, at: AtCase, typed: str) -> str:
    """A number of this conference, or a case's whole number. What is none is left to the rules."""
    number = typed.strip().removeprefix("№").strip()
    if number.isascii() and number.isdecimal() and len(number) <= _NUMBER_DIGITS:
        number = f"{at.case.conference}-{int(number):04d}"
    found = await find_case(home, at.office.commune, number) if number else None
    return found.code if found else number


routes = [
    Route(CASES + "/{case}", case),
    Route(CASES + "/{case}/{command}", act, methods=["POST"]),
]
