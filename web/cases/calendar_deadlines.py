"""The deadlines of a commune on screen: how long each step may take, and on what ground.

A change is a new version: clocks that run keep the one they were started with, and the page says how many.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.almanac_commands import SetDeadline
from archive.deadlines import Counting
from conference.refusals import Code, Refusal
from web.cases.calendar import missing_year
from web.cases.calendar_acts import KEEPERS, Wish, change
from web.cases.calendar_words import Problem, calendar_refusal
from web.cases.door import AtOffice, at_office
from web.cases.words import COUNTINGS, DEADLINES
from web.context import house
from web.forms import read_form
from web.showing import see, show, speech
from web.words import N_

AMOUNT_DIGITS_MAX = 3
FIELDS = frozenset({"amount", "basis"})
NOTHING_TYPED: Mapping[str, str] = {}
AMOUNT_WORDS = N_("Hãy ghi một số, từ 1 đến 366.")
BASIS_WORDS = N_("Hãy ghi căn cứ: số văn bản, hoặc vì sao.")


async def deadlines(request: Request) -> Response:
    office = await at_office(request)
    return office if isinstance(office, Response) else await _show(request, office)


async def change_deadline(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    office = await at_office(request, KEEPERS, commune_wide=True)
    if isinstance(office, Response):
        return office
    name = typed.get("deadline", "")
    changed = await change(request, office, _wish(name, typed), typed)
    if isinstance(changed, Refusal):
        problem = _problem(request, name, changed)
        return await _show(request, office, typed, problem, changed.http_status)
    return see(f"/archive/deadlines?commune={office.commune}&done={name}#{name}")


def _wish(name: str, typed: Mapping[str, str]) -> Wish:
    counting = typed.get("counting")
    return SetDeadline, {
        "deadline": name,
        "amount": _amount(typed.get("amount", "")),
        "counting": Counting(counting) if counting in list(Counting) else Counting.WORKING_DAYS,
        "basis": typed.get("basis", ""),
        "verified": "verified" in typed,
    }


def _problem(request: Request, name: str, refusal: Refusal) -> Problem:
    said = speech(request)
    field = refusal.detail if refusal.detail in FIELDS else "amount"
    words = {
        (Code.BAD_VALUE, "amount"): said.text(AMOUNT_WORDS),
        (Code.EMPTY, "basis"): said.text(BASIS_WORDS),
    }.get((refusal.reason, str(refusal.detail)))
    return {"field": f"{field}-{name}", "words": words or calendar_refusal(said, refusal)}


async def _show(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] = NOTHING_TYPED,
    problem: Problem | None = None,
    status: int = 200,
) -> Response:
    home = house(request)
    terms, done = await home.casework.terms(office.commune), request.query_params.get("done", "")
    running = await home.cases.ticking(office.commune) if done in terms.deadlines else []
    return await show(
        request,
        "cases/deadlines.html",
        visitor=office.visitor,
        status=status,
        office=office,
        deadlines=list(terms.deadlines.values()),
        names=_said(request, DEADLINES),
        countings=_said(request, COUNTINGS),
        missing=missing_year(terms.calendar, home.clock()),
        keeper=bool(office.roles() & KEEPERS),
        feed=f"/archive/deadlines.ics?key={await home.deadline_keys.key(office.staff.name)}",
        given={typed.get("deadline", ""): typed},
        done=done if done in terms.deadlines else None,
        kept=sum(one.clock.deadline == done for one in running),
        id=home.chance.token(),
        problem=problem,
    )


def _said(request: Request, words: dict[str, str]) -> dict[str, str]:
    plain = speech(request).plain
    return {code: plain(text) for code, text in words.items()}


def _amount(typed: str) -> int:
    """0 for what is none, which no deadline is."""
    plain = typed.strip()
    fits = plain.isascii() and plain.isdecimal() and len(plain) <= AMOUNT_DIGITS_MAX
    return int(plain) if fits else 0


routes = [
    Route("/archive/deadlines", deadlines),
    Route("/archive/deadlines", change_deadline, methods=["POST"]),
]
