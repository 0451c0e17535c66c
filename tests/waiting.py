"""Waiting for something to become true, without guessing how long it takes."""

import asyncio
from collections.abc import Callable

GIVE_UP_SECONDS = 20


async def until(condition: Callable[[], object]) -> None:
    """Let everything else run until the condition holds; fail when it does not in a long time."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while not condition():  # noqa: ASYNC110  whatever is waited for has no event of its own
            await asyncio.sleep(0)
