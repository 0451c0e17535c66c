"""Files that somebody takes away: a plain name that no file system trips over, and never shown in the page.

What others sent is never shown by a browser as a page of ours: it is saved, its type is not guessed, and if a
browser shows it all the same, it may run, load and send nothing.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

NOT_FOR_FILES = re.compile(r"[^A-Za-z0-9.-]")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    plain = NOT_FOR_FILES.sub("", name)
    return Response(
        body,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )


def stored(
    path: Path, media_type: str, name: str, *, then: Callable[[], None] | None = None
) -> Response:
    """A file from the disk under the name that people gave it, and a plain one for old browsers.

    `then` is called when it was sent, and also when whoever takes it hangs up in the middle.
    """
    plain = NOT_FOR_FILES.sub("_", name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {
        "content-disposition": named,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return _Sent(path, media_type=media_type, headers=headers, then=then)


class _Sent(FileResponse):
    """Not by a background task: that is left out when the connection breaks."""

    def __init__(
        self,
        path: Path,
        *,
        media_type: str,
        headers: dict[str, str],
        then: Callable[[], None] | None,
    ) -> None:
        super().__init__(path, media_type=media_type, headers=headers)
        self._then = then

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self._then:
                self._then()
