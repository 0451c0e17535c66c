"""Files that show what was done: handed in with a form, and taken away again, never shown inside a page of ours.

A body larger than a form's is let in at the doorway for this one address, and kept only after its sender is known.
Whoever gets a file gets it to save: a browser that shows it anyway may run nothing in it.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import FileRecord
from archive.casework import CaseState
from archive.front_records import CheckFileRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from realtime.writer import Outcome
from web.cases.case_acts import do, done, refused, seen_of
from web.cases.case_door import CASES, AtCase, at_case, find_case, page_of
from web.cases.door import OFFICE, AtOffice, at_office
from web.context import house
from web.files import stored
from web.uploads import Upload, expect_upload, read_upload

ATTACH = "attach_file"
READERS = OFFICE | {Role.SUPERVISOR}
"""The office, and the Front, which reads everything but what is sealed."""


async def attach(request: Request) -> Response:
    expect_upload(request)
    at = await at_case(request)  # before a byte of the file is read
    if isinstance(at, Response):
        return at
    async with read_upload(request, at.office.visitor) as upload:
        outcome = await _attach(request, at, upload)
        if isinstance(outcome, Refusal):
            return await refused(request, at, ATTACH, upload.fields, outcome)
    return done(at, ATTACH)


async def _attach(request: Request, at: AtCase, upload: Upload) -> Outcome:
    """Kept first, then told to the case: a case never names a file that is not there."""
    home, typed = house(request), upload.fields
    if not upload.name:
        return Refusal(Code.EMPTY, "file")
    page = await page_of(home, at)
    kept = await home.evidence.take(
        at.office.commune,
        upload.name,
        upload.chunks(),
        of_case=sum(one.size for one in page.files),
    )
    if isinstance(kept, Refusal):
        return kept
    facts = {"file": kept.file, "media_type": kept.media_type, "size": kept.size}
    fields = {"name": kept.name, "seen": seen_of(typed)}
    return await do(home, at, ATTACH, fields, typed, minted=facts)


async def download(request: Request) -> Response:
    """404 for whoever may not read the case, as for what is not there."""
    office = await at_office(request, READERS)
    if isinstance(office, Response):
        return office
    home = house(request)
    at = await _readable(request, office)
    page = await page_of(home, at)
    own = await home.cases.fronts_own(office.commune, at.case.code)
    wanted = request.path_params["file"]
    files: list[FileRecord | CheckFileRecord] = list(page.files)
    if at.case.state is not CaseState.SEALED:
        files += own.files
    known = next((one for one in files if one.file == wanted), None)
    path = home.evidence.path(office.commune, wanted) if known else None
    if known is None or path is None:
        raise HTTPException(404, "no such file")
    return stored(path, known.media_type, known.name)


async def _readable(request: Request, office: AtOffice) -> AtCase:
    case = await find_case(house(request), office.commune, request.path_params["case"])
    if case is None or not office.roles(case.conference) & READERS:
        raise HTTPException(404, "no such file")
    return AtCase(office, case)


routes = [
    Route(CASES + "/{case}/files", attach, methods=["POST"]),
    Route(CASES + "/{case}/files/{file}", download),
]
