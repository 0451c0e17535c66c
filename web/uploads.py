"""Reading a form with a file in it: only from a page that we gave this visitor, and never whole in memory.

Which addresses may be sent one, and how large it may be, is said in `large_bodies.py`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from web.context import house
from web.forms import FIELDS_MAX, FORM_TOKEN
from web.identity import Visitor

CONTENT_TYPE = "multipart/form-data"
CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form with a file brought. Its name is the sender's word, and so is nothing else of it."""

    fields: dict[str, str]
    name: str
    _file: UploadFile

    async def chunks(self) -> AsyncIterator[bytes]:
        while chunk := await self._file.read(CHUNK_BYTES):
            yield chunk


def expect_upload(request: Request) -> None:
    """415 for any other form: before it is asked who sends it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != CONTENT_TYPE:
        raise HTTPException(415, "unexpected form")


@asynccontextmanager
async def read_upload(request: Request, visitor: Visitor) -> AsyncIterator[Upload]:
    """The fields without the form token, and the one file; 400, 403 or 415 for anything that is not our own form."""
    expect_upload(request)
    try:
        form = await request.form(max_files=1, max_fields=FIELDS_MAX)
    except ClientDisconnect:
        # Also how the door says that it was too large or too slow.
        raise HTTPException(400, "cut off") from None
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if not house(request).identity.is_own_form(visitor, fields.pop(FORM_TOKEN, "")):
            raise HTTPException(403, "stale form")
        if len(files) != 1:
            raise HTTPException(400, "no file")
        yield Upload(fields, files[0].filename or "", files[0])
    finally:
        await form.close()
