import pytest

from archive.checkpoints import signing as module
from archive.checkpoints.book import Leaf
from archive.checkpoints.note import parse_note, signers
from archive.checkpoints.signing import HOUR_MILLISECONDS
from archive.tree import leaf, prove, proves
from tests.archive.checkpoints.keys import check, key
from tests.archive.checkpoints.signing_room import OTHER, STREAM, Room, rooted


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
