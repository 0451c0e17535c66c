"""What a visitor sees when a page cannot be given: what happened, and a number if it was our fault."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ExceptionHandler

from web.guard import log_incident


async def refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return PlainTextResponse(
        f"{error.status_code} {error.detail}\n", error.status_code, error.headers
    )


async def broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"500 incident {log_incident(request.scope, error)}\n", 500)


handlers: dict[int | type[Exception], ExceptionHandler] = {
    HTTPException: refused,
    Exception: broken,
}
