"""How often somebody may try a wrong password: ten times, then ever longer waits.

Tries are counted for an account at a *place*. The place is the network, which a whole hall may share, until
somebody has signed in there: from then on their own browser is a place of its own, so that a neighbour who
guesses cannot lock them out. Beyond that an account has a ceiling for all strange places together, against
guessing from many networks; whoever has signed in from a place before is not held up by it. Every wait ends.

A name that nobody has is counted like any other, else the difference would tell who works here. Counting is
done in memory, and put on disk now and then in one go: a flood of wrong tries must not make the hall wait
for the disk. What a crash may lose is the tries of the last seconds; a stop loses none.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from archive.journal import NotSaved
from archive.tries import TryBook, TryRecord
from realtime.addresses import network

MINUTE = 60_000
FREE_TRIES = 10
FIRST_WAIT = 15 * MINUTE
LONGEST_WAIT = 12 * 60 * MINUTE
STRANGE_TRIES = 100
"""For all places together from which the account never signed in."""
STRANGE_LONGEST_WAIT = 60 * MINUTE
FORGIVEN_AFTER = 24 * 60 * MINUTE
"""So long without a wrong try, and nothing is held against a place."""
KNOWN_FOR = 90 * 24 * 60 * MINUTE
ROWS_MAX = 20_000
SAVE_EVERY = 10_000
EVERYWHERE = "everywhere"
DOUBLINGS_MAX = 16


@dataclass(slots=True)
class Tried:
    """One account at one place."""

    failed: int = 0
    last_at: int = 0
    admitted_at: int | None = None

    def wait(self, now: int, free: int, longest: int) -> int:
        """Milliseconds until the next try is heard."""
        if self.failed < free:
            return 0
        wait = min(FIRST_WAIT << min(self.failed - free, DOUBLINGS_MAX), longest)
        left = self.last_at + wait - now
        # More than the whole of it is left when the clock was put back.
        return left if 0 < left <= wait else 0

    def fail(self, now: int, free: int) -> None:
        quiet = FIRST_WAIT if self.failed < free else FORGIVEN_AFTER
        self.failed = 1 if now - self.last_at > quiet else self.failed + 1
        self.last_at = now

    def knows(self, now: int) -> bool:
        return self.admitted_at is not None and now - self.admitted_at < KNOWN_FOR


@dataclass(frozen=True, slots=True)
class Place:
    """Where a try comes from."""

    address: str
    device: str | None = None
    """The browser, by its signed cookie; None when it has just come."""

    @property
    def names(self) -> Iterable[str]:
        return [f"device {self.device}"] * bool(self.device) + [f"network {network(self.address)}"]


@dataclass(slots=True)
class Tries:
    book: TryBook
    key: bytes
    clock: Callable[[], int]
    _rows: dict[tuple[str, str], Tried] = field(default_factory=dict)
    _changed: set[tuple[str, str]] = field(default_factory=set)
    """What the disk does not know yet; also what has been dropped."""
    _saved_at: int = 0

    async def load(self) -> None:
        """What was counted before the restart."""
        for row in (await self.book.read())[-ROWS_MAX:]:
            self._rows[row.account, row.place] = Tried(row.failed, row.last_at, row.admitted_at)

    def wait(self, account: str, place: Place) -> int:
        """Milliseconds until a try of this account from there is heard; 0 for now."""
        now = self.clock()
        known = self._known(account, place, now)
        here = self._row(known or self._strange(account, place))
        if known:
            return here.wait(now, FREE_TRIES, LONGEST_WAIT)
        everywhere = self._row(self._key(account, EVERYWHERE))
        return max(
            here.wait(now, FREE_TRIES, LONGEST_WAIT),
            everywhere.wait(now, STRANGE_TRIES, STRANGE_LONGEST_WAIT),
        )

    def knows(self, account: str, place: Place) -> bool:
        """Whether they have signed in from there."""
        return self._known(account, place, self.clock()) is not None

    def count(self, account: str, place: Place) -> None:
        """Before the try is judged: many at once must not all be heard as the first."""
        now = self.clock()
        known = self._known(account, place, now)
        self._kept(known or self._strange(account, place)).fail(now, FREE_TRIES)
        if not known:
            self._kept(self._key(account, EVERYWHERE)).fail(now, STRANGE_TRIES)

    async def settle(self) -> None:
        """The try was wrong, and stays counted."""
        if self.clock() - self._saved_at >= SAVE_EVERY:
            await self.save()

    async def admitted(self, account: str, place: Place) -> None:
        """They are in: this browser and this network are theirs, and what they mistyped is forgiven."""
        now = self.clock()
        if self._known(account, place, now) is None:
            mistyped = self._row(self._strange(account, place)).failed
            everywhere = self._kept(self._key(account, EVERYWHERE))
            everywhere.failed = max(0, everywhere.failed - mistyped)
        for name in place.names:
            row = self._kept(self._key(account, name))
            row.failed, row.last_at, row.admitted_at = 0, now, now
        await self.save()

    async def save(self) -> None:
        """Put on disk what has changed. A disk that fails keeps nobody from trying again later."""
        now = self._saved_at = self.clock()
        changed, self._changed = self._changed, set()
        rows = [self._record(key) for key in changed if key in self._rows]
        with suppress(NotSaved):
            await self.book.save(rows, changed - self._rows.keys(), now - KNOWN_FOR)

    def _known(self, account: str, place: Place, now: int) -> tuple[str, str] | None:
        keys = (self._key(account, name) for name in place.names)
        return next((key for key in keys if self._row(key).knows(now)), None)

    def _strange(self, account: str, place: Place) -> tuple[str, str]:
        return self._key(account, f"network {network(place.address)}")

    def _row(self, key: tuple[str, str]) -> Tried:
        return self._rows.get(key) or Tried()

    def _kept(self, key: tuple[str, str]) -> Tried:
        if key not in self._rows:
            self._make_room()
        self._changed.add(key)
        # Put last again, so that whoever was heard of the longest ago goes first.
        row = self._rows[key] = self._rows.pop(key, Tried())
        return row

    def _make_room(self) -> None:
        if len(self._rows) >= ROWS_MAX:
            # Somebody who makes up names must not make the house forget whom it knows.
            strangers = (key for key, row in self._rows.items() if row.admitted_at is None)
            gone = next(strangers, next(iter(self._rows)))
            del self._rows[gone]
            self._changed.add(gone)

    def _key(self, account: str, place: str) -> tuple[str, str]:
        """Keyed digests: what is on disk tells neither names nor addresses."""
        return self._digest(f"account {account}"), self._digest(f"{account} at {place}")

    def _digest(self, words: str) -> str:
        return hmac.digest(self.key, words.encode(), hashlib.sha256).hex()[:32]

    def _record(self, key: tuple[str, str]) -> TryRecord:
        row = self._rows[key]
        return TryRecord(*key, row.failed, row.last_at, row.admitted_at)
