"""Walks the journal's chain and names the first entry that is not what was written; then looks for its files.

A chain whose tail was cut off is seen by its head row; whoever can change both is seen only by a head or a root
that was printed or written down elsewhere, which is why the report gives them. A file that a case was given
must be there, byte for byte.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.casebook.events import FileAttached
from archive.codec import CODEC, Codec, UnreadableEntry
from archive.journal import genesis, link
from archive.raw_entries import entries, head, opened, streams
from archive.streams import StreamName
from archive.tree import Tree, leaf

_BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sound:
    """A stream in which every entry is as it was written. `digest` and `root` each stand for all of it."""

    stream: str
    sequence: int
    digest: str
    root: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first bad entry of a stream."""

    stream: str
    sequence: int
    problem: str


@dataclass(frozen=True, slots=True)
class Attached:
    """An entry that gave a case this file."""

    stream: str
    sequence: int
    file: str

    @property
    def commune(self) -> str:
        return StreamName.parse(self.stream).commune


@dataclass(frozen=True, slots=True)
class Verification:
    sound: tuple[Sound, ...]
    faults: tuple[Fault, ...]
    attached: tuple[Attached, ...] = ()


FindFile = Callable[[str, str], BinaryIO | None]
"""Commune and SHA-256 → the open file; None when there is none."""


def verify(file: Path, codec: Codec = CODEC) -> Verification:
    """Every stream of this database file. Raises sqlite3.Error when it is no such file."""
    attached: list[Attached] = []
    with opened(file) as connection:
        found = [_stream(connection, stream, codec, attached) for stream in streams(connection)]
    return Verification(
        sound=tuple(one for one in found if isinstance(one, Sound)),
        faults=tuple(one for one in found if isinstance(one, Fault)),
        attached=tuple(attached),
    )


def verify_files(attached: Iterable[Attached], find: FindFile) -> Iterator[Fault]:
    """Every entry whose file is not there, or is another. Each file is read once."""
    seen: dict[tuple[str, str], str | None] = {}
    for one in attached:
        which = (one.commune, one.file)
        if which not in seen:
            seen[which] = _problem(one.file, find(*which))
        problem = seen[which]
        if problem:
            yield Fault(one.stream, one.sequence, problem)


def _problem(name: str, file: BinaryIO | None) -> str | None:
    if file is None:
        return f"its file {name} is missing"
    digest = hashlib.sha256()
    with file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return None if digest.hexdigest() == name else f"its file {name} was changed"


def _stream(
    connection: sqlite3.Connection, stream: str, codec: Codec, attached: list[Attached]
) -> Sound | Fault:
    reached = head(connection, stream)
    if reached is None:
        return Fault(stream, 1, "the stream has entries but no head")
    digest, sequence, tree = genesis(stream, reached.epoch), 0, Tree()
    for found, body, written in entries(connection, stream):
        sequence += 1
        digest = link(digest, body)
        tree.add(leaf(body))
        if found != sequence:
            return Fault(stream, sequence, f"missing: the next entry is {found}")
        if digest != written:
            return Fault(
                stream, sequence, "changed: its digest does not fit it and what came before"
            )
        try:
            event = codec.decode(body)
        except UnreadableEntry as error:
            return Fault(stream, sequence, f"unreadable: {error}")
        if isinstance(event, FileAttached):
            attached.append(Attached(stream, sequence, event.file))
    if sequence < reached.sequence:
        return Fault(stream, sequence + 1, f"missing: the stream once reached {reached.sequence}")
    if (sequence, digest) != (reached.sequence, reached.digest):
        return Fault(stream, sequence, f"the head says {reached.sequence}, with another digest")
    return Sound(stream, sequence, digest.hex(), tree.root.hex())
