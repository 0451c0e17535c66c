"""The one kind of request that may be large: a file for a case or a proof, from somebody of the office or of the Front.

Every other body is small and read at the door. This one is handed on as it comes, so that the page has asked
who is sending before anything is kept; its size and its pace are watched all the same.
"""

import re

from archive.evidence.limits import FILE_MAX_BYTES
from web.settings import Settings

_UPLOADS = re.compile(
    r"/archive/cases/[^/?]+/files|/front/cases/[^/?]+/checks/[^/?]+/files"
    r"|/archive/[^/?]+/result/deliveries"
)

TOO_LARGE = "body too large"
FILE_TOO_LARGE = (
    "Tệp quá lớn: tối đa 20 MB. Hãy quay lại trang trước, những gì đã viết vẫn còn, rồi gửi tệp nhỏ hơn.\n"
    "The file is too large: 20 MB at most. Go back, what you wrote is still there, and send a smaller one."
)
"""No page is drawn for what was never read; so it speaks both languages at once."""


def is_upload(method: str, path: str) -> bool:
    return method == "POST" and _UPLOADS.fullmatch(path) is not None


def body_max_bytes(method: str, path: str, settings: Settings) -> int:
    """A file of the largest size, and as much around it as any other form may have."""
    small = settings.body_max_bytes
    return FILE_MAX_BYTES + small if is_upload(method, path) else small


def too_large(method: str, path: str) -> str:
    """What a person is told, who may have waited long for it."""
    return FILE_TOO_LARGE if is_upload(method, path) else TOO_LARGE
