"""What somebody really sent, read by those who may: before anything was masked, cleaned or reworded.

That it is read stands in the log of the office before it is shown, by number, person and role; never what it says.
It must not know who may read what: the page that asks decides that first.
"""

from typing import Final

from starlette.requests import Request

from archive.office_events import OriginalRead
from conference.records import Question
from web.context import house
from web.desk_door import AtDesk
from web.handing_out import write_down
from web.showing import speech
from web.words import N_

ERASED: Final = N_("Nguyên văn đã được xóa theo yêu cầu của người gửi.")


async def read_original(request: Request, desk: AtDesk, question: Question) -> str:
    """What was masked in nothing is its own original. When it was erased, that is said in its place."""
    home, hall = house(request), desk.hall
    row = await home.vault.read(question.original) if question.original is not None else None
    looked = OriginalRead(
        at=home.clock(),
        by=desk.actor,
        cause="",
        conference=hall.code,
        question=question.number,
    )
    await write_down(request, hall.commune, looked)
    if row is None and question.original is not None:
        return speech(request).plain(ERASED)
    return row.content if row else question.asked_text or question.text
