import asyncio
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.data_lock import DirectoryInUse
from archive.journal import NotSaved
from archive.sqlite_settings import WRITING, UnsafeSettings, prepare, prove
from archive.store import DATABASE_FILE, Store
from archive.tables_people import people

AN = {
    "name": "an",
    "commune": "dong-hoa",
    "display_name": "An",
    "password_hash": "x",
    "added_at": 1,
}


async def names(store: Store) -> list[str]:
    async with store.reading() as connection:
        return list((await connection.execute(select(people.c.name))).scalars())


async def pragma(store: Store, name: str) -> int | str:
    async with store.transaction() as transaction:
        return (await transaction.execute(text(f"PRAGMA {name}"))).scalar()


async def test_a_commit_survives_a_power_cut_by_its_settings(store: Store):
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}
    assert {name: await pragma(store, name) for name in wanted} == wanted


def test_refuses_a_disk_that_cannot_keep_a_write_ahead_log(tmp_path: Path):
    """Without shared memory, as on many network disks, SQLite silently keeps its old journal."""
    engine = create_engine(f"sqlite:///file:{tmp_path}/x?vfs=unix-none&uri=true")
    prepare(engine, WRITING)
    with pytest.raises(UnsafeSettings, match="journal_mode is 'delete' here and must be 'wal'"):
        engine.connect()
    engine.dispose()


def test_refuses_any_setting_that_does_not_hold():
    prove("synchronous", 2, 2)
    with pytest.raises(UnsafeSettings, match="synchronous is 1 here and must be 2"):
        prove("synchronous", 2, 1)


async def test_what_is_written_is_read_by_others(store: Store):
    async with store.transaction() as transaction:
        await transaction.execute(insert(people), AN)
        assert await names(store) == []
    assert await names(store) == ["an"]


async def test_readers_cannot_write(store: Store):
    with pytest.raises(NotSaved):
        async with store.reading() as connection:
            await connection.execute(insert(people), AN)


async def test_an_exception_takes_all_back(store: Store):
    async def fail() -> None:
        async with store.transaction() as transaction:
            await transaction.execute(insert(people), AN)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await names(store) == []


async def test_a_broken_constraint_is_no_disk_failure(store: Store):
    for _ in range(2):
        with pytest.raises(IntegrityError):
            async with store.transaction() as transaction:
                await transaction.execute(insert(people), [AN, AN])
    assert not store.broken
    assert await names(store) == []


async def test_what_cannot_be_taken_back_breaks_the_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    async def fail(_connection: AsyncConnection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async def add_twice() -> None:
        async with store.transaction() as transaction:
            await transaction.execute(insert(people), [AN, AN])

    with monkeypatch.context() as bad:
        bad.setattr(AsyncConnection, "rollback", fail)
        with pytest.raises(IntegrityError):
            await add_twice()
    assert store.broken
    await store.recover()
    assert await names(store) == []
    assert not store.broken


async def test_a_start_that_fails_lets_the_directory_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async def fail(_store: Store) -> None:
        raise NotSaved

    with monkeypatch.context() as bad:
        bad.setattr(Store, "_open_reading", fail)
        with pytest.raises(NotSaved):
            await Store.open(tmp_path)
    await (await Store.open(tmp_path)).close()


async def test_writers_take_turns(store: Store):
    async def add(name: str) -> None:
        async with store.transaction() as transaction:
            await transaction.execute(insert(people), {**AN, "name": name})

    await asyncio.gather(*(add(f"an-{number}") for number in range(20)))
    assert len(await names(store)) == 20


@pytest.mark.parametrize("passes", range(12))
async def test_a_cancelled_transaction_is_done_or_undone(store: Store, passes: int):
    """Cancelled after so many passes of the event loop: waiting, beginning, writing, committing."""

    async def add() -> None:
        async with store.transaction() as transaction:
            await transaction.execute(insert(people), AN)

    task = asyncio.create_task(add())
    for _ in range(passes):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert store._writing
    assert not store._writing.driver.in_transaction
    async with store.transaction() as transaction:
        await transaction.execute(insert(people), {**AN, "name": "binh"})
    assert await names(store) in (["binh"], ["an", "binh"])


async def test_one_process_per_directory(store: Store):
    with pytest.raises(DirectoryInUse, match=f"pid {os.getpid()}"):
        await Store.open(store.file.parent)


async def test_the_directory_is_free_again_after_closing(tmp_path: Path):
    for _ in range(2):
        store = await Store.open(tmp_path / "data")
        await store.close()
    assert sorted(file.name for file in (tmp_path / "data").iterdir()) == [
        "doithoai.lock",
        DATABASE_FILE,
    ]


async def test_closing_leaves_no_thread(tmp_path: Path):
    store = await Store.open(tmp_path)
    await asyncio.gather(*(names(store) for _ in range(5)))
    await store.close()
    await store.close()
    workers = [thread for thread in threading.enumerate() if "connection_worker" in thread.name]
    for worker in workers:
        worker.join(timeout=10)
    assert [worker.name for worker in workers if worker.is_alive()] == []


async def test_looking_beside_a_running_server(store: Store):
    looking = await Store.open(store.file.parent, read_only=True)
    async with store.transaction() as transaction:
        await transaction.execute(insert(people), AN)
    assert await names(looking) == ["an"]
    with pytest.raises(NotSaved):
        async with looking.transaction():
            pass
    await looking.recover()
    assert looking.broken
    await looking.close()


async def test_looking_at_a_server_that_was_stopped(tmp_path: Path):
    await (await Store.open(tmp_path)).close()
    looking = await Store.open(tmp_path, read_only=True)
    assert await names(looking) == []
    await looking.close()


async def test_there_must_be_something_to_look_at(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=DATABASE_FILE):
        await Store.open(tmp_path, read_only=True)


async def test_the_file_is_its_owners_alone(store: Store):
    assert store.file.stat().st_mode & 0o777 == 0o600


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path):
    (tmp_path / DATABASE_FILE).write_bytes(b"x" * 4096)
    with pytest.raises((sqlite3.DatabaseError, DBAPIError)):
        await Store.open(tmp_path)
    assert (tmp_path / DATABASE_FILE).read_bytes() == b"x" * 4096
