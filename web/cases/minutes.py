"""The minutes of a closed conference, put right by its secretary: what was answered on stage, as the recording has it.

The first wording is never changed: the correction stands beside it, on paper too. It goes to the case of the
question that was answered, so its asker reads it as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CaseLine
from archive.records import QuestionRecord, Turn
from archive.transcript import Transcript
from conference.refusals import Refusal
from conference.vocabulary import QuestionStatus, Role
from web.cases.act_forms import read_act
from web.cases.case_acts import do, seen_of
from web.cases.case_door import AtCase
from web.cases.door import AtOffice, at_office
from web.cases.refusals import case_refusal
from web.checkpoint_view import closing_slip
from web.context import House, house
from web.forms import read_form
from web.showing import see, show, speech

SECRETARIES = frozenset({Role.SECRETARY})
CORRECT = "correct_minutes"
NOTHING_TYPED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer on the floor; `corrected` is its wording now, if it was put right."""

    turn: Turn
    question: QuestionRecord
    case: CaseLine
    corrected: str | None


@dataclass(frozen=True, slots=True)
class AtMinutes:
    office: AtOffice
    transcript: Transcript


async def minutes(request: Request) -> Response:
    at = await _at(request)
    return at if isinstance(at, Response) else await _show(request, at)


async def correct(request: Request) -> Response:
    typed = await read_form(request, await house(request).identity.visitor(request))
    at = await _at(request)
    if isinstance(at, Response):
        return at
    turn = typed.get("turn", "")
    answered = await answered_in(house(request), at.transcript)
    one = next((one for one in answered if str(one.turn.turn) == turn), None)
    if one is None:
        raise HTTPException(404, "no such turn")
    wanted = {**read_act(CORRECT, typed), "seen": seen_of(typed)}
    outcome = await do(house(request), AtCase(at.office, one.case), CORRECT, wanted, typed)
    if isinstance(outcome, Refusal):
        problem = {"field": f"words-{turn}", "words": case_refusal(speech(request), outcome)}
        return await _show(request, at, typed, problem, outcome.http_status)
    return see(f"{request.url.path}?done={turn}#t{turn}")


async def _at(request: Request) -> AtMinutes | Response:
    """The secretary of this conference; for all others there is no such page."""
    office = await at_office(request, SECRETARIES)
    if isinstance(office, Response):
        return office
    found = await house(request).queries.transcript(request.path_params["code"])
    mine = found is not None and found.conference.commune == office.commune
    if found is None or not mine or not office.roles(found.conference.code) & SECRETARIES:
        raise HTTPException(404, "not found")
    return AtMinutes(office, found)


async def answered_in(home: House, transcript: Transcript) -> list[Answered]:
    """In the order of the floor. What is sealed is not here, and before the end there are no cases yet."""
    found = []
    for spoken in transcript.spoken:
        turn, question = spoken.turn, spoken.question
        if turn.ending is not QuestionStatus.ANSWERED or not turn.words:
            continue
        page = await home.cases.case(transcript.conference.commune, question.receipt_code)
        if page is not None and page.case.text:
            found.append(Answered(turn, question, page.case, page.minutes.get(turn.turn)))
    return found


async def _show(
    request: Request,
    at: AtMinutes,
    typed: Mapping[str, str] = NOTHING_TYPED,
    problem: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    return await show(
        request,
        "cases/minutes.html",
        visitor=at.office.visitor,
        office=at.office,
        status=status,
        is_long=True,
        conference=at.transcript.conference,
        slip=await closing_slip(house(request).checkpoints, at.transcript.conference),
        answered=await answered_in(house(request), at.transcript),
        typed=typed,
        done=request.query_params.get("done"),
        id=house(request).chance.token(),
        problem=problem,
    )


routes = [
    Route("/archive/{code}/minutes", minutes),
    Route("/archive/{code}/minutes", correct, methods=["POST"]),
]
