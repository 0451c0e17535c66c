"""The secretary's pages: writing down what people ask without a phone, and reading what was really sent.

A spoken question, a slip of paper and a call are recorded as every other question is, and get the same
receipt. The verbatim wording of a question, which may hold what nobody else shall read, is shown to those
who moderate and to no cache; that somebody looks is in the log of the office, never what they saw.
"""

from collections.abc import Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from conference.records import Question, Receipt
from conference.refusals import Refusal
from conference.vocabulary import Channel, QuestionStatus, Role
from realtime.audiences import Audience
from realtime.wishes import Wisher
from web.consulted import consulted
from web.context import house
from web.desk_door import AtDesk, at_desk
from web.forms import read_form
from web.originals import read_original
from web.pages_phone import field_at_fault, screens_of
from web.screens import NOTHING_GIVEN
from web.showing import show, speech
from web.words import refusal_words

RECORDERS: Final = (Role.SECRETARY, Role.MODERATOR)
READERS: Final = (Role.MODERATOR, Role.SECRETARY, Role.SEALED_BOX)
CHANNELS: Final = (Channel.HALL, Channel.PAPER, Channel.HOTLINE)


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
    number = int(request.path_params["number"])
    question = await consulted(desk.hall, lambda state: state.questions.get(number))
    if question is None or not _may_read(desk, question):
        raise HTTPException(404, "no such question")
    return PlainTextResponse(await read_original(request, desk, question))


def _may_read(desk: AtDesk, question: Question) -> bool:
    """A sealed question is for the officer of the sealed box alone, and nothing else is."""
    if question.status is not QuestionStatus.SEALED:
        return desk.actor.role is not Role.SEALED_BOX
    staff = desk.visitor.staff
    return staff is not None and staff.may_act_as(
        Role.SEALED_BOX, desk.hall.commune, desk.hall.code
    )


routes = [
    Route("/desk/{code}/record", form),
    Route("/desk/{code}/record", record, methods=["POST"]),
    Route("/desk/{code}/original/{number:int}", original),
]
