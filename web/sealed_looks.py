"""What each session was shown of the sealed box, so that a page that only looks again by itself is no other look.

A box that stands open for a whole meeting would else be hundreds of lines in the log. Forgotten, a look is written
down once more. It must not know what is sealed: only numbers.
"""

from collections import OrderedDict
from collections.abc import Collection
from typing import Final

SESSIONS_REMEMBERED: Final = 200


class SealedLooks:
    def __init__(self) -> None:
        self._shown: OrderedDict[tuple[str, str], frozenset[int]] = OrderedDict()
        """By session and conference, the one that looked longest ago first."""

    def knew(self, session: str, conference: str, numbers: Collection[int]) -> bool:
        """Whether it was shown all of these."""
        shown = self._shown.get((session, conference))
        return shown is not None and shown >= frozenset(numbers)

    def note(self, session: str, conference: str, numbers: Collection[int]) -> None:
        before = self._shown.pop((session, conference), frozenset())
        self._shown[session, conference] = before | frozenset(numbers)
        while len(self._shown) > SESSIONS_REMEMBERED:
            self._shown.popitem(last=False)
