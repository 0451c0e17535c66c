"""SQLite on a real disk, whose failures are the operating system's own: writes beyond a file-size limit."""

import resource
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import event, select

from archive.journal import Position, VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.tables import vault
from conference.events import Event
from tests.contracts.journal import Ground, JournalContract

SMALL_BYTES = 24_576
"""Room for a few pages of the write-ahead log, and no more."""


class PowerCut(Exception):  # noqa: N818
    pass


class SqliteGround:
    def __init__(self, store: Store, directory: Path, stack: AsyncExitStack) -> None:
        self.store = store
        self.journal = SqliteJournal(store)
        self._directory = directory
        self._stack = stack

    async def kept(self, key: str) -> VaultRow | None:
        columns = (vault.c.key, vault.c.kind, vault.c.salt, vault.c.content)
        async with self.store.reading() as connection:
            row = (
                await connection.execute(select(*columns).where(vault.c.key == key))
            ).one_or_none()
        return VaultRow(*row) if row else None

    def break_disk(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_BYTES, resource.RLIM_INFINITY))

    def mend_disk(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    async def power_cut_before_commit(
        self, stream: str, expected: Position, events: Sequence[Event], keep: Sequence[VaultRow]
    ) -> Ground:
        image = self._directory / "image"

        def cut(_connection: object) -> None:
            shutil.copytree(self._directory, image)
            raise PowerCut

        event.listen(self.store._writers.sync_engine, "commit", cut)
        with pytest.raises(PowerCut):
            await self.journal.append(stream, expected, events, keep)
        store = await Store.open(image)
        self._stack.push_async_callback(store.close)
        return SqliteGround(store, image, self._stack)


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    async def ground(self, tmp_path: Path) -> AsyncIterator[Ground]:
        async with AsyncExitStack() as stack:
            store = await Store.open(tmp_path)
            stack.push_async_callback(store.close)
            ground = SqliteGround(store, tmp_path, stack)
            stack.callback(ground.mend_disk)
            yield ground
