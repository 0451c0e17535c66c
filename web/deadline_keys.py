"""The key in the address of somebody's calendar of deadlines: a calendar program cannot sign in.

It follows from the person's password and the installation's keys and is stored nowhere. So it ends when they change
their password or are disabled, and it opens nothing but that calendar.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Sequence

from archive.people import Person

PURPOSE = b"calendar of deadlines"
KEY_MAX_CHARACTERS = 400

Find = Callable[[str], Awaitable[Person | None]]


class DeadlineKeys:
    def __init__(self, keys: Sequence[str], find: Find) -> None:
        """`keys` are the newest first; `find` gives the person of a name."""
        self._keys = [key.encode() for key in keys]
        self._find = find

    async def key(self, name: str) -> str:
        """The key of somebody who is signed in."""
        person = await self._find(name)
        if person is None:
            raise LookupError("nobody of that name")
        return f"{_written(name.encode())}.{_written(self._digest(self._keys[0], person))}"

    async def owner(self, key: str) -> Person | None:
        """Whose key it is, while it holds."""
        name, _, digest = key[:KEY_MAX_CHARACTERS].partition(".")
        person = await self._find(_read(name).decode(errors="replace"))
        if person is None or person.disabled_at is not None:
            return None
        given = _read(digest)
        held = [hmac.compare_digest(self._digest(each, person), given) for each in self._keys]
        return person if any(held) else None

    def _digest(self, key: bytes, person: Person) -> bytes:
        about = b"\0".join([PURPOSE, person.name.encode(), person.password_hash.encode()])
        return hmac.digest(key, about, hashlib.sha256)


def _written(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _read(written: str) -> bytes:
    """Nothing, when it is not of this kind."""
    try:
        return base64.urlsafe_b64decode(written.encode("ascii") + b"==")
    except (binascii.Error, UnicodeEncodeError):
        return b""
