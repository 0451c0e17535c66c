"""What was signed of a conference and of its casebook, for everybody: to photograph, to keep, to check by.

Sizes, roots and times, and nothing else: nobody's words, names or numbers. What is sealed counts as entries like all
others. Each checkpoint is there as the very text that was signed, and so is the proof from one to the next.
"""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from archive.checkpoints.book import Signed
from archive.records import ConferenceRecord
from archive.streams import CASEBOOK, CONFERENCE, casebook_stream, conference_stream
from web.checkpoint_answers import keys_of, newest_note, note_at, proof
from web.checkpoint_view import shown, slip
from web.context import house
from web.showing import show

NEWEST_MAX_AGE: Final = {"cache-control": "public, max-age=60"}
FIXED_MAX_AGE: Final = {"cache-control": "public, max-age=3600"}
"""What was signed for one size never changes; but a page must not outlive a restored server by long."""
STREAMS: Final = {CONFERENCE: conference_stream, CASEBOOK: casebook_stream}


async def checkpoints(request: Request) -> Response:
    conference = await _conference(request)
    signed = await _all(request, conference)
    last = signed[CONFERENCE][:1]
    return await show(
        request,
        "checkpoints/page.html",
        conference=conference,
        streams={life: shown(each) for life, each in signed.items()},
        slip=await slip(last[0]) if last else None,
        keys=keys_of(signed),
    )


async def checkpoints_json(request: Request) -> Response:
    conference = await _conference(request)
    signed = await _all(request, conference)
    told: dict[str, Any] = {
        "conference": conference.code,
        "keys": keys_of(signed),
        "checkpoints": {life: [_told(one) for one in each] for life, each in signed.items()},
    }
    return JSONResponse(told, headers=NEWEST_MAX_AGE)


async def newest(request: Request) -> Response:
    return await newest_note(request, await _stream(request), NEWEST_MAX_AGE)


async def note(request: Request) -> Response:
    return await note_at(request, await _stream(request), FIXED_MAX_AGE)


async def consistency(request: Request) -> Response:
    return await proof(request, await _stream(request), FIXED_MAX_AGE)


async def _conference(request: Request) -> ConferenceRecord:
    found = await house(request).queries.conference(request.path_params["code"])
    if found is None:
        raise HTTPException(404, "no such conference")
    return found


async def _stream(request: Request) -> str:
    life = STREAMS.get(request.path_params["life"])
    if life is None:
        raise HTTPException(404, "no such stream")
    conference = await _conference(request)
    return life(conference.commune, conference.code)


async def _all(request: Request, conference: ConferenceRecord) -> dict[str, list[Signed]]:
    book = house(request).checkpoints
    return {
        life: await book.listed(stream(conference.commune, conference.code))
        for life, stream in STREAMS.items()
    }


def _told(one: Signed) -> dict[str, object]:
    return {"size": one.size, "root": one.root.hex(), "at": one.at, "note": one.note}


routes = [
    Route("/h/{code}/checkpoints", checkpoints),
    Route("/h/{code}/checkpoints.json", checkpoints_json),
    Route("/h/{code}/checkpoints/{life}", newest),
    Route("/h/{code}/checkpoints/{life}/consistency", consistency),
    Route("/h/{code}/checkpoints/{life}/{size}", note),
]
