"""The checkpoints of a dossier's streams, and the public keys that check them: put in, and heard again.

Each is a part of its own with nothing else in it, so that anybody can take it out and check it by other means.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from archive.checkpoints.checking import Brought, Hearing, Trust
from archive.checkpoints.note import NOTE_MAX_CHARACTERS
from archive.checkpoints.stored import stored
from archive.dossier.form import CHECKPOINT_FOLDER, CHECKPOINT_KEYS, Manifest, StreamTold
from archive.dossier.packing import NoDossier, Packing

KEYS_MAX_BYTES: Final = 64 * 1024
_PART: Final = re.compile(rf"{CHECKPOINT_FOLDER}([a-z]+)/([1-9][0-9]{{0,17}})\.txt")


def checkpoint_parts(
    connection: sqlite3.Connection, streams: Iterable[StreamTold]
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part. Those of an earlier life of a stream are about nothing in the dossier."""
    keys: set[str] = set()
    for told in streams:
        for one in stored(connection, told.stream):
            if one.epoch == told.epoch:
                yield f"{CHECKPOINT_FOLDER}{told.kind}/{one.size}.txt", one.note.encode()
                keys.update(one.keys.split("\n"))
    if keys:
        yield CHECKPOINT_KEYS, "".join(f"{key}\n" for key in sorted(keys)).encode()


def heard(
    packing: Packing, manifest: Manifest, trust: Trust | None, brought: Iterable[Brought]
) -> Hearing:
    """All that is said about its streams, from inside and from outside. Raises NoDossier."""
    hearing = Hearing(trust)
    streams = {told.kind: told for told in manifest.streams}
    names = [name for name in packing.parts if name.startswith(CHECKPOINT_FOLDER)]
    keys = _text(packing, CHECKPOINT_KEYS, KEYS_MAX_BYTES).splitlines() if names else []
    for name in names:
        if name == CHECKPOINT_KEYS:
            continue
        found = _PART.fullmatch(name)
        if found is None or found[1] not in streams:
            raise NoDossier(f"{name} is no checkpoint of its streams")
        text = _text(packing, name, NOTE_MAX_CHARACTERS)
        hearing.found(streams[found[1]].stream, int(found[2]), text, keys)
    for one in brought:
        hearing.bring(one)
    return hearing


def _text(packing: Packing, name: str, max_bytes: int) -> str:
    part = packing.parts.get(name)
    if part is None:
        raise NoDossier(f"{name} is missing")
    if part.size > max_bytes:
        raise NoDossier(f"{name} is too long")
    try:
        return packing.content(name).decode()
    except UnicodeDecodeError as broken:
        raise NoDossier(f"{name} cannot be read") from broken
