"""The secretary's pages: writing down what people ask without a phone, and reading what was really sent.

A spoken question, a slip of paper and a call are recorded as every other question is, and get the same
receipt. The verbatim wording of a question, which may hold what nobody else shall read, is shown to those
who moderate and to no cache; that somebody looked is logged by number and person, never what they saw.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from conference.records import Question, Receipt
from conference.refusals import Refusal
from conference.state import ConferenceState
from conference.vocabulary import Channel, QuestionStatus, Role
from realtime.audiences import Audience
from realtime.hall import Hall
from realtime.wishes import Wisher
from web.context import house
from web.desk_door import AtDesk, at_desk
from web.forms import read_form
from web.pages_phone import field_at_fault, screens_of
from web.screens import NOTHING_GIVEN
from web.showing import show, speech
from web.words import refusal_words

RECORDERS: Final = (Role.SECRETARY, Role.MODERATOR)
READERS: Final = (Role.MODERATOR, Role.SECRETARY, Role.SEALED_BOX)
CHANNELS: Final = (Channel.HALL, Channel.PAPER, Channel.HOTLINE)

log = structlog.get_logger("web")


async def form(request: Request) -> Response:
    desk = await at_desk(request, *RECORDERS)
    return desk if isinstance(desk, Response) else await _form(request, desk)


async def record(request: Request) -> Response:
    """The form's own id is the question's key, so that sending it twice records it once."""
    home = house(request)
    fields = await read_form(request, await home.identity.visitor(request))
    desk = await at_desk(request, *RECORDERS)
    if isinstance(desk, Response):
        return desk
    id = fields.pop("id", "")
    fields.pop("do", None)
    given = {name: value for name, value in fields.items() if value}
    wisher = Wisher(desk.hall, desk.actor, home.wishes.whence(request.scope))
    outcome = await home.wishes.submit(
        wisher, "record_question", {**given, "source": f"desk {id}"}, id
    )
    if isinstance(outcome, Refusal):
        problem = {
            "field": field_at_fault(outcome) or "text",
            "words": refusal_words(speech(request), outcome),
        }
        return await _form(request, desk, fields, problem=problem, status=outcome.http_status)
    again = {"channel": fields.get("channel", "")}
    return await _form(request, desk, again, sent=outcome)


async def _form(
    request: Request,
    desk: AtDesk,
    typed: Mapping[str, str] = NOTHING_GIVEN,
    *,
    sent: Receipt | None = None,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    snapshot = await desk.hall.snapshot(Audience.MODERATORS)
    given = screens_of(request).ask(snapshot, {"channel": Channel.HALL.value, **typed}, problem)
    return await show(
        request,
        "record/page.html",
        visitor=desk.visitor,
        status=status,
        channels=CHANNELS,
        sent=sent,
        **given,
    )


async def original(request: Request) -> Response:
    """What its asker really sent, as plain text."""
    desk = await at_desk(request, *READERS)
    if isinstance(desk, Response):
        return desk
    question = await _question(desk.hall, int(request.path_params["number"]))
    if question is None or not _may_read(desk, question):
        raise HTTPException(404, "no such question")
    row = None
    if question.original is not None:
        row = await house(request).vault.read(question.original)
    log.info(
        "original read",
        conference=desk.hall.code,
        question=question.number,
        person=desk.actor.id,
        role=desk.actor.role.value,
    )
    return PlainTextResponse(row.content if row else question.asked_text or question.text)


def _may_read(desk: AtDesk, question: Question) -> bool:
    """A sealed question is for the officer of the sealed box alone, and nothing else is."""
    if question.status is not QuestionStatus.SEALED:
        return desk.actor.role is not Role.SEALED_BOX
    staff = desk.visitor.staff
    return staff is not None and staff.may_act_as(
        Role.SEALED_BOX, desk.hall.commune, desk.hall.code
    )


async def _question(hall: Hall, number: int) -> Question | None:
    future: asyncio.Future[Question | None] = asyncio.get_running_loop().create_future()

    def take(state: ConferenceState) -> None:
        if not future.done():
            future.set_result(state.questions.get(number))

    hall.consult(take)
    return await future


routes = [
    Route("/desk/{code}/record", form),
    Route("/desk/{code}/record", record, methods=["POST"]),
    Route("/desk/{code}/original/{number:int}", original),
]
