"""What goes wrong while something is signed, and that it stays due."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from archive.checkpoints.book import Signed, Standing
from archive.checkpoints.signing import PAUSE_SECONDS
from archive.journal import NotSaved
from tests.archive.checkpoints.signing_room import OTHER, STREAM, Room, rooted, tamper
from tests.waiting import until


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
