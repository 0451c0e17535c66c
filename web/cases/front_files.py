"""Photos and papers of the Front's field checks, and the office's own files as the Front takes them away.

They are kept as the office's files are, on the same shelf and as safely, but they are not of them: nobody of the
commune attaches here, shows, hides or takes off. What the Front attached it reads also when the case is sealed.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import FileRecord
from archive.front_records import CheckFileRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from realtime.writer import Outcome
from web.cases.case_acts import seen_of
from web.cases.front_acts import ATTACH
from web.cases.front_case import Typed, refused
from web.cases.front_door import CASES, FrontCase, at_front_case
from web.casework import Book
from web.context import house
from web.files import stored
from web.showing import see
from web.uploads import Upload, expect_upload, read_upload


async def attach(request: Request) -> Response:
    expect_upload(request)
    at = await at_front_case(request)  # before a byte of the file is read
    if isinstance(at, Response):
        return at
    check = request.path_params["check"]
    async with read_upload(request, at.office.visitor) as upload:
        outcome = await _attach(request, at, check, upload)
        if isinstance(outcome, Refusal):
            sent = Typed(ATTACH, {**upload.fields, "check": check})
            return await refused(request, at, sent, _told(outcome), f"{ATTACH}-{check}-file")
    return see(f"{at.address}?done={ATTACH}#check-{check}")


async def _attach(request: Request, at: FrontCase, check: str, upload: Upload) -> Outcome:
    """Kept first, then told to the case: a case never names a file that is not there."""
    home, typed, commune = house(request), upload.fields, at.office.commune
    if not upload.name:
        return Refusal(Code.EMPTY, "file")
    own = await home.cases.fronts_own(commune, at.case.code)
    of_case = sum(one.size for one in own.files)
    kept = await home.evidence.take(commune, upload.name, upload.chunks(), of_case=of_case)
    if isinstance(kept, Refusal):
        return kept
    return await home.casework.ask(
        Book(commune, at.case.conference),
        ATTACH,
        {"case": at.case.code, "check": check, "name": kept.name, "seen": seen_of(typed)},
        at.office.staff.actor(Role.SUPERVISOR),
        id=typed.get("id") or home.chance.token(),
        minted={"file": kept.file, "media_type": kept.media_type, "size": kept.size},
    )


def _told(refusal: Refusal) -> Refusal:
    """A check that there is not, in an address that somebody has changed."""
    if refusal.detail == "check":
        raise HTTPException(404, "no such check")
    return refusal


async def download(request: Request) -> Response:
    """404 for whoever may not read the case, as for what is not there."""
    at = await at_front_case(request)
    if isinstance(at, Response):
        return at
    home, commune, wanted = house(request), at.office.commune, request.path_params["file"]
    page = await home.cases.case(commune, at.case.code)
    own = await home.cases.fronts_own(commune, at.case.code)
    files: list[FileRecord | CheckFileRecord] = list(own.files)
    if page and not at.sealed:
        files += page.files
    known = next((one for one in files if one.file == wanted), None)
    path = home.evidence.path(commune, wanted) if known else None
    if known is None or path is None:
        raise HTTPException(404, "no such file")
    return stored(path, known.media_type, known.name)


routes = [
    Route(CASES + "/{case}/checks/{check}/files", attach, methods=["POST"]),
    Route(CASES + "/{case}/files/{file}", download),
]
