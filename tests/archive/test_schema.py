import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from archive.case_filter import CaseOrder
from archive.case_queries import CaseQueries
from archive.columns import METADATA
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.queries import Queries
from archive.schema import CURRENT, migrate, revision
from archive.schema_steps import config
from archive.store import DATABASE_FILE, Store
from tests.archive.meeting import close, meeting, record
from tests.story import Story

pytestmark = pytest.mark.usefixtures("from_nothing")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    migrate(tmp_path / "file.sqlite")
    return tmp_path / "file.sqlite"


def test_the_migrations_lead_to_the_schema(file: Path):
    """`alembic check`: raises when a migration is missing."""
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        command.check(config(connection))


def test_the_current_revision_is_the_newest_step(file: Path):
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        steps = ScriptDirectory.from_config(config(connection))
    assert steps.get_current_head() == CURRENT == revision(file)


def test_migrating_twice_changes_nothing(file: Path):
    before = file.read_bytes()
    migrate(file)
    assert file.read_bytes() == before


def test_every_table_carries_its_commune():
    assert {table.name for table in METADATA.sorted_tables if "commune" not in table.c} == set()


@pytest.mark.parametrize("change", ["UPDATE entries SET body = 'x'", "DELETE FROM entries"])
def test_no_entry_is_ever_touched_again(file: Path, change: str):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO heads VALUES ('s', 'c', 1, 0, x'00')")
        connection.execute("INSERT INTO entries VALUES ('s', 1, 'c', 'b', x'01')")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change)


@pytest.mark.parametrize(
    "change", ["UPDATE signed_checkpoints SET note = 'x'", "DELETE FROM signed_checkpoints"]
)
def test_no_checkpoint_is_ever_touched_again(file: Path, change: str):
    with closing(sqlite3.connect(file)) as connection:
        row = "('s', 1, 1, 'c', x'00', 1, x'00', 'note', 'key')"
        connection.execute(f"INSERT INTO signed_checkpoints VALUES {row}")  # noqa: S608  our own words
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change)


def test_the_head_moves_with_its_entries(file: Path):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO heads VALUES ('s', 'c', 1, 0, x'00'), ('t', 'c', 1, 0, x'00')"
        )
        connection.execute("INSERT INTO entries VALUES ('s', 1, 'c', 'b', x'01')")
        heads = connection.execute("SELECT stream, sequence, digest FROM heads").fetchall()
    assert heads == [("s", 1, b"\x01"), ("t", 0, b"\x00")]


@pytest.mark.slow
async def test_a_conference_from_before_the_ledger_gets_its_book_at_the_next_start(tmp_path: Path):
    """A file of the first schema whose tables were up to date: everything derived is made anew."""
    story = close(meeting())
    fresh = await _filled(tmp_path / "fresh", story)
    await fresh.close()
    old = tmp_path / "old"
    old.mkdir()
    engine = create_engine(f"sqlite:///{old / DATABASE_FILE}", poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0001")
    _copy_truth(tmp_path / "fresh" / DATABASE_FILE, old / DATABASE_FILE)
    store = await Store.open(old)
    await Projector(SqliteJournal(store), store, lambda: 1).catch_up()
    book = await Queries(store).ledger("CAU")
    assert book
    assert [entry.fate for entry in book.entries] == [
        question.status for question in story.state.questions.values()
    ]
    assert (book.balance.closes, await Queries(store).incomplete()) == (True, [])
    await store.close()


async def test_a_case_from_before_the_casebook_is_in_it_after_the_next_start(tmp_path: Path):
    """A file whose cases were up to date in the old table: all is made anew, and can be searched."""
    story = close(meeting())
    fresh = await _filled(tmp_path / "fresh", story)
    await fresh.close()
    old = tmp_path / "old"
    old.mkdir()
    engine = create_engine(f"sqlite:///{old / DATABASE_FILE}", poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0003")
    _copy_truth(tmp_path / "fresh" / DATABASE_FILE, old / DATABASE_FILE)
    with closing(sqlite3.connect(old / DATABASE_FILE)) as connection, connection:
        opened = "('dong-hoa', 'CAU', 1, 'OLD', 'received', NULL, NULL, NULL, NULL, 1, NULL)"
        connection.execute(f"INSERT INTO cases VALUES {opened}")  # noqa: S608  our own words
    store = await Store.open(old)
    await Projector(SqliteJournal(store), store, lambda: 1).catch_up()
    queries = CaseQueries(store)
    listed = await queries.inbox("dong-hoa", order=CaseOrder.NEWEST, now=1)
    codes = {case.code for case in listed.cases}
    assert codes == {question.receipt_code for question in story.state.questions.values()}
    assert [hit.case.question for hit in (await queries.search("dong-hoa", "sua cau")).hits] == [1]
    assert (await queries.completeness("dong-hoa", "CAU")).complete
    await store.close()


async def _filled(data: Path, story: Story) -> Store:
    store = await Store.open(data)
    journal = SqliteJournal(store)
    await record(journal, story)
    await Projector(journal, store, lambda: 1).catch_up()
    return store


def _copy_truth(source: Path, target: Path) -> None:
    """The journal, and checkpoints that say all of it was shown."""
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("ATTACH ? AS fresh", (str(source),))
        for table in ("heads", "entries", "checkpoints"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM fresh.{table}")  # noqa: S608  our own tables
