"""What is inside of a ZIP file, read under a limit that is shared by all that is inside of it.

The sizes that an archive declares are only claims, so what comes out is counted. Archives that cannot be
looked into are not taken, nor is more than one ZIP inside another: that is how bombs are built.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive.evidence.kinds import BadFile, Fault
from archive.evidence.limits import (
    DIRECTORY_MAX_BYTES,
    PART_NAME_MAX_CHARACTERS,
    PARTS_MAX,
    RATIO_MATTERS_BYTES,
    RATIO_MAX,
    UNPACKED_MAX_BYTES,
)

MAGIC = b"PK\x03\x04"

_END_RECORD_BYTES = 22
_END_RECORD = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BLOCK_BYTES = 256 * 1024
_HEAD_BYTES = 8
_PROGRAMMES = (b"MZ", b"\x7fELF", b"#!", b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe")
"""Of Windows, Linux and Java, scripts, and the old container in which Office wraps foreign objects."""
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")
_SMALL_MAX_BYTES = 1024 * 1024


class Budget:
    """What everything inside of one file may come to."""

    def __init__(self) -> None:
        self._parts = PARTS_MAX
        self._bytes = UNPACKED_MAX_BYTES

    def take_parts(self, count: int) -> None:
        self._parts -= count
        if self._parts < 0:
            raise BadFile(Fault.BOMB, "too many parts")

    def take_bytes(self, count: int) -> None:
        self._bytes -= count
        if self._bytes < 0:
            raise BadFile(Fault.BOMB, "too large unpacked")


class Members:
    """The parts of one ZIP file. Opening it looks only at its list of contents. Raises BadFile."""

    def __init__(self, source: BinaryIO) -> None:
        _check_end(source)
        try:
            self._packed = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as broken:
            raise BadFile(Fault.BROKEN, "zip directory") from broken
        self.infos = self._packed.infolist()
        self.names = [info.filename for info in self.infos]
        for info in self.infos:
            _check_name(info)
        if len({name.lower() for name in self.names}) != len(self.names):
            raise BadFile(Fault.BROKEN, "zip names twice")

    def check_all(self, budget: Budget, *, nested: bool = False) -> None:
        """Every part comes out whole and within the budget, and none is a programme or a hidden archive."""
        budget.take_parts(len(self.infos))
        for info in self.infos:
            self._check(info, budget, nested=nested)

    def small(self, name: str) -> bytes:
        """A part that is needed whole to judge the file; empty when there is none."""
        if name not in self.names:
            return b""
        read = bytearray()
        for block in self._blocks(self._packed.getinfo(name)):
            read += block
            if len(read) > _SMALL_MAX_BYTES:
                raise BadFile(Fault.BOMB, "a list of parts that is too long")
        return bytes(read)

    def _check(self, info: zipfile.ZipInfo, budget: Budget, *, nested: bool) -> None:
        count, head, inner = 0, b"", io.BytesIO()
        for block in self._blocks(info):
            if not count:
                head = block[:_HEAD_BYTES]
            count += len(block)
            budget.take_bytes(len(block))
            if count > RATIO_MATTERS_BYTES and count > RATIO_MAX * max(1, info.compress_size):
                raise BadFile(Fault.BOMB, "unpacks to too much")
            if head.startswith(MAGIC):
                inner.write(block)
        _check_head(head, nested=nested)
        if head.startswith(MAGIC):
            Members(inner).check_all(budget, nested=True)

    def _blocks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._packed.open(info) as part:
                while block := part.read(_BLOCK_BYTES):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as broken:
            raise BadFile(Fault.BROKEN, "zip part") from broken


def _check_end(source: BinaryIO) -> None:
    """The list of contents is short, and the file ends with it: before anything is made of it in memory."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - _END_RECORD_BYTES - len(_ZIP64_LOCATOR) - 16))
    end = source.read()
    record = end[-_END_RECORD_BYTES:]
    if not record.startswith(_END_RECORD) or _ZIP64_LOCATOR in end:
        raise BadFile(Fault.BROKEN, "zip end")
    directory, offset = (
        int.from_bytes(record[12:16], "little"),
        int.from_bytes(record[16:20], "little"),
    )
    if directory > DIRECTORY_MAX_BYTES:
        raise BadFile(Fault.BOMB, "too many parts")
    if offset + directory + _END_RECORD_BYTES != size:
        raise BadFile(Fault.BROKEN, "zip with something before it")


def _check_name(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    steps = name.split("/")
    odd = "\\" in name or "\0" in name or ":" in name or ".." in steps or steps[0] == ""
    if odd or len(name) > PART_NAME_MAX_CHARACTERS:
        raise BadFile(Fault.BROKEN, "zip name")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        raise BadFile(Fault.BROKEN, "zip part that cannot be looked into")


def _check_head(head: bytes, *, nested: bool) -> None:
    if head.startswith(_PROGRAMMES):
        raise BadFile(Fault.ACTIVE, "a programme inside")
    if head.startswith(_OTHER_ARCHIVES) or (nested and head.startswith(MAGIC)):
        raise BadFile(Fault.BOMB, "archives in archives")
