"""A store on a real file, and a journal in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from archive.journal_sqlite import SqliteJournal
from archive.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def journal(store: Store) -> SqliteJournal:
    return SqliteJournal(store)
