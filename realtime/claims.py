"""Who is handling what at the moderators' desk: a courtesy among them, never a lock.

A claim lives as long as the connection that made it and is in no journal; each connection claims one
question at most, and several may claim the same one, since whoever acts first wins anyway. Pure.
"""

from realtime.seats import Seat


class Claims:
    """Of one hall."""

    def __init__(self) -> None:
        self._claimed: dict[Seat, int] = {}

    def claim(self, seat: Seat, question: int | None) -> bool:
        """Says whether that changed anything. None: this seat handles nothing any more."""
        if self._claimed.get(seat) == question:
            return False
        if question is None:
            del self._claimed[seat]
        else:
            self._claimed[seat] = question
        return True

    def listed(self) -> list[tuple[int, str]]:
        """Number and name, each pair once, whatever the number of tabs."""
        return sorted({(question, seat.name) for seat, question in self._claimed.items()})
