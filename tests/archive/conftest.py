"""A store on a real file, a journal in it, and towns that were told once for all tests."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from tests.archive.town import Told, Town, copy_store, tell


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return asyncio.run(tell(tmp_path_factory.mktemp("towns")))


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where the store will be: empty, unless the test asks for a town."""
    for name in {"fresh", "ours"}.intersection(request.fixturenames):
        closed, _ = getattr(request.getfixturevalue("told"), name)
        copy_store(closed, tmp_path)
    return tmp_path


@pytest.fixture
async def store(folder: Path) -> AsyncIterator[Store]:
    opened = await Store.open(folder)
    yield opened
    await opened.close()


@pytest.fixture
def journal(store: Store) -> SqliteJournal:
    return SqliteJournal(store)


@pytest.fixture
def ours(store: Store, journal: SqliteJournal, told: Told) -> Town:
    _, town = told.ours
    return town.again(store, journal)


@pytest.fixture
def fresh(store: Store, journal: SqliteJournal, told: Told) -> Town:
    """Four cases that were only received."""
    _, town = told.fresh
    return town.again(store, journal)
