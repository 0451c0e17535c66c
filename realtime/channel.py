"""What one audience of one hall was told so far, in bytes ready to send.

A channel stands at the position of the last delta it gave out. Events that come after it wait until
`flush` makes one delta of them, however many they are: the audience's traffic grows with time, never
with votes. The latest deltas are kept in a ring for those who missed some, and the snapshot is encoded
once per position for all who join there. Knows no sockets and no clock, nor what is in a view.
"""

from collections import deque
from typing import NamedTuple

from conference.state import ConferenceState
from realtime.audiences import Audience, View
from realtime.told import Told
from realtime.touched import Touched
from realtime.wire import RING_MAX_BYTES, RING_MAX_DELTAS, encode

_COUNT_BYTES = 9
"""About what one count takes up in a delta."""
_HEAD_BYTES = 24
"""What comes before the body on a phone's line."""
_WORDS = ("text", "name", "place")
"""What somebody wrote, in the view of a question."""


class Delta(NamedTuple):
    """From one position to another; `body` is the message."""

    since: int
    to: int
    body: bytes
    counts_bytes: int
    """About what of it was spent on mere counts."""


Words = tuple[str | None, ...]


class _Kept(NamedTuple):
    """A delta, and the words that it has of each question."""

    delta: Delta
    words: dict[int, Words]


class Channel:
    def __init__(self, audience: Audience, epoch: int, state: ConferenceState) -> None:
        self.epoch = epoch
        self.position = state.position
        self.pressing = False
        """Whether something other than counts waits to be told."""
        self._told = Told(audience, state)
        self._pending: dict[str, set[int]] = {}
        self._ring: deque[_Kept] = deque()
        self._ring_bytes = 0
        self._snapshot: bytes | None = None
        self._asked_for = False

    @property
    def fresh(self) -> bool:
        """Whether everything that happened has been told."""
        return not self._pending

    def note(self, touched: Touched, state: ConferenceState) -> None:
        """Something happened; `state` has it already."""
        for part, numbers in touched.items():
            self._pending.setdefault(part, set()).update(numbers)
        self.pressing = self.pressing or not self._told.lacks_only_counts(touched, state)

    def flush(self, state: ConferenceState) -> Delta | None:
        """Tell what is pending: one delta, or nothing when it is not this audience's business."""
        change = self._told.news(self._pending, state)
        mere_counts = not self.pressing
        self._pending, self.pressing = {}, False
        if not change:
            return None
        body = encode({"from": self.position, "to": state.position, **change})
        counted = _HEAD_BYTES + len(body)
        if not mere_counts:
            counted = _COUNT_BYTES * len(change.get("votes", ()))
        delta = Delta(self.position, state.position, body, counted)
        self.position = state.position
        self._keep(delta, change)
        self._renew_snapshot(state)
        return delta

    def snapshot(self, state: ConferenceState) -> bytes | None:
        """The whole view at the channel's position; None while more than counts is missing there."""
        self._asked_for = True
        if self._snapshot is None and not self.pressing:
            self._snapshot = self._encode_snapshot(state)
        return self._snapshot

    def since(self, epoch: int, position: int) -> list[bytes] | None:
        """The deltas after a position, oldest first; None when they are not to be had any more."""
        if epoch != self.epoch:
            return None
        if position == self.position:
            return []
        deltas = [kept.delta for kept in self._ring]
        for index, delta in enumerate(deltas):
            if delta.since == position:
                return [later.body for later in deltas[index:]]
        return None

    def _keep(self, delta: Delta, change: View) -> None:
        words = {question["number"]: _words(question) for question in change.get("questions", ())}
        self._forget_what_differs({**words, **dict.fromkeys(change.get("gone", ()))})
        self._ring.append(_Kept(delta, words))
        self._ring_bytes += len(delta.body)
        while len(self._ring) > RING_MAX_DELTAS or self._ring_bytes > RING_MAX_BYTES:
            self._forget_oldest()

    def _forget_what_differs(self, now: dict[int, Words | None]) -> None:
        """What was sealed, masked or taken away is told to nobody again, however late they come."""
        last = 0
        for place, kept in enumerate(self._ring, start=1):
            if any(number in now and words != now[number] for number, words in kept.words.items()):
                last = place
        for _ in range(last):
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        self._ring_bytes -= len(self._ring.popleft().delta.body)

    def _renew_snapshot(self, state: ConferenceState) -> None:
        """While people keep joining, have it ready; otherwise let the next one who joins make it."""
        self._snapshot = self._encode_snapshot(state) if self._asked_for else None
        self._asked_for = False

    def _encode_snapshot(self, state: ConferenceState) -> bytes:
        return encode({"at": [self.epoch, self.position], **self._told.snapshot(state)})


def _words(question: View) -> Words:
    return tuple(question.get(part) for part in _WORDS)
