"""Staff passwords: argon2id, one at a time, and the same answer and time whoever is asked for.

Hashing takes tens of milliseconds and tens of megabytes, so it runs in a thread, one after another:
somebody hammering the login must not slow down the hall.
"""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_CHARACTERS = 10
MAX_CHARACTERS = 128
GENERATED_BYTES = 12
WAITING_MAX = 32
"""More people signing in at the same moment are asked to try again."""


class Passwords:
    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0
        # Compared with when nobody has that name, so that the time taken tells nothing.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(GENERATED_BYTES))

    async def hash(self, password: str) -> str:
        return await asyncio.to_thread(self._hasher.hash, password)

    @property
    def busy(self) -> bool:
        return self._waiting >= WAITING_MAX

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is the one; `stored` is None when the name is unknown."""
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                same = await asyncio.to_thread(self._verify, password, stored or self._nobody)
        finally:
            self._waiting -= 1
        return same and stored is not None

    def _verify(self, password: str, stored: str) -> bool:
        if len(password) > MAX_CHARACTERS:
            password = ""
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def new_password() -> str:
    """One to hand over, strong enough to keep."""
    return secrets.token_urlsafe(GENERATED_BYTES)
