"""Who took records away, and who looked behind a mask or a seal: the office's log as the Front reads it.

What was done to accounts is the admin's business and stands on their page. Nobody's words are in any line.
"""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.journal import Entry
from archive.office_events import OriginalRead, OriginalsErased, RecordTaken, SealedRead, Taken
from archive.office_log import OfficeLog
from archive.spreadsheet import Cell, as_sheet, time_text
from conference.vocabulary import Role
from web.cases.front_door import at_front, organises_too
from web.context import house
from web.files import attachment
from web.handing_out import hand_out
from web.office_log_words import Line, before_of, lines, older_of
from web.showing import show, speech

COLUMNS: Final = ("sequence", "at", "who", "role", "what", "about", "detail", "digest")
CSV: Final = "text/csv; charset=utf-8"
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


async def log_csv(request: Request) -> Response:
    """The same lines, all of them, each with the digest by which the log is checked."""
    office = await at_front(request)
    if isinstance(office, Response):
        return office
    found = await _all(house(request).reception.accounts.log, office.commune)
    body = as_sheet(COLUMNS, map(_row, found, lines(found, speech(request))))
    by = office.staff.actor(Role.SUPERVISOR)
    await hand_out(request, by, office.commune, Taken.OFFICE_LOG, "csv")
    return attachment(body, CSV, f"nhat-ky-{office.commune}.csv")


async def _all(kept: OfficeLog, commune: str) -> list[Entry]:
    """Newest first, as on the page."""
    found = page = await kept.latest(commune, SHOWN)
    while page:
        page = await kept.latest(commune, SHOWN, before=page[-1].sequence)
        found = [*found, *page]
    return found


def _row(entry: Entry, line: Line) -> Mapping[str, Cell]:
    told = line.told
    cells = (line.sequence, time_text(line.at), line.who, line.capacity)
    return dict(
        zip(COLUMNS, (*cells, told.what, told.about, told.detail, entry.digest.hex()), strict=True)
    )


routes = [Route("/front/log", log), Route("/front/log.csv", log_csv)]
