"""R13: up, and down cleanly with a whole hall connected; how quickly is measured by bench/restart.py.

Whoever takes longer than a test waits fails here as well.
"""

import asyncio

import pytest

from tests.faults.server import Server

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PHONES = 1_000


async def test_server_answers_as_soon_as_it_says_where(server: Server):
    server.start()
    server.stop()
    server.start()
    assert await server.status("/readyz") == 200


async def test_server_sends_a_thousand_phones_home_and_ends_well(server: Server):
    server.start()
    lines = await server.phones(await server.prepare(questions=3, phones=PHONES))
    assert await asyncio.to_thread(server.stop) == 0
    reasons = await asyncio.gather(*(line.phone.left for line in lines))
    assert set(reasons) == {"sent away: restarting"}
