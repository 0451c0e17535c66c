"""How many wrong codes may come from one network. Right ones cost nothing, so a whole hall can look at once.

A code has 70 bits, which nobody finds by trying; this keeps a machine that tries from costing us anything. Whoever
has used up their tries is told to wait, whatever they type next: else the wait itself would tell right from wrong.
"""

from collections.abc import Callable

from realtime.pace import Paces

MILLISECONDS = 1000


class Guesses:
    def __init__(self, per_minute: int, clock: Callable[[], int]) -> None:
        """`clock` gives epoch milliseconds."""
        self._clock = clock
        self._paces = Paces(per_minute / 60, per_minute)

    def allowed(self, network: str) -> bool:
        return self._paces.ready(network, self._clock() / MILLISECONDS)

    def wrong(self, network: str) -> None:
        self._paces.spend(network, self._clock() / MILLISECONDS)
