"""Which staff sessions still hold, and whose they are.

A session's key is a hash of a token that the browser keeps: who reads the table cannot sign in with it.
It must not know what a session is used for.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from archive.office_events import AccountAct
from archive.office_log import By, note
from archive.people import Person, commune_of, read_people
from archive.reading import read_all
from archive.store import Store, Transaction
from archive.tables_people import people, sessions


@dataclass(frozen=True, slots=True)
class SessionRecord:
    key: str
    created_at: int
    expires_at: int
    browser: str | None
    """Roughly, as it called itself when signing in."""


class Sessions:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def start(
        self,
        key: str,
        name: str,
        now: int,
        expires_at: int,
        browser: str | None = None,
        *,
        proved: str | None = None,
    ) -> bool:
        """`proved`: the hash of the password that they gave. Says whether it is still in force. Raises UnknownPerson."""
        row = {"key": key, "name": name, "created_at": now, "expires_at": expires_at}
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            if proved is not None and not await _in_force(transaction, name, proved):
                return False
            await transaction.execute(
                insert(sessions), {**row, "commune": commune, "browser": browser}
            )
        return True

    async def whose(self, key: str, now: int) -> Person | None:
        """With the roles of this moment, while it has neither ended nor expired, nor they been disabled."""
        running = select(sessions.c.name).where(
            sessions.c.key == key, sessions.c.ended_at.is_(None), sessions.c.expires_at > now
        )
        found = await read_people(
            self._store, people.c.name == running.scalar_subquery(), people.c.disabled_at.is_(None)
        )
        return found[0] if found else None

    async def of(self, name: str, now: int) -> list[SessionRecord]:
        """Their running sessions, oldest first."""
        columns = (sessions.c.key, sessions.c.created_at, sessions.c.expires_at, sessions.c.browser)
        running = (
            select(*columns)
            .where(sessions.c.name == name, sessions.c.ended_at.is_(None))
            .where(sessions.c.expires_at > now)
            .order_by(sessions.c.created_at, sessions.c.key)
        )
        async with self._store.reading() as connection:
            return await read_all(connection, running, list[SessionRecord])

    async def end(self, key: str, now: int) -> None:
        ended = update(sessions).where(sessions.c.key == key, sessions.c.ended_at.is_(None))
        async with self._store.transaction() as transaction:
            await transaction.execute(ended.values(ended_at=now))

    async def end_all(self, name: str, by: By) -> None:
        """Said in the log: somebody else's sessions, by whoever keeps the accounts. Raises UnknownPerson."""
        ended = update(sessions).where(sessions.c.name == name, sessions.c.ended_at.is_(None))
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            await transaction.execute(ended.values(ended_at=by.at))
            await note(transaction, by, commune, AccountAct.SESSIONS_ENDED, name=name)


async def _in_force(transaction: Transaction, name: str, password_hash: str) -> bool:
    """It may have been reset, or they disabled, while it was being judged."""
    wanted = select(people.c.name).where(
        people.c.name == name,
        people.c.password_hash == password_hash,
        people.c.disabled_at.is_(None),
    )
    return (await transaction.execute(wanted)).one_or_none() is not None
