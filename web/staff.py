"""Staff sessions: signing in and out, and who a session belongs to.

A session is a row on the server; the cookie only names it, by a random token of which the row keeps
the hash. So it can be ended at once, whoever holds the cookie. Roles are read with each request, never
kept in the cookie. Whatever ends a session tells `on_end`, which closes its live sockets.
"""

import hashlib
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from archive.people import People, RoleHeld
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from web.passwords import Passwords
from web.settings import Settings

NAME_MAX_CHARACTERS = 64
"""Nobody's name to sign in with is longer; more is not read."""
TRIES = RateLimitItemPerMinute(10, 15)
"""Wrong passwords for one name from one address."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A signed-in person, as of this request."""

    name: str
    display_name: str
    roles: tuple[RoleHeld, ...]
    session: str
    """Key of the session row; not the cookie's secret."""

    def may_act_as(self, role: Role, commune: str, code: str) -> bool:
        """Whether they hold this role in this conference, or in all of its commune."""
        return any(
            held.role is role and held.commune == commune and held.conference in (None, code)
            for held in self.roles
        )

    def actor(self, role: Role) -> Actor:
        return Actor(role, self.name)


class StaffDoor:
    def __init__(
        self,
        people: People,
        passwords: Passwords,
        settings: Settings,
        clock: Callable[[], int],
        tokens: Callable[[], str],
    ) -> None:
        self._people = people
        self._passwords = passwords
        self._clock = clock
        self._tokens = tokens
        self._lasts = settings.staff_session_hours * 3_600_000
        self._idle = settings.staff_idle_minutes * 60_000
        self._tries = MovingWindowRateLimiter(MemoryStorage())
        self._used_at: dict[str, int] = {}
        self.on_end: Callable[[str], Awaitable[None]] = _nobody_listens

    async def sign_in(
        self, name: str, password: str, address: str, *, replacing: str | None
    ) -> str | Refusal:
        """The new session's token. The old session of this browser, if any, ends: never reuse an id."""
        account = account_name(name)
        if self._passwords.busy:
            # Before it is counted: what is remembered of tries must not grow faster than they are made.
            return Refusal(Code.BUSY)
        if not self._tries.hit(TRIES, account, address):
            return Refusal(Code.TOO_FAST)
        person = await self._people.find(account)
        if not await self._passwords.matches(password, person.password_hash if person else None):
            return Refusal(Code.NOT_IDENTIFIED)
        self._tries.clear(TRIES, account, address)
        if replacing:
            await self.sign_out(replacing)
        token, now = self._tokens(), self._clock()
        await self._people.start_session(session_key(token), account, now, now + self._lasts)
        return token

    async def staff(self, token: str) -> Staff | None:
        """Whose session this is, while it lasts."""
        key, now = session_key(token), self._clock()
        session = await self._people.session(key, now)
        if session is None:
            return None
        # Kept in memory only: reading a page must not write. A restart starts everybody's idle time anew.
        if now - self._used_at.get(key, now) > self._idle:
            await self.end(key)
            return None
        self._used_at[key] = now
        return Staff(session.name, session.display_name, session.roles, key)

    async def called(self, account: str) -> str:
        """What somebody who works here is called; the account itself where there is no such person."""
        person = await self._people.find(account)
        return person.display_name if person else account

    async def sign_out(self, token: str) -> None:
        await self.end(session_key(token))

    async def end(self, session: str) -> None:
        await self._people.end_session(session, self._clock())
        self._used_at.pop(session, None)
        await self.on_end(session)

    async def end_all(self, name: str) -> None:
        """After a changed role or password, everything of theirs starts again from the login."""
        for session in await self._people.sessions(name, self._clock()):
            await self.end(session)


def account_name(name: str) -> str:
    """One account, however somebody types it."""
    return unicodedata.normalize("NFC", name[:NAME_MAX_CHARACTERS].strip()).casefold()


def session_key(token: str) -> str:
    """What the database keeps of a token; who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def _nobody_listens(session: str) -> None:
    """Before the gateway is wired, there are no sockets to close."""
