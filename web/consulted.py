"""Looks at a hall's own state: for pages that must show an act the moment it is done.

A snapshot is what an audience was told, and may be a tick behind.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from conference.state import ConferenceState
from realtime.hall import Hall

T = TypeVar("T")


async def consulted(hall: Hall, look: Callable[[ConferenceState], T]) -> T:
    """What `look` makes of the state, which it must neither change nor keep."""
    future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def take(state: ConferenceState) -> None:
        if not future.done():
            future.set_result(look(state))

    hall.consult(take)
    return await future
