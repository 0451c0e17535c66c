"""Where those who join wait for their turn, so that they never hold up those who are inside.

A storm of joins is thousands of small pieces of work that are all ready at once. Here so many of them are
done in one turn of the event loop and no more: in between, votes are heard and deltas go out. Nobody
waits while there is no storm. Knows neither sockets nor halls.
"""

import asyncio
from collections import deque
from collections.abc import Callable

from realtime.wire import JOINS_PER_TURN, LOBBY_MAX

Go = Callable[[], None]


class Lobby:
    def __init__(
        self,
        soon: Callable[[Go], object],
        per_turn: int = JOINS_PER_TURN,
        most: int = LOBBY_MAX,
    ) -> None:
        """`soon` calls once everything else that is ready now has had its turn."""
        self._soon = soon
        self._per_turn = per_turn
        self._most = most
        self._waiting: deque[Go] = deque()
        self._left = per_turn
        self._counting = False

    def __len__(self) -> int:
        return len(self._waiting)

    def enter(self, go: Go) -> bool:
        """Go in now or when it is one's turn; False when too many wait already."""
        if len(self._waiting) >= self._most:
            return False
        self._waiting.append(go)
        self._serve()
        return True

    def _serve(self) -> None:
        while self._waiting and self._left > 0:
            self._left -= 1
            if not self._counting:
                self._counting = True
                self._soon(self._next_turn)
            self._waiting.popleft()()

    def _next_turn(self) -> None:
        self._counting = False
        self._left = self._per_turn
        self._serve()


def soon(go: Go) -> None:
    """At the running event loop's next turn."""
    asyncio.get_running_loop().call_soon(go)
