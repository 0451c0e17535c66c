"""A journal in memory, for tests and simulations. It keeps the contract and can be made to fail.

It stores the same bytes as the others, so that whatever runs against it has been through the codec.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.codec import CODEC, Codec
from archive.journal import (
    PAGE_ENTRIES,
    Entry,
    NotSaved,
    Position,
    StaleExpectation,
    VaultRow,
    chain,
    genesis,
)
from conference.events import Event


@dataclass(slots=True)
class _Stream:
    epoch: int
    bodies: list[bytes] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)


class MemoryJournal:
    """`disk_works = False` makes it fail like a full disk, until it is True again and `recover` is called."""

    def __init__(self, codec: Codec = CODEC) -> None:
        self.disk_works = True
        self.vault: dict[str, VaultRow] = {}
        self._codec = codec
        self._streams: dict[str, _Stream] = {}
        self._broken = False

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
        if self._broken or not self.disk_works:
            self._broken = True
            raise NotSaved(stream)
        known = self._streams.get(stream)
        head = _head(known) if known else Position(expected.epoch, 0)
        if head != expected:
            raise StaleExpectation(stream)
        kept = known or self._streams.setdefault(stream, _Stream(expected.epoch))
        last = kept.digests[-1] if kept.digests else genesis(stream, kept.epoch)
        kept.bodies += bodies
        kept.digests += chain(last, bodies)
        self.vault.update({row.key: row for row in keep})
        return _head(kept)

    async def read(self, stream: str, since: int = 0, limit: int = PAGE_ENTRIES) -> list[Entry]:
        kept = self._streams.get(stream)
        if kept is None:
            return []
        page = slice(since, since + limit)
        events = self._codec.decode_all(kept.bodies[page])
        return [
            Entry(stream, sequence, event, digest)
            for sequence, (event, digest) in enumerate(
                zip(events, kept.digests[page], strict=True), since + 1
            )
        ]

    async def head(self, stream: str) -> Position | None:
        kept = self._streams.get(stream)
        return _head(kept) if kept else None

    async def streams(self, prefix: str = "") -> list[str]:
        return sorted(name for name in self._streams if name.startswith(prefix))

    async def recover(self) -> None:
        if not self.disk_works:
            raise NotSaved("the disk is still bad")
        self._broken = False


def _head(stream: _Stream) -> Position:
    return Position(stream.epoch, len(stream.bodies))
