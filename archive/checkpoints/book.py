"""Where checkpoints are kept, and what they are made from: the entries of every stream, as their bytes.

Rows are only ever added; triggers see to it. The public keys stand beside each note, so that what was signed
with a key that is no longer used can still be checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from sqlalchemy import LargeBinary, Row, Select, cast, insert, select

from archive.checkpoints.note import Note
from archive.store import Store
from archive.streams import StreamName
from archive.tables import entries, heads
from archive.tables_checkpoints import signed_checkpoints
from archive.tree import HASH_BYTES, Tree

LISTED_MAX: Final = 200


class Standing(NamedTuple):
    """Where a stream stands."""

    stream: str
    epoch: int
    size: int


class Leaf(NamedTuple):
    sequence: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint that was given out. `note` is its text with the signatures, `keys` those that check it."""

    stream: str
    epoch: int
    size: int
    root: bytes
    at: int
    note: str
    keys: tuple[str, ...]
    peaks: tuple[bytes, ...] = ()

    def tree(self) -> Tree:
        """The tree as it was. Raises ValueError when what was kept of it does not fit."""
        tree = Tree(self.size, self.peaks)
        if tree.root != self.root:
            raise ValueError("what was kept of its tree has another root")
        return tree


class Source(Protocol):
    """Streams that grow, and never change."""

    async def standings(self) -> list[Standing]:
        """Where each of them stands."""
        ...

    async def leaves(self, stream: str, since: int, limit: int) -> list[Leaf]:
        """Up to `limit` entries after the first `since`, in order."""
        ...


class JournalStreams:
    """The streams of the journal. It is a `Source`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def standings(self) -> list[Standing]:
        wanted = select(heads.c.stream, heads.c.epoch, heads.c.sequence).order_by(heads.c.stream)
        async with self._store.reading() as connection:
            return [Standing(*row) for row in await connection.execute(wanted)]

    async def leaves(self, stream: str, since: int, limit: int) -> list[Leaf]:
        wanted = (
            select(entries.c.sequence, cast(entries.c.body, LargeBinary))
            .where(entries.c.stream == stream, entries.c.sequence > since)
            .order_by(entries.c.sequence)
            .limit(limit)
        )
        async with self._store.reading() as connection:
            return [Leaf(*row) for row in await connection.execute(wanted)]


class CheckpointBook:
    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def broken(self) -> bool:
        """Whether nothing can be added until the disk is well again."""
        return self._store.broken

    async def add(self, note: Note, tree: Tree, keys: Sequence[str]) -> Signed:
        """Durable when this returns. Raises NotSaved."""
        said = note.checkpoint
        row = {
            "stream": said.stream,
            "epoch": said.epoch,
            "size": said.size,
            "commune": StreamName.parse(said.stream).commune,
            "root": said.root,
            "at": said.at,
            "peaks": b"".join(tree.peaks),
            "note": str(note),
            "keys": "\n".join(keys),
        }
        async with self._store.transaction() as transaction:
            await transaction.execute(insert(signed_checkpoints), row)
        return Signed(
            said.stream, said.epoch, said.size, said.root, said.at, str(note), (*keys,), tree.peaks
        )

    async def newest(self, stream: str, epoch: int | None = None) -> Signed | None:
        """The largest of this stream; of the life that it lives now, unless it is told which."""
        found = await self._read(_of(stream, epoch).limit(1))
        return found[0] if found else None

    async def listed(self, stream: str, limit: int = LISTED_MAX) -> list[Signed]:
        """The newest first."""
        return await self._read(_of(stream, None).limit(limit))

    async def at(self, stream: str, size: int) -> Signed | None:
        """The one that was given out for this size."""
        found = await self._read(_of(stream, None).where(signed_checkpoints.c.size == size))
        return found[0] if found else None

    async def _read(self, wanted: Select[tuple[object, ...]]) -> list[Signed]:
        async with self._store.reading() as connection:
            return [_signed(row) for row in await connection.execute(wanted)]


def _of(stream: str, epoch: int | None) -> Select[tuple[object, ...]]:
    life = select(heads.c.epoch).where(heads.c.stream == stream).scalar_subquery()
    return (
        select(signed_checkpoints)
        .where(
            signed_checkpoints.c.stream == stream,
            signed_checkpoints.c.epoch == (life if epoch is None else epoch),
        )
        .order_by(signed_checkpoints.c.size.desc())
    )


def _signed(row: Row[tuple[object, ...]]) -> Signed:
    peaks = row.peaks
    return Signed(
        stream=row.stream,
        epoch=row.epoch,
        size=row.size,
        root=row.root,
        at=row.at,
        note=row.note,
        keys=tuple(row.keys.split("\n")),
        peaks=tuple(peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)),
    )
