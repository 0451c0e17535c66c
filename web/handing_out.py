"""Before somebody takes a record away or looks behind a mask or a seal: that they do is written into the office's log.

Only when that line is on the disk do they get anything. When it cannot be saved, nothing is handed out.
"""

from collections.abc import Collection

from starlette.exceptions import HTTPException
from starlette.requests import Request

from archive.case_records import reference
from archive.journal import NotSaved
from archive.office_events import RecordTaken, SealedRead, Taken
from conference.event import Event
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from web.context import house
from web.desk_door import AtDesk
from web.staff import STAFF_ROLES, Staff


def capacity(staff: Staff, among: Collection[Role]) -> Actor:
    """In one of these roles, which they hold; in the same one whenever they come again."""
    return staff.actor(next(role for role in STAFF_ROLES if role in among))


async def hand_out(
    request: Request,
    by: Actor,
    commune: str,
    what: Taken,
    form: str,
    *,
    copy: str | None = None,
    conference: str | None = None,
    period: str | None = None,
) -> None:
    """To be awaited when the record is made and nothing of it is sent."""
    taken = RecordTaken(
        at=house(request).clock(),
        by=by,
        cause="",
        what=what,
        form=form,
        copy=copy,
        conference=conference,
        period=period,
    )
    await write_down(request, commune, taken)


async def look_into_box(
    request: Request, desk: AtDesk, numbers: Collection[int], *, again: bool
) -> None:
    """To be awaited before what is sealed is shown; `again`: the page only looks again by itself."""
    looks, code = house(request).sealed_looks, desk.hall.code
    session = desk.visitor.staff.session if desk.visitor.staff else ""
    if again and looks.knew(session, code, numbers):
        return
    which = tuple(reference(code, number, 1) for number in numbers)
    await look_behind_seal(request, desk.actor, desk.hall.commune, code, which)
    looks.note(session, code, numbers)


async def look_behind_seal(
    request: Request, by: Actor, commune: str, conference: str, which: tuple[str, ...]
) -> None:
    at = house(request).clock()
    looked = SealedRead(at=at, by=by, cause="", conference=conference, which=which)
    await write_down(request, commune, looked)


async def write_down(request: Request, commune: str, event: Event) -> None:
    try:
        await house(request).reception.accounts.log.write(commune, event)
    except NotSaved:
        raise unsaved() from None


def unsaved() -> HTTPException:
    refused = Refusal(Code.NOT_SAVED)
    return HTTPException(refused.http_status, refused.code)
