"""Waiting for something to become true, without guessing how long it takes."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

GIVE_UP_SECONDS = 60
"""Only what never comes takes so long; a machine may be twenty times slower than ours."""
GIVE_UP_MILLISECONDS = GIVE_UP_SECONDS * 1_000


class Page(Protocol):
    """Of a browser: only its own wait lets its lines carry anything."""

    def wait_for_timeout(self, timeout: float) -> None: ...


async def until(condition: Callable[[], object]) -> None:
    """Let everything else run until the condition holds; fail when it does not in a long time."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while not condition():  # noqa: ASYNC110  whatever is waited for has no event of its own
            await asyncio.sleep(0)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """For what no page tells by itself."""
    give_up = time.monotonic() + GIVE_UP_SECONDS
    while not holds():
        assert time.monotonic() < give_up
        page.wait_for_timeout(100)
