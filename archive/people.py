"""Who may sign in, what they may do and where, and which of their sessions still hold.

Hashing and cookies are the web's business: here a password is a hash that somebody else made, and a session
key is a hash of a token that somebody else keeps. A name is taken as it comes; the web folds its case.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from archive.store import Store
from archive.tables_people import people, roles, sessions
from conference.vocabulary import Role


class NameTaken(Exception):  # noqa: N818
    """Somebody of this name can already sign in."""


class UnknownPerson(Exception):  # noqa: N818
    """Nobody of this name can sign in."""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in one conference, or with `conference` None in all of the commune's."""

    role: Role
    commune: str
    conference: str | None


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    display_name: str
    commune: str
    password_hash: str
    roles: tuple[RoleHeld, ...]


class People:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(
        self, name: str, display_name: str, commune: str, password_hash: str, now: int
    ) -> None:
        """Raises NameTaken."""
        row = {
            "name": name,
            "display_name": display_name,
            "commune": commune,
            "password_hash": password_hash,
            "added_at": now,
        }
        try:
            async with self._store.transaction() as transaction:
                await transaction.execute(insert(people), row)
        except IntegrityError:
            raise NameTaken(name) from None

    async def find(self, name: str) -> Person | None:
        return await self._person(select(people).where(people.c.name == name))

    async def set_password(self, name: str, password_hash: str) -> None:
        """Raises UnknownPerson. Their sessions go on; whoever resets a password ends them too."""
        changed = update(people).where(people.c.name == name)
        async with self._store.transaction() as transaction:
            done = await transaction.execute(changed.values(password_hash=password_hash))
        if not done.rowcount:
            raise UnknownPerson(name)

    async def give_role(self, name: str, role: RoleHeld) -> None:
        """Giving it twice changes nothing. Raises UnknownPerson."""
        try:
            async with self._store.transaction() as transaction:
                await transaction.execute(_without(name, role))
                await transaction.execute(insert(roles), {"name": name, **_role_row(role)})
        except IntegrityError:
            raise UnknownPerson(name) from None

    async def take_role(self, name: str, role: RoleHeld) -> bool:
        """Says whether they had it."""
        async with self._store.transaction() as transaction:
            gone = await transaction.execute(_without(name, role))
        return bool(gone.rowcount)

    async def start_session(self, key: str, name: str, now: int, expires_at: int) -> None:
        """Raises UnknownPerson."""
        commune = select(people.c.commune).where(people.c.name == name).scalar_subquery()
        started = insert(sessions).values(
            key=key, name=name, commune=commune, created_at=now, expires_at=expires_at
        )
        try:
            async with self._store.transaction() as transaction:
                await transaction.execute(started)
        except IntegrityError:
            raise UnknownPerson(name) from None

    async def session(self, key: str, now: int) -> Person | None:
        """Whose session this is, with the roles of this moment, while it has neither ended nor expired."""
        running = (
            select(people)
            .join(sessions, sessions.c.name == people.c.name)
            .where(
                sessions.c.key == key, sessions.c.ended_at.is_(None), sessions.c.expires_at > now
            )
        )
        return await self._person(running)

    async def sessions(self, name: str, now: int) -> list[str]:
        """Keys of their running sessions, oldest first."""
        running = (
            select(sessions.c.key)
            .where(sessions.c.name == name, sessions.c.ended_at.is_(None))
            .where(sessions.c.expires_at > now)
            .order_by(sessions.c.created_at, sessions.c.key)
        )
        async with self._store.reading() as connection:
            return list((await connection.execute(running)).scalars())

    async def end_session(self, key: str, now: int) -> None:
        ended = update(sessions).where(sessions.c.key == key, sessions.c.ended_at.is_(None))
        async with self._store.transaction() as transaction:
            await transaction.execute(ended.values(ended_at=now))

    async def _person(self, wanted: Select[Any]) -> Person | None:
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
            if row is None:
                return None
            held = select(roles).where(roles.c.name == row.name).order_by(*roles.primary_key)
            rows = (await connection.execute(held)).all()
        return Person(
            row.name,
            row.display_name,
            row.commune,
            row.password_hash,
            tuple(_role_held(role) for role in rows),
        )


def _without(name: str, role: RoleHeld) -> Delete:
    held = [roles.c[column] == value for column, value in _role_row(role).items()]
    return delete(roles).where(roles.c.name == name, *held)


def _role_row(role: RoleHeld) -> dict[str, str]:
    return {"role": role.role, "commune": role.commune, "conference": role.conference or ""}


def _role_held(row: Row[tuple[str, str, str, str]]) -> RoleHeld:
    return RoleHeld(Role(row.role), row.commune, row.conference or None)
