"""A store on a real file, and a journal in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from tests.archive.town import OURS, Town


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def journal(store: Store) -> SqliteJournal:
    return SqliteJournal(store)


@pytest.fixture
async def ours(store: Store, journal: SqliteJournal) -> Town:
    town = await Town.of(store, journal, OURS, "dong")
    await town.lives()
    return town


@pytest.fixture
async def fresh(store: Store, journal: SqliteJournal) -> Town:
    """Four cases that were only received."""
    return await Town.of(store, journal, OURS, "dong")
