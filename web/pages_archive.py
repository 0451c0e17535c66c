"""The record of each conference, for the staff who hold a role in it: to read, to print, to take away.

It shows what the public never sees (waiting and declined questions, names, receipt codes), so whoever has
no role in a conference is told that there is none. The Front reads it without the codes.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.office_events import Taken
from archive.transcript import Transcript, as_csv, as_json
from conference.vocabulary import QuestionStatus, Role
from web.checkpoint_view import closing_slip
from web.context import house
from web.files import attachment
from web.handing_out import capacity, hand_out
from web.identity import Visitor
from web.pages_staff import READERS, roles_in
from web.showing import show, to_login

SUPERVISED: Final = (*READERS, Role.SUPERVISOR)
"""Who reads it. The supervisor gets no receipt code: whoever has one acts in its asker's name."""


async def conferences(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    readable = [
        conference
        for conference in await house(request).queries.conferences()
        if roles_in(visitor.staff, conference)
    ]
    return await show(request, "archive/list.html", visitor=visitor, conferences=readable)


async def transcript(request: Request) -> Response:
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    found = await _readable(request, visitor, SUPERVISED)
    return await show(
        request,
        "archive/transcript.html",
        visitor=visitor,
        transcript=found,
        codes=bool(roles_in(visitor.staff, found.conference)),
        slip=await closing_slip(house(request).checkpoints, found.conference),
        is_long=True,
        counts=_counts(found),
        now=house(request).clock(),
    )


async def transcript_json(request: Request) -> Response:
    return await _export(request, "json")


async def transcript_csv(request: Request) -> Response:
    return await _export(request, "csv")


FORMATS = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


async def _export(request: Request, format: str) -> Response:
    visitor = await house(request).identity.visitor(request)
    if visitor.staff is None:
        return to_login(request)
    found = await _readable(request, visitor)
    write, media_type = FORMATS[format]
    body = await asyncio.to_thread(write, found)
    at = found.conference
    by = capacity(visitor.staff, roles_in(visitor.staff, at))
    await hand_out(request, by, at.commune, Taken.TRANSCRIPT, format, conference=at.code)
    return attachment(body, media_type, f"doithoai-{at.code}.{format}")


async def _readable(
    request: Request, visitor: Visitor, among: Iterable[Role] = READERS
) -> Transcript:
    """The transcript, for those who may read it; for all others there is none."""
    found = await house(request).queries.transcript(request.path_params["code"])
    staff = visitor.staff
    if found is None or staff is None or not roles_in(staff, found.conference, among):
        raise HTTPException(404, "not found")
    return found


def _counts(transcript: Transcript) -> dict[str, int]:
    """A question that was called twice counts once."""
    called = {spoken.question.number: spoken.question for spoken in transcript.spoken}
    answered = [
        question for question in called.values() if question.status is QuestionStatus.ANSWERED
    ]
    return {
        "received": len(called) + len(transcript.never_called),
        "called": len(called),
        "answered": len(answered),
        "never_called": len(transcript.never_called),
    }


routes = [
    Route("/archive/", conferences),
    Route("/archive/{code}.json", transcript_json),
    Route("/archive/{code}.csv", transcript_csv),
    Route("/archive/{code}", transcript),
]
