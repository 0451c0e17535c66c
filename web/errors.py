"""What a visitor sees when a page cannot be given: what to do, and a number if it was our fault."""

import errno
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ExceptionHandler

from archive.journal import NotSaved
from conference.refusals import Code
from web.guard import log_incident
from web.showing import show, speech
from web.words import N_, REFUSALS

FORBIDDEN, NOT_FOUND, OUR_FAULT, UNAVAILABLE = 403, 404, 500, 503
NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
NOT_SAVED: Final = Code.NOT_SAVED.code

WORDS: dict[int, tuple[str, str]] = {
    FORBIDDEN: (
        N_("Trang này đã cũ"),
        N_("Hãy quay lại, tải lại trang rồi thử lại. Nội dung vừa gửi chưa được ghi nhận."),
    ),
    NOT_FOUND: (
        N_("Không có trang này"),
        N_("Địa chỉ có thể đã gõ sai. Hãy xem lại mã trên màn hình hội trường hoặc giấy mời."),
    ),
    OUR_FAULT: (
        N_("Hệ thống gặp lỗi"),
        N_("Lỗi ở phía chúng tôi. Hãy thử lại sau ít phút."),
    ),
}
UNSAVED = (
    N_("Chưa ghi được"),
    N_("Hệ thống chưa ghi được việc này vào nhật ký, nên chưa đưa gì ra. Hãy thử lại sau ít phút."),
)
UNDONE = (UNSAVED[0], REFUSALS[NOT_SAVED])
OTHERWISE = (N_("Chưa làm được việc này"), N_("Hãy tải lại trang rồi thử lại."))


async def refused(request: Request, error: Exception) -> Response:
    """A page said no."""
    if not isinstance(error, HTTPException):
        raise error
    # By its code: a server that is busy answers with the same status.
    words = UNSAVED if error.detail == NOT_SAVED else None
    response = await _problem(request, error.status_code, words=words)
    response.headers.update(error.headers or {})
    return response


async def unsaved(request: Request, _error: Exception) -> Response:
    """The disk is full or failing. Nothing of what was asked is done, and nobody need look for a fault of ours."""
    return await _problem(request, UNAVAILABLE, words=UNDONE)


async def disk(request: Request, error: Exception) -> Response:
    """While a file was being made: no room for it, or something else."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return await unsaved(request, error)
    return await broken(request, error)


async def broken(request: Request, error: Exception) -> Response:
    """A page failed. When drawing is what failed, a line of text must do."""
    incident = log_incident(request.scope, error)
    try:
        return await _problem(request, OUR_FAULT, incident)
    except Exception:  # noqa: BLE001  the first failure is the one to be told of
        return PlainTextResponse(f"500 incident {incident}\n", OUR_FAULT)


async def _problem(
    request: Request,
    status: int,
    incident: str | None = None,
    words: tuple[str, str] | None = None,
) -> Response:
    said = speech(request)
    title, advice = (said.text(each) for each in words or WORDS.get(status, OTHERWISE))
    return await show(
        request,
        "problem/page.html",
        status=status,
        title=title,
        advice=advice,
        incident=incident,
    )


handlers: dict[int | type[Exception], ExceptionHandler] = {
    HTTPException: refused,
    NotSaved: unsaved,
    OSError: disk,
    Exception: broken,
}
