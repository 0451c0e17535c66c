"""R13: up quickly, and down cleanly with a whole hall connected.

The limits are for a slow, shared machine; bench/ measures what they really are.
"""

import asyncio
import time

import pytest

from tests.faults.server import Server

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PHONES = 1_000
START_MAX_SECONDS = 8.0
STOP_MAX_SECONDS = 5.0


async def test_server_answers_soon_after_it_was_started(server: Server):
    server.start()
    server.stop()
    began = time.monotonic()
    server.start()
    assert await server.status("/readyz") == 200
    assert time.monotonic() - began < START_MAX_SECONDS


async def test_server_sends_a_thousand_phones_home_and_ends_well(server: Server):
    server.start()
    lines = await server.phones(await server.prepare(questions=3, phones=PHONES))
    began = time.monotonic()
    status = await asyncio.to_thread(server.stop)
    assert (status, time.monotonic() - began < STOP_MAX_SECONDS) == (0, True)
    reasons = await asyncio.gather(*(line.phone.left for line in lines))
    assert set(reasons) == {"sent away: restarting"}
