"""Follows one casebook's journal and keeps its derived rows up with it.

It holds the states of the casebooks that move, the least recently moved of them forgotten first: a state that
is missing is read anew from the journal.
"""

from collections import OrderedDict
from collections.abc import Callable

from archive import casebook_derived, derived
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.state import CasebookState
from archive.casebook_projection import codes_of, go_through, linked, settle, tell_again, unsealed
from archive.casebook_rows import CasebookRows
from archive.journal import PAGE_ENTRIES, Entry, Journal
from archive.result_rows import save_result, tells_of_result
from archive.store import Store, Transaction
from archive.streams import StreamName

STATES_MAX = 64
"""Casebooks held ready."""


class CasebookFollower:
    def __init__(self, journal: Journal, store: Store, clock: Callable[[], int]) -> None:
        self._journal = journal
        self._store = store
        self._clock = clock
        self._states: OrderedDict[str, CasebookState] = OrderedDict()

    def forget(self) -> None:
        """Begin anew: the tables were thrown away."""
        self._states.clear()

    async def follow(self, stream: str) -> None:
        """Project what is not yet projected. One caller at a time."""
        since = await derived.checkpoint(self._store, stream)
        # Should anything fail below, the state is ahead of the tables: it is read anew next time.
        state = await self._state(stream, since)
        while page := await self._journal.read(stream, since):
            await self._project(stream, page, state)
            since = page[-1].sequence
            if len(page) < PAGE_ENTRIES:
                break
        state.receipts.clear()
        self._states[stream] = state
        if len(self._states) > STATES_MAX:
            self._states.popitem(last=False)

    async def _project(self, stream: str, page: list[Entry], state: CasebookState) -> None:
        name = StreamName.parse(stream)
        history = await self._history(stream, page[0].sequence - 1) if unsealed(page) else []
        async with self._store.transaction() as transaction:
            rows = await self._load(transaction, name, page, state)
            tell_again(rows, history, unsealed(page))
            go_through(rows, state, page)
            settle(rows, state)
            await casebook_derived.save(transaction, rows)
            if tells_of_result(page):
                await save_result(transaction, name, state.result)
            await derived.move_checkpoint(transaction, name, page[-1].sequence, self._clock())

    async def _load(
        self, transaction: Transaction, name: StreamName, page: list[Entry], state: CasebookState
    ) -> CasebookRows:
        begun = [
            entry.event.question
            for entry in page
            if isinstance(entry.event, e.CaseOpened | e.CaseSplitOff)
        ]
        codes = codes_of(page) | linked(state, page)
        return await casebook_derived.load(transaction, name, codes, begun)

    async def _state(self, stream: str, since: int) -> CasebookState:
        """The casebook as its tables show it."""
        state = self._states.pop(stream, None) or CasebookState()
        if state.position > since:
            state = CasebookState()
        while state.position < since:
            for entry in await self._journal.read(stream, state.position, since - state.position):
                apply(state, entry.event)
        return state

    async def _history(self, stream: str, until: int) -> list[Entry]:
        """Everything before this page."""
        entries: list[Entry] = []
        while len(entries) < until:
            entries += await self._journal.read(stream, len(entries), until - len(entries))
        return entries
