"""Reading a form with a file in it: only from a page that we gave this visitor, and never whole in memory.

The form token must be the first thing in it, as it is on all our pages: so whoever sends another one is refused before
anything is kept for them, and the rest of what they send is not read.

Which addresses may be sent one, and how large it may be, is said in `large_bodies.py`.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from web.context import house
from web.forms import FIELDS_MAX, FORM_TOKEN
from web.identity import Visitor

CONTENT_TYPE = "multipart/form-data"
CHUNK_BYTES = 256 * 1024
FIELD_MAX_BYTES = 64 * 1024
"""Of a field beside the file: these are held in memory."""


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


class _StaleForm(Exception):  # noqa: N818  a refusal on its way out of the parser
    """Not from a page that we gave this visitor."""


class _OwnFormFirst(MultiPartParser):
    """Reads no further than the first field, unless that is the right token."""

    def __init__(self, request: Request, is_own: Callable[[str], bool], fields_max: int) -> None:
        super().__init__(
            request.headers,
            request.stream(),
            max_files=1,
            max_fields=fields_max,
            max_part_size=FIELD_MAX_BYTES,
        )
        self._is_own = is_own

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        if not self.items and self._current_files:
            raise _StaleForm  # before a byte of the file

    def on_part_end(self) -> None:
        super().on_part_end()
        if len(self.items) == 1:
            name, value = self.items[0]
            if name != FORM_TOKEN or not isinstance(value, str) or not self._is_own(value):
                raise _StaleForm


@asynccontextmanager
async def read_upload(
    request: Request, visitor: Visitor, *, fields_max: int = FIELDS_MAX
) -> AsyncIterator[Upload]:
    """The fields without the form token, and the one file; 400, 403 or 415 for anything that is not our own form."""
    expect_upload(request)
    form = await _read(request, visitor, fields_max)
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if fields.pop(FORM_TOKEN, None) is None:
            raise HTTPException(403, "stale form")
        if len(files) != 1:
            raise HTTPException(400, "no file")
        yield Upload(fields, files[0].filename or "", files[0])
    finally:
        await form.close()


async def _read(request: Request, visitor: Visitor, fields_max: int) -> FormData:
    is_own = partial(house(request).identity.is_own_form, visitor)
    try:
        return await _OwnFormFirst(request, is_own, fields_max).parse()
    except _StaleForm:
        raise HTTPException(403, "stale form") from None
    except MultiPartException as error:
        raise HTTPException(400, error.message) from None
    except ClientDisconnect:
        # Also how the door says that it was too large or too slow.
        raise HTTPException(400, "cut off") from None
