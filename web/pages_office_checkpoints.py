"""What was signed of the office's log and of the commune's almanac, for the admin and for the Front to carry away.

The admin could change who is who, and the office what is due when: whoever keeps such a checkpoint outside of the house can
prove what was done to either afterwards. Both readers find the same texts, each at an address of their own.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.streams import ALMANAC, OFFICE, almanac_stream, office_stream
from web.account_doors import PEOPLE_PAGE, at_people
from web.cases.front_door import FRONT, at_front
from web.checkpoint_answers import NOT_KEPT, keys_of, newest_note, note_at, proof
from web.checkpoint_view import shown, slip
from web.context import house
from web.showing import show

STREAMS: Final[Mapping[str, Callable[[str], str]]] = {
    OFFICE: office_stream,
    ALMANAC: almanac_stream,
}
ADMINS, FRONTS = f"{PEOPLE_PAGE}/checkpoints", f"{FRONT}/checkpoints"
_Answer = Callable[[Request, str, Mapping[str, str]], Awaitable[Response]]


async def page(request: Request) -> Response:
    commune = await _commune(request)
    if isinstance(commune, Response):
        return commune
    book = house(request).checkpoints
    signed = {life: await book.listed(stream(commune)) for life, stream in STREAMS.items()}
    return await show(
        request,
        "checkpoints/office.html",
        address=request.url.path,
        for_front=request.url.path == FRONTS,
        streams={life: shown(each) for life, each in signed.items()},
        slips={life: await slip(each[0]) for life, each in signed.items() if each},
        names={life: stream(commune) for life, stream in STREAMS.items()},
        keys=keys_of(signed),
    )


def _answers(answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        commune, life = await _commune(request), STREAMS.get(request.path_params["life"])
        if isinstance(commune, Response):
            return commune
        if life is None:
            raise HTTPException(404, "no such stream")
        return await answer(request, life(commune), NOT_KEPT)

    return answered


async def _commune(request: Request) -> str | Response:
    """Whose, by the door that this address has. 404 for everybody else."""
    if request.url.path.startswith(FRONTS):
        front = await at_front(request)
        return front if isinstance(front, Response) else front.commune
    admin = await at_people(request)
    return admin if isinstance(admin, Response) else admin.staff.commune


routes = [
    route
    for base in (ADMINS, FRONTS)
    for route in (
        Route(base, page),
        Route(f"{base}/{{life}}", _answers(newest_note)),
        Route(f"{base}/{{life}}/consistency", _answers(proof)),
        Route(f"{base}/{{life}}/{{size}}", _answers(note_at)),
    )
]
