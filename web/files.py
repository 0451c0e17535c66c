"""Files that somebody takes away: a plain name that no file system trips over, and never shown in the page."""

import re

from starlette.responses import Response

NOT_FOR_FILES = re.compile(r"[^A-Za-z0-9.-]")


def attachment(body: bytes, media_type: str, name: str) -> Response:
    plain = NOT_FOR_FILES.sub("", name)
    return Response(
        body,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )
