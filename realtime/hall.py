"""The live owner of one conference: its writer, and what each audience was told.

Nothing is shown that the disk does not hold: views are made only at settled moments, when no batch is
being saved. Staff see changes at once; the crowd, and mere counts, wait for the tick, and the tick waits
while the last delta is still going out. For phones mere counts may wait for more (`thrift.py`). Knows no
sockets: a `Listener` carries the bytes.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import Protocol
from zlib import crc32

import msgspec

from archive.journal import Journal, VaultRow
from archive.streams import StreamName
from conference.commands import Command
from conference.events import Event
from conference.records import Receipt
from conference.ruling import Rulebook
from conference.state import ConferenceState
from conference.vocabulary import Actor, QuestionStatus, Role, Stage
from realtime.audiences import STAFF, Audience, View, mine, whose_mine
from realtime.book import conference_book
from realtime.channel import Channel, Delta
from realtime.thrift import Thrift
from realtime.touched import touched
from realtime.wire import TICK_SECONDS, Resync, encode, with_mine
from realtime.writer import NEVER, Answer, Outcome, Writer

Take = Callable[[bytes], None]

_EARLY_SECONDS = 0.001
"""A timer may strike so much before its time."""


class Listener(Protocol):
    """Who carries a hall's words to its audiences."""

    def tell(self, audience: Audience, delta: Delta) -> None: ...

    def tell_mine(self, attendee_ids: set[str], view: Callable[[str], bytes]) -> None: ...

    def resync(self, reason: Resync) -> None: ...

    def ready(self, audience: Audience) -> bool:
        """Whether the last delta has gone out to all. When it has, call `Hall.nudge`."""
        ...

    @property
    def idle(self) -> bool:
        """Whether nobody is listening."""
        ...


class Observer(Protocol):
    """Whoever must know what a hall holds, beside the audiences. Never called while a batch is being saved."""

    def begin(self, state: ConferenceState) -> None:
        """From here on; also when the hall was read anew from its journal."""
        ...

    def note(self, events: Sequence[Event], state: ConferenceState) -> None:
        """These are on disk, and applied."""
        ...


class Hall:
    def __init__(
        self,
        stream: str,
        journal: Journal,
        rulebook: Rulebook,
        *,
        saved: Callable[[str], None],
        tick_seconds: float = TICK_SECONDS,
    ) -> None:
        """`saved` is called with the stream after each commit."""
        self.stream = stream
        name = StreamName.parse(stream)
        self.code, self.commune = name.code, name.commune
        self.channels: dict[Audience, Channel] = {}
        self.listener: Listener | None = None
        self._saved = saved
        self._tick_seconds = tick_seconds
        self._writer = Writer(stream, journal, conference_book(rulebook), self._committed)
        self._thrift = {Audience.ATTENDEES: Thrift()}
        self._mine_due: set[str] = set()
        self._last_tick = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: list[Callable[[], bool]] = []
        self._observers: list[Observer] = []
        self._kept_back: dict[int, QuestionStatus] = {}

    @property
    def epoch(self) -> int:
        return self._writer.position.epoch

    @property
    def saving_ok(self) -> bool:
        return self._writer.saving_ok

    async def open(self, epoch: int) -> None:
        """Replay the journal. `epoch` counts only for a stream that has none yet."""
        await self._writer.start(epoch)
        self._begin_channels()

    async def close(self) -> None:
        """Save what was taken in, tell it, and stop."""
        await self._writer.close()
        self._thrift = {}
        if self._writer.settled:
            self._tick()
        if self._timer is not None:
            self._timer.cancel()

    def observe(self, observer: Observer) -> None:
        """To be called once the hall is open, before anybody is let in."""
        self._observers.append(observer)
        observer.begin(self._writer.state)

    def keep_back(self, numbers: Collection[int]) -> None:
        """Of a conference that is over: these and no others were sealed since, and no screen shows them.

        Its journal has no part in it: a closed conference does not change, only what is shown of it.
        """
        state = self._writer.state
        if state.stage is not Stage.CLOSED or set(numbers) == set(self._kept_back):
            return
        for number, status in self._kept_back.items():
            state.questions[number].status = status
        self._kept_back = {number: state.questions[number].status for number in numbers}
        for number in numbers:
            state.questions[number].status = QuestionStatus.SEALED
        state.queue = [number for number in state.queue if number not in self._kept_back]
        self._begin_channels()
        if self.listener is not None:
            self.listener.resync(Resync.RESTORED)

    # Asking

    def post(self, command: Command, keep: Sequence[VaultRow], answer: Answer) -> None:
        """For who is on a socket: a vote's receipt is all they are told of their own vote."""
        self._writer.post(command, keep, answer)

    async def submit(self, command: Command, keep: Sequence[VaultRow] = ()) -> Outcome:
        """For who is not: all their sockets, if they have any, are told `mine`."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def answered(outcome: Outcome) -> None:
            self.tell_asker(command.actor, outcome)
            if not future.done():
                future.set_result(outcome)

        self._writer.post(command, keep, answered)
        return await future

    def tell_asker(self, actor: Actor, outcome: Outcome) -> None:
        """Somebody who is on no socket was answered: their sockets, if they have any, are told `mine`."""
        if isinstance(outcome, Receipt) and actor.role is Role.ATTENDEE:
            self._mine_due.add(actor.id)

    # Looking

    async def snapshot(self, audience: Audience, attendee_id: str | None = None) -> View:
        """The view a phone would get that joins now; with `mine` for an attendee."""
        return await _awaited(lambda take: self.join(audience, attendee_id, take))

    async def mine(self, attendee_id: str) -> View:
        return await _awaited(lambda take: self.look(attendee_id, take))

    def join(self, audience: Audience, attendee_id: str | None, take: Take) -> None:
        """Give the snapshot at the channel's position to `take`, now or as soon as there is one.

        Whoever takes it is at that position from this very call on, before the next delta is told.
        """

        def attempt() -> bool:
            body = self.channels[audience].snapshot(self._writer.state)
            if body is None:
                return False
            take(body if attendee_id is None else with_mine(body, self._mine(attendee_id)))
            return True

        self._when_settled(attempt)

    def look(self, attendee_id: str, take: Take) -> None:
        """Give one attendee's own view to `take`, now or as soon as it is settled."""

        def attempt() -> bool:
            take(self._mine(attendee_id))
            return True

        self._when_settled(attempt)

    def consult(self, take: Callable[[ConferenceState], None]) -> None:
        """Give the state to `take`, to be looked at and not kept, now or as soon as it is settled."""

        def attempt() -> bool:
            take(self._writer.state)
            return True

        self._when_settled(attempt)

    def _mine(self, attendee_id: str) -> bytes:
        return encode(mine(self._writer.state, attendee_id))

    def _when_settled(self, attempt: Callable[[], bool]) -> None:
        if not (self._writer.settled and attempt()):
            self._waiting.append(attempt)

    def _serve_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._waiting += [attempt for attempt in waiting if not attempt()]

    # Telling

    def _begin_channels(self) -> None:
        state, epoch = self._writer.state, self.epoch
        if self._kept_back:
            # Whoever slept through it stands at the same position, with the words still before them.
            epoch += crc32(repr(sorted(self._kept_back)).encode())
        self.channels = {audience: Channel(audience, epoch, state) for audience in Audience}

    def nudge(self) -> None:
        """The listener is ready again: what had to wait for it is told in its turn."""
        self._schedule()

    def _committed(self, events: Sequence[Event], repeated: Collection[str]) -> None:
        """Called by the writer at a settled moment."""
        if self._writer.state.position < self.channels[Audience.DISPLAY].position:
            # The journal lost what it had confirmed: a broken disk, or a backup put in its place.
            self._begin_channels()
            for observer in self._observers:
                observer.begin(self._writer.state)
            if self.listener is not None:
                self.listener.resync(Resync.RESTORED)
        if events:
            self._note(events)
        # An earlier receipt says nothing of what has happened since.
        self._mine_due.update(repeated)
        for audience in STAFF:
            if self.channels[audience].pressing:
                self._flush(audience)
        self._schedule()
        self._serve_waiting()
        for observer in self._observers:
            observer.note(events, self._writer.state)

    def _note(self, events: Sequence[Event]) -> None:
        state, now = self._writer.state, _now()
        what = touched(events, state)
        self._saved(self.stream)
        for channel in self.channels.values():
            channel.note(what, state)
        for thrift in self._thrift.values():
            thrift.happened(len(events), now)
        self._mine_due |= whose_mine(events, state)

    def _schedule(self) -> None:
        """The next tick: when something may leave, and not sooner than one period after the last."""
        if not self._writer.settled:
            return  # the writer will say when it is
        now = _now()
        due_at = max(self._last_tick + self._tick_seconds, now + self._wait(now))
        if due_at < now + _EARLY_SECONDS:
            self._tick()
        elif due_at < NEVER:
            self._wake_at(due_at)

    def _wait(self, now: float) -> float:
        """Seconds until somebody may be told something; never, when there is nothing to tell."""
        if self._mine_due:
            return 0
        return min((self._held_back(audience, now) for audience in Audience), default=NEVER)

    def _held_back(self, audience: Audience, now: float) -> float:
        channel, thrift = self.channels[audience], self._thrift.get(audience)
        if channel.fresh or not self._ready(audience):
            return NEVER
        return 0 if channel.pressing or thrift is None else thrift.wait(now)

    def _ready(self, audience: Audience) -> bool:
        return self.listener is None or self.listener.ready(audience)

    def _wake_at(self, due_at: float) -> None:
        if self._timer is not None:
            if self._timer.when() <= due_at:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(due_at, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self._schedule()

    def _tick(self) -> None:
        """Tell what may be told. What may not yet has its own time."""
        self._last_tick = now = _now()
        for audience in Audience:
            if self._held_back(audience, now) < _EARLY_SECONDS:
                self._flush(audience)
        due, self._mine_due = self._mine_due, set()
        if due and self.listener is not None:
            self.listener.tell_mine(due, self._mine)
        self._serve_waiting()
        self._schedule()

    def _flush(self, audience: Audience) -> None:
        channel = self.channels[audience]
        if channel.fresh or not self._ready(audience):
            return
        delta = channel.flush(self._writer.state)
        if delta is None:
            return
        if audience in self._thrift:
            self._thrift[audience].spent(delta.counts_bytes, self._last_tick)
        if self.listener is not None:
            self.listener.tell(audience, delta)


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _awaited(give: Callable[[Take], None]) -> View:
    future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def take(body: bytes) -> None:
        if not future.done():
            future.set_result(body)

    give(take)
    view: View = msgspec.json.decode(await future)
    return view
