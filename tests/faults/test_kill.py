"""R1: the server killed at any moment while a hall of phones asks, votes and is moderated.

After each kill the file is whole, its chain holds, every acknowledged command stands in it where its
receipt said, and none stands there twice. Then the phones come back and send again what got no answer.
Once by the short way of sockets, and for a fifth of the kills by the libraries' own.
DOITHOAI_KILLS=200 is the full measure (with `-o faulthandler_timeout=0`, for it takes minutes),
DOITHOAI_SEED another course of events.
"""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import suppress
from random import Random

import pytest

from tests.faults.crowd import PATIENT, Crowd
from tests.faults.server import Server
from tests.faults.stored import receipts
from web.replay_check import compare_screens, settle

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS = int(os.environ.get("DOITHOAI_KILLS", "20"))
SEED = int(os.environ.get("DOITHOAI_SEED", "20261122"))
PHONES = 200
QUESTIONS = 20
WRITES_A_SECOND_MIN = 50
MOMENTS_SECONDS = (0.05, 0.9)


@pytest.mark.parametrize(
    ("server", "kills"),
    [({}, KILLS), ({"DOITHOAI_FAST_PATH": "0"}, max(1, KILLS // 5))],
    ids=["direct", "library"],
    indirect=["server"],
)
async def test_no_acknowledged_command_is_lost_or_done_twice(server: Server, kills: int):
    chance = Random(SEED)  # noqa: S311  a course of events that can be repeated
    server.start()
    crowd = Crowd(await server.prepare(QUESTIONS, PHONES), QUESTIONS, chance)
    writing = 0.0
    for kill in range(kills):
        moment = chance.uniform(*MOMENTS_SECONDS)
        writing += await live_until_killed(server, crowd, moment)
        where = f"kill {kill} at {moment:.3f} s, seed {SEED}"
        stored = receipts(server.data)
        assert crowd.acknowledged.items() <= stored.items(), where
        assert not crowd.refused.keys() & stored.keys(), where
        server.start()
    await everything_is_as_told(server, crowd)
    assert set(crowd.refused.values()) <= PATIENT
    assert len(crowd.acknowledged) / writing >= WRITES_A_SECOND_MIN


async def live_until_killed(server: Server, crowd: Crowd, moment: float) -> float:
    """Gives how long there were writes."""
    lines = await server.phones([citizen.token for citizen in crowd.waiting])
    began = time.monotonic()
    await asyncio.gather(crowd.send_again(lines), stop_after(moment, crowd, server, lines))
    return time.monotonic() - began


async def stop_after(moment: float, crowd: Crowd, server: Server, lines) -> None:
    writing = asyncio.create_task(crowd.write(server, lines))
    await asyncio.sleep(moment)
    server.kill()
    await asyncio.gather(*(line.phone.left for line in lines))
    writing.cancel()
    with suppress(asyncio.CancelledError):
        await writing


async def everything_is_as_told(server: Server, crowd: Crowd) -> None:
    tokens = [citizen.token for citizen in crowd.waiting]
    (onlooker,) = await server.phones(tokens[:1])
    lines = await server.phones(tokens)
    await crowd.send_again(lines)
    await crowd.order_again(server)
    phones = [line.phone for line in lines]
    await settle(phones, onlooker.phone, max(crowd.acknowledged.values()), time.monotonic)
    assert await compare_screens(phones) == []
    for citizen, phone in zip(crowd.waiting, phones, strict=True):
        assert set(phone.mine["votes"]) == citizen.votes
    for line in [onlooker, *lines]:
        line.close()
    assert server.stop() == 0
    assert crowd.acknowledged.items() <= receipts(server.data).items()
    command = [sys.executable, "-m", "web.cli", "verify", "--data", str(server.data)]
    verified = await asyncio.to_thread(subprocess.run, command, check=False)
    assert verified.returncode == 0
