"""Who took records away, and who looked behind a mask or a seal: the office's log as the Front reads it.

What was done to accounts is the admin's business and stands on their page. Nobody's words are in any line.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.office_events import OriginalRead, OriginalsErased, RecordTaken, SealedRead
from web.cases.front_door import at_front, organises_too
from web.context import house
from web.office_log_words import before_of, lines, older_of
from web.showing import show, speech

SHOWN: Final = (RecordTaken, OriginalRead, SealedRead, OriginalsErased)


async def log(request: Request) -> Response:
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    kept = house(request).reception.accounts.log
    found = await kept.latest(office.commune, SHOWN, before=before_of(request))
    return await show(
        request,
        "front/log.html",
        visitor=office.visitor,
        both_sides=organises_too(office),
        lines=lines(found, speech(request)),
        older=older_of(found),
    )


routes = [Route("/front/log", log)]
