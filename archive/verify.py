"""Walks the journal's chain and names the first entry that is not what was written; then looks for its files.

A chain whose tail was cut off is seen by its head row; whoever changes both is seen by the checkpoints that were
signed before, and whoever changes these too only by one that was carried out of the house and is brought along.
A file that a case was given must be there, byte for byte.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from archive.casebook.attachments import attachment
from archive.checkpoints.checking import Brought, Hearing, Trust
from archive.checkpoints.note import PublicKey
from archive.checkpoints.stored import signed_streams, stored
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
    signed: Mapping[PublicKey, int] = field(default_factory=dict)
    """How many of the checkpoints kept in it each key has signed; told where somebody was named to trust."""
    held: tuple[Brought, ...] = ()
    """The checkpoints that were brought along, and that it bears out."""


FindFile = Callable[[str, str], BinaryIO | None]
"""Commune and SHA-256 → the open file; None when there is none."""


def verify(
    file: Path,
    codec: Codec = CODEC,
    *,
    trust: Trust | None = None,
    brought: Iterable[Brought] = (),
) -> Verification:
    """Every stream of this database file. Raises sqlite3.Error when it is no such file.

    With somebody to `trust` the signatures of checkpoints are checked too, and those `brought` along are held
    against their streams.
    """
    attached: list[Attached] = []
    with opened(file) as connection:
        hearing = _heard(connection, trust, brought)
        found = [_stream(connection, one, codec, attached, hearing) for one in streams(connection)]
    hearing.close()
    misfits = [Fault(one.stream, one.size, one.problem) for one in hearing.misfits]
    return Verification(
        sound=tuple(one for one in found if isinstance(one, Sound)),
        faults=(*(one for one in found if isinstance(one, Fault)), *misfits),
        attached=tuple(attached),
        signed=dict(hearing.signed),
        held=tuple(hearing.held),
    )


def damage_of(file: Path) -> str | None:
    """What SQLite finds broken in the file, also where no journal lies: accounts, originals, read tables."""
    with opened(file) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if found == "ok" else " ".join(str(found).split())


def _heard(
    connection: sqlite3.Connection, trust: Trust | None, brought: Iterable[Brought]
) -> Hearing:
    hearing = Hearing(trust)
    for stream in signed_streams(connection):
        for one in stored(connection, stream):
            hearing.found(stream, one.size, one.note, one.keys.split("\n"))
    for each in brought:
        hearing.bring(each)
    return hearing


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
    connection: sqlite3.Connection,
    stream: str,
    codec: Codec,
    attached: list[Attached],
    hearing: Hearing,
) -> Sound | Fault:
    reached = head(connection, stream)
    if reached is None:
        return Fault(stream, 1, "the stream has entries but no head")
    digest, sequence, tree = genesis(stream, reached.epoch), 0, Tree()
    claims = hearing.claims(stream, reached.epoch)
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
        file = attachment(event)
        if file:
            attached.append(Attached(stream, sequence, file.file))
        claims.grown(tree)
    claims.ended(sequence)
    if sequence < reached.sequence:
        return Fault(stream, sequence + 1, f"missing: the stream once reached {reached.sequence}")
    if (sequence, digest) != (reached.sequence, reached.digest):
        return Fault(stream, sequence, f"the head says {reached.sequence}, with another digest")
    return Sound(stream, sequence, digest.hex(), tree.root.hex())
