"""Files that somebody takes away: a plain name that no file system trips over, and never shown in the page.

What others sent is never shown by a browser as a page of ours: it is saved, its type is not guessed, and if a
browser shows it all the same, it may run, load and send nothing.
"""

import re
from pathlib import Path
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

NOT_FOR_FILES = re.compile(r"[^A-Za-z0-9.-]")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    plain = NOT_FOR_FILES.sub("", name)
    return Response(
        body,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )


def stored(
    path: Path, media_type: str, name: str, *, then: BackgroundTask | None = None
) -> Response:
    """A file from the disk under the name that people gave it, and a plain one for old browsers."""
    plain = NOT_FOR_FILES.sub("_", name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {
        "content-disposition": named,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return FileResponse(path, media_type=media_type, headers=headers, background=then)
