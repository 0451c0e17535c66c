"""A PNG without anything but its picture: no text, no EXIF, no time, no colour profile, nothing after its end.

Chunks are an allow-list. The picture's data is unpacked once, and only counted: a small file that unpacks to
gigabytes in somebody's browser, or that carries something behind its last line, is not taken.
"""

import zlib
from collections.abc import Iterator
from itertools import chain

from archive.evidence.kinds import BadFile, Fault
from archive.evidence.limits import CHUNKS_MAX, PICTURE_MAX_PIXELS, PICTURE_MAX_SIDE

MAGIC = b"\x89PNG\r\n\x1a\n"

_KEPT = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"IDAT": None,
    b"IEND": 0,
}
"""And how long each may be."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Colour type → samples a pixel."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Of an interlaced picture: where each begins, and its steps, across and down."""
_UNPACKED_AT_ONCE = 1024 * 1024


def stripped(data: bytes) -> bytes:
    """Raises BadFile."""
    chunks = [(name, body) for name, body in _chunks(data) if name in _KEPT]
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names.count(b"IHDR") != 1 or b"IDAT" not in names:
        raise BadFile(Fault.BROKEN, "png chunks")
    if any(name in names[names.index(b"IDAT") :] for name in (b"PLTE", b"tRNS")):
        raise BadFile(Fault.BROKEN, "png order")
    _check_picture(_size(chunks[0][1]), (body for name, body in chunks if name == b"IDAT"))
    return MAGIC + b"".join(_chunk(name, body) for name, body in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """In their order, to the end of the picture; each whole."""
    if not data.startswith(MAGIC):
        raise BadFile(Fault.BROKEN, "png start")
    at = len(MAGIC)
    for _ in range(CHUNKS_MAX):
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + size
        body = data[at + 8 : end]
        if data[end : end + 4] != zlib.crc32(name + body).to_bytes(4) or len(name) + len(body) != (
            4 + size
        ):
            raise BadFile(Fault.BROKEN, "png chunk")
        limit = _KEPT.get(name)
        must_be_known = name[:1].isupper()
        if (must_be_known and name not in _KEPT) or (limit is not None and size > limit):
            raise BadFile(Fault.BROKEN, "png chunk of another kind")
        yield name, body
        if name == b"IEND":
            return
        at = end + 4
    raise BadFile(Fault.BROKEN, "png of too many chunks")


def _size(header: bytes) -> int:
    """How many bytes the picture unpacks to."""
    if len(header) != _KEPT[b"IHDR"]:
        raise BadFile(Fault.BROKEN, "png header")
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, packing, filtering, interlaced = header[8:13]
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise BadFile(Fault.BROKEN, "png header")
    if not width or not height:
        raise BadFile(Fault.BROKEN, "png without a size")
    if max(width, height) > PICTURE_MAX_SIDE or width * height > PICTURE_MAX_PIXELS:
        raise BadFile(Fault.PIXELS, "png")
    bits = depth * _SAMPLES[colour]
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = (
        (_steps(width, left, across), _steps(height, top, down))
        for left, top, across, down in passes
    )
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns)


def _steps(whole: int, first: int, step: int) -> int:
    return max(0, (whole - first + step - 1) // step)


def _check_picture(size: int, parts: Iterator[bytes]) -> None:
    """It unpacks to exactly so many bytes, and ends with them."""
    unpacking, unpacked = zlib.decompressobj(), 0
    for part in chain(parts, (b"",)):
        waiting, more = part, True
        while more:
            try:
                got = len(unpacking.decompress(waiting, _UNPACKED_AT_ONCE))
            except zlib.error as broken:
                raise BadFile(Fault.BROKEN, "png data") from broken
            unpacked += got
            if unpacked > size or unpacking.unused_data:
                raise BadFile(Fault.BOMB, "png data")
            waiting = unpacking.unconsumed_tail
            more = bool(waiting or got == _UNPACKED_AT_ONCE)
    if unpacked != size or not unpacking.eof:
        raise BadFile(Fault.BROKEN, "png data")


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
