"""The single writer of one stream: inbox → batch → rules → one append → receipts.

What kind of life the stream has (a conference, a casebook, an almanac) is its `Book`'s to know.

Within a batch each command sees what the one before it did; then all their events are saved in one
append; only then does anybody hear an answer. When saving fails, every waiter is refused `not_saved`,
the state is thrown away and read again from the journal: what the disk does not hold was never there.

Reading the state is safe only while nothing is being saved: `settled` says so, and the `committed`
callback comes in just such a moment, before the next batch begins.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple

from archive.journal import PAGE_ENTRIES, Journal, NotSaved, Position, StaleExpectation, VaultRow
from conference.commands import CastVote, Command, RetractVote
from conference.events import Event
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from realtime.book import Book, S
from realtime.wire import (
    BATCH_MAX_COMMANDS,
    BATCH_WINDOW_SECONDS,
    INBOX_MAX_COMMANDS,
    VOTES_WINDOW_SECONDS,
)

log = logging.getLogger(__name__)

Outcome = Receipt | Refusal
Answer = Callable[[Outcome], None]
Sleep = Callable[[float], Awaitable[None]]

NEVER = float("inf")
_PATIENT = frozenset({CastVote, RetractVote})
"""Commands that lose nothing by a longer window: the crowd sees their sum on the tick."""

_RECOVERY_FIRST_SECONDS = 0.2
_RECOVERY_MAX_SECONDS = 5.0


class _Waiting(NamedTuple):
    command: Command
    keep: Sequence[VaultRow]
    answer: Answer


class _Batch(NamedTuple):
    """What was decided together and is saved together."""

    waiting: list[_Waiting]
    outcomes: list[Outcome]
    events: list[Event]
    keep: list[VaultRow]
    repeated: list[str]
    """Attendees who were given an earlier receipt again."""


class Writer(Generic[S]):
    """Owns the state of one stream. `start` reads it; after that nothing else changes it."""

    def __init__(
        self,
        stream: str,
        journal: Journal,
        book: Book[S],
        committed: Callable[[Sequence[Event], Sequence[str]], None],
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.state = book.fresh()
        self.position = Position(0, 0)
        self.saving_ok = True
        self.settled = True
        self._stream = stream
        self._journal = journal
        self._book = book
        self._committed = committed
        self._sleep = sleep
        self._inbox: deque[_Waiting] = deque()
        self._in_a_hurry = False
        self._begins_at = NEVER
        self._timer: asyncio.TimerHandle | None = None
        self._last_batch = float("-inf")
        self._saving: asyncio.Task[None] | None = None
        self._closing = False

    async def start(self, epoch: int) -> None:
        """Read the stream, or begin it with this epoch when there is none."""
        head = await self._journal.head(self._stream)
        self.position = Position(head.epoch if head else epoch, 0)
        await self._read_on()

    async def close(self) -> None:
        """Finish what was taken in, refuse what comes later, and stop."""
        self._closing = True
        while self.saving_ok and (self._inbox or self._saving):
            self._plan()
            await asyncio.sleep(0) if self._saving is None else await asyncio.wait([self._saving])
        if self._saving is not None:
            self._saving.cancel()
            await asyncio.gather(self._saving, return_exceptions=True)

    def post(self, command: Command, keep: Sequence[VaultRow], answer: Answer) -> None:
        """Take a command in; `answer` is called once, after its commit or with a refusal."""
        if not self.saving_ok or self._closing:
            answer(Refusal(Code.NOT_SAVED))
        elif len(self._inbox) >= INBOX_MAX_COMMANDS:
            answer(Refusal(Code.BUSY))
        else:
            self._inbox.append(_Waiting(command, keep, answer))
            self._in_a_hurry = self._in_a_hurry or type(command) not in _PATIENT
            self._plan()

    async def submit(self, command: Command, keep: Sequence[VaultRow] = ()) -> Outcome:
        """The same for who can wait. Giving up waiting does not take the command back."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def answered(outcome: Outcome) -> None:
            if not future.done():
                future.set_result(outcome)

        self.post(command, keep, answered)
        return await future

    def _plan(self) -> None:
        """Begin the next batch when its window since the last one is over.

        So a lone command never waits, and many share a commit.
        """
        if self._saving is not None or not self._inbox:
            return
        window = BATCH_WINDOW_SECONDS if self._in_a_hurry else VOTES_WINDOW_SECONDS
        if self._closing or len(self._inbox) >= BATCH_MAX_COMMANDS:
            window = 0
        begins_at = self._last_batch + window
        if begins_at >= self._begins_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._begins_at = begins_at
        # Even at once is a turn of the loop later, for all that arrived in this one.
        self._timer = loop.call_at(max(begins_at, loop.time()), self._begin)

    def _begin(self) -> None:
        self._timer, self._begins_at = None, NEVER
        self._last_batch = asyncio.get_running_loop().time()
        self.settled = False
        self._saving = asyncio.create_task(self._commit(), name=f"commit of {self._stream}")

    async def _commit(self) -> None:
        """Decide, save, answer; when it cannot be saved, the state is not to be trusted any more."""
        batch = _Batch(self._take_batch(), [], [], [], [])
        try:
            self._decide_all(batch)
            if batch.events:
                self.position = await self._journal.append(
                    self._stream, self.position, batch.events, batch.keep
                )
        except Exception as error:  # noqa: BLE001  a bug in a rule must not take the hall with it
            self._fail(batch, error)
            await self._recover()
        else:
            self._finish(batch)
        self._saving = None
        self._plan()

    def _take_batch(self) -> list[_Waiting]:
        count = min(len(self._inbox), BATCH_MAX_COMMANDS)
        self._in_a_hurry = len(self._inbox) > count
        return [self._inbox.popleft() for _ in range(count)]

    def _decide_all(self, batch: _Batch) -> None:
        for command, keep, _ in batch.waiting:
            decided = self._decide(command)
            if isinstance(decided, list):
                batch.events.extend(decided)
                batch.keep.extend(keep)
                decided = self._apply(command, decided)
            elif isinstance(decided, Receipt) and command.actor.role is Role.ATTENDEE:
                batch.repeated.append(command.actor.id)
            batch.outcomes.append(decided)

    def _finish(self, batch: _Batch) -> None:
        self.settled = True
        for waiting, outcome in zip(batch.waiting, batch.outcomes, strict=True):
            _tell(waiting.answer, outcome)
        self._hand_on(batch.events, batch.repeated)

    def _decide(self, command: Command) -> list[Event] | Outcome:
        try:
            return self._book.decide(self.state, command)
        except Exception:
            log.exception("rule failed on %s, incident %s", type(command).__name__, command.id)
            return Refusal(Code.NOT_SAVED, command.id)

    def _apply(self, command: Command, events: list[Event]) -> Receipt:
        for event in events:
            self._book.apply(self.state, event)
        return self.state.receipt(command.actor, command.id) or Receipt(self.state.position)

    def _fail(self, batch: _Batch, error: Exception) -> None:
        self.saving_ok = False
        if isinstance(error, (NotSaved, StaleExpectation)):
            log.error("%s: %d commands not saved: %s", self._stream, len(batch.waiting), error)
        else:
            log.error("%s: batch given up", self._stream, exc_info=error)
        for waiting in batch.waiting:
            _tell(waiting.answer, Refusal(Code.NOT_SAVED))
        self._refuse_all()

    def _refuse_all(self) -> None:
        while self._inbox:
            _tell(self._inbox.popleft().answer, Refusal(Code.NOT_SAVED))

    async def _recover(self) -> None:
        """Show again what was saved; take nothing in until the journal can be trusted; go on from there."""
        known = self.position.sequence
        wait = _RECOVERY_FIRST_SECONDS
        while not await self._recovered(known):
            await self._sleep(wait)
            wait = min(wait * 2, _RECOVERY_MAX_SECONDS)
        log.warning("%s: saving again, at %d", self._stream, self.position.sequence)

    async def _recovered(self, known: int) -> bool:
        """One attempt. Reading often works while writing does not: then at least there is a view."""
        if not self.settled:
            self.state = self._book.fresh()
            self.position = Position(self.position.epoch, 0)
            if await self._succeeds(self._read_on(known)):
                self.settled = True
                self._hand_on(())
        if not await self._succeeds(self._journal.recover()):
            return False
        self.settled = False
        found: list[Event] = []
        if not await self._succeeds(self._read_on(found=found)):
            return False
        self.saving_ok = self.settled = True
        self._hand_on(found[max(0, known - self.position.sequence + len(found)) :])
        return True

    async def _succeeds(self, attempt: Awaitable[None]) -> bool:
        try:
            await attempt
        except Exception as error:  # noqa: BLE001  whatever it is, the hall can only try again
            log.error("%s: not recovered yet: %s", self._stream, error)  # noqa: TRY400  again and again
            return False
        return True

    async def _read_on(self, until: int | None = None, found: list[Event] | None = None) -> None:
        """Apply the entries after the position, up to `until`; adds their events to `found`."""
        while until is None or self.position.sequence < until:
            limit = (
                PAGE_ENTRIES if until is None else min(PAGE_ENTRIES, until - self.position.sequence)
            )
            entries = await self._journal.read(self._stream, self.position.sequence, limit)
            if not entries:
                return
            for entry in entries:
                self._book.apply(self.state, entry.event)
                if found is not None:
                    found.append(entry.event)
            self.position = Position(self.position.epoch, entries[-1].sequence)

    def _hand_on(self, events: Sequence[Event], repeated: Sequence[str] = ()) -> None:
        try:
            self._committed(events, repeated)
        except Exception:
            log.exception("%s: telling the audiences failed", self._stream)


def _tell(answer: Answer, outcome: Outcome) -> None:
    """Whoever asked may be gone, or be a bug; the hall goes on either way."""
    try:
        answer(outcome)
    except Exception:
        log.exception("an answer could not be delivered")
