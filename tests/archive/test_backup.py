import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.backup import BadBackup, back_up, restore
from archive.data_lock import DirectoryInUse
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import DATABASE_FILE, Store
from tests.archive.examples import EXAMPLES

STREAM = "conference/dong-hoa/CAU"


@pytest.fixture(autouse=True)
async def here(journal: SqliteJournal) -> Position:
    return await journal.append(STREAM, Position(1, 0), EXAMPLES[:3])


async def test_a_backup_brings_everything_back(
    store: Store, journal: SqliteJournal, here: Position, tmp_path: Path
):
    """Made while the server runs; what comes later is not in it."""
    back_up(store.file.parent, tmp_path / "copy")
    saved = await journal.read(STREAM)
    await journal.append(STREAM, here, EXAMPLES[3:4])
    restore(tmp_path / "copy", tmp_path / "elsewhere")
    again = await Store.open(tmp_path / "elsewhere")
    assert await SqliteJournal(again).read(STREAM) == saved
    assert await SqliteJournal(again).append(STREAM, here, EXAMPLES[4:6]) == Position(1, 5)
    await again.close()


def test_a_backup_is_one_file_for_its_owner_alone(store: Store, tmp_path: Path):
    (tmp_path / "backups").mkdir()
    back_up(store.file.parent, tmp_path / "backups" / "copy")
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten(store: Store, tmp_path: Path):
    back_up(store.file.parent, tmp_path / "copy")
    with pytest.raises(FileExistsError):
        back_up(store.file.parent, tmp_path / "copy")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / DATABASE_FILE).write_text("mine")
    with pytest.raises(FileExistsError):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere" / DATABASE_FILE).read_text() == "mine"


def test_a_running_server_is_not_restored_over(store: Store, tmp_path: Path):
    back_up(store.file.parent, tmp_path / "copy")
    with pytest.raises(DirectoryInUse):
        restore(tmp_path / "copy", store.file.parent)


def test_a_backup_that_is_not_whole_is_not_restored(store: Store, tmp_path: Path):
    back_up(store.file.parent, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as connection, connection:
        connection.execute("DROP TRIGGER entries_refuse_delete")
        connection.execute("DELETE FROM entries WHERE sequence = 2")
    with pytest.raises(BadBackup, match=f"{STREAM} is not whole at entry 2: missing"):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere" / DATABASE_FILE).exists()


def test_a_damaged_backup_is_not_restored(store: Store, tmp_path: Path):
    """A page of the file has been overwritten, as by a bad stick."""
    back_up(store.file.parent, tmp_path / "copy")
    with (tmp_path / "copy").open("r+b") as copy:
        copy.seek(4096)
        copy.write(b"\xff" * 4096)
    with pytest.raises((BadBackup, sqlite3.DatabaseError)):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere" / DATABASE_FILE).exists()


def test_what_is_no_backup_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "junk").write_bytes(b"x" * 8192)
    with pytest.raises(sqlite3.DatabaseError):
        restore(tmp_path / "junk", tmp_path / "elsewhere")
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["doithoai.lock"]
