"""How many proofs may be asked for, and that none is made twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from archive.checkpoints.book import CheckpointBook, JournalStreams, Signed
from archive.checkpoints.signing import Signing
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from conference.refusals import Code, Refusal
from tests.archive.checkpoints.keys import signatory
from tests.archive.checkpoints.signing_room import votes
from tests.waiting import until
from web import checkpoint_proofs as module
from web.checkpoint_proofs import PER_MINUTE, CheckpointProofs

STREAM = "conference/dong-hoa/CAU"
MINUTE = 60_000


class Room:
    def __init__(self, store: Store) -> None:
        self.now = 0
        self.book = CheckpointBook(store)
        self.proofs = CheckpointProofs(self.book, store.file, lambda: self.now)

    async def ask(self, old: int, new: int, network: str = "hall") -> str | Refusal:
        return await self.proofs.between(STREAM, old, new, network)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """Signed at each of its sizes from 1 to 16."""
    store = await Store.open(tmp_path)
    room, journal = Room(store), SqliteJournal(store)
    for size in range(16):
        await journal.append(STREAM, Position(7, size), votes(1, size))
        sources = [JournalStreams(store)]
        await Signing(room.book, sources, signatory(), lambda: 1).go()
    yield room
    await store.close()


async def test_new_ones_are_paced_and_known_ones_are_free(room: Room):
    made = [await room.ask(1, new) for new in range(2, 2 + PER_MINUTE)]
    assert [isinstance(each, str) for each in made] == [True] * PER_MINUTE
    assert await room.ask(1, 15) == Refusal(Code.TOO_FAST)
    assert await room.ask(1, 2) == made[0]
    assert isinstance(await room.ask(1, 15, "elsewhere"), str)
    room.now += MINUTE
    assert isinstance(await room.ask(1, 16), str)


async def test_only_so_many_are_kept(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "KEPT_MAX", 2)
    for new in (3, 4, 5):
        await room.ask(2, new)
    assert [which[-1] for which in room.proofs._known] == [4, 5]
    await room.ask(2, 4)
    await room.ask(2, 6)
    assert [which[-1] for which in room.proofs._known] == [4, 6]


async def test_only_so_many_wait(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "WAITING_MAX", 2)
    async with room.proofs._turn:
        waiting = [asyncio.create_task(room.ask(1, new)) for new in (2, 3)]
        await until(lambda: room.proofs._waiting == 2)
        assert await room.ask(1, 4) == Refusal(Code.BUSY)
    assert [isinstance(each, str) for each in await asyncio.gather(*waiting)] == [True, True]


async def test_what_was_not_signed_costs_nothing(room: Room):
    wrong = [(0, 3), (3, 2), (3, 17), (17, 18)]
    for old, new in wrong * PER_MINUTE:
        assert await room.ask(old, new) == Refusal(Code.NOT_FOUND, "checkpoint")
    assert isinstance(await room.ask(3, 3), str)


async def test_a_journal_that_was_cut_gives_no_proof(room: Room, monkeypatch: pytest.MonkeyPatch):
    """Nor anything that looks like one."""
    longer = await room.book.at(STREAM, 16)
    assert longer

    async def more(stream: str, size: int) -> Signed | None:
        return Signed(stream, 7, 20, longer.root, 1, "", ()) if size == 20 else longer

    monkeypatch.setattr(room.book, "at", more)
    with pytest.raises(ValueError, match="there are no 20 leaves"):
        await room.ask(16, 20)
