"""What somebody really sent, read by those who may: before anything was masked, cleaned or reworded.

That it was read is logged by number, person and role, never what it says. It must not know who may read
what: the page that asks decides that first.
"""

import structlog
from starlette.requests import Request

from conference.records import Question
from web.context import house
from web.desk_door import AtDesk

log = structlog.get_logger("web")


async def read_original(request: Request, desk: AtDesk, question: Question) -> str:
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
    return row.content if row else question.asked_text or question.text
