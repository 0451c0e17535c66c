"""Evidence that no journal names is set aside after a day, and comes back when one names it after all."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from archive.casebook import commands as c
from archive.evidence.shelf import EVIDENCE_FOLDER, UNATTACHED_FOLDER, EvidenceShelf
from archive.store import DATABASE_FILE, Store
from archive.unattached import Unattached
from tests.archive.evidence.corpus import PDF, PHOTO
from tests.archive.town import OURS, Town
from tests.casebook_story import CLERK

NOW = 1_795_500_000_000
"""24 November 2026, 13:00 in Vietnam."""
DAY = 86_400_000


class Office:
    """A shelf, whose files lie there since the moments the test says."""

    def __init__(self, data: Path, town: Town) -> None:
        self.data = data
        self.now = NOW
        self.town = town
        numbers = count()
        self.shelf = EvidenceShelf(data, lambda: f"token-{next(numbers)}")
        self.tidying = Unattached(self.shelf, data / DATABASE_FILE, lambda: self.now)

    async def takes(self, content: bytes, *, days_ago: float, commune: str = OURS) -> str:
        stored = await self.shelf.take(commune, "a", _sent(content), of_case=0)
        self.lies_since(stored.file, days_ago, commune)
        return stored.file

    def lies_since(self, file: str, days_ago: float, commune: str = OURS) -> None:
        seconds = (self.now - days_ago * DAY) / 1000
        os.utime(self.place(file, commune), (seconds, seconds))

    async def attaches(self, file: str) -> None:
        await self.town.does(CLERK, c.AttachFile, 1, file=file)

    def place(self, file: str, commune: str = OURS) -> Path:
        return self.data / EVIDENCE_FOLDER / commune / file[:2] / file

    def aside(self) -> list[str]:
        root = self.data / EVIDENCE_FOLDER / UNATTACHED_FOLDER
        return sorted(one.relative_to(root).as_posix() for one in root.rglob("*") if one.is_file())


async def _sent(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
def office(store: Store, fresh: Town, tmp_path: Path) -> Office:
    return Office(tmp_path, fresh)


async def test_what_was_never_attached_is_set_aside_and_not_deleted(office: Office):
    """As when the process is killed between taking a file and telling its case."""
    file = await office.takes(PDF, days_ago=1.1)
    office.tidying.tidy()
    assert office.shelf.path(OURS, file) is None
    assert office.aside() == [f"2026-11-24/{OURS}/{file}"]
    assert list(office.shelf.kept(OURS)) == []


async def test_what_a_case_was_given_stays(office: Office):
    file = await office.takes(PDF, days_ago=400)
    await office.attaches(file)
    office.tidying.tidy()
    assert office.shelf.path(OURS, file) == office.place(file)
    assert office.aside() == []


async def test_what_came_today_may_still_be_attached(office: Office):
    file = await office.takes(PDF, days_ago=0.9)
    office.tidying.tidy()
    assert office.shelf.path(OURS, file) == office.place(file)


async def test_what_is_taken_anew_is_new(office: Office):
    """Also while the journal is being read: it is looked at again before it goes."""
    file = await office.takes(PDF, days_ago=30)
    (found,) = office.shelf.resting(NOW - DAY)
    await office.takes(PDF, days_ago=0)
    assert office.shelf.set_aside(*found, NOW - DAY, "2026-11-24") is False
    assert office.shelf.path(OURS, file) == office.place(file)


async def test_what_one_commune_attached_is_nothing_of_another(office: Office):
    file = await office.takes(PDF, days_ago=2)
    await office.takes(PDF, days_ago=2, commune="tay-hoa")
    await office.attaches(file)
    office.tidying.tidy()
    assert office.aside() == [f"2026-11-24/tay-hoa/{file}"]
    assert office.shelf.path(OURS, file) == office.place(file)


async def test_after_an_older_backup_nothing_is_lost_for_the_newer_one(
    office: Office, store: Store, tmp_path: Path
):
    older, newer = tmp_path / "older.sqlite", tmp_path / "newer.sqlite"
    _copied(store, older)
    file = await office.takes(PHOTO, days_ago=3)
    await office.attaches(file)
    _copied(store, newer)
    Unattached(office.shelf, older, lambda: NOW).tidy()
    assert office.aside() == [f"2026-11-24/{OURS}/{file}"]
    Unattached(office.shelf, newer, lambda: NOW + DAY).tidy()
    assert office.shelf.path(OURS, file) == office.place(file)
    assert office.aside() == []
    office.tidying.tidy()
    assert office.shelf.path(OURS, file) == office.place(file)


def _copied(store: Store, to: Path) -> None:
    with closing(sqlite3.connect(store.file)) as original, closing(sqlite3.connect(to)) as copy:
        original.backup(copy)


async def test_what_is_set_aside_leaves_room_for_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("archive.evidence.shelf.COMMUNE_MAX_BYTES", len(PDF))
    first = await office.takes(PDF, days_ago=2)
    office.tidying.tidy()
    again = await office.takes(PDF, days_ago=2)
    assert again == first
    office.tidying.tidy()
    assert office.aside() == [f"2026-11-24/{OURS}/{first}"]


async def test_a_shelf_on_which_nothing_lies_is_tidy(office: Office):
    office.tidying.tidy()
    assert office.aside() == []
