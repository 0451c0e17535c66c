import hashlib
import sqlite3
import zipfile
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import astuple
from itertools import count
from pathlib import Path

import pytest

from archive.backup import BadBackup, back_up, restore
from archive.casebook.events import FileAttached
from archive.data_lock import DirectoryInUse
from archive.evidence.shelf import EvidenceShelf
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import DATABASE_FILE, Store
from archive.verify import Fault, verify
from conference.vocabulary import Actor, Role
from tests.archive.evidence.corpus import PDF
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


def only_database(backup: Path, database: Path) -> Path:
    """As backups were before there was evidence."""
    with zipfile.ZipFile(backup) as packed:
        database.write_bytes(packed.read(DATABASE_FILE))
    return database


def packed_anew(backup: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(backup, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


async def test_a_backup_of_before_there_was_evidence_comes_back(store: Store, tmp_path: Path):
    back_up(store.file.parent, tmp_path / "copy")
    only_database(tmp_path / "copy", tmp_path / "old")
    assert restore(tmp_path / "old", tmp_path / "elsewhere") == ()
    assert verify(tmp_path / "elsewhere" / DATABASE_FILE) == verify(store.file)


def test_a_backup_that_is_not_whole_is_not_restored(store: Store, tmp_path: Path):
    back_up(store.file.parent, tmp_path / "copy")
    database = only_database(tmp_path / "copy", tmp_path / "database")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TRIGGER entries_refuse_delete")
        connection.execute("DELETE FROM entries WHERE sequence = 2")
    packed_anew(tmp_path / "copy", {DATABASE_FILE: database.read_bytes()})
    with pytest.raises(BadBackup, match=f"{STREAM} is not whole at entry 2: missing"):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere" / DATABASE_FILE).exists()


def test_a_damaged_backup_is_not_restored(store: Store, tmp_path: Path):
    """A page of the file has been overwritten, as by a bad stick."""
    back_up(store.file.parent, tmp_path / "copy")
    with (tmp_path / "copy").open("r+b") as copy:
        copy.seek(4096)
        copy.write(b"\xff" * 4096)
    with pytest.raises(BadBackup):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere" / DATABASE_FILE).exists()


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/x",
        "evidence/dong-hoa/../../x",
        f"evidence/dong-hoa/aa/{'b' * 64}",
        "secret.keys",
    ],
)
def test_a_backup_brings_nothing_but_evidence(store: Store, tmp_path: Path, name: str):
    back_up(store.file.parent, tmp_path / "copy")
    database = only_database(tmp_path / "copy", tmp_path / "database").read_bytes()
    packed_anew(tmp_path / "copy", {DATABASE_FILE: database, name: b"x"})
    with pytest.raises(BadBackup, match="which is no evidence"):
        restore(tmp_path / "copy", tmp_path / "elsewhere")
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["doithoai.lock"]


# Evidence

ATTACHED = FileAttached(
    at=1,
    by=Actor(Role.OFFICER, "lan"),
    cause="id-1",
    case="K7QM2XRT9D",
    file=hashlib.sha256(PDF).hexdigest(),
    name="a.pdf",
    media_type="application/pdf",
    size=len(PDF),
    public=False,
)


@pytest.fixture
async def shelf(store: Store, journal: SqliteJournal) -> EvidenceShelf:
    """With the file of the only case, and another one that no case was given."""
    tokens = (f"token-{n}" for n in count())
    shelf = EvidenceShelf(store.file.parent, tokens.__next__)

    async def sent(content: bytes) -> AsyncIterator[bytes]:
        yield content

    await shelf.take("dong-hoa", "a.pdf", sent(PDF), of_case=0)
    await shelf.take("dong-hoa", "a.txt", sent(b"words"), of_case=0)
    await journal.append("casebook/dong-hoa/CAU", Position(1, 0), [ATTACHED])
    return shelf


def test_evidence_comes_back(store: Store, shelf: EvidenceShelf, tmp_path: Path):
    assert back_up(store.file.parent, tmp_path / "copy") == ()
    assert restore(tmp_path / "copy", tmp_path / "elsewhere") == ()
    again = EvidenceShelf(tmp_path / "elsewhere", str)
    assert list(again.kept("dong-hoa")) == list(shelf.kept("dong-hoa"))
    place = again.path("dong-hoa", ATTACHED.file)
    assert (place.read_bytes(), place.stat().st_mode & 0o777) == (PDF, 0o600)


@pytest.mark.parametrize("spoil", ["missing", "changed"])
def test_lost_evidence_is_told_and_costs_nothing_else(
    store: Store, shelf: EvidenceShelf, tmp_path: Path, spoil: str
):
    lost = shelf.path("dong-hoa", ATTACHED.file)
    if spoil == "missing":
        lost.unlink()
    else:
        lost.write_bytes(b"x")
    fault = Fault("casebook/dong-hoa/CAU", 1, f"its file {ATTACHED.file} ")
    for told in (
        back_up(store.file.parent, tmp_path / "copy"),
        restore(tmp_path / "copy", tmp_path / "elsewhere"),
    ):
        ((stream, sequence, problem),) = [astuple(one) for one in told]
        assert (stream, sequence) == (fault.stream, fault.sequence)
        assert problem.startswith(fault.problem)
        assert spoil in problem
    assert verify(tmp_path / "elsewhere" / DATABASE_FILE) == verify(store.file)


def test_what_is_no_backup_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "junk").write_bytes(b"x" * 8192)
    with pytest.raises(sqlite3.DatabaseError):
        restore(tmp_path / "junk", tmp_path / "elsewhere")
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["doithoai.lock"]
