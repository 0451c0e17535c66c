"""Time that passes only when nobody has anything left to do, and then at once.

    @in_virtual_time
    async def test_the_tick() -> None:
        await asyncio.sleep(3600)   # takes no time at all, and always the same

Timers fire in their order on every machine and under every load, so a whole meeting can be played in a
moment and played again exactly.
"""

import asyncio
import functools
import inspect
import selectors
from collections.abc import Awaitable, Callable
from typing import Any


class VirtualLoop(asyncio.SelectorEventLoop):
    """The standard loop with a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self.now


class _Selector(selectors.DefaultSelector):
    """Where the loop would wait for its next timer, the timer's hour strikes."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            return super().select(None)
        ready = super().select(0)
        if not ready:
            self._loop.now += timeout
        return ready


def in_virtual_time(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **kwargs))

    # pytest must see the fixtures asked for, and not the coroutine behind.
    run.__signature__ = inspect.signature(test)  # type: ignore[attr-defined]
    del run.__wrapped__  # type: ignore[attr-defined]
    return run
