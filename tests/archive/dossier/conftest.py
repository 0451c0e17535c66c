"""The records on a disk, and their dossier."""

from pathlib import Path

import pytest

from archive.store import Store
from tests.archive.dossier.records import Records, on_disk


@pytest.fixture
async def records(store: Store) -> Records:
    return await on_disk(store)


@pytest.fixture
def dossier(records: Records, tmp_path: Path) -> Path:
    file = tmp_path / "dossier.zip"
    records.dossier(file)
    return file
