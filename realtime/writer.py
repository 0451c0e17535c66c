"""The single writer of one conference: inbox → batch → rules → one append → receipts.

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
from typing import NamedTuple

from archive.journal import PAGE_ENTRIES, Journal, NotSaved, Position, StaleExpectation, VaultRow
from conference.commands import Command
from conference.decide import decide
from conference.events import Event
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.ruling import Rulebook
from conference.state import ConferenceState, apply
from realtime.wire import BATCH_MAX_COMMANDS, BATCH_WINDOW_SECONDS, INBOX_MAX_COMMANDS

log = logging.getLogger(__name__)

Outcome = Receipt | Refusal
Answer = Callable[[Outcome], None]
Sleep = Callable[[float], Awaitable[None]]

_RECOVERY_FIRST_SECONDS = 0.2
_RECOVERY_MAX_SECONDS = 5.0


class _Waiting(NamedTuple):
    command: Command
    keep: Sequence[VaultRow]
    answer: Answer


class Writer:
    """Owns the state of one stream. `start` reads it; after that only its own task changes it."""

    def __init__(
        self,
        stream: str,
        journal: Journal,
        rulebook: Rulebook,
        committed: Callable[[Sequence[Event]], None],
        *,
        window_seconds: float = BATCH_WINDOW_SECONDS,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.state = ConferenceState()
        self.position = Position(0, 0)
        self.saving_ok = True
        self.settled = True
        self._stream = stream
        self._journal = journal
        self._rulebook = rulebook
        self._committed = committed
        self._window = window_seconds
        self._sleep = sleep
        self._inbox: deque[_Waiting] = deque()
        self._wanted = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False
        self._last_batch = float("-inf")
        self._task: asyncio.Task[None] | None = None

    async def start(self, epoch: int) -> None:
        """Read the stream, or begin it with this epoch when there is none."""
        head = await self._journal.head(self._stream)
        self.position = Position(head.epoch if head else epoch, 0)
        await self._read_on()
        self._task = asyncio.create_task(self._run(), name=f"writer of {self._stream}")

    async def close(self) -> None:
        """Finish what was taken in, refuse what comes later, and stop."""
        self._closing = True
        if self._task is None:
            return
        if self.saving_ok:
            await self._idle.wait()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._refuse_all()

    def post(self, command: Command, keep: Sequence[VaultRow], answer: Answer) -> None:
        """Take a command in; `answer` is called once, after its commit or with a refusal."""
        if not self.saving_ok or self._closing:
            answer(Refusal(Code.NOT_SAVED))
        elif len(self._inbox) >= INBOX_MAX_COMMANDS:
            answer(Refusal(Code.BUSY))
        else:
            self._inbox.append(_Waiting(command, keep, answer))
            self._idle.clear()
            self._wanted.set()

    async def submit(self, command: Command, keep: Sequence[VaultRow] = ()) -> Outcome:
        """The same for who can wait. Giving up waiting does not take the command back."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def answered(outcome: Outcome) -> None:
            if not future.done():
                future.set_result(outcome)

        self.post(command, keep, answered)
        return await future

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            await self._fill()
            if not await self._commit(self._take_batch()):
                await self._recover()
            if not self._inbox:
                self._wanted.clear()
                self._idle.set()

    async def _fill(self) -> None:
        """Wait until the window since the last batch is over.

        So a lone command never waits, and many share a commit.
        """
        wait = self._last_batch + self._window - asyncio.get_running_loop().time()
        if wait > 0 and len(self._inbox) < BATCH_MAX_COMMANDS and not self._closing:
            await self._sleep(wait)
        self._last_batch = asyncio.get_running_loop().time()

    def _take_batch(self) -> list[_Waiting]:
        count = min(len(self._inbox), BATCH_MAX_COMMANDS)
        return [self._inbox.popleft() for _ in range(count)]

    async def _commit(self, batch: list[_Waiting]) -> bool:
        """Decide, save, answer. False when it could not be saved, and the state is not to be trusted."""
        self.settled = False
        events: list[Event] = []
        keep: list[VaultRow] = []
        outcomes: list[Outcome] = []
        try:
            for waiting in batch:
                decided = self._decide(waiting.command)
                if isinstance(decided, list):
                    events += decided
                    keep += waiting.keep
                    decided = self._apply(waiting.command, decided)
                outcomes.append(decided)
            if events:
                self.position = await self._journal.append(
                    self._stream, self.position, events, keep
                )
        except Exception as error:  # noqa: BLE001  a bug in a rule must not take the hall with it
            self._fail(batch, error)
            return False
        self.settled = True
        for waiting, outcome in zip(batch, outcomes, strict=True):
            _tell(waiting.answer, outcome)
        self._hand_on(events)
        return True

    def _decide(self, command: Command) -> list[Event] | Outcome:
        try:
            return decide(self.state, command, self._rulebook)
        except Exception:
            log.exception("rule failed on %s, incident %s", type(command).__name__, command.id)
            return Refusal(Code.NOT_SAVED, command.id)

    def _apply(self, command: Command, events: list[Event]) -> Receipt:
        for event in events:
            apply(self.state, event)
        return self.state.receipt(command.actor, command.id) or Receipt(self.state.position)

    def _fail(self, batch: list[_Waiting], error: Exception) -> None:
        self.saving_ok = False
        if isinstance(error, (NotSaved, StaleExpectation)):
            log.error("%s: %d commands not saved: %s", self._stream, len(batch), error)
        else:
            log.error("%s: batch given up", self._stream, exc_info=error)
        for waiting in batch:
            _tell(waiting.answer, Refusal(Code.NOT_SAVED))
        self._refuse_all()
        self._idle.set()

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
            self.state = ConferenceState()
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
                apply(self.state, entry.event)
                if found is not None:
                    found.append(entry.event)
            self.position = Position(self.position.epoch, entries[-1].sequence)

    def _hand_on(self, events: Sequence[Event]) -> None:
        try:
            self._committed(events)
        except Exception:
            log.exception("%s: telling the audiences failed", self._stream)


def _tell(answer: Answer, outcome: Outcome) -> None:
    """Whoever asked may be gone, or be a bug; the hall goes on either way."""
    try:
        answer(outcome)
    except Exception:
        log.exception("an answer could not be delivered")
