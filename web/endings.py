"""When a conference has ended: whoever has to do with it is hurried, since everybody opens their case then.

What they do is theirs; this only tells them, once the end is on the disk.
"""

from collections.abc import Callable, Sequence
from functools import partial

from conference.events import ConferenceClosed, Event
from conference.state import ConferenceState
from realtime.hall import Hall


class Endings:
    def __init__(self, project: Callable[[], None], sign: Callable[[str], None]) -> None:
        """`project` brings the read tables up; `sign` puts a checkpoint behind this stream."""
        self._project = project
        self._sign = sign

    def observe(self, hall: Hall) -> None:
        hall.observe(_Ending(partial(self._ended, hall.stream)))

    def _ended(self, stream: str) -> None:
        self._project()
        self._sign(stream)


class _Ending:
    """Waits for the end of one conference."""

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended

    def begin(self, state: ConferenceState) -> None:
        pass

    def note(self, events: Sequence[Event], _state: ConferenceState) -> None:
        if any(isinstance(event, ConferenceClosed) for event in events):
            self._ended()
