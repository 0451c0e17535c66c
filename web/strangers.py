"""How many whom the house does not know may wait at once for their password to be judged.

Judging one takes long on purpose, and they are judged one after another: a machine that sends names which nobody has
would fill the queue, and nobody could sign in. So strangers of one network get a share of it, all strangers together
get no more than leaves room, and whoever has signed in from where they are is no stranger.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from web.passwords import WAITING_MAX

OF_ONE_NETWORK_MAX = WAITING_MAX // 4
STRANGERS_MAX = WAITING_MAX * 3 // 4


class Strangers:
    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def waiting(self, network: str) -> Iterator[bool]:
        """Whether there is room for one more from there."""
        full = self._waiting[network] >= OF_ONE_NETWORK_MAX
        if full or self._waiting.total() >= STRANGERS_MAX:
            yield False
            return
        self._waiting[network] += 1
        try:
            yield True
        finally:
            self._waiting[network] -= 1
            self._waiting = +self._waiting
