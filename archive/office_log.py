"""The log of the office: a stream of the journal for each commune, so that nobody alters it unseen.

Whoever does something writes its entry in the same transaction: there is no deed without its entry, and no entry
without its deed. What is only looked at or taken away is written before anybody gets to see it. All writers take
turns on one connection, so the digest that an entry builds on is the last one. It must not know who reads it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import LargeBinary, cast, func, insert, select

from archive.codec import CODEC
from archive.journal import Entry, genesis, link
from archive.office_events import AccountAct, AccountChanged
from archive.store import Store, Transaction
from archive.streams import office_stream
from archive.tables import entries, heads
from conference.event import Event
from conference.naming import wire_name
from conference.vocabulary import Actor, Role

LINES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, in what capacity, and when."""

    role: Role
    actor: str
    at: int


class OfficeLog:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def write(self, commune: str, event: Event) -> None:
        """By itself, for a look or a copy. Raises NotSaved; then nothing may be shown or handed out."""
        async with self._store.transaction() as transaction:
            await write_entry(transaction, commune, event)

    async def latest(
        self,
        commune: str,
        kinds: Collection[type[Event]] = (),
        *,
        before: int | None = None,
        limit: int = LINES_SHOWN,
    ) -> list[Entry]:
        """The commune's, newest first; of these kinds alone, if some are given, and before this sequence."""
        stream = office_stream(commune)
        wanted = (
            select(entries.c.sequence, cast(entries.c.body, LargeBinary), entries.c.digest)
            .where(entries.c.stream == stream)
            .order_by(entries.c.sequence.desc())
            .limit(limit)
        )
        if kinds:
            names = [wire_name(kind) for kind in kinds]
            wanted = wanted.where(func.json_extract(entries.c.body, "$.type").in_(names))
        if before is not None:
            wanted = wanted.where(entries.c.sequence < before)
        async with self._store.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        return [
            Entry(stream, sequence, CODEC.decode(body), digest) for sequence, body, digest in rows
        ]


async def write_entry(transaction: Transaction, commune: str, event: Event) -> None:
    """Beside whatever else this transaction does. The log begins with its first entry."""
    stream = office_stream(commune)
    wanted = select(heads.c.sequence, heads.c.digest).where(heads.c.stream == stream)
    head = (await transaction.execute(wanted)).one_or_none()
    sequence, digest = (head.sequence, head.digest) if head else (0, genesis(stream, event.at))
    of_commune = {"stream": stream, "commune": commune}
    if head is None:
        begins = {**of_commune, "epoch": event.at, "sequence": 0, "digest": digest}
        await transaction.execute(insert(heads), begins)
    body = CODEC.encode(event)
    entry = {
        **of_commune,
        "sequence": sequence + 1,
        "body": body.decode(),
        "digest": link(digest, body),
    }
    await transaction.execute(insert(entries), entry)


async def note(
    transaction: Transaction,
    by: By,
    commune: str,
    act: AccountAct,
    *,
    name: str | None,
    detail: str | None = None,
) -> None:
    """What was done to somebody's account."""
    who = Actor(by.role, by.actor)
    event = AccountChanged(at=by.at, by=who, cause="", act=act, name=name, detail=detail)
    await write_entry(transaction, commune, event)
