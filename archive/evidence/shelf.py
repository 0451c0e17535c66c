"""Where evidence is kept: beside the database, outside of everything that is served, under the hash of its bytes.

    evidence/<commune>/<first two digits>/<sha256>      whole, synced, and never written again
    evidence/incoming./                                 what is being received; swept at every start
    evidence/unattached./<day>/<commune>/<sha256>       what no journal names, set aside and never deleted

A file has its name only when its bytes and its name are on the disk, and `take` gives its facts only then: so
whatever a case was ever told of is there after a power cut. Only the journal knows what is needed, so somebody else
says what is to be set aside (`archive/unattached.py`).
"""

import asyncio
import hashlib
import logging
import os
import re
import threading
from collections.abc import AsyncIterable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from archive.evidence.judging import judge
from archive.evidence.kinds import BadFile, StoredFile
from archive.evidence.limits import (
    CASE_MAX_BYTES,
    COMMUNE_MAX_BYTES,
    FILE_MAX_BYTES,
    TAKEN_AT_ONCE_MAX,
    WAITING_MAX,
)
from archive.finish import finish
from archive.whole_file import OWNER_ALONE, sync
from conference.refusals import Code, Refusal

EVIDENCE_FOLDER = "evidence"
INCOMING_FOLDER = "incoming."
UNATTACHED_FOLDER = "unattached."
"""With a dot, which no commune's name can have."""

log = logging.getLogger(__name__)

_COMMUNE = re.compile(r"[a-z0-9-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class EvidenceShelf:
    """One per data directory. `token` gives names that were never given before."""

    def __init__(self, data: Path, token: Callable[[], str]) -> None:
        self._root = data / EVIDENCE_FOLDER
        self._incoming = self._root / INCOMING_FOLDER
        self._token = token
        self._used: dict[str, int] = {}
        self._waiting = 0
        self._turns = asyncio.Semaphore(TAKEN_AT_ONCE_MAX)
        self._naming = threading.Lock()
        """Held while a file gets its name or loses it: what is taken anew is not set aside in the same moment."""

    def sweep(self) -> int:
        """At the start: what was being received when the server stopped was promised to nobody. How many."""
        left = list(self._incoming.iterdir()) if self._incoming.is_dir() else []
        for file in left:
            file.unlink()
        return len(left)

    def path(self, commune: str, file: str) -> Path | None:
        """Where a kept file lies; None when it is not there."""
        return _place(self._root, commune, file)

    async def take(
        self, commune: str, name: str, chunks: AsyncIterable[bytes], *, of_case: int
    ) -> StoredFile | Refusal:
        """Receive, judge, clean and keep. `of_case` is how many bytes its case has already.

        A file that is not taken leaves nothing behind.
        """
        if not _COMMUNE.fullmatch(commune):
            return Refusal(Code.BAD_VALUE, "commune")
        if self._waiting >= WAITING_MAX:
            return Refusal(Code.BUSY)
        self._waiting += 1
        unnamed = self._incoming / self._token()
        try:
            size = await _received(chunks, unnamed)
            if isinstance(size, Refusal):
                return size
            async with self._turns:
                return await self._take(commune, name, unnamed, size, of_case)
        except OSError:
            log.exception("evidence could not be kept")
            return Refusal(Code.NOT_SAVED)
        finally:
            self._waiting -= 1
            with suppress(FileNotFoundError):
                unnamed.unlink()

    async def _take(
        self, commune: str, name: str, unnamed: Path, size: int, of_case: int
    ) -> StoredFile | Refusal:
        room = await asyncio.to_thread(self._room, commune)
        if of_case + size > CASE_MAX_BYTES or size > room:
            return Refusal(Code.TOO_MANY, "files")
        try:
            stored, added = await finish(asyncio.to_thread(self._keep, commune, name, unnamed))
        except BadFile as bad:
            log.info("evidence not taken: %s", bad)
            return Refusal(Code.BAD_VALUE, bad.fault)
        self._used[commune] += added
        return stored

    def _room(self, commune: str) -> int:
        """Counted from the disk when first asked for, and kept up to date since."""
        if commune not in self._used:
            self._used[commune] = sum(size for _, size in self.kept(commune))
        return COMMUNE_MAX_BYTES - self._used[commune]

    def kept(self, commune: str) -> Iterator[tuple[str, int]]:
        """Every file of a commune and its size, in order."""
        for place in sorted((self._root / commune).glob("??/*")):
            if _SHA256.fullmatch(place.name):
                yield place.name, place.stat().st_size

    def _keep(self, commune: str, name: str, unnamed: Path) -> tuple[StoredFile, int]:
        """The facts, and how many bytes the shelf holds more than before."""
        data = unnamed.read_bytes()
        judged = judge(name, data)
        digest = hashlib.sha256(judged.content).hexdigest()
        place = self._root / commune / digest[:2] / digest
        if judged.content != data:
            unnamed.write_bytes(judged.content)
        size = len(judged.content)
        _make_folder(place.parent)
        sync(unnamed)
        with self._naming:
            added = 0 if place.exists() else size
            # Also over one that is there: the same bytes, whole again if the disk had spoilt them, and new again.
            unnamed.replace(place)
        sync(place.parent)
        return StoredFile(digest, judged.name, judged.kind.media_type, size), added

    # Blocking, as they stand on the disk

    def resting(self, before: int) -> Iterator[tuple[str, str]]:
        """Commune and name of every file that has had its name since before that moment (epoch ms)."""
        for folder in sorted(self._root.glob("*")):
            if _COMMUNE.fullmatch(folder.name):
                for file, _ in self.kept(folder.name):
                    if _since(folder / file[:2] / file) < before:
                        yield folder.name, file

    def set_aside(self, commune: str, file: str, before: int, day: str) -> bool:
        """Unless it was taken anew since. The day is for whoever looks through what lies there."""
        place = self._root / commune / file[:2] / file
        aside = self._root / UNATTACHED_FOLDER / day / commune / file
        _make_folder(aside.parent)
        with self._naming:
            if _since(place) >= before:
                return False
            self._count(commune, -place.stat().st_size)
            place.replace(aside)
        sync(aside.parent)
        sync(place.parent)
        return True

    def aside(self) -> list[tuple[str, str]]:
        """Commune and name of every file that was set aside."""
        places = sorted((self._root / UNATTACHED_FOLDER).glob("*/*/*"))
        return [(place.parent.name, place.name) for place in places]

    def bring_back(self, commune: str, file: str) -> None:
        """One that was set aside and is needed after all."""
        place = self._root / commune / file[:2] / file
        aside = next((self._root / UNATTACHED_FOLDER).glob(f"*/{commune}/{file}"))
        _make_folder(place.parent)
        with self._naming:
            if not place.exists():
                self._count(commune, aside.stat().st_size)
            aside.replace(place)
        sync(place.parent)

    def _count(self, commune: str, more: int) -> None:
        if commune in self._used:
            self._used[commune] += more


def find_in(data: Path) -> Callable[[str, str], BinaryIO | None]:
    """The kept files of a data directory that nobody may be running on: commune and SHA-256 → the open file."""

    def find(commune: str, file: str) -> BinaryIO | None:
        place = _place(data / EVIDENCE_FOLDER, commune, file)
        return place.open("rb") if place else None

    return find


def _place(root: Path, commune: str, file: str) -> Path | None:
    """Neither name can lead anywhere else."""
    if not _COMMUNE.fullmatch(commune) or not _SHA256.fullmatch(file):
        return None
    place = root / commune / file[:2] / file
    return place if place.is_file() else None


async def _received(chunks: AsyncIterable[bytes], file: Path) -> int | Refusal:
    """How many bytes, or the reason why not, as soon as there is one: the rest is not waited for."""
    size = 0
    with await asyncio.to_thread(_created, file) as out:
        async for chunk in chunks:
            size += len(chunk)
            if size > FILE_MAX_BYTES:
                return Refusal(Code.TOO_LONG, "file")
            await finish(asyncio.to_thread(out.write, chunk))
    return size or Refusal(Code.EMPTY, "file")


def _created(file: Path) -> BinaryIO:
    _make_folder(file.parent)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    return os.fdopen(descriptor, "wb")


def _since(file: Path) -> int:
    """When it got its name (epoch ms)."""
    return file.stat().st_mtime_ns // 1_000_000


def _make_folder(folder: Path) -> None:
    """With all above it, and each of their names on the disk."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync(folder.parent)
