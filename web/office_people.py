"""What the operator can have done to people: the part of the office that edits accounts.

Whatever is done here is in the log of the office under the name "operator". It must not know what a conference
is beyond its commune and its code.
"""

from archive.accounts import Accounts
from archive.casebook.ruling import optional
from archive.office_log import By
from archive.people import (
    ForeignRole,
    NameTaken,
    Person,
    RoleHeld,
    UnknownPerson,
)
from conference.refusals import Refusal
from conference.vocabulary import NAME_MAX_CHARACTERS, UNIT_MAX_CHARACTERS, Role
from realtime.hall import Hall
from web.orders import Details, OrderError
from web.password_rules import PasswordTrouble, trouble_with
from web.passwords import MAX_CHARACTERS, MIN_CHARACTERS, Passwords, new_password
from web.people_desk import PeopleDesk
from web.staff import ACCOUNT, STAFF_ROLES, StaffDoor, account_name

OPERATOR_NAME = "operator"
BOTH_SIDES = "organises and supervises: these belong in two people's hands"
ONE_COMMUNE = "a person has roles in their own commune only"
PASSWORD_WORDS = {
    PasswordTrouble.TOO_SHORT: f"a password has {MIN_CHARACTERS} to {MAX_CHARACTERS} characters",
    PasswordTrouble.TOO_LONG: f"a password has {MIN_CHARACTERS} to {MAX_CHARACTERS} characters",
    PasswordTrouble.GUESSABLE: "that password is among the first that anybody would try",
}


class PeopleOffice:
    """The office's orders about people."""

    _accounts: Accounts
    _passwords: Passwords
    _staff_door: StaffDoor
    _people_desk: PeopleDesk

    async def add_person(
        self,
        *,
        name: str,
        display_name: str,
        password: str | None,
        roles: list[str],
        commune: str,
        conference: str | None,
        unit: str | None = None,
    ) -> Details:
        """Somebody new, with these roles in one conference or in all of the commune's."""
        name, password = _account(name), password or new_password()
        display_name = _tidy(display_name, "display name", NAME_MAX_CHARACTERS) or name
        unit = _tidy(unit, "unit", UNIT_MAX_CHARACTERS)
        held = tuple([await self._role(role, commune, conference) for role in roles])
        hashed = await self._hashed(password, name, display_name, commune)
        person = Person(name, display_name, commune, hashed, held, unit)
        try:
            await self._accounts.people.add(person, self._by())
        except NameTaken:
            raise OrderError(f"{name} is there already; see `person role` and `reset`") from None
        except ForeignRole:
            raise OrderError(ONE_COMMUNE) from None
        return {"name": name, "password": password, **_warned(person)}

    async def list_people(self, commune: str) -> Details:
        """Everybody of the commune, and who organises and supervises at once."""
        known = await self._accounts.people.of_commune(commune)
        return {"people": [_told(person) for person in known]}

    async def give_role(
        self, name: str, role: str, commune: str, conference: str | None
    ) -> Details:
        """They sign in anew, so that every page and socket of theirs knows of it."""
        name = account_name(name)
        held = await self._role(role, commune, conference)
        try:
            await self._accounts.people.give_role(name, held, self._by())
        except UnknownPerson:
            raise OrderError(f"there is no person {name}; `person add` first") from None
        except ForeignRole:
            raise OrderError(ONE_COMMUNE) from None
        await self._staff_door.end_all(name)
        return {"name": name, **_warned(await self._accounts.people.find(name))}

    async def take_role(
        self, name: str, role: str, commune: str, conference: str | None
    ) -> Details:
        name = account_name(name)
        held = await self._role(role, commune, conference)
        if not await self._accounts.people.take_role(name, held, self._by()):
            raise OrderError(f"{name} does not hold that role there")
        await self._staff_door.end_all(name)
        return {"name": name}

    async def set_unit(self, name: str, unit: str) -> Details:
        name, tidy = account_name(name), _tidy(unit, "unit", UNIT_MAX_CHARACTERS)
        try:
            await self._accounts.people.set_unit(name, tidy, self._by())
        except UnknownPerson:
            raise _nobody(name) from None
        return {"name": name}

    async def reset_password(self, name: str, password: str | None) -> Details:
        name, password = account_name(name), password or new_password()
        person = await self._known(name)
        about = (name, person.display_name, person.commune)
        hashed = await self._hashed(password, *about)
        await self._accounts.people.set_password(name, hashed, self._by())
        await self._staff_door.end_all(name)
        return {"name": name, "password": password}

    async def reset_second_step(self, name: str) -> Details:
        """For somebody who has lost phone and recovery codes: the password alone is enough again."""
        name = account_name(name)
        await self._known(name)
        await self._accounts.second_steps.remove(name, self._by())
        await self._staff_door.end_all(name)
        return {"name": name}

    async def disable_person(self, name: str) -> Details:
        """They are out at once, and cannot sign in until they are enabled again."""
        name = account_name(name)
        await self._known(name)
        await self._accounts.people.disable(name, self._by())
        await self._staff_door.end_all(name)
        return {"name": name}

    async def enable_person(self, name: str) -> Details:
        name = account_name(name)
        await self._known(name)
        await self._accounts.people.enable(name, self._by())
        return {"name": name}

    async def invite_person(
        self,
        *,
        roles: list[str],
        commune: str,
        conference: str | None,
        unit: str,
        note: str,
    ) -> Details:
        """The code of an invitation, told this once."""
        held = [await self._role(role, commune, conference) for role in roles]
        if not held:
            raise OrderError("give at least one --role")
        if any(each.commune != commune for each in held):
            raise OrderError(ONE_COMMUNE)
        made = await self._people_desk.write_invitation(
            commune,
            [each.role for each in held],
            held[0].conference,
            unit=unit,
            note=note,
            by=self._by(),
        )
        if isinstance(made, Refusal):
            raise OrderError(f"{made.detail} is too long, or cannot be read")
        return {"code": made, "path": f"/invitation#{made}"}

    async def _known(self, name: str) -> Person:
        person = await self._accounts.people.find(name)
        if person is None:
            raise _nobody(name)
        return person

    async def _role(self, role: str, commune: str, conference: str | None) -> RoleHeld:
        if role not in STAFF_ROLES:
            raise OrderError(f"a role is one of {', '.join(STAFF_ROLES)}")
        if conference is None:
            return RoleHeld(Role(role), commune, None)
        hall = await self._hall(conference)
        return RoleHeld(Role(role), hall.commune, hall.code)

    async def _hall(self, code: str) -> Hall:
        """The conference's; an order about one that is not there fails."""
        raise NotImplementedError

    async def _hashed(self, password: str, *about: str) -> str:
        if trouble := trouble_with(password, about):
            raise OrderError(PASSWORD_WORDS[trouble])
        return await self._passwords.hash(password)

    def _by(self) -> By:
        return By(Role.OPERATOR, OPERATOR_NAME, self._people_desk.clock())


def _account(name: str) -> str:
    folded = account_name(name)
    if not ACCOUNT.fullmatch(folded):
        raise OrderError("a name to sign in with has 2 to 40 letters, digits, dots or hyphens")
    return folded


def _tidy(typed: str | None, what: str, most: int) -> str | None:
    """In one line, and without anything that cannot be seen: it stands on screens beside other names."""
    text = optional(typed, what, most, lines=False)
    if isinstance(text, Refusal):
        raise OrderError(f"the {what} is too long, or cannot be read")
    return text


def _nobody(name: str) -> OrderError:
    return OrderError(f"there is no person {name}")


def _warned(person: Person | None) -> Details:
    return {"warning": BOTH_SIDES} if person and person.is_on_both_sides else {}


def _told(person: Person) -> Details:
    return {
        "name": person.name,
        "display_name": person.display_name,
        "unit": person.unit,
        "roles": [
            {"role": held.role.value, "conference": held.conference} for held in person.roles
        ],
        "second_step": person.second_step,
        "disabled": person.disabled_at is not None,
        **_warned(person),
    }


PEOPLE_ORDERS = (
    PeopleOffice.add_person,
    PeopleOffice.list_people,
    PeopleOffice.give_role,
    PeopleOffice.take_role,
    PeopleOffice.set_unit,
    PeopleOffice.reset_password,
    PeopleOffice.reset_second_step,
    PeopleOffice.disable_person,
    PeopleOffice.enable_person,
    PeopleOffice.invite_person,
)
