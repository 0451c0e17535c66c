from collections.abc import Sequence

import pytest

from archive.journal import NotSaved, Position, VaultRow
from archive.journal_memory import MemoryJournal
from conference.events import Event
from tests.contracts.journal import Ground, JournalContract


class MemoryGround:
    def __init__(self) -> None:
        self.journal = MemoryJournal()

    async def kept(self, key: str) -> VaultRow | None:
        return self.journal.vault.get(key)

    def break_disk(self) -> None:
        self.journal.disk_works = False

    def mend_disk(self) -> None:
        self.journal.disk_works = True

    async def power_cut_before_commit(
        self, stream: str, expected: Position, events: Sequence[Event], keep: Sequence[VaultRow]
    ) -> Ground:
        self.break_disk()
        with pytest.raises(NotSaved):
            await self.journal.append(stream, expected, events, keep)
        self.mend_disk()
        await self.journal.recover()
        return self


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return MemoryGround()
