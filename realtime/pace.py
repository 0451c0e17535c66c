"""How often somebody may do something: a steady rate, and a burst saved up while they were quiet. Pure."""


class Pace:
    """A bucket of `burst` turns that fills at `per_second`. Time comes in with every question."""

    __slots__ = ("_burst", "_left", "_per_second", "_seen_at")

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._left = float(burst)
        self._seen_at = float("-inf")

    def allows(self, now: float) -> bool:
        """Take one turn, if there is one. A clock that jumps back costs nothing and gives nothing."""
        if not self.ready(now):
            return False
        self.spend()
        return True

    def ready(self, now: float) -> bool:
        """Whether there is a turn to take."""
        elapsed = max(0.0, now - self._seen_at)
        self._left = min(self._burst, self._left + elapsed * self._per_second)
        self._seen_at = now
        return self._left >= 1

    def spend(self) -> None:
        """Take a turn that was had, whether there was one or not; up to a burst may be owed."""
        self._left = max(-float(self._burst), self._left - 1)

    def rested(self, now: float) -> bool:
        """Whether it is full again, and forgetting it would change nothing."""
        return self._left + (now - self._seen_at) * self._per_second >= self._burst


class Paces:
    """One pace per key, kept only as long as it matters."""

    def __init__(self, per_second: float, burst: int, *, keep_max: int = 4_096) -> None:
        self._per_second = per_second
        self._burst = burst
        self._keep_max = keep_max
        self._paces: dict[str, Pace] = {}

    def allows(self, key: str, now: float) -> bool:
        return self._pace(key, now).allows(now)

    def ready(self, key: str, now: float) -> bool:
        return self._pace(key, now).ready(now)

    def spend(self, key: str, now: float) -> None:
        self._pace(key, now).spend()

    def _pace(self, key: str, now: float) -> Pace:
        pace = self._paces.get(key)
        if pace is None:
            if len(self._paces) >= self._keep_max:
                self._forget(now)
            pace = self._paces[key] = Pace(self._per_second, self._burst)
        return pace

    def _forget(self, now: float) -> None:
        self._paces = {key: pace for key, pace in self._paces.items() if not pace.rested(now)}
        # All of them busy: then there really are that many people, and the next sweep is later.
        self._keep_max = max(self._keep_max, 2 * len(self._paces))
