"""A ZIP file that has exactly one way to be written: parts stored as they are, fixed dates, nothing in between.

Not packed, for three reasons: the same content gives the same bytes whatever library wrote it; any byte that
was changed is found, because none has a second spelling; and in decades a part can be cut out of a damaged file
by hand. Python's own `zipfile` reads it, and so does everything else; it cannot write it without leaving
bytes to chance.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import pack
from typing import BinaryIO

_VERSION, _VERSION_ZIP64 = 20, 45
_EPOCH_TIME, _EPOCH_DATE = 0, 0x21
"""Midnight of 1 January 1980, the first that a ZIP file can say."""
_LARGE = 0xFFFFFFFF
_MANY = 0xFFFF
_LOCAL_BYTES = 30


@dataclass(frozen=True, slots=True)
class Part:
    """As the list at the end has it. `offset` is where its header begins."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def content_offset(self) -> int:
        return self.offset + _LOCAL_BYTES + len(self.name)

    @property
    def end(self) -> int:
        return self.content_offset + self.size


class PlainZip:
    """Writes one part after the other into a file that can be moved about in. A part is under 4 GB."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.parts: list[Part] = []

    def add(self, name: str, content: Iterable[bytes]) -> None:
        offset, size, crc = self._out.tell(), 0, 0
        self._out.write(header(Part(name, 0, 0, offset)))
        for block in content:
            self._out.write(block)
            size += len(block)
            crc = zlib.crc32(block, crc)
        part = Part(name, size, crc, offset)
        self._out.seek(offset)
        self._out.write(header(part))
        self._out.seek(part.end)
        self.parts.append(part)

    def close(self) -> None:
        for block in directory(self.parts):
            self._out.write(block)


def header(part: Part) -> bytes:
    """What stands before a part's content."""
    told = pack(
        "<HHHHHIII", _VERSION, 0, 0, _EPOCH_TIME, _EPOCH_DATE, part.crc, part.size, part.size
    )
    return b"PK\x03\x04" + told + pack("<HH", len(part.name), 0) + part.name.encode("ascii")


def directory(parts: list[Part]) -> Iterator[bytes]:
    """What stands after the last part."""
    begin = parts[-1].end if parts else 0
    size = 0
    for part in parts:
        line = _line(part)
        size += len(line)
        yield line
    count = len(parts)
    if begin + size > _LARGE or count > _MANY:
        yield _zip64_end(count, size, begin)
    told = pack(
        "<HHII", min(count, _MANY), min(count, _MANY), min(size, _LARGE), min(begin, _LARGE)
    )
    yield b"PK\x05\x06" + pack("<HH", 0, 0) + told + pack("<H", 0)


def _line(part: Part) -> bytes:
    extra = pack("<HHQ", 1, 8, part.offset) if part.offset >= _LARGE else b""
    version = _VERSION_ZIP64 if extra else _VERSION
    told = pack("<HHHHHH", version, version, 0, 0, _EPOCH_TIME, _EPOCH_DATE)
    told += pack("<III", part.crc, part.size, part.size)
    told += pack("<HHHHHII", len(part.name), len(extra), 0, 0, 0, 0, min(part.offset, _LARGE))
    return b"PK\x01\x02" + told + part.name.encode("ascii") + extra


def _zip64_end(count: int, size: int, begin: int) -> bytes:
    record = pack("<QHHIIQQQQ", 44, _VERSION_ZIP64, _VERSION_ZIP64, 0, 0, count, count, size, begin)
    return b"PK\x06\x06" + record + b"PK\x06\x07" + pack("<IQI", 0, begin + size, 1)
