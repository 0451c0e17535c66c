"""The journal in SQLite: one durable statement per batch, one visit to the database's thread.

The expected position stands in the statement itself, so that checking it and writing cannot come apart.
A stream's beginning and appends with vault rows need more than one statement and take a transaction.

The last digest of each stream is remembered between appends; after anything but a clean append it is
forgotten and read again.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import LargeBinary, Row, cast, insert, select
from sqlalchemy.exc import IntegrityError

from archive.codec import CODEC, Codec
from archive.journal import (
    PAGE_ENTRIES,
    Entry,
    Position,
    StaleExpectation,
    VaultRow,
    chain,
    genesis,
)
from archive.store import Store
from archive.streams import StreamName
from archive.tables import entries, heads, vault
from conference.events import Event

_APPEND = """
INSERT INTO entries (stream, sequence, commune, body, digest)
SELECT heads.stream, :sequence + 1 + batch.key, heads.commune, batch.value,
       substr(:digests, 1 + 32 * batch.key, 32)
FROM heads CROSS JOIN json_each(:bodies) AS batch
WHERE heads.stream = :stream AND heads.epoch = :epoch AND heads.sequence = :sequence
ORDER BY batch.key
"""


class _Head(NamedTuple):
    position: Position
    digest: bytes


class SqliteJournal:
    """Keeps the contract of `archive.journal.Journal` in a `Store`."""

    def __init__(self, store: Store, codec: Codec = CODEC) -> None:
        self._store = store
        self._codec = codec
        self._heads: dict[str, _Head] = {}

    async def append(
        self,
        stream: str,
        expected: Position,
        events: Sequence[Event],
        keep: Sequence[VaultRow] = (),
    ) -> Position:
        if not events:
            raise ValueError("nothing to append")
        bodies = [self._codec.encode(event) for event in events]
        head = self._heads.pop(stream, None) or await self._head(stream)
        begins = head is None
        head = head or _Head(Position(expected.epoch, 0), genesis(stream, expected.epoch))
        if head.position != expected:
            raise StaleExpectation(stream)
        digests = chain(head.digest, bodies)
        batch = _batch(stream, expected, bodies, digests)
        if begins or keep:
            await self._append_with_more(stream, batch, head if begins else None, keep)
        elif await self._store.write_at_once(_APPEND, batch) != len(events):
            raise StaleExpectation(stream)
        reached = Position(expected.epoch, expected.sequence + len(events))
        self._heads[stream] = _Head(reached, digests[-1])
        return reached

    async def read(self, stream: str, since: int = 0, limit: int = PAGE_ENTRIES) -> list[Entry]:
        wanted = (
            select(entries.c.sequence, cast(entries.c.body, LargeBinary), entries.c.digest)
            .where(entries.c.stream == stream, entries.c.sequence > since)
            .order_by(entries.c.sequence)
            .limit(limit)
        )
        async with self._store.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        events = self._codec.decode_all(body for _, body, _ in rows)
        return [
            Entry(stream, sequence, event, digest)
            for (sequence, _, digest), event in zip(rows, events, strict=True)
        ]

    async def head(self, stream: str) -> Position | None:
        head = await self._head(stream)
        return head.position if head else None

    async def streams(self, prefix: str = "") -> list[str]:
        wanted = (
            select(heads.c.stream)
            .where(heads.c.stream.startswith(prefix, autoescape=True))
            .order_by(heads.c.stream)
        )
        async with self._store.reading() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def recover(self) -> None:
        await self._store.recover()

    async def _head(self, stream: str) -> _Head | None:
        wanted = select(heads).where(heads.c.stream == stream)
        async with self._store.reading() as connection:
            row: Row[Any] | None = (await connection.execute(wanted)).one_or_none()
        return _Head(Position(row.epoch, row.sequence), row.digest) if row else None

    async def _append_with_more(
        self, stream: str, batch: dict[str, Any], begin: _Head | None, keep: Sequence[VaultRow]
    ) -> None:
        commune = StreamName.parse(stream).commune
        async with self._store.transaction() as transaction:
            if begin:
                try:
                    await transaction.execute(insert(heads), _beginning(stream, commune, begin))
                except IntegrityError as error:
                    raise StaleExpectation(stream) from error
            written = await transaction.run(_APPEND, batch)
            if not written.rowcount:
                raise StaleExpectation(stream)
            if keep:
                await transaction.execute(insert(vault), [_kept(r, stream, commune) for r in keep])


def _batch(
    stream: str, expected: Position, bodies: list[bytes], digests: list[bytes]
) -> dict[str, Any]:
    return {
        "stream": stream,
        "epoch": expected.epoch,
        "sequence": expected.sequence,
        "bodies": msgspec.json.encode([body.decode() for body in bodies]).decode(),
        "digests": b"".join(digests),
    }


def _beginning(stream: str, commune: str, head: _Head) -> dict[str, Any]:
    return {
        "stream": stream,
        "commune": commune,
        "epoch": head.position.epoch,
        "sequence": 0,
        "digest": head.digest,
    }


def _kept(row: VaultRow, stream: str, commune: str) -> dict[str, Any]:
    return {
        "key": row.key,
        "commune": commune,
        "stream": stream,
        "kind": row.kind,
        "salt": row.salt,
        "content": row.content,
    }
