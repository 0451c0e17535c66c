"""Who may sign in, and what they may do and where.

Hashing is the web's business: here a password is a hash that somebody else made. A name is taken as it
comes; the web folds its case. A person belongs to one commune and holds roles in that one only. Whatever
changes somebody also writes its line into the log of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Row, Select, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from archive.office_events import AccountAct
from archive.office_log import By, note
from archive.store import Store, Transaction
from archive.tables_people import people, roles, second_steps
from conference.vocabulary import Role


class NameTaken(Exception):  # noqa: N818
    """Somebody of this name can already sign in."""


class UnknownPerson(Exception):  # noqa: N818
    """Nobody of this name can sign in."""


class ForeignRole(Exception):  # noqa: N818
    """The role is another commune's than the person."""


ORGANISERS = frozenset(
    {
        Role.MODERATOR,
        Role.CHAIR,
        Role.SECRETARY,
        Role.CLERK,
        Role.UNIT_HEAD,
        Role.OFFICER,
        Role.APPROVER,
        Role.PUBLISHER,
        Role.ADMIN,
    }
)
"""Whoever holds one of these should not also supervise the commune's work."""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in one conference, or with `conference` None in all of the commune's."""

    role: Role
    commune: str
    conference: str | None

    def __str__(self) -> str:
        return f"{self.role} · {self.conference}" if self.conference else str(self.role)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    display_name: str
    commune: str
    password_hash: str
    roles: tuple[RoleHeld, ...]
    unit: str | None = None
    added_at: int = 0
    disabled_at: int | None = None
    second_step: bool = False
    """Whether signing in asks for a code as well."""

    @property
    def is_on_both_sides(self) -> bool:
        """Organiser and supervisor at once: allowed, and to be warned of."""
        held = {each.role for each in self.roles}
        return Role.SUPERVISOR in held and bool(held & ORGANISERS)


class People:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, person: Person, by: By) -> None:
        """Somebody new, with their roles. Raises NameTaken and ForeignRole."""
        async with self._store.transaction() as transaction:
            await put_person(transaction, person, by)

    async def find(self, name: str) -> Person | None:
        found = await read_people(self._store, people.c.name == name)
        return found[0] if found else None

    async def of_commune(self, commune: str) -> list[Person]:
        """Everybody of the commune, by name."""
        return await read_people(self._store, people.c.commune == commune)

    async def set_password(self, name: str, password_hash: str, by: By) -> None:
        """Raises UnknownPerson. Their sessions go on; whoever sets a password ends them too."""
        await self._change(name, by, AccountAct.PASSWORD_RESET, None, password_hash=password_hash)

    async def replace_password(self, name: str, old_hash: str, new_hash: str, by: By) -> bool:
        """By its owner, who proved to hold the old one; says whether that was still in force."""
        held = update(people).where(people.c.name == name, people.c.password_hash == old_hash)
        async with self._store.transaction() as transaction:
            done = await transaction.execute(held.values(password_hash=new_hash))
            if done.rowcount:
                commune = await commune_of(transaction, name)
                await note(transaction, by, commune, AccountAct.PASSWORD_CHANGED, name=name)
        return bool(done.rowcount)

    async def set_unit(self, name: str, unit: str | None, by: By) -> None:
        """Raises UnknownPerson."""
        await self._change(name, by, AccountAct.UNIT_SET, unit, unit=unit)

    async def disable(self, name: str, by: By) -> None:
        """They cannot sign in, and their sessions hold no more. Raises UnknownPerson."""
        await self._change(name, by, AccountAct.DISABLED, None, disabled_at=by.at)

    async def enable(self, name: str, by: By) -> None:
        """Raises UnknownPerson."""
        await self._change(name, by, AccountAct.ENABLED, None, disabled_at=None)

    async def give_role(self, name: str, role: RoleHeld, by: By) -> None:
        """Giving it twice changes nothing. Raises UnknownPerson and ForeignRole."""
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            had = await transaction.execute(_without(name, role))
            await _put_role(transaction, name, commune, role)
            if not had.rowcount:
                act = AccountAct.ROLE_GIVEN
                await note(transaction, by, commune, act, name=name, detail=str(role))

    async def take_role(self, name: str, role: RoleHeld, by: By) -> bool:
        """Says whether they had it."""
        async with self._store.transaction() as transaction:
            gone = await transaction.execute(_without(name, role))
            if gone.rowcount:
                act = AccountAct.ROLE_TAKEN
                await note(transaction, by, role.commune, act, name=name, detail=str(role))
        return bool(gone.rowcount)

    async def _change(
        self, name: str, by: By, act: AccountAct, detail: str | None, **values: Any
    ) -> None:
        async with self._store.transaction() as transaction:
            commune = await commune_of(transaction, name)
            await transaction.execute(update(people).where(people.c.name == name).values(**values))
            await note(transaction, by, commune, act, name=name, detail=detail)


async def put_person(transaction: Transaction, person: Person, by: By) -> None:
    """Raises NameTaken and ForeignRole."""
    row = {
        "name": person.name,
        "display_name": person.display_name,
        "commune": person.commune,
        "password_hash": person.password_hash,
        "unit": person.unit,
        "added_at": by.at,
    }
    try:
        await transaction.execute(insert(people), row)
    except IntegrityError:
        raise NameTaken(person.name) from None
    for role in person.roles:
        await _put_role(transaction, person.name, person.commune, role)
    given = ", ".join(str(role) for role in person.roles) or None
    act = AccountAct.ADDED
    await note(transaction, by, person.commune, act, name=person.name, detail=given)


async def commune_of(transaction: Transaction, name: str) -> str:
    """Raises UnknownPerson."""
    wanted = select(people.c.commune).where(people.c.name == name)
    commune = (await transaction.execute(wanted)).scalar_one_or_none()
    if commune is None:
        raise UnknownPerson(name)
    return str(commune)


async def read_people(store: Store, *which: Any) -> list[Person]:
    """Those who fit, with the roles of this moment, by name."""
    async with store.reading() as connection:
        rows = (await connection.execute(_known().where(*which).order_by(people.c.name))).all()
        names = [row.name for row in rows]
        held = select(roles).where(roles.c.name.in_(names)).order_by(*roles.primary_key)
        given = (await connection.execute(held)).all()
    return [_person(row, (role for role in given if role.name == row.name)) for row in rows]


def _known() -> Select[Any]:
    confirmed = exists().where(
        second_steps.c.name == people.c.name, second_steps.c.confirmed_at.is_not(None)
    )
    return select(people, confirmed.label("second_step"))


def _person(row: Row[Any], held: Iterable[Row[Any]]) -> Person:
    return Person(
        row.name,
        row.display_name,
        row.commune,
        row.password_hash,
        tuple(_role_held(role) for role in held),
        row.unit,
        row.added_at,
        row.disabled_at,
        bool(row.second_step),
    )


async def _put_role(transaction: Transaction, name: str, commune: str, role: RoleHeld) -> None:
    if role.commune != commune:
        raise ForeignRole(name)
    await transaction.execute(insert(roles), {"name": name, **_role_row(role)})


def _without(name: str, role: RoleHeld) -> Delete:
    held = [roles.c[column] == value for column, value in _role_row(role).items()]
    return delete(roles).where(roles.c.name == name, *held)


def _role_row(role: RoleHeld) -> dict[str, str]:
    return {"role": role.role, "commune": role.commune, "conference": role.conference or ""}


def _role_held(row: Row[Any]) -> RoleHeld:
    return RoleHeld(Role(row.role), row.commune, row.conference or None)
