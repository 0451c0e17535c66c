"""When mere counts may leave for phones, whose owners pay for every byte. Pure: time is handed in.

Votes that trickle in would cost a message five times a second, all evening. So an audience has a purse
of bytes: while there is something in it, counts leave on the next tick, and a lone vote is seen at once.
When it is empty they wait, and then many share a message. A delta that costs more than is left puts the
purse in debt, so that the next one waits until that is paid off; the debt has a limit, and with it the wait.

In a storm counts always leave on the next tick: so many share each message that waiting would save
little, and everybody is looking. A storm may empty the purse, but leaves no debt.
"""

from realtime.wire import (
    COUNTS_BURST_BYTES,
    COUNTS_BYTES_PER_SECOND,
    COUNTS_WAIT_MAX_SECONDS,
    STORM_VOTES,
    STORM_VOTES_PER_SECOND,
)

_DEBT_MAX_BYTES = COUNTS_WAIT_MAX_SECONDS * COUNTS_BYTES_PER_SECOND


class Thrift:
    """What one audience may still spend on mere counts, and whether there is a storm of votes."""

    def __init__(self) -> None:
        self._bytes = float(COUNTS_BURST_BYTES)
        self._votes = 0.0
        """Above what a calm hall gives; they drain away by the calm rate."""
        self._filled_at = self._drained_at = float("-inf")

    def happened(self, events: int, now: float) -> None:
        """Votes, most of them."""
        self._votes = min(2 * STORM_VOTES, self._above_calm(now) + events)
        self._drained_at = now

    def wait(self, now: float) -> float:
        """Seconds until mere counts may leave."""
        if self._above_calm(now) >= STORM_VOTES:
            return 0.0
        return max(0.0, -self._left(now) / COUNTS_BYTES_PER_SECOND)

    def spent(self, size: int, now: float) -> None:
        """So many bytes of mere counts have left."""
        left = self._left(now)
        stormy = self._above_calm(now) >= STORM_VOTES
        least = min(left, 0.0) if stormy else -_DEBT_MAX_BYTES
        self._bytes, self._filled_at = max(least, left - size), now

    def _left(self, now: float) -> float:
        filled = max(0.0, now - self._filled_at) * COUNTS_BYTES_PER_SECOND
        return min(COUNTS_BURST_BYTES, self._bytes + filled)

    def _above_calm(self, now: float) -> float:
        drained = max(0.0, now - self._drained_at) * STORM_VOTES_PER_SECOND
        return max(0.0, self._votes - drained)
