"""Invitations: what somebody will be allowed once they have followed the link that they were sent.

An invitation is named by a hash of the link's token. It is good for one person and a few days, and whoever
keeps the accounts may take it back.
"""

import json
from dataclasses import dataclass, replace

from sqlalchemy import Row, Update, insert, select, update

from archive.office_events import AccountAct
from archive.office_log import By, note
from archive.people import Person, RoleHeld, put_person
from archive.store import Store, Transaction
from archive.tables_people import invitations
from conference.vocabulary import Role

SHOWN_MAX = 100


@dataclass(frozen=True, slots=True)
class Invitation:
    key: str
    commune: str
    roles: tuple[Role, ...]
    conference: str | None
    unit: str | None
    note: str
    """Whom it is for, in the words of who made it."""
    made_by: str
    made_at: int
    expires_at: int
    used_at: int | None = None
    used_by: str | None = None
    revoked_at: int | None = None

    def is_open(self, now: int) -> bool:
        return self.used_at is None and self.revoked_at is None and now < self.expires_at

    @property
    def held(self) -> tuple[RoleHeld, ...]:
        """The roles that come with it."""
        return tuple(RoleHeld(role, self.commune, self.conference) for role in self.roles)


class Invitations:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def make(self, invitation: Invitation, capacity: Role) -> None:
        """In what capacity it is made: by an admin or the operator."""
        row = {
            "key": invitation.key,
            "commune": invitation.commune,
            "roles": json.dumps(invitation.roles),
            "conference": invitation.conference or "",
            "unit": invitation.unit,
            "note": invitation.note,
            "made_by": invitation.made_by,
            "made_at": invitation.made_at,
            "expires_at": invitation.expires_at,
        }
        by = By(capacity, invitation.made_by, invitation.made_at)
        async with self._store.transaction() as transaction:
            await transaction.execute(insert(invitations), row)
            await _note(transaction, by, invitation, AccountAct.INVITED, None)

    async def of_commune(self, commune: str) -> list[Invitation]:
        """The commune's latest, newest first."""
        wanted = (
            select(invitations)
            .where(invitations.c.commune == commune)
            .order_by(invitations.c.made_at.desc(), invitations.c.key)
            .limit(SHOWN_MAX)
        )
        async with self._store.reading() as connection:
            return [_read(row) for row in (await connection.execute(wanted)).all()]

    async def find(self, key: str, now: int) -> Invitation | None:
        """While it can be used."""
        wanted = select(invitations).where(invitations.c.key == key)
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        found = _read(row) if row else None
        return found if found and found.is_open(now) else None

    async def revoke(self, commune: str, key: str, by: By) -> bool:
        """Says whether there was an unused one of this commune."""
        wanted = select(invitations).where(
            invitations.c.key == key, invitations.c.commune == commune
        )
        async with self._store.transaction() as transaction:
            row = (await transaction.execute(wanted)).one_or_none()
            if row is None or not _read(row).is_open(by.at):
                return False
            await transaction.execute(_of(key).values(revoked_at=by.at))
            await _note(transaction, by, _read(row), AccountAct.INVITATION_REVOKED, None)
        return True

    async def accept(self, key: str, person: Person, now: int) -> bool:
        """The person is there with what was promised, and the invitation used up: both, or neither.

        Says whether it could still be used. Raises NameTaken.
        """
        by = By(Role.OWN_ACCOUNT, person.name, now)
        async with self._store.transaction() as transaction:
            wanted = select(invitations).where(invitations.c.key == key)
            row = (await transaction.execute(wanted)).one_or_none()
            if row is None or not _read(row).is_open(now):
                return False
            promised = _read(row)
            guest = replace(
                person, commune=promised.commune, unit=promised.unit, roles=promised.held
            )
            await put_person(transaction, guest, by)
            await transaction.execute(_of(key).values(used_at=now, used_by=person.name))
            await _note(transaction, by, promised, AccountAct.INVITATION_USED, person.name)
        return True


def _of(key: str) -> Update:
    return update(invitations).where(invitations.c.key == key)


async def _note(
    transaction: Transaction, by: By, invitation: Invitation, act: AccountAct, name: str | None
) -> None:
    roles = ", ".join(str(held) for held in invitation.held)
    # Never the note: it may be somebody's name, and nobody can be taken out of a journal.
    await note(transaction, by, invitation.commune, act, name=name, detail=roles)


def _read(row: Row[tuple[object, ...]]) -> Invitation:
    told = row._mapping  # noqa: SLF001  SQLAlchemy's public name for it
    return Invitation(
        **{
            **told,
            "roles": tuple(Role(role) for role in json.loads(told["roles"])),
            "conference": told["conference"] or None,
        }
    )
