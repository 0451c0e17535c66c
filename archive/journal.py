"""The contract of every journal: append-only truth, one stream per conference, one position per event.

A position names the life of a stream (its epoch, the millisecond it began) and a place in it. Whoever
appends says which position they saw last; when that is not the head, nothing is written. Every entry
carries a digest of itself and of all entries before it, so that history cannot be changed unseen.

`journal_memory.py` and `journal_sqlite.py` keep this contract; tests/contracts/journal.py is its law.
A journal knows events and bytes. It must not know what any event means.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, Self

from conference.events import Event

PAGE_ENTRIES = 2_000
"""How many entries one read returns unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stream stands. Sequences count from 1; 0 is before the first entry."""

    epoch: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored event."""

    stream: str
    sequence: int
    event: Event
    digest: bytes


@dataclass(frozen=True, slots=True)
class VaultRow:
    """Something erasable that an event points to by `key`, a salted hash of it."""

    key: str
    kind: str
    salt: bytes
    content: str

    @classmethod
    def of(cls, kind: str, content: str, salt: bytes) -> Self:
        """The row and its key; without the salt the key says nothing about the content."""
        hashed = hashlib.sha256(b"\0".join((salt, kind.encode(), content.encode())))
        return cls(hashed.hexdigest(), kind, salt, content)


class StaleExpectation(Exception):  # noqa: N818  what happened, not what to call it
    """The stream does not stand where the writer thought. Nothing was written."""


class NotSaved(Exception):  # noqa: N818
    """The disk failed, or failed before and has not recovered. Nothing may be acknowledged."""


class Journal(Protocol):
    async def append(
        self,
        stream: str,
        expected: Position,
        events: Sequence[Event],
        keep: Sequence[VaultRow] = (),
    ) -> Position:
        """Write all events and vault rows durably, or nothing; gives the new head.

        A stream begins with `expected` at sequence 0 of the epoch it shall have.
        Raises StaleExpectation or NotSaved.
        """
        ...

    async def read(self, stream: str, since: int = 0, limit: int = PAGE_ENTRIES) -> list[Entry]:
        """Up to `limit` entries after sequence `since`, in order."""
        ...

    async def head(self, stream: str) -> Position | None:
        """Where the stream stands; None when it never began."""
        ...

    async def streams(self, prefix: str = "") -> list[str]:
        """Every stream whose name begins so, sorted."""
        ...

    async def recover(self) -> None:
        """After NotSaved: open the disk anew. Raises NotSaved while it is still bad."""
        ...


def genesis(stream: str, epoch: int) -> bytes:
    """What the first entry's digest builds on: another stream or another life never fits."""
    return hashlib.sha256(f"doithoai journal 1\n{stream}\n{epoch}".encode()).digest()


def link(previous: bytes, body: bytes) -> bytes:
    """The digest of an entry with these canonical bytes."""
    return hashlib.sha256(previous + body).digest()


def chain(previous: bytes, bodies: Iterable[bytes]) -> list[bytes]:
    """The digests of entries that follow one another."""
    return list(accumulate(bodies, link, initial=previous))[1:]
