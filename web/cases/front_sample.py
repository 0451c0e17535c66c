"""Which cases the Front goes to see: drawn by a seed that was made known beforehand, so that anybody draws the same.

The Front draws; everybody may look at what was drawn, and how. Cases go by their numbers: codes are their askers'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CaseLine, SampleRecord
from archive.casebook.limits import LINE_MAX_CHARACTERS, SAMPLE_MAX_CASES
from archive.casework import CaseState
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.cases.door import AtOffice
from web.cases.front_door import at_front, organises_too
from web.cases.words import STATES
from web.casework import Book
from web.context import House, house
from web.forms import read_form
from web.pages_phone import hall_of
from web.render import Speech
from web.showing import see, show, speech
from web.words import N_, refusal_words

_WORDS: Mapping[tuple[Code, str], str] = {
    (Code.DUPLICATE, "seed"): N_(
        "Hạt giống này đã dùng để rút mẫu: mỗi hạt giống chỉ rút một lần."
    ),
    (Code.EMPTY, "seed"): N_("Hãy ghi hạt giống đã công bố."),
    (Code.MALFORMED, "seed"): N_("Hãy ghi hạt giống đã công bố."),
    (Code.BAD_VALUE, "size"): N_("Số hồ sơ cần rút: từ 1 đến 500."),
    (Code.MALFORMED, "size"): N_("Số hồ sơ cần rút: từ 1 đến 500."),
    (Code.NOT_FOUND, "case"): N_("Hội nghị này chưa có hồ sơ nào để rút."),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample with its cases in the order in which they were drawn."""

    sample: SampleRecord
    cases: tuple[CaseLine, ...]


async def sample(request: Request) -> Response:
    office = await at_front(request)
    return office if isinstance(office, Response) else await _page(request, office)


async def draw(request: Request) -> Response:
    home = house(request)
    typed = await read_form(request, await home.identity.visitor(request))
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    books = {one.code for one in await home.queries.conferences(office.commune) if one.closed_at}
    outcome: object = Refusal(Code.NOT_FOUND, "case")
    if typed.get("conference") in books:
        outcome = await home.casework.ask(
            Book(office.commune, typed["conference"]),
            "draw_sample",
            {"seed": typed.get("seed", ""), "size": typed.get("size", "")},
            office.staff.actor(Role.SUPERVISOR),
            id=typed.get("id") or home.chance.token(),
        )
    if not isinstance(outcome, Refusal):
        return see("/front/sample?done=draw_sample")
    problem = {"field": _field(outcome), "words": _said(outcome, speech(request))}
    return await _page(request, office, typed, problem, outcome.http_status)


async def samples_of(request: Request) -> Response:
    """For everybody: what was drawn in this conference, and how to draw it again."""
    home, hall = house(request), await hall_of(request)
    drawn = await home.cases.samples(hall.commune, hall.code)
    return await show(
        request,
        "front/samples.html",
        code=hall.code,
        drawn=await _with_cases(home, hall.commune, drawn),
        states=_states(speech(request)),
    )


async def _page(
    request: Request,
    office: AtOffice,
    typed: Mapping[str, str] | None = None,
    problem: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    home = house(request)
    known = await home.queries.conferences(office.commune)
    return await show(
        request,
        "front/sample.html",
        visitor=office.visitor,
        status=status,
        both_sides=organises_too(office),
        conferences=[one for one in known if one.closed_at],
        drawn=await _with_cases(home, office.commune, await home.cases.samples(office.commune)),
        states=_states(speech(request)),
        given=typed or {},
        problem=problem,
        done="done" in request.query_params,
        most=SAMPLE_MAX_CASES,
        seed_most=LINE_MAX_CHARACTERS,
        id=home.chance.token(),
    )


async def _with_cases(home: House, commune: str, drawn: Sequence[SampleRecord]) -> list[Drawn]:
    found = []
    for one in drawn:
        known = {case.code: case for case in await home.cases.lines(commune, one.cases)}
        found.append(Drawn(one, tuple(known[code] for code in one.cases if code in known)))
    return found


def _states(said: Speech) -> dict[CaseState, str]:
    return {state: said.plain(STATES[state]) for state in CaseState}


def _field(refusal: Refusal) -> str:
    return {"size": "size", "case": "conference"}.get(str(refusal.detail), "seed")


def _said(refusal: Refusal, said: Speech) -> str:
    words = _WORDS.get((refusal.reason, str(refusal.detail)))
    return said.text(words) if words else refusal_words(said, refusal)


routes = [
    Route("/front/sample", sample),
    Route("/front/sample", draw, methods=["POST"]),
    Route("/h/{code}/samples", samples_of),
]
