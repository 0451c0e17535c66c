"""The one SQLite file of an installation: who may write to it, when, and what a failed write means.

Exactly one connection writes and checkpoints, and everybody takes turns on it. Readers have connections
of their own that cannot write. Once a write or a sync has failed, nobody can know what the disk holds:
the store is broken, and nothing more is written until `recover` has opened the file anew and proved it.

Whoever is cancelled in the midst of a write leaves nothing half open: each statement, commit and rollback
runs to its end first. It must not know what is stored.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

import aiosqlite
from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.data_lock import DataLock
from archive.finish import finish
from archive.journal import NotSaved
from archive.schema import migrate
from archive.sqlite_settings import is_disk_trouble, reading_engine, writing_engine

log = logging.getLogger(__name__)

DATABASE_FILE = "doithoai.sqlite"
PROBE_BYTES = 65_536

T = TypeVar("T")
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class _Writing(NamedTuple):
    """The writing connection, as SQLAlchemy sees it and bare."""

    connection: AsyncConnection
    driver: aiosqlite.Connection


class Store:
    """`open` it once per process, `close` it before the event loop ends."""

    def __init__(self, file: Path, lock: DataLock | None) -> None:
        self.file = file
        self.broken = lock is None
        self._data_lock = lock
        self._turn = asyncio.Lock()
        self._writers = writing_engine(file)
        self._readers = reading_engine(file)
        self._writing: _Writing | None = None

    @classmethod
    async def open(cls, directory: Path, *, read_only: bool = False) -> Self:
        """Read-only beside a running server, for commands that only look."""
        if read_only:
            return cls(await asyncio.to_thread(_existing, directory), None)
        lock = await asyncio.to_thread(_claim, directory)
        store = cls(directory / DATABASE_FILE, lock)
        try:
            store._writing = await store._open_writing()
            await store._open_reading()
        except BaseException:
            await store.close()
            raise
        log.info("SQLite %s, WAL, synchronous=FULL, one writer", sqlite3.sqlite_version)
        return store

    async def close(self) -> None:
        await finish(self._close())

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Transaction"]:
        """All or nothing, durable when the block has ended. Raises NotSaved."""
        async with self._turn:
            connection = self._unbroken().connection
            try:
                await self.watched(_begin(connection))
                yield Transaction(self, connection)
                await self.watched(connection.commit())
            except BaseException:
                await finish(self._undo(connection))
                raise

    async def write_at_once(self, statement: str, parameters: Mapping[str, Any]) -> int:
        """One statement as a durable transaction of its own, in one visit to the database's thread.

        Gives the number of rows it wrote. Raises NotSaved.
        """
        async with self._turn:
            written = await self.watched(self._unbroken().driver.execute(statement, parameters))
            return written.rowcount

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view of what is committed. Raises NotSaved when the disk cannot be read."""
        try:
            async with self._readers.connect() as connection:
                yield connection
        except (sqlite3.Error, DBAPIError) as error:
            if is_disk_trouble(error):
                raise NotSaved("cannot be read") from error
            raise

    async def recover(self) -> None:
        """Open the file anew after a failure and prove that it can be written. Raises NotSaved."""
        async with self._turn:
            if self.broken and self._data_lock:
                await finish(self._reopen())

    async def watched(self, work: Awaitable[T]) -> T:
        """Do a part of a write to its end, and notice when the disk fails."""
        return await finish(self._noticing(work))

    async def _noticing(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except (sqlite3.Error, DBAPIError) as error:
            if not is_disk_trouble(error):
                raise
            self.broken = True
            log.exception("the disk failed; nothing is saved until it is well again")
            raise NotSaved(str(error)) from error

    def _unbroken(self) -> _Writing:
        if self.broken or self._writing is None:
            raise NotSaved("the disk failed and has not recovered")
        return self._writing

    async def _undo(self, connection: AsyncConnection) -> None:
        if self.broken:
            return
        try:
            await connection.rollback()
        except (sqlite3.Error, SQLAlchemyError):
            self.broken = True
            log.exception("a transaction could not be taken back")

    async def _open_writing(self) -> _Writing:
        connection = await self._writers.connect()
        driver = (await connection.get_raw_connection()).driver_connection
        if not isinstance(driver, aiosqlite.Connection):
            raise TypeError("the writing connection is not aiosqlite's")
        return _Writing(connection, driver)

    async def _open_reading(self) -> None:
        """One stays open from now on: a new one could need room on a disk that has become full."""
        async with self.reading() as connection:
            await connection.exec_driver_sql("SELECT 1")

    async def _reopen(self) -> None:
        """A failed sync may have left pages in memory that the disk never got, so all is written anew."""
        await self._let_go()
        try:
            self._writing = await self._open_writing()
            await _prove(self._writing.driver)
        except (sqlite3.Error, SQLAlchemyError, OSError) as error:
            raise NotSaved(f"still bad: {error}") from error
        self.broken = False
        log.warning("the disk is well again; saving goes on")

    async def _let_go(self) -> None:
        writing, self._writing = self._writing, None
        if writing:
            with suppress(sqlite3.Error, SQLAlchemyError):
                await writing.connection.close()

    async def _close(self) -> None:
        async with self._turn:
            self.broken = True
            await self._readers.dispose()
            await self._let_go()
            if self._data_lock:
                self._data_lock.release()
                self._data_lock = None


class Transaction:
    """The shared writing connection, for the length of one transaction."""

    def __init__(self, store: Store, connection: AsyncConnection) -> None:
        self._store = store
        self._connection = connection

    async def execute(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> CursorResult[Any]:
        return await self._store.watched(self._connection.execute(statement, parameters))

    async def run(self, statement: str, parameters: Mapping[str, Any]) -> CursorResult[Any]:
        """SQL as it stands, for what SQLAlchemy has no words for."""
        return await self._store.watched(
            self._connection.exec_driver_sql(statement, dict(parameters))
        )


def _claim(directory: Path) -> DataLock:
    """The directory is ours, and its file has the current schema. Nobody else may read the file."""
    directory.mkdir(parents=True, exist_ok=True)
    lock = DataLock.take(directory)
    try:
        os.close(os.open(directory / DATABASE_FILE, os.O_CREAT, 0o600))
        migrate(directory / DATABASE_FILE)
    except BaseException:
        lock.release()
        raise
    return lock


def _existing(directory: Path) -> Path:
    file = directory / DATABASE_FILE
    if not file.exists():
        raise FileNotFoundError(f"no {DATABASE_FILE} in {directory}")
    return file


async def _begin(connection: AsyncConnection) -> None:
    await connection.begin()


async def _prove(driver: aiosqlite.Connection) -> None:
    """Empty the WAL into the file, then write more than a few pages and see it committed."""
    ((busy, _logged, _moved),) = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise sqlite3.OperationalError("the write-ahead log is in use")
    for statement in (
        "DROP TABLE IF EXISTS probe",
        f"CREATE TABLE probe AS SELECT zeroblob({PROBE_BYTES}) AS filler",
        "DROP TABLE probe",
    ):
        await driver.execute_fetchall(statement)
