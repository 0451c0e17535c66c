"""What was signed of one stream, as texts: the checkpoint itself, and the proof from one to the next.

Whoever asks was let in by a page; here it is only about streams and sizes.
"""

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from archive.checkpoints.book import Signed
from conference.refusals import Refusal
from web.context import house

NOT_KEPT: Final[Mapping[str, str]] = {}
"""By nobody in between, as every page is sent that does not say otherwise."""
SIZE_MAX_DIGITS: Final = 12


async def newest_note(request: Request, stream: str, headers: Mapping[str, str]) -> Response:
    return _note(await house(request).checkpoints.newest(stream), headers)


async def note_at(request: Request, stream: str, headers: Mapping[str, str]) -> Response:
    """For the size in the address."""
    size = _size(request.path_params["size"])
    return _note(await house(request).checkpoints.at(stream, size), headers)


async def proof(request: Request, stream: str, headers: Mapping[str, str]) -> Response:
    """The nodes of the proof, a line each: none when both are the same."""
    asked, network = request.query_params, house(request).wishes.whence(request.scope).address
    old, new = _size(asked.get("from", "")), _size(asked.get("to", ""))
    found = await house(request).proofs.between(stream, old, new, network)
    if isinstance(found, Refusal):
        raise HTTPException(found.http_status, found.code)
    return PlainTextResponse(found, headers=headers)


def keys_of(signed: Mapping[str, list[Signed]]) -> list[str]:
    """Every key that signed any of these, the newest first."""
    newest = sorted((one for each in signed.values() for one in each), key=_signed_at, reverse=True)
    return list(dict.fromkeys(key for one in newest for key in one.keys))


def _signed_at(one: Signed) -> int:
    return one.at


def _note(signed: Signed | None, headers: Mapping[str, str]) -> Response:
    if signed is None:
        raise HTTPException(404, "nothing is signed")
    return PlainTextResponse(signed.note, headers=headers)


def _size(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= SIZE_MAX_DIGITS):
        raise HTTPException(404, "no such size")
    return int(typed)
