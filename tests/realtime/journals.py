"""A journal that a test can hold back, and that counts what it is asked to write."""

import asyncio
from collections.abc import Sequence

from archive.journal import Position, VaultRow
from archive.journal_memory import MemoryJournal
from conference.events import Event


class HeldJournal(MemoryJournal):
    """After `hold`, an append waits in the middle of saving until `release`."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []
        self.saving = asyncio.Event()
        """Set while an append is being held."""
        self._free = asyncio.Event()
        self._free.set()

    def hold(self) -> None:
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    async def append(
        self,
        stream: str,
        expected: Position,
        events: Sequence[Event],
        keep: Sequence[VaultRow] = (),
    ) -> Position:
        self.batches.append(len(events))
        self.saving.set()
        await self._free.wait()
        self.saving.clear()
        return await super().append(stream, expected, events, keep)
