"""Originals erased at their asker's wish: found by the events that point to them, and gone from the vault for good.

The journal holds salted hashes of them, so every chain stays as it was. That it was done, by whom and how many, is an
entry of the office's log in the same transaction: a question has no casebook before its conference ends, and the
casebook of a sealed case tells nobody anything. What is sealed is erased by the keeper of the sealed box alone.
"""

from collections.abc import AsyncIterator

from archive.casebook import events as c
from archive.casebook.event import CaseEvent
from archive.journal import PAGE_ENTRIES, Journal
from archive.office_events import OriginalsErased
from archive.office_log import By, write_entry
from archive.store import Store
from archive.streams import casebook_stream, conference_stream
from archive.vault import forget
from conference.event import Event
from conference.vocabulary import Actor, Role


class Forgetting:
    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal

    async def erase(self, commune: str, conference: str, question: int, by: By) -> int:
        """How many wordings were still there. What was split off in the hall has a number of its own.

        Raises NotSaved.
        """
        keys = await self._asked(conference_stream(commune, conference), question)
        keys |= await self._told(casebook_stream(commune, conference), question, by)
        async with self._store.transaction() as transaction:
            gone = await forget(transaction, keys)
            if gone:
                erased = OriginalsErased(
                    at=by.at,
                    by=Actor(by.role, by.actor),
                    cause="",
                    conference=conference,
                    question=question,
                    wordings=gone,
                )
                await write_entry(transaction, commune, erased)
        return gone

    async def _asked(self, stream: str, question: int) -> set[str]:
        return {
            original
            async for event in self._events(stream)
            if getattr(event, "question", None) == question and (original := _original(event))
        }

    async def _told(self, stream: str, question: int, by: By) -> set[str]:
        """What was written to its cases; of those that are sealed only to their keeper."""
        own: set[str] = set()
        sealed: set[str] = set()
        keys: dict[str, set[str]] = {}
        async for event in self._events(stream):
            if not isinstance(event, CaseEvent):
                continue
            if isinstance(event, c.CaseOpened | c.CaseSplitOff) and event.question == question:
                own.add(event.case)
            if isinstance(event, c.CaseSealed) or _opened_sealed(event):
                sealed.add(event.case)
            elif isinstance(event, c.CaseUnsealed):
                sealed.discard(event.case)
            if original := _original(event):
                keys.setdefault(event.case, set()).add(original)
        may = own if by.role is Role.SEALED_BOX else own - sealed
        return {key for case in may for key in keys.get(case, ())}

    async def _events(self, stream: str) -> AsyncIterator[Event]:
        since = 0
        while page := await self._journal.read(stream, since, PAGE_ENTRIES):
            for entry in page:
                yield entry.event
            since = page[-1].sequence


def _opened_sealed(event: CaseEvent) -> bool:
    return isinstance(event, c.CaseOpened) and event.state == "sealed"


def _original(event: Event) -> str | None:
    key: str | None = getattr(event, "original", None)
    return key
