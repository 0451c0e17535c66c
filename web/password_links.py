"""A new password for somebody who cannot sign in any more: a link in which they choose it themselves.

It follows from the installation's keys and the password in force and is stored nowhere. So it ends when it is used,
when that password changes in any other way, and after three days. Who may ask for one is the people desk's to say.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Sequence

from archive.accounts import Accounts
from archive.office_log import By
from archive.people import Person
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.password_rules import PasswordTrouble, trouble_with
from web.passwords import Passwords
from web.staff import StaffDoor

PURPOSE = b"choosing a new password"
LASTS = 3 * 86_400_000
CODE_MAX_CHARACTERS = 400
_TIME_DIGITS = 15


class PasswordLinks:
    def __init__(
        self,
        keys: Sequence[str],
        accounts: Accounts,
        passwords: Passwords,
        door: StaffDoor,
        clock: Callable[[], int],
    ) -> None:
        """`keys` are the newest first."""
        self._keys = [key.encode() for key in keys]
        self._people = accounts.people
        self._passwords = passwords
        self._door = door
        self._clock = clock

    def code(self, person: Person) -> str:
        """What stands in the link."""
        until = str(self._clock() + LASTS)
        digest = _digest(self._keys[0], person, until)
        return f"{_written(person.name.encode())}.{until}.{_written(digest)}"

    async def owner(self, code: str) -> Person | None:
        """Whose link it is, while it holds."""
        name, _, rest = code[:CODE_MAX_CHARACTERS].partition(".")
        until, _, digest = rest.partition(".")
        fits = until.isascii() and until.isdecimal() and len(until) <= _TIME_DIGITS
        person = await self._people.find(_read(name).decode(errors="replace"))
        if person is None or person.disabled_at is not None or not fits:
            return None
        given = _read(digest)
        held = [hmac.compare_digest(_digest(key, person, until), given) for key in self._keys]
        return person if any(held) and self._clock() < int(until) else None

    async def choose(self, code: str, password: str) -> str | Refusal | PasswordTrouble:
        """Whose password it is from now on. Their second step stays as it was."""
        person = await self.owner(code)
        if person is None:
            return Refusal(Code.STALE)
        about = (person.name, person.display_name, person.commune, person.unit or "")
        if trouble := trouble_with(password, about):
            return trouble
        if self._passwords.busy:
            return Refusal(Code.BUSY)
        hashed = await self._passwords.hash(password)
        by = By(Role.OWN_ACCOUNT, person.name, self._clock())
        if not await self._people.replace_password(person.name, person.password_hash, hashed, by):
            return Refusal(Code.STALE)  # the link was used while this one was being hashed
        await self._door.end_all(person.name)
        return person.name


def _digest(key: bytes, person: Person, until: str) -> bytes:
    about = [PURPOSE, person.name.encode(), until.encode(), person.password_hash.encode()]
    return hmac.digest(key, b"\0".join(about), hashlib.sha256)


def _written(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _read(written: str) -> bytes:
    """Nothing, when it is not of this kind."""
    try:
        return base64.urlsafe_b64decode(written.encode("ascii") + b"==")
    except (binascii.Error, UnicodeEncodeError):
        return b""
