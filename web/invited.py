"""Accepting an invitation: from the code in the link to an account of one's own.

The code is exchanged for a cookie at once and is in no address that a server or proxy would log; it is good
for one person. What comes with it was decided by who made the invitation.
"""

from collections.abc import Callable
from dataclasses import dataclass

from archive.accounts import Accounts
from archive.casebook.ruling import optional
from archive.invitations import Invitation
from archive.people import NameTaken, Person
from conference.refusals import Code, Refusal
from conference.vocabulary import NAME_MAX_CHARACTERS
from web.password_rules import PasswordTrouble, trouble_with
from web.passwords import Passwords
from web.staff import ACCOUNT, StaffDoor, account_name, session_key

CODE_MAX_CHARACTERS = 64


@dataclass(slots=True)
class Invited:
    accounts: Accounts
    passwords: Passwords
    door: StaffDoor
    clock: Callable[[], int]

    async def open(self, token: str) -> Invitation | None:
        """While it can be used."""
        if not 0 < len(token) <= CODE_MAX_CHARACTERS:
            return None
        return await self.accounts.invitations.find(session_key(token), self.clock())

    async def accept(
        self, token: str, name: str, display_name: str, password: str
    ) -> str | Refusal | PasswordTrouble:
        """The account's name; it is there from now on, and the link is used up."""
        invitation = await self.open(token)
        if invitation is None:
            return Refusal(Code.STALE)
        account = account_name(name)
        shown = optional(display_name, "display_name", NAME_MAX_CHARACTERS, lines=False)
        if not ACCOUNT.fullmatch(account):
            return Refusal(Code.BAD_NAME, "name")
        if isinstance(shown, Refusal) or shown is None:
            return shown or Refusal(Code.BAD_NAME, "display_name")
        about = (account, shown, invitation.commune, invitation.unit or "")
        if trouble := trouble_with(password, about):
            return trouble
        if self.passwords.busy:
            return Refusal(Code.BUSY)
        hashed = await self.passwords.hash(password)
        person = Person(account, shown, invitation.commune, hashed, ())
        try:
            done = await self.accounts.invitations.accept(invitation.key, person, self.clock())
        except NameTaken:
            return Refusal(Code.DUPLICATE, "name")
        return account if done else Refusal(Code.STALE)
