"""The register and the dossiers, for those who may take them away. They are made as files, and gone when sent.

The office has the register with how to reach people; the supervisor has all of it but that. A dossier holds
receipt codes, whose holder can act for a citizen, so the office alone takes it away; with what is sealed in it,
only the keeper of the sealed box. Whoever may not is told that there is no such page. Who took what is in the
log of the office before the first byte is sent.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.dossier.form import Copy
from archive.office_events import Taken
from archive.register.columns import Reader
from conference.refusals import Refusal
from conference.vocabulary import Role
from web.cases.door import at_office
from web.context import house
from web.files import stored
from web.handing_out import capacity, hand_out
from web.pages_staff import roles_in
from web.papers import DOSSIER_KEEPERS, REGISTER_READERS, SEALED_KEEPERS, Papers
from web.showing import to_login

FORMS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


Make = Callable[[Papers, Path], Awaitable[Refusal | None]]


async def register(request: Request) -> Response:
    """Of the commune, or of one of its conferences: `?conference=`."""
    form = request.path_params["form"]
    office = await at_office(request, REGISTER_READERS | {Role.SUPERVISOR}, commune_wide=True)
    if isinstance(office, Response):
        return office
    if form not in FORMS:
        raise HTTPException(404, "not found")
    reader = Reader.STAFF if office.roles() & REGISTER_READERS else Reader.SUPERVISOR
    conference = request.query_params.get("conference", "").upper() or None

    async def make(papers: Papers, file: Path) -> Refusal | None:
        return await papers.register(office.commune, form, reader, file, conference)

    async def told() -> None:
        among = office.roles() & REGISTER_READERS or {Role.SUPERVISOR}
        by = capacity(office.staff, among)
        kind = Taken.REGISTER
        await hand_out(
            request, by, office.commune, kind, form, copy=reader.value, conference=conference
        )

    name = f"so-theo-doi-{conference or office.commune}.{form}"
    return await _sent(request, make, told, FORMS[form], name)


async def dossier(request: Request) -> Response:
    return await _dossier(request, DOSSIER_KEEPERS, "office")


async def complete_dossier(request: Request) -> Response:
    return await _dossier(request, SEALED_KEEPERS, "complete")


async def _dossier(request: Request, keepers: frozenset[Role], copy: Copy) -> Response:
    home = house(request)
    staff = (await home.identity.visitor(request)).staff
    if staff is None:
        return to_login(request)
    conference = await home.queries.conference(request.path_params["code"])
    held = roles_in(staff, conference, keepers) if conference else []
    if conference is None or not held:
        raise HTTPException(404, "not found")

    async def make(papers: Papers, file: Path) -> Refusal | None:
        made = await papers.dossier(conference.code, copy, file)
        return made if isinstance(made, Refusal) else None

    async def told() -> None:
        by = capacity(staff, held)
        await hand_out(
            request,
            by,
            conference.commune,
            Taken.DOSSIER,
            "zip",
            copy=copy,
            conference=conference.code,
        )

    name = f"ho-so-{conference.code}-{copy}.zip"
    return await _sent(request, make, told, "application/zip", name)


async def _sent(
    request: Request,
    make: Make,
    told: Callable[[], Awaitable[None]],
    media_type: str,
    name: str,
) -> Response:
    papers = house(request).papers
    outgoing = await papers.outgoing()
    try:
        refused = await make(papers, outgoing.file)
        if refused is None:
            await told()
    except BaseException:
        outgoing.remove()
        raise
    if refused:
        outgoing.remove()
        raise HTTPException(refused.http_status, refused.code)
    return stored(outgoing.file, media_type, name, then=outgoing.remove)


routes = [
    Route("/archive/register.{form}", register),
    Route("/archive/{code}/dossier.zip", dossier),
    Route("/archive/{code}/dossier-complete.zip", complete_dossier),
]
