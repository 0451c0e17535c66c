"""A journal that is signed, a clock that a test moves, and whoever signs."""

import asyncio
import sqlite3
from contextlib import closing

from archive.checkpoints.book import CheckpointBook, JournalStreams, Signed
from archive.checkpoints.signing import HOUR_MILLISECONDS, Signing
from archive.codec import CODEC
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.tree import Tree, leaf
from conference.events import Event, VoteCast
from conference.vocabulary import Actor, Role
from tests.archive.checkpoints.keys import signatory

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
