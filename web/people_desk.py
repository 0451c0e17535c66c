"""What the commune's admin does to its people and invitations.

Everything is asked for by a signed-in person and judged here: the admin of one commune finds nobody of
another, which is told as if there were no such person. Admins leave their own roles alone, and the Front's
supervisors are none of the commune's business: those the operator names, at the Front's word.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from archive.accounts import Accounts
from archive.casebook.ruling import optional
from archive.invitations import Invitation
from archive.journal import Entry
from archive.office_log import By
from archive.people import Person, RoleHeld
from archive.queries import Queries
from conference.refusals import Code, Refusal
from conference.vocabulary import UNIT_MAX_CHARACTERS, Role
from web.passwords import Passwords
from web.staff import STAFF_ROLES, Staff, StaffDoor, session_key

GIVEN_BY_ADMIN = tuple(role for role in STAFF_ROLES if role is not Role.SUPERVISOR)
INVITATION_LASTS = 7 * 86_400_000
NOTE_MAX_CHARACTERS = 80
OPEN_INVITATIONS_MAX = 50
PEOPLE_MAX = 500
"""Of one commune, with the open invitations."""


@dataclass(slots=True)
class PeopleDesk:
    accounts: Accounts
    door: StaffDoor
    queries: Queries
    clock: Callable[[], int]
    tokens: Callable[[], str]
    passwords: Passwords

    async def people(self, admin: Staff) -> list[Person] | Refusal:
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        return await self.accounts.people.of_commune(admin.commune)

    async def log(self, admin: Staff, before: int | None = None) -> list[Entry] | Refusal:
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        return await self.accounts.log.latest(admin.commune, before=before)

    async def find(self, admin: Staff, name: str) -> Person | Refusal:
        """Somebody of the admin's commune."""
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        person = await self.accounts.people.find(name)
        if person is None or person.commune != admin.commune:
            return Refusal(Code.NOT_FOUND)
        return person

    async def give_role(
        self, admin: Staff, name: str, role: Role, conference: str | None
    ) -> Refusal | None:
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        if role not in GIVEN_BY_ADMIN:
            return Refusal(Code.NOT_ALLOWED, "role")
        if not await self._is_own(admin, conference):
            return Refusal(Code.NOT_FOUND, "conference")
        held = RoleHeld(role, admin.commune, conference)
        await self.accounts.people.give_role(name, held, self._by(admin))
        await self.door.end_all(name)
        return None

    async def take_role(
        self, admin: Staff, name: str, role: Role, conference: str | None
    ) -> Refusal | None:
        # Also from a supervisor: who organises and supervises at once must be able to lay one down.
        person = await self.find(admin, name)
        if isinstance(person, Refusal):
            return person
        if person.name == admin.name or role not in GIVEN_BY_ADMIN:
            return Refusal(Code.NOT_ALLOWED)
        held = RoleHeld(role, admin.commune, conference)
        if not await self.accounts.people.take_role(name, held, self._by(admin)):
            return Refusal(Code.NOT_FOUND)
        await self.door.end_all(name)
        return None

    async def set_unit(self, admin: Staff, name: str, unit: str) -> Refusal | None:
        person = await self._changeable(admin, name, own=True)
        if isinstance(person, Refusal):
            return person
        tidy = optional(unit, "unit", UNIT_MAX_CHARACTERS, lines=False)
        if isinstance(tidy, Refusal):
            return tidy
        await self.accounts.people.set_unit(name, tidy, self._by(admin))
        return None

    async def end_sessions(self, admin: Staff, name: str) -> Refusal | None:
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        running = await self.accounts.sessions.of(name, self.clock())
        await self.accounts.sessions.end_all(name, self._by(admin))
        for session in running:
            await self.door.forget(session.key)
        return None

    async def disable(self, admin: Staff, name: str) -> Refusal | None:
        """From this moment they are out, and cannot come in again."""
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        await self.accounts.people.disable(name, self._by(admin))
        await self.door.end_all(name)
        return None

    async def enable(self, admin: Staff, name: str) -> Refusal | None:
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        await self.accounts.people.enable(name, self._by(admin))
        return None

    async def reset_password(self, admin: Staff, name: str) -> Person | Refusal:
        """The old one is worth nothing from this moment, and nobody knows the one in its place."""
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        if self.passwords.busy:
            return Refusal(Code.BUSY)
        hashed = await self.passwords.hash(self.tokens())
        await self.accounts.people.set_password(name, hashed, self._by(admin))
        await self.door.end_all(name)
        return replace(person, password_hash=hashed)

    async def reset_second_step(self, admin: Staff, name: str) -> Refusal | None:
        """For somebody who has lost both phone and recovery codes."""
        person = await self._changeable(admin, name)
        if isinstance(person, Refusal):
            return person
        await self.accounts.second_steps.remove(name, self._by(admin))
        await self.door.end_all(name)
        return None

    async def invitations(self, admin: Staff) -> list[Invitation] | Refusal:
        """The latest, newest first."""
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        return await self.accounts.invitations.of_commune(admin.commune)

    async def invite(
        self,
        admin: Staff,
        roles: Collection[Role],
        *,
        conference: str | None,
        unit: str,
        note: str,
    ) -> str | Refusal:
        """A link's token. It is shown this once: only its hash is kept."""
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        if not roles or not set(roles) <= set(GIVEN_BY_ADMIN):
            return Refusal(Code.BAD_VALUE, "role")
        if not await self._is_own(admin, conference):
            return Refusal(Code.NOT_FOUND, "conference")
        if refused := await self._no_room(admin):
            return refused
        return await self.write_invitation(
            admin.commune, roles, conference, unit=unit, note=note, by=self._by(admin)
        )

    async def write_invitation(
        self,
        commune: str,
        roles: Collection[Role],
        conference: str | None,
        *,
        unit: str,
        note: str,
        by: By,
    ) -> str | Refusal:
        """Whoever asks may do so: the admin above, or the operator."""
        tidy_unit = optional(unit, "unit", UNIT_MAX_CHARACTERS, lines=False)
        tidy_note = optional(note, "note", NOTE_MAX_CHARACTERS, lines=False)
        if isinstance(tidy_unit, Refusal):
            return tidy_unit
        if isinstance(tidy_note, Refusal):
            return tidy_note
        token = self.tokens()
        wanted = Invitation(
            key=session_key(token),
            commune=commune,
            roles=tuple(role for role in STAFF_ROLES if role in roles),
            conference=conference,
            unit=tidy_unit,
            note=tidy_note or "",
            made_by=by.actor,
            made_at=by.at,
            expires_at=by.at + INVITATION_LASTS,
        )
        await self.accounts.invitations.make(wanted, by.role)
        return token

    async def revoke(self, admin: Staff, key: str) -> Refusal | None:
        if not admin.keeps_accounts:
            return Refusal(Code.NOT_ALLOWED)
        done = await self.accounts.invitations.revoke(admin.commune, key, self._by(admin))
        return None if done else Refusal(Code.NOT_FOUND)

    async def _changeable(self, admin: Staff, name: str, *, own: bool = False) -> Person | Refusal:
        person = await self.find(admin, name)
        if isinstance(person, Refusal):
            return person
        is_supervisor = any(held.role is Role.SUPERVISOR for held in person.roles)
        if is_supervisor or (person.name == admin.name and not own):
            return Refusal(Code.NOT_ALLOWED)
        return person

    async def _is_own(self, admin: Staff, conference: str | None) -> bool:
        """Whether it is one of the commune's conferences, or all of them are meant."""
        known = await self.queries.conferences()
        return conference is None or any(
            each.commune == admin.commune and each.code == conference for each in known
        )

    async def _no_room(self, admin: Staff) -> Refusal | None:
        now = self.clock()
        made = await self.accounts.invitations.of_commune(admin.commune)
        waiting = sum(each.is_open(now) for each in made)
        known = len(await self.accounts.people.of_commune(admin.commune))
        is_full = waiting >= OPEN_INVITATIONS_MAX or known + waiting >= PEOPLE_MAX
        return Refusal(Code.TOO_MANY) if is_full else None

    def _by(self, admin: Staff) -> By:
        return By(Role.ADMIN, admin.name, self.clock())
