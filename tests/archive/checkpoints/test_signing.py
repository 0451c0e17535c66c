import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from archive.checkpoints import signing as module
from archive.checkpoints.book import CheckpointBook, JournalStreams, Leaf, Signed, Standing
from archive.checkpoints.note import parse_note, signers
from archive.checkpoints.signing import HOUR_MILLISECONDS, PAUSE_SECONDS, Signing
from archive.codec import CODEC
from archive.journal import NotSaved, Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.tree import Tree, leaf, prove, proves
from conference.events import Event, VoteCast
from conference.vocabulary import Actor, Role
from tests.archive.checkpoints.keys import check, key, signatory
from tests.waiting import until

STREAM, OTHER = "conference/dong-hoa/CAU", "casebook/dong-hoa/CAU"


def votes(count: int, since: int = 0) -> list[Event]:
    by = Actor(Role.ATTENDEE, "an")
    return [
        VoteCast(at=n, by=by, cause=f"id-{n}", question=n)
        for n in range(since + 1, since + count + 1)
    ]


class Room:
    """A journal, a clock that a test moves, and whoever signs."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.journal = SqliteJournal(store)
        self.book = CheckpointBook(store)
        self.streams = JournalStreams(store)
        self.now = 10 * HOUR_MILLISECONDS
        self.rests: list[float] = []
        self.signing = self.started()

    def started(self, *keys: str) -> Signing:
        """As after a start."""
        return Signing(
            self.book, [self.streams], signatory(*keys), lambda: self.now, sleep=self.rest
        )

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        await asyncio.sleep(0)

    async def grow(self, stream: str, count: int = 1) -> None:
        head = await self.journal.head(stream) or Position(7, 0)
        await self.journal.append(stream, head, votes(count, head.sequence))

    async def sizes(self, stream: str = STREAM) -> list[int]:
        return [one.size for one in await self.book.listed(stream)]

    async def newest(self, stream: str = STREAM) -> Signed:
        found = await self.book.newest(stream)
        assert found
        return found


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store)


async def rooted(journal: SqliteJournal, stream: str, size: int) -> bytes:
    tree = Tree()
    for entry in await journal.read(stream, 0, size):
        tree.add(leaf(CODEC.encode(entry.event)))
    return tree.root


def tamper(store: Store, *changes: str) -> None:
    with closing(sqlite3.connect(store.file)) as connection, connection:
        for trigger in ("entries_refuse_update", "entries_refuse_delete"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for change in changes:
            connection.execute(change)


async def test_what_is_signed_is_the_root_of_all_there_is(room: Room):
    await room.grow(STREAM, 5)
    await room.signing.go()
    signed = await room.newest()
    said = parse_note(signed.note).checkpoint
    root = await rooted(room.journal, STREAM, 5)
    assert (said.stream, said.epoch, said.size, said.root) == (STREAM, 7, 5, root)
    assert (said.at, signed.at, signed.root, signed.keys) == (
        room.now,
        room.now,
        root,
        (str(key()),),
    )
    assert list(signers(parse_note(signed.note), [key()], check)) == [key()]


async def test_an_hour_later_only_what_grew_is_signed(room: Room):
    for stream in (STREAM, OTHER):
        await room.grow(stream, 3)
    await room.signing.go()
    await room.grow(STREAM, 2)
    room.now += HOUR_MILLISECONDS - 1
    await room.signing.go()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([3], [3])
    room.now += 1
    await room.signing.go()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([5, 3], [3])


async def test_a_closed_conference_is_signed_at_once(room: Room):
    await room.grow(STREAM, 3)
    await room.grow(OTHER, 3)
    await room.signing.go()
    await room.grow(STREAM)
    await room.grow(OTHER)
    room.signing.hurry(STREAM)
    await room.signing.go()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([4, 3], [3])
    await room.grow(STREAM)
    await room.signing.go()
    assert await room.sizes() == [4, 3]  # that was only once


async def test_an_end_that_comes_while_something_is_signed_is_not_forgotten(room: Room):
    await room.grow(STREAM, 2)

    async def closes(_seconds: float) -> None:
        if room.rests:
            return
        room.rests.append(0)
        await room.grow(STREAM)
        room.signing.hurry(STREAM)

    room.signing._sleep = closes
    await room.signing.go()
    assert await room.sizes() == [2]
    await room.signing.go()
    assert await room.sizes() == [3, 2]


async def test_after_a_start_all_that_grew_is_signed_and_nothing_twice(room: Room):
    """Whatever the hour: the end of a conference may have come just before the power cut."""
    await room.grow(STREAM, 2)
    await room.grow(OTHER, 2)
    await room.signing.go()
    await room.grow(STREAM)
    again = room.started()
    await again.go()
    await again.go()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([3, 2], [2])


async def test_before_a_stop_all_that_grew_is_signed(room: Room):
    for stream in (STREAM, OTHER):
        await room.grow(stream)
    await room.signing.go()
    await room.grow(STREAM)
    await room.signing.settle()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([2, 1], [1])


async def test_a_stop_does_not_wait_for_ever(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "SETTLE_SECONDS", 0.0)
    await room.grow(STREAM)
    room.signing.hurry(STREAM)
    await room.signing.settle()
    await room.started().go()
    assert await room.sizes() == [1]


async def test_a_new_tree_goes_on_from_the_old_one_and_proves_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    await room.grow(STREAM, 700)
    await room.signing.go()
    old = await room.newest()
    await room.grow(STREAM, 3)
    read: list[int] = []
    leaves = room.streams.leaves

    async def counted(stream: str, since: int, limit: int) -> list[Leaf]:
        read.append(since)
        return await leaves(stream, since, limit)

    monkeypatch.setattr(room.streams, "leaves", counted)
    await room.started().go()
    new = await room.newest()
    assert read == [700]
    assert new.root == await rooted(room.journal, STREAM, 703)
    bodies = [leaf(one.body) for one in await leaves(STREAM, 700, 9)]
    proof = prove(old.tree(), new.size, bodies)
    assert proves(old.size, old.root, new.size, new.root, proof)


async def test_a_long_stream_is_read_in_pages_with_rests_between(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "PAGE_LEAVES", 10)
    await room.grow(STREAM, 35)
    room.rests.clear()
    await room.signing.go()
    assert room.rests == [module.BETWEEN_SECONDS] * 5
    assert (await room.newest()).root == await rooted(room.journal, STREAM, 35)


async def test_a_clock_that_jumps_back_holds_nothing_up(room: Room):
    await room.grow(STREAM)
    await room.signing.go()
    room.now -= 5 * HOUR_MILLISECONDS
    for _ in range(2):
        await room.grow(STREAM)
        await room.signing.go()
    room.now += HOUR_MILLISECONDS
    await room.signing.go()
    assert await room.sizes() == [3, 2, 1]
    assert (await room.newest()).at == 6 * HOUR_MILLISECONDS


async def test_every_key_in_use_signs(room: Room):
    """So a key can be replaced without anybody losing sight of the old one."""
    await room.grow(STREAM)
    await room.started("new", "old").go()
    note = parse_note((await room.newest()).note)
    assert (await room.newest()).keys == (str(key("new")), str(key("old")))
    for each in ("new", "old"):
        assert list(signers(note, [key(each)], check)) == [key(each)]


# What goes wrong


async def test_what_could_not_be_saved_is_signed_when_the_disk_is_well(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """Also an end of which only this process knows that it is urgent."""
    await room.grow(STREAM)
    await room.grow(OTHER)
    await room.signing.go()
    await room.grow(STREAM)
    room.signing.hurry(STREAM)
    add = room.book.add

    async def fails(*_: object) -> Signed:
        raise NotSaved

    monkeypatch.setattr(room.book, "add", fails)
    await room.signing.go()
    assert [entry.message for entry in caplog.records] == [
        "checkpoints wait until the disk is well again"
    ]
    monkeypatch.setattr(room.book, "add", add)
    await room.signing.go()
    assert await room.sizes() == [2, 1]


async def test_while_the_disk_is_broken_nothing_is_even_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    await room.grow(STREAM)
    await room.signing.go()
    await room.grow(STREAM)
    room.signing.hurry(STREAM)
    monkeypatch.setattr(room.store, "broken", True)
    standings = room.streams.standings
    monkeypatch.setattr(room.streams, "standings", None)
    await room.signing.go()
    monkeypatch.setattr(room.streams, "standings", standings)
    monkeypatch.setattr(room.store, "broken", False)
    await room.signing.go()
    assert await room.sizes() == [2, 1]


async def test_a_broken_disk_does_not_forget_who_is_urgent(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    await room.grow(STREAM)
    await room.signing.go()
    await room.grow(STREAM)
    room.signing.hurry(STREAM)
    standings = room.streams.standings

    async def fails() -> list[Standing]:
        raise NotSaved

    monkeypatch.setattr(room.streams, "standings", fails)
    await room.signing.go()
    monkeypatch.setattr(room.streams, "standings", standings)
    await room.signing.go()
    assert await room.sizes() == [2, 1]


async def test_a_kill_between_entry_and_checkpoint_loses_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    await room.grow(STREAM, 3)
    reached = asyncio.Event()

    async def forever(_seconds: float) -> None:
        reached.set()
        await asyncio.Event().wait()

    room.signing._sleep = forever
    task = asyncio.create_task(room.signing.go())
    await reached.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await room.sizes() == []
    await room.started().go()
    assert (await room.newest()).root == await rooted(room.journal, STREAM, 3)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            (
                "DELETE FROM entries WHERE sequence > 2",
                "UPDATE heads SET sequence = 2",
            ),
            "it was signed with 3 entries and has 2",
        ),
        (("DELETE FROM entries WHERE sequence = 5",), "its entry 5 is missing"),
        (("DELETE FROM entries WHERE sequence > 4",), "its entry 5 is missing"),
    ],
    ids=["cut off", "taken out", "not there"],
)
async def test_what_is_damaged_is_signed_no_more_and_the_rest_is(
    room: Room, caplog: pytest.LogCaptureFixture, changes: tuple[str, ...], problem: str
):
    await room.grow(STREAM, 3)
    await room.signing.go()
    await room.grow(STREAM, 3)
    tamper(room.store, *changes)
    await room.grow(OTHER)
    again = room.started()
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            await again.go()
    assert (await room.sizes(), await room.sizes(OTHER)) == ([3], [1])
    assert [entry.message for entry in caplog.records] == [
        f"{STREAM} is signed no more: {problem}; run `doithoai verify`"
    ]


async def test_what_was_kept_of_a_tree_must_fit_its_root(
    room: Room, caplog: pytest.LogCaptureFixture
):
    await room.grow(STREAM, 3)
    await room.signing.go()
    await room.grow(STREAM)
    with closing(sqlite3.connect(room.store.file)) as connection, connection:
        connection.execute("DROP TRIGGER signed_checkpoints_refuse_update")
        connection.execute("UPDATE signed_checkpoints SET peaks = zeroblob(64)")
    await room.started().go()
    assert await room.sizes() == [3]
    assert "what was kept of its tree has another root" in caplog.text


async def test_a_past_that_was_changed_is_not_signed_anew(room: Room):
    """The next checkpoint says the same of what came before as the last one did."""
    await room.grow(STREAM, 4)
    await room.signing.go()
    await room.grow(STREAM)
    true = await rooted(room.journal, STREAM, 5)
    tamper(room.store, "UPDATE entries SET body = replace(body, 'id-2', 'id-9')")
    await room.started().go()
    assert (await room.newest()).root == true


async def test_it_looks_again_and_again_and_at_once_when_hurried(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """And no fault of ours ends it."""
    pauses: list[float] = []
    waits = asyncio.Event()

    async def sleeps(seconds: float) -> None:
        if seconds != PAUSE_SECONDS:
            return
        pauses.append(seconds)
        await waits.wait()

    well: Callable[..., object] = room.streams.standings

    async def bad() -> list[Standing]:
        monkeypatch.setattr(room.streams, "standings", well)
        raise RuntimeError

    monkeypatch.setattr(room.streams, "standings", bad)
    room.signing._sleep = sleeps
    await room.grow(STREAM)
    task = asyncio.create_task(room.signing.run())
    await until(lambda: len(pauses) == 1)
    room.signing.hurry(STREAM)
    await until(lambda: len(pauses) == 2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await room.sizes() == [1]
    assert [entry.message for entry in caplog.records] == ["checkpoints could not be signed"]
