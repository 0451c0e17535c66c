"""What was signed of a conference and of its casebook, for everybody: to photograph, to keep, to check by.

Sizes, roots and times, and nothing else: nobody's words, names or numbers. What is sealed counts as entries like all
others. Each checkpoint is there as the very text that was signed, and so is the proof from one to the next.
"""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from archive.checkpoints.book import Signed
from archive.records import ConferenceRecord
from archive.streams import CASEBOOK, CONFERENCE, casebook_stream, conference_stream
from conference.refusals import Refusal
from web.checkpoint_view import shown, slip
from web.context import house
from web.showing import show

NEWEST_MAX_AGE: Final = {"cache-control": "public, max-age=60"}
FIXED_MAX_AGE: Final = {"cache-control": "public, max-age=3600"}
"""What was signed for one size never changes; but a page must not outlive a restored server by long."""
SIZE_MAX_DIGITS: Final = 12
STREAMS: Final = {CONFERENCE: conference_stream, CASEBOOK: casebook_stream}


async def checkpoints(request: Request) -> Response:
    conference = await _conference(request)
    signed = await _all(request, conference)
    newest = signed[CONFERENCE][:1]
    return await show(
        request,
        "checkpoints/page.html",
        conference=conference,
        streams={life: shown(each) for life, each in signed.items()},
        slip=await slip(newest[0]) if newest else None,
        keys=_keys(signed),
    )


async def checkpoints_json(request: Request) -> Response:
    conference = await _conference(request)
    signed = await _all(request, conference)
    told: dict[str, Any] = {
        "conference": conference.code,
        "keys": _keys(signed),
        "checkpoints": {life: [_told(one) for one in each] for life, each in signed.items()},
    }
    return JSONResponse(told, headers=NEWEST_MAX_AGE)


async def newest_note(request: Request) -> Response:
    signed = await house(request).checkpoints.newest(await _stream(request))
    return _note(signed, NEWEST_MAX_AGE)


async def note(request: Request) -> Response:
    size = _size(request.path_params["size"])
    signed = await house(request).checkpoints.at(await _stream(request), size)
    return _note(signed, FIXED_MAX_AGE)


async def consistency(request: Request) -> Response:
    """The nodes of the proof, a line each: none when both are the same."""
    asked, network = request.query_params, house(request).wishes.whence(request.scope).address
    old, new = _size(asked.get("from", "")), _size(asked.get("to", ""))
    proof = await house(request).proofs.between(await _stream(request), old, new, network)
    if isinstance(proof, Refusal):
        raise HTTPException(proof.http_status, proof.code)
    return PlainTextResponse(proof, headers=FIXED_MAX_AGE)


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


def _keys(signed: dict[str, list[Signed]]) -> list[str]:
    """Every key that signed any of these, the newest first."""
    newest = sorted((one for each in signed.values() for one in each), key=_signed_at, reverse=True)
    return list(dict.fromkeys(key for one in newest for key in one.keys))


def _signed_at(one: Signed) -> int:
    return one.at


def _told(one: Signed) -> dict[str, object]:
    return {"size": one.size, "root": one.root.hex(), "at": one.at, "note": one.note}


def _note(signed: Signed | None, headers: dict[str, str]) -> Response:
    if signed is None:
        raise HTTPException(404, "nothing is signed")
    return PlainTextResponse(signed.note, headers=headers)


def _size(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= SIZE_MAX_DIGITS):
        raise HTTPException(404, "no such size")
    return int(typed)


routes = [
    Route("/h/{code}/checkpoints", checkpoints),
    Route("/h/{code}/checkpoints.json", checkpoints_json),
    Route("/h/{code}/checkpoints/{life}", newest_note),
    Route("/h/{code}/checkpoints/{life}/consistency", consistency),
    Route("/h/{code}/checkpoints/{life}/{size}", note),
]
