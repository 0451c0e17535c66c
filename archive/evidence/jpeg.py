"""A JPEG without anything but its picture: no EXIF, no place, no camera, no preview, nothing after its end.

What is kept is an allow-list, so it is complete: tables, frame and scans, and nothing that a decoder can do
without. What changes how the picture looks is written anew from the one number it is: which way up (EXIF), and
how its colours are coded (JFIF, Adobe).
"""

import re
from collections.abc import Iterator

from archive.evidence.kinds import BadFile, Fault
from archive.evidence.limits import PICTURE_MAX_PIXELS, PICTURE_MAX_SIDE, SCANS_MAX

MAGIC = b"\xff\xd8\xff"

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_SOS, _DQT, _DHT, _DRI, _APP0, _APP1, _APP14 = 0xDA, 0xDB, 0xC4, 0xDD, 0xE0, 0xE1, 0xEE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what browsers show."""
_KEPT = _FRAMES | {_SOS, _DQT, _DHT, _DRI}
_DROPPED = frozenset({*range(0xE0, 0xF0), 0xFE})
"""What programmes and cameras add, and comments."""
_END_OF_SCAN = re.compile(rb"(?<!\xff)\xff++[^\x00\xff\xd0-\xd7]")
"""Tried once for each run of fill bytes, however long it is."""
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1
_COLOUR_TRANSFORMS = frozenset({0, 1, 2})


def stripped(data: bytes) -> bytes:
    """Raises BadFile."""
    upright, colours, jfif, frames, scans = _UPRIGHT, None, False, 0, 0
    kept: list[bytes] = []
    for marker, body in _segments(data):
        if marker == _APP0 and body.startswith(b"JFIF\0"):
            jfif = True
        elif marker == _APP1 and upright == _UPRIGHT:
            upright = _orientation(body)
        elif marker == _APP14 and body.startswith(b"Adobe") and len(body) >= len(b"Adobe") + 7:
            colours = body[len(b"Adobe") + 6]
        elif marker in _KEPT:
            frames += marker in _FRAMES
            scans += marker == _SOS
            _CHECKS[marker](body)
            kept.append(body if marker == _SOS else _segment(marker, body))
    if frames != 1 or not 0 < scans <= SCANS_MAX:
        raise BadFile(Fault.BROKEN, "jpeg frames or scans")
    return b"".join((_SOI, *_written_anew(upright, colours, jfif=jfif), *kept, _EOI))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content in their order, to the end of the picture; a scan comes with its data and its header."""
    if not data.startswith(_SOI):
        raise BadFile(Fault.BROKEN, "jpeg start")
    at = len(_SOI)
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI[1]:
            return
        if marker not in _KEPT | _DROPPED:
            raise BadFile(Fault.BROKEN, f"jpeg marker {marker:02x}")
        end = at + int.from_bytes(data[at : at + 2])
        if end < at + 2 or end > len(data):
            raise BadFile(Fault.BROKEN, "jpeg segment")
        if marker == _SOS:
            found = _END_OF_SCAN.search(data, end)
            if found is None:
                raise BadFile(Fault.BROKEN, "jpeg without an end")
            yield marker, b"\xff\xda" + data[at : found.start()]
            at = found.start()
        else:
            yield marker, data[at + 2 : end]
            at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """It may have any number of fill bytes before it."""
    if data[at : at + 1] != b"\xff":
        raise BadFile(Fault.BROKEN, "jpeg marker")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise BadFile(Fault.BROKEN, "jpeg without an end")
    return data[at], at + 1


def _check_frame(body: bytes) -> None:
    height, width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    precision, components = body[:1], body[5:6]
    if precision != b"\x08" or components not in (b"\x01", b"\x03", b"\x04"):
        raise BadFile(Fault.BROKEN, "jpeg frame")
    _filled(6 + 3 * components[0], body)
    if not height or not width:
        raise BadFile(Fault.BROKEN, "jpeg without a size")
    if max(height, width) > PICTURE_MAX_SIDE or height * width > PICTURE_MAX_PIXELS:
        raise BadFile(Fault.PIXELS, "jpeg")


def _check_quantisation(body: bytes) -> None:
    at = 0
    while at < len(body):
        at += 1 + 64 * (1 + (body[at] >> 4 == 1))
    _filled(at, body)


def _check_huffman(body: bytes) -> None:
    at = 0
    while at < len(body):
        at += 17 + sum(body[at + 1 : at + 17])
    _filled(at, body)


def _check_restart(body: bytes) -> None:
    _filled(2, body)


def _check_scan(body: bytes) -> None:
    """Marker and header come before its data."""
    header, components = int.from_bytes(body[2:4]), int.from_bytes(body[4:5])
    _filled(header, bytes(6 + 2 * components))


def _filled(needed: int, body: bytes) -> None:
    """No byte more than its own numbers say: nothing can be hidden behind a table."""
    if needed != len(body):
        raise BadFile(Fault.BROKEN, "jpeg table")


_CHECKS = {
    **dict.fromkeys(_FRAMES, _check_frame),
    _DQT: _check_quantisation,
    _DHT: _check_huffman,
    _DRI: _check_restart,
    _SOS: _check_scan,
}


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def _written_anew(upright: int, colours: int | None, *, jfif: bool) -> Iterator[bytes]:
    if jfif:
        yield _segment(_APP0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    if upright != _UPRIGHT:
        entry = _ORIENTATION.to_bytes(2) + b"\0\3\0\0\0\1" + upright.to_bytes(2) + b"\0\0"
        yield _segment(_APP1, _EXIF + b"MM\0\x2a\0\0\0\x08\0\x01" + entry + b"\0\0\0\0")
    if colours in _COLOUR_TRANSFORMS and colours is not None:
        yield _segment(_APP14, b"Adobe\0\x64\0\0\0\0" + bytes((colours,)))


def _orientation(body: bytes) -> int:
    """1 to 8; upright when the EXIF block does not say or cannot be read."""
    if not body.startswith(_EXIF):
        return _UPRIGHT
    tiff = body[len(_EXIF) :]
    if tiff[:2] not in (b"II", b"MM"):
        return _UPRIGHT

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if tiff[:2] == b"II" else "big")

    directory = number(4, 4)
    for at in range(directory + 2, directory + 2 + 12 * number(directory, 2), 12):
        if number(at, 2) == _ORIENTATION and at + 12 <= len(tiff):
            value = number(at + 8, 2)
            return value if _UPRIGHT <= value <= 8 else _UPRIGHT  # noqa: PLR2004  the eight ways of EXIF
        if at > len(tiff):
            break
    return _UPRIGHT
