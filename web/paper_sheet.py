"""A printable sheet of personal codes: one slip a household, with the way in for phones and for people.

The code stands on the slip in letters and in the square that a phone reads; there it comes behind a `#`,
which a browser keeps to itself. So no code is ever in a request line, and none is in any log.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import segno

from web.paper_codes import SERIAL_MAX, SERIAL_MIN, PaperCodes, grouped

QR_ERROR_LEVEL: Final = "m"


class BadRange(ValueError):  # noqa: N818  what it is
    """These numbers have no codes."""


def codes_of(codes: PaperCodes, first: int, count: int, most: int) -> list[str]:
    """The codes of so many numbers, from the first on."""
    if not (0 < count <= most and SERIAL_MIN <= first <= SERIAL_MAX - count + 1):
        raise BadRange(f"1 to {most} codes at once, numbered from {SERIAL_MIN} to {SERIAL_MAX}")
    return [codes.code(serial) for serial in range(first, first + count)]


def sheet(
    about: dict[str, str], codes: list[str], base: str, style: str | None = None
) -> dict[str, Any]:
    """What the template is given; `base` is how phones reach this server. A file of its own brings its `style` along."""
    door = f"{base.rstrip('/')}/h/{about['code']}"
    return {
        **about,
        "style": style,
        "address": f"{urlsplit(base).netloc}/h/{about['code']}",
        "slips": [
            {"code": grouped(code), "qr": printed_square(f"{door}/join#{code}")} for code in codes
        ],
    }


def printed_square(address: str) -> str:
    """A QR code as SVG, for paper: as large as its place."""
    code = segno.make(address, error=QR_ERROR_LEVEL, micro=False)
    return code.svg_inline(omitsize=True, border=1)
