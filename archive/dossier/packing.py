"""That a dossier's ZIP file is one, and nothing else: each part where it must lie, and not one byte beside them.

A ZIP file says everything twice and leaves room in between; that is how two readers come to see two different
contents. A dossier has exactly one spelling, so it is written anew from its own list, and every byte that is
not content must be the same.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive.dossier.plain_zip import Part, directory, header

PARTS_MAX = 200_000
LINE_MAX_BYTES = 1024 * 1024
_BLOCK_BYTES = 1024 * 1024


class NoDossier(Exception):  # noqa: N818
    """It cannot be read as one; the message says where it stops being one."""


class Packing:
    """The parts of a dossier by name. Opening it checks all that is around their content. Raises NoDossier."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.parts = {part.name: part for part in _listed(file)}
        _check_spelling(file, list(self.parts.values()))

    def blocks(self, name: str) -> Iterator[bytes]:
        part = self.parts[name]
        at = part.content_offset
        while at < part.end:
            self._file.seek(at)
            block = self._file.read(min(_BLOCK_BYTES, part.end - at))
            at += len(block)
            yield block

    def content(self, name: str) -> bytes:
        return b"".join(self.blocks(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """Each without its end. Raises NoDossier for one that never ends."""
        rest = b""
        for block in self.blocks(name):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
            if len(rest) > LINE_MAX_BYTES:
                raise NoDossier(f"{name} has a line without an end")
        if rest:
            raise NoDossier(f"{name} ends in the middle of a line")

    def sha256(self, name: str) -> str:
        """Of the content; which must also be what the list says by its own sum."""
        digest, crc = hashlib.sha256(), 0
        for block in self.blocks(name):
            digest.update(block)
            crc = zlib.crc32(block, crc)
        if crc != self.parts[name].crc:
            raise NoDossier(f"{name} was changed: its sum does not fit")
        return digest.hexdigest()


def _listed(file: BinaryIO) -> list[Part]:
    try:
        with zipfile.ZipFile(file) as packed:
            infos = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as broken:
        raise NoDossier(f"it is no ZIP file, or not all of one: {broken}") from broken
    if not 0 < len(infos) <= PARTS_MAX:
        raise NoDossier("it has no parts, or far too many")
    if not all(info.orig_filename.isascii() for info in infos):
        raise NoDossier("a part has a name that no dossier has")
    parts = [Part(one.orig_filename, one.file_size, one.CRC, one.header_offset) for one in infos]
    if len({part.name for part in parts}) != len(parts):
        raise NoDossier("two parts have one name")
    return parts


def _check_spelling(file: BinaryIO, parts: list[Part]) -> None:
    at = 0
    for part in parts:
        if part.offset != at:
            raise NoDossier(f"{part.name} does not begin where the part before it ends")
        _expect(file, at, header(part), f"the head of {part.name}")
        at = part.end
    for block in directory(parts):
        _expect(file, at, block, "the list of parts")
        at += len(block)
    file.seek(at)
    if file.read(1):
        raise NoDossier("something stands behind its end")


def _expect(file: BinaryIO, at: int, expected: bytes, where: str) -> None:
    file.seek(at)
    if file.read(len(expected)) != expected:
        raise NoDossier(f"{where} is not as it was written")
