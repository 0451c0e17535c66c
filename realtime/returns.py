"""Phones that may be a muted one come back with its cookies cleared.

The only signs are those that any connection shows: the same address, the same kind of browser, new, and
soon after. In a hall they fit honest neighbours as well, so nothing is refused on them: a suspect's
questions wait for a moderator where others might not, and that is all. Nothing else is kept to know a
phone by, and nothing outlives the server. Pure: the time comes in.
"""

from typing import Final

RETURN_SECONDS: Final = 1_800.0
KNOWN_MAX: Final = 100_000


class Returns:
    """Of one conference. `kind` is any key for an address and a kind of browser together."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._muted_at: dict[str, float] = {}
        self._suspects: set[str] = set()

    def came(self, phone: str, kind: str, now: float, *, new: bool) -> None:
        """`new`: the conference has not met it."""
        if phone in self._kinds:
            return
        if len(self._kinds) >= KNOWN_MAX:
            oldest = next(iter(self._kinds))
            del self._kinds[oldest]
            self._suspects.discard(oldest)
        self._kinds[phone] = kind
        if new and now - self._muted_at.get(kind, float("-inf")) <= RETURN_SECONDS:
            self._suspects.add(phone)

    def muted(self, phone: str, now: float) -> None:
        kind = self._kinds.get(phone)
        if kind is not None:
            self._muted_at[kind] = now

    def unmuted(self, phone: str) -> None:
        kind = self._kinds.get(phone)
        if kind is not None:
            self._muted_at.pop(kind, None)
            self._suspects = {each for each in self._suspects if self._kinds[each] != kind}

    def is_suspect(self, phone: str) -> bool:
        return phone in self._suspects
