"""What every journal must do. `JournalContract` is run by each kind of journal with its own `Ground`."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import pytest

from archive.codec import CODEC
from archive.journal import (
    Entry,
    Journal,
    NotSaved,
    Position,
    StaleExpectation,
    VaultRow,
    chain,
    genesis,
)
from conference.events import Event, VoteCast
from conference.vocabulary import Actor, Role

STREAM = "conference/dong-hoa/CAU"
OTHER = "conference/dong-hoa/SUOI"
EPOCH = 1_795_237_200_000
START = Position(EPOCH, 0)


class Ground(Protocol):
    """A journal and the world under it, which can fail."""

    journal: Journal

    async def kept(self, key: str) -> VaultRow | None: ...

    def break_disk(self) -> None: ...

    def mend_disk(self) -> None: ...

    async def power_cut_before_commit(
        self, stream: str, expected: Position, events: Sequence[Event], keep: Sequence[VaultRow]
    ) -> "Ground":
        """The power goes in the midst of this append; what is found afterwards."""
        ...


def votes(*numbers: int) -> list[Event]:
    by = Actor(Role.ATTENDEE, "an")
    return [VoteCast(at=EPOCH + n, by=by, cause=f"id-{n}", question=n) for n in numbers]


def told(entries: list[Entry]) -> list[tuple[int, Event]]:
    return [(entry.sequence, entry.event) for entry in entries]


KEPT = VaultRow.of("original", "Cầu hỏng\u202e", b"salt")


class JournalContract:
    async def test_gives_back_what_was_appended_in_order(self, ground: Ground):
        journal = ground.journal
        first = await journal.append(STREAM, START, votes(1, 2))
        second = await journal.append(STREAM, first, votes(3))
        assert (first, second) == (Position(EPOCH, 2), Position(EPOCH, 3))
        assert told(await journal.read(STREAM)) == list(enumerate(votes(1, 2, 3), 1))
        assert await journal.head(STREAM) == second

    async def test_reads_from_where_one_left_off(self, ground: Ground):
        await ground.journal.append(STREAM, START, votes(1, 2, 3, 4))
        page = await ground.journal.read(STREAM, since=1, limit=2)
        assert told(page) == list(enumerate(votes(2, 3), 2))
        assert await ground.journal.read(STREAM, since=4) == []

    async def test_of_an_unknown_stream_there_is_nothing(self, ground: Ground):
        assert await ground.journal.read(STREAM) == []
        assert await ground.journal.head(STREAM) is None
        assert await ground.journal.streams() == []

    async def test_keeps_streams_apart(self, ground: Ground):
        await ground.journal.append(OTHER, START, votes(1))
        await ground.journal.append(STREAM, START, votes(2))
        assert told(await ground.journal.read(STREAM)) == [(1, votes(2)[0])]
        assert await ground.journal.streams() == [STREAM, OTHER]
        assert await ground.journal.streams("conference/dong-hoa/S") == [OTHER]
        assert await ground.journal.streams("conference/dong_hoa") == []

    @pytest.mark.parametrize(
        "wrong", [Position(EPOCH, 1), Position(EPOCH, 3), Position(EPOCH + 1, 2), START]
    )
    async def test_refuses_a_writer_who_stands_elsewhere(self, ground: Ground, wrong: Position):
        await ground.journal.append(STREAM, START, votes(1, 2))
        with pytest.raises(StaleExpectation):
            await ground.journal.append(STREAM, wrong, votes(3), [KEPT])
        assert told(await ground.journal.read(STREAM)) == list(enumerate(votes(1, 2), 1))
        assert await ground.kept(KEPT.key) is None
        assert await ground.journal.append(STREAM, Position(EPOCH, 2), votes(3)) == Position(
            EPOCH, 3
        )

    async def test_an_unknown_stream_can_only_begin_at_its_beginning(self, ground: Ground):
        with pytest.raises(StaleExpectation):
            await ground.journal.append(STREAM, Position(EPOCH, 1), votes(1))
        assert await ground.journal.streams() == []

    async def test_refuses_to_append_nothing(self, ground: Ground):
        with pytest.raises(ValueError, match="nothing"):
            await ground.journal.append(STREAM, START, [])
        assert await ground.journal.head(STREAM) is None

    @pytest.mark.parametrize("keep", [(), (KEPT,)], ids=["bare", "with vault"])
    async def test_two_writers_never_interleave(self, ground: Ground, keep: tuple[VaultRow, ...]):
        """Both have looked where the stream stands before either writes."""
        await ground.journal.append(STREAM, START, votes(1))
        here = Position(EPOCH, 1)
        with pytest.raises(StaleExpectation):
            await ground.journal.append(STREAM, START, votes(1))
        await asyncio.gather(ground.journal.head(STREAM), ground.journal.head(STREAM))
        ends = await asyncio.gather(
            ground.journal.append(STREAM, here, votes(2, 3), keep),
            ground.journal.append(STREAM, here, votes(4, 5), keep),
            return_exceptions=True,
        )
        assert [type(end) for end in ends if isinstance(end, Exception)] == [StaleExpectation]
        won = votes(2, 3) if isinstance(ends[0], Position) else votes(4, 5)
        assert told(await ground.journal.read(STREAM, since=1)) == list(enumerate(won, 2))

    async def test_two_writers_never_both_begin_a_stream(self, ground: Ground):
        ends = await asyncio.gather(
            ground.journal.append(STREAM, START, votes(1)),
            ground.journal.append(STREAM, START, votes(2)),
            return_exceptions=True,
        )
        assert [type(end) for end in ends if isinstance(end, Exception)] == [StaleExpectation]
        assert await ground.journal.head(STREAM) == Position(EPOCH, 1)

    async def test_vault_rows_come_with_their_events(self, ground: Ground):
        first = await ground.journal.append(STREAM, START, votes(1), [KEPT])
        more = VaultRow.of("original", "khác", b"more")
        await ground.journal.append(STREAM, first, votes(2), [more])
        assert await ground.kept(KEPT.key) == KEPT
        assert await ground.kept(more.key) == more

    async def test_a_power_cut_leaves_all_or_nothing(self, ground: Ground):
        here = await ground.journal.append(STREAM, START, votes(1))
        after = await ground.power_cut_before_commit(STREAM, here, votes(2, 3), [KEPT])
        assert told(await after.journal.read(STREAM)) == list(enumerate(votes(1), 1))
        assert await after.kept(KEPT.key) is None
        assert await after.journal.append(STREAM, here, votes(4)) == Position(EPOCH, 2)

    async def test_saves_nothing_while_the_disk_is_bad(self, ground: Ground):
        here = await ground.journal.append(STREAM, START, votes(1))
        ground.break_disk()
        for _ in range(2):
            with pytest.raises(NotSaved):
                await ground.journal.append(STREAM, here, votes(*range(2, 300)))
        with pytest.raises(NotSaved):
            await ground.journal.recover()
        assert told(await ground.journal.read(STREAM)) == list(enumerate(votes(1), 1))
        ground.mend_disk()

    async def test_saves_again_only_once_it_has_recovered(self, ground: Ground):
        here = await ground.journal.append(STREAM, START, votes(1))
        ground.break_disk()
        with pytest.raises(NotSaved):
            await ground.journal.append(STREAM, here, votes(*range(2, 300)))
        ground.mend_disk()
        with pytest.raises(NotSaved):
            await ground.journal.append(STREAM, here, votes(2))
        await ground.journal.recover()
        assert await ground.journal.append(STREAM, here, votes(2), [KEPT]) == Position(EPOCH, 2)
        assert told(await ground.journal.read(STREAM)) == list(enumerate(votes(1, 2), 1))

    async def test_recovering_a_sound_journal_changes_nothing(self, ground: Ground):
        here = await ground.journal.append(STREAM, START, votes(1))
        await ground.journal.recover()
        assert await ground.journal.append(STREAM, here, votes(2)) == Position(EPOCH, 2)

    async def test_every_entry_is_chained_to_all_before_it(self, ground: Ground):
        here = await ground.journal.append(STREAM, START, votes(1, 2))
        await ground.journal.append(STREAM, here, votes(3))
        bodies = [CODEC.encode(vote) for vote in votes(1, 2, 3)]
        digests = [entry.digest for entry in await ground.journal.read(STREAM)]
        assert digests == chain(genesis(STREAM, EPOCH), bodies)

    @pytest.mark.parametrize("keep", [(), (KEPT,)], ids=["bare", "with vault"])
    @pytest.mark.parametrize("passes", range(12))
    async def test_a_cancelled_append_leaves_a_journal_that_works(
        self, ground: Ground, passes: int, keep: tuple[VaultRow, ...]
    ):
        """Cancelled after so many passes of the event loop, while the disk does its work."""
        here = await ground.journal.append(STREAM, START, votes(1))
        task = asyncio.create_task(ground.journal.append(STREAM, here, votes(2, 3), keep))
        for _ in range(passes):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        head = await ground.journal.head(STREAM)
        assert head in (here, Position(EPOCH, 3))
        assert head
        reached = await ground.journal.append(STREAM, head, votes(4))
        assert reached == Position(EPOCH, head.sequence + 1)
