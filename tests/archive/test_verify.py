import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.codec import CODEC
from archive.journal import Position, VaultRow
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.tree import Tree, leaf
from archive.vault import Vault
from archive.verify import Fault, Sound, verify
from conference.events import Event, VoteCast
from conference.vocabulary import Actor, Role

STREAM = "conference/dong-hoa/CAU"
OTHER = "conference/dong-hoa/SUOI"
START = Position(1, 0)


def votes(count: int) -> list[Event]:
    by = Actor(Role.ATTENDEE, "an")
    return [VoteCast(at=n, by=by, cause=f"id-{n}", question=n) for n in range(1, count + 1)]


@pytest.fixture
async def written(store: Store, journal: SqliteJournal) -> Store:
    await journal.append(STREAM, START, votes(5))
    await journal.append(OTHER, START, votes(2))
    return store


def tamper(store: Store, *changes: str) -> None:
    """By someone who owns the machine: no trigger stops them."""
    with closing(sqlite3.connect(store.file)) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS entries_refuse_update")
        connection.execute("DROP TRIGGER IF EXISTS entries_refuse_delete")
        for change in changes:
            connection.execute(change)


async def test_a_sound_journal_gives_its_heads(written: Store, journal: SqliteJournal):
    last = [(await journal.read(stream))[-1] for stream in (STREAM, OTHER)]
    heads = [
        Sound(end.stream, end.sequence, end.digest.hex(), await rooted(journal, end.stream))
        for end in last
    ]
    assert verify(written.file).sound == tuple(heads)
    assert verify(written.file).faults == ()


async def rooted(journal: SqliteJournal, stream: str) -> str:
    tree = Tree()
    for entry in await journal.read(stream):
        tree.add(leaf(CODEC.encode(entry.event)))
    return tree.root.hex()


SWAP = (
    "UPDATE entries SET sequence = sequence + 10 WHERE sequence IN (2, 3)",
    "UPDATE entries SET sequence = 2 WHERE sequence = 13",
    "UPDATE entries SET sequence = 3 WHERE sequence = 12",
)
CHANGED = "changed: its digest does not fit it and what came before"


@pytest.mark.parametrize(
    ("changes", "sequence", "problem"),
    [
        (
            ("UPDATE entries SET body = replace(body, 'id-3', 'id-4') WHERE sequence = 3",),
            3,
            CHANGED,
        ),
        (("UPDATE entries SET digest = zeroblob(32) WHERE sequence = 3",), 3, CHANGED),
        (SWAP, 2, CHANGED),
        (("DELETE FROM entries WHERE sequence = 3",), 3, "missing: the next entry is 4"),
        (("DELETE FROM entries WHERE sequence > 3",), 4, "missing: the stream once reached 5"),
        (("DELETE FROM entries WHERE sequence = 1",), 1, "missing: the next entry is 2"),
        (("UPDATE heads SET epoch = 2",), 1, CHANGED),
        (("UPDATE heads SET sequence = 4",), 5, "the head says 4, with another digest"),
        (("UPDATE heads SET digest = zeroblob(32)",), 5, "the head says 5, with another digest"),
        (("DELETE FROM heads",), 1, "the stream has entries but no head"),
    ],
)
async def test_the_first_bad_entry_is_named(
    written: Store, changes: tuple[str, ...], sequence: int, problem: str
):
    only = [f"{c}{' AND' if ' WHERE ' in c else ' WHERE'} stream = '{STREAM}'" for c in changes]
    tamper(written, *only)
    found = verify(written.file)
    assert found.faults == (Fault(STREAM, sequence, problem),)
    assert [sound.stream for sound in found.sound] == [OTHER]


async def test_well_chained_nonsense_is_named_too(
    store: Store, journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(journal._codec, "encode", lambda _event: b'{"type":"vote_bought"}')
    await journal.append(STREAM, START, votes(1))
    (fault,) = verify(store.file).faults
    assert (fault.stream, fault.sequence) == (STREAM, 1)
    assert fault.problem.startswith("unreadable: ")


def test_what_is_no_database_is_refused(tmp_path: Path):
    with pytest.raises(sqlite3.Error):
        verify(tmp_path / "missing")


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=st.lists(st.text(), min_size=1, max_size=6, unique=True), erased=st.sets(st.integers(0, 5))
)
async def test_forgetting_leaves_the_chain_whole(
    tmp_path_factory: pytest.TempPathFactory, kept: list[str], erased: set[int]
):
    store = await Store.open(tmp_path_factory.mktemp("data"))
    rows = [VaultRow.of("original", words, b"salt-%d" % n) for n, words in enumerate(kept)]
    await SqliteJournal(store).append(STREAM, START, votes(len(rows)), rows)
    before = verify(store.file)
    vault = Vault(store, bytes)
    for number in erased:
        assert await vault.erase(rows[number % len(rows)].key) in (True, False)
    gone = {rows[number % len(rows)].key for number in erased}
    left = [await vault.read(row.key) for row in rows]
    assert left == [None if row.key in gone else row for row in rows]
    assert verify(store.file) == before
    assert before.faults == ()
    await store.close()
