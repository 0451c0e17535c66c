"""Erasing what somebody really sent, at their wish: the verbatim wordings of a question, which lie in the vault.

The clerk does it, whom people come to with such a wish; of what is sealed only its keeper. It cannot be taken back, so
it is asked twice. What everybody reads, in which private data is masked already, stays as it is.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.journal import NotSaved
from archive.office_log import By
from conference.records import Question
from conference.vocabulary import QuestionStatus, Role
from web.consulted import consulted
from web.context import house
from web.desk_door import AtDesk, at_desk
from web.forms import read_form
from web.handing_out import unsaved
from web.pages_phone import SURE
from web.showing import see, show

ERASE = "/desk/{code}/original/{number:int}/erase"


async def ask(request: Request) -> Response:
    desk = await at_desk(request, Role.CLERK, Role.SEALED_BOX)
    return desk if isinstance(desk, Response) else await _show(request, desk)


async def erase(request: Request) -> Response:
    home = house(request)
    fields = await read_form(request, await home.identity.visitor(request))
    desk = await at_desk(request, Role.CLERK, Role.SEALED_BOX)
    if isinstance(desk, Response):
        return desk
    question, keeper = await _its_keeper(request, desk)
    if SURE not in fields:
        return await _show(request, desk, unsure=True)
    hall = desk.hall
    by = By(keeper, desk.actor.id, home.clock())
    try:
        gone = await home.forgetting.erase(hall.commune, hall.code, question.number, by)
    except NotSaved:
        raise unsaved() from None
    return see(f"{request.url.path}?erased={gone}")


async def _show(request: Request, desk: AtDesk, *, unsure: bool = False) -> Response:
    question, keeper = await _its_keeper(request, desk)
    erased = request.query_params.get("erased", "")
    return await show(
        request,
        "record/erase.html",
        visitor=desk.visitor,
        status=422 if unsure else 200,
        code=desk.hall.code,
        number=question.number,
        sealed=keeper is Role.SEALED_BOX,
        unsure=unsure,
        erased=int(erased) if erased.isascii() and erased.isdecimal() else None,
    )


async def _its_keeper(request: Request, desk: AtDesk) -> tuple[Question, Role]:
    """The question and as what they keep it; 404 for whoever does not."""
    number, hall = int(request.path_params["number"]), desk.hall
    question = await consulted(hall, lambda state: state.questions.get(number))
    staff = desk.visitor.staff
    if question is None or staff is None:
        raise HTTPException(404, "no such question")
    sealed = question.status is QuestionStatus.SEALED
    keeper = Role.SEALED_BOX if sealed else Role.CLERK
    if not staff.may_act_as(keeper, hall.commune, hall.code):
        raise HTTPException(404, "no such question")
    return question, keeper


routes = [
    Route(ERASE, ask),
    Route(ERASE, erase, methods=["POST"]),
]
