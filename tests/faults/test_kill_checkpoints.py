"""The server killed around the end of a conference: what was acknowledged is signed after the next start at the latest.

Before that, whatever was signed holds; nothing is signed twice, and each checkpoint goes on from the one before.
"""

import asyncio
import os
import sqlite3
from contextlib import closing
from random import Random

import pytest

from archive.checkpoints.checking import Trust
from archive.store import DATABASE_FILE
from archive.streams import conference_stream
from archive.verify import verify
from tests.faults.server import CODE, COMMUNE, Server
from tests.waiting import GIVE_UP_SECONDS
from web.checkpoint_keys import check, signatory

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS = int(os.environ.get("DOITHOAI_KILLS", "20")) // 5
SEED = int(os.environ.get("DOITHOAI_SEED", "20261122"))
STREAM = conference_stream(COMMUNE, CODE)
QUESTIONS = 5


def sizes(server: Server) -> list[int]:
    """Of the conference's checkpoints, all of which hold."""
    file = server.data / DATABASE_FILE
    assert verify(file, trust=Trust(check, signatory(server.data).keys)).faults == ()
    with closing(sqlite3.connect(file)) as connection:
        wanted = "SELECT size FROM signed_checkpoints WHERE stream = ? ORDER BY size"
        return [size for (size,) in connection.execute(wanted, (STREAM,))]


def reached(server: Server) -> int:
    with closing(sqlite3.connect(server.data / DATABASE_FILE)) as connection:
        wanted = "SELECT sequence FROM heads WHERE stream = ?"
        return int(connection.execute(wanted, (STREAM,)).fetchone()[0])


async def signed_to_the_end(server: Server) -> None:
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while sizes(server)[-1:] != [reached(server)]:  # noqa: ASYNC110  another process signs
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("kill", range(max(1, KILLS)))
async def test_a_kill_at_the_end_of_a_conference_leaves_no_entry_unsigned(
    server: Server, kill: int
) -> None:
    moment = Random(SEED + kill).uniform(0, 0.03)  # noqa: S311  a course of events that can be repeated
    server.start()
    await server.announce(CODE, QUESTIONS)
    for name in ("open_conference", "close_conference"):
        await server.order("command", code=CODE, name=name, fields={})
    await asyncio.sleep(moment)
    server.kill()
    before = sizes(server)
    server.start()
    await signed_to_the_end(server)
    assert server.stop() == 0
    after = sizes(server)
    assert after[-1] == reached(server)
    assert after[: len(before)] == before
    assert len(after) <= len(before) + 1


async def test_a_stop_leaves_everything_signed(server: Server) -> None:
    server.start()
    await server.announce(CODE, QUESTIONS)
    assert server.stop() == 0
    assert sizes(server)[-1] == reached(server)
