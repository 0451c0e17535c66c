"""Asking every connection now and then whether it is still there, with a few timers for all of them.

All who wait for the same thing wait equally long, so whoever came first is due first: a queue and one
timer for its head do what ten thousand timers would. Knows no sockets.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from realtime.wire import CONNECT_WITHIN_SECONDS, PING_EVERY_SECONDS, PONG_WITHIN_SECONDS

_AT_ONCE = 256
"""So many are called in one go; then others have the loop before the next."""


class Pulsing(Protocol):
    """A connection that is asked."""

    def ping(self) -> None: ...

    def give_up(self) -> None:
        """It left a ping unanswered, or never joined a namespace."""
        ...


class Turns:
    """Calls each of those who were put in, so many seconds after they were."""

    def __init__(self, seconds: float, call: Callable[[Pulsing], None]) -> None:
        self.seconds = seconds
        self._call = call
        self._due: OrderedDict[Pulsing, float] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def put(self, one: Pulsing) -> None:
        """Its time begins now, even if it was in already."""
        self._due.pop(one, None)
        self._due[one] = asyncio.get_running_loop().time() + self.seconds
        if self._timer is None:
            self._wait(self.seconds)

    def take(self, one: Pulsing) -> bool:
        """It is not called any more; False when it was not to be."""
        return self._due.pop(one, None) is not None

    def __len__(self) -> int:
        return len(self._due)

    def _wait(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._turn)

    def _turn(self) -> None:
        now = asyncio.get_running_loop().time()
        for _ in range(min(_AT_ONCE, len(self._due))):
            one, due = next(iter(self._due.items()))
            if due > now:
                break
            del self._due[one]
            self._call(one)
        # Only now: whoever is put in meanwhile is due later than those who are in.
        self._timer = None
        if self._due:
            self._wait(max(0.0, next(iter(self._due.values())) - now))


class Pulse:
    def __init__(
        self,
        interval: float = PING_EVERY_SECONDS,
        timeout: float = PONG_WITHIN_SECONDS,
        join_within: float = CONNECT_WITHIN_SECONDS,
    ) -> None:
        self._quiet = Turns(interval, self._ping)
        self._asked = Turns(timeout, _give_up)
        self._standing = Turns(join_within, _give_up)

    @property
    def interval(self) -> float:
        return self._quiet.seconds

    @property
    def timeout(self) -> float:
        return self._asked.seconds

    def begin(self, one: Pulsing) -> None:
        """It has connected, and sits nowhere yet."""
        self._quiet.put(one)
        self._standing.put(one)

    def pong(self, one: Pulsing) -> None:
        """It answered; if nobody asked, that says nothing."""
        if self._asked.take(one):
            self._quiet.put(one)

    def seated(self, one: Pulsing) -> None:
        self._standing.take(one)

    def stands(self, one: Pulsing) -> None:
        """It has left all it had joined: it may join again, or go, but not stay for nothing."""
        self._standing.put(one)

    def end(self, one: Pulsing) -> None:
        for turns in (self._quiet, self._asked, self._standing):
            turns.take(one)

    def __len__(self) -> int:
        return len(self._quiet) + len(self._asked) + len(self._standing)

    def _ping(self, one: Pulsing) -> None:
        self._asked.put(one)
        one.ping()


def _give_up(one: Pulsing) -> None:
    one.give_up()
