"""Walks the journal's chain and names the first entry that is not what was written.

It reads the file by itself, read-only and synchronously, so that it can look at a backup, at a copy on
another machine, or beside a running server. A chain whose tail was cut off is seen by its head row; whoever
can change both is seen only by a head that was printed or written down elsewhere, which is why the report
gives the heads.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archive.codec import CODEC, Codec, UnreadableEntry
from archive.journal import genesis, link


@dataclass(frozen=True, slots=True)
class Sound:
    """A stream in which every entry is as it was written. `digest` stands for all of it."""

    stream: str
    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first bad entry of a stream."""

    stream: str
    sequence: int
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    sound: tuple[Sound, ...]
    faults: tuple[Fault, ...]


def verify(file: Path, codec: Codec = CODEC) -> Verification:
    """Every stream of this database file. Raises sqlite3.Error when it is no such file."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")
        found = [_stream(connection, stream, codec) for stream in _streams(connection)]
    return Verification(
        sound=tuple(one for one in found if isinstance(one, Sound)),
        faults=tuple(one for one in found if isinstance(one, Fault)),
    )


def _streams(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT stream FROM heads UNION SELECT stream FROM entries ORDER BY 1"
    )
    return [stream for (stream,) in rows]


def _stream(connection: sqlite3.Connection, stream: str, codec: Codec) -> Sound | Fault:
    head = connection.execute(
        "SELECT epoch, sequence, digest FROM heads WHERE stream = ?", (stream,)
    ).fetchone()
    if head is None:
        return Fault(stream, 1, "the stream has entries but no head")
    epoch, reached, last = head
    digest, sequence = genesis(stream, epoch), 0
    for found, body, written in _entries(connection, stream):
        sequence += 1
        digest = link(digest, body)
        if found != sequence:
            return Fault(stream, sequence, f"missing: the next entry is {found}")
        if digest != written:
            return Fault(
                stream, sequence, "changed: its digest does not fit it and what came before"
            )
        try:
            codec.decode(body)
        except UnreadableEntry as error:
            return Fault(stream, sequence, f"unreadable: {error}")
    if sequence < reached:
        return Fault(stream, sequence + 1, f"missing: the stream once reached {reached}")
    if (sequence, digest) != (reached, last):
        return Fault(stream, sequence, f"the head says {reached}, with another digest")
    return Sound(stream, sequence, digest.hex())


def _entries(connection: sqlite3.Connection, stream: str) -> Iterator[tuple[int, bytes, bytes]]:
    yield from connection.execute(
        "SELECT sequence, CAST(body AS BLOB), digest FROM entries WHERE stream = ? ORDER BY sequence",
        (stream,),
    )
