"""Staff sessions: signing in and out, and who a session belongs to.

A session is a row on the server; the cookie only names it, by a random token of which the row keeps
the hash. So it can be ended at once, whoever holds the cookie. Roles are read with each request, never
kept in the cookie. Whatever ends a session tells `on_end`, which closes its live sockets.

Whoever has a second step is only halfway in after the password: what they hold then opens nothing but the
page that asks for the code.
"""

import hashlib
import re
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from archive.accounts import Accounts
from archive.office_log import By
from archive.people import Person, RoleHeld
from archive.sessions import SessionRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.addresses import network
from web.passwords import Passwords
from web.second_step import CODE_DIGITS, SecondStep
from web.settings import Settings
from web.strangers import Strangers
from web.tries import MINUTE, Place, Tries

NAME_MAX_CHARACTERS = 64
"""Nobody's name to sign in with is longer; more is not read."""
ACCOUNT = re.compile(r"[\w.-]{2,40}")
HALFWAY_LASTS = 10 * MINUTE
HALFWAY_MAX = 1_000
"""People between password and code; the one who has waited longest starts again."""
SESSIONS_MAX = 20
"""Of one person; the oldest ends."""
STAFF_ROLES = (
    Role.MODERATOR,
    Role.CHAIR,
    Role.SECRETARY,
    Role.CLERK,
    Role.UNIT_HEAD,
    Role.OFFICER,
    Role.APPROVER,
    Role.PUBLISHER,
    Role.SEALED_BOX,
    Role.SUPERVISOR,
    Role.ADMIN,
)
"""What somebody who signs in may be."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A signed-in person, as of this request."""

    name: str
    display_name: str
    roles: tuple[RoleHeld, ...]
    session: str
    """Key of the session row; not the cookie's secret."""
    commune: str = ""
    unit: str | None = None
    must_enrol: bool = False
    """This installation wants a second step of everybody, and they have none yet."""

    def may_act_as(self, role: Role, commune: str, code: str) -> bool:
        """Whether they hold this role in this conference, or in all of its commune."""
        return any(
            held.role is role and held.commune == commune and held.conference in (None, code)
            for held in self.roles
        )

    @property
    def keeps_accounts(self) -> bool:
        """Whether they are admin of their commune's accounts."""
        return RoleHeld(Role.ADMIN, self.commune, None) in self.roles

    @property
    def supervises(self) -> bool:
        """Whether they follow their commune's cases for the Front."""
        return RoleHeld(Role.SUPERVISOR, self.commune, None) in self.roles

    def actor(self, role: Role) -> Actor:
        return Actor(role, self.name)


@dataclass(frozen=True, slots=True)
class Halfway:
    """The password was right; the token leads to the page that asks for the code."""

    token: str


@dataclass(frozen=True, slots=True)
class _Proved:
    """Whose password was given, and which: it may be another by the time that they come in."""

    account: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """As its owner sees it."""

    record: SessionRecord
    used_at: int | None
    """None when it has not been used since the server started."""


class StaffDoor:
    def __init__(
        self,
        *,
        accounts: Accounts,
        passwords: Passwords,
        second_step: SecondStep,
        tries: Tries,
        settings: Settings,
        clock: Callable[[], int],
        tokens: Callable[[], str],
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._second_step = second_step
        self._tries = tries
        self._strangers = Strangers()
        self._clock = clock
        self._tokens = tokens
        self._lasts = settings.staff_session_hours * 3_600_000
        self._idle = settings.staff_idle_minutes * 60_000
        self._require_second_step = settings.require_totp
        self._used_at: dict[str, int] = {}
        self._halfway: dict[str, tuple[_Proved, int]] = {}
        self._ended: set[str] = set()
        """Those of which the disk does not know it yet."""
        self.on_end: Callable[[str], Awaitable[None]] = _nobody_listens

    async def sign_in(
        self,
        name: str,
        password: str,
        place: Place,
        *,
        replacing: str | None,
        browser: str | None = None,
    ) -> str | Halfway | Refusal:
        """The new session's token. The old session of this browser, if any, ends: never reuse an id."""
        account = account_name(name)
        person = await self.prove(account, password, place)
        if isinstance(person, Refusal):
            return person
        proved = _Proved(account, person.password_hash)
        if person.second_step:
            return self._half(proved)
        return await self._let_in(proved, place, replacing, browser)

    async def prove(self, account: str, password: str, place: Place) -> Person | Refusal:
        """Whose password this is. Counts the try; what comes of it is the caller's business."""
        if self._tries.knows(account, place):
            return await self._judge(account, password, place)
        with self._strangers.waiting(network(place.address)) as room:
            return await self._judge(account, password, place) if room else Refusal(Code.BUSY)

    async def _judge(self, account: str, password: str, place: Place) -> Person | Refusal:
        if self._passwords.busy:
            # Before it is counted: what is remembered of tries must not grow faster than they are made.
            return Refusal(Code.BUSY)
        if refused := self.count(account, place):
            return refused
        person = await self._accounts.people.find(account)
        open_to = person if person and person.disabled_at is None else None
        stored = open_to.password_hash if open_to else None
        if not await self._passwords.matches(password, stored) or open_to is None:
            await self._tries.settle()
            return Refusal(Code.NOT_IDENTIFIED)
        return open_to

    async def finish(
        self,
        halfway: str,
        typed: str,
        place: Place,
        *,
        replacing: str | None,
        browser: str | None = None,
    ) -> str | Refusal:
        """The second step: the new session's token."""
        proved = await self._still_proved(halfway)
        if proved is None:
            return Refusal(Code.STALE)
        if refused := self.count(proved.account, place):
            return refused
        if not await self.accepts(proved.account, typed):
            await self._tries.settle()
            return Refusal(Code.NOT_IDENTIFIED)
        if self._halfway.pop(halfway, None) is None:
            return Refusal(Code.STALE)
        return await self._let_in(proved, place, replacing, browser)

    def whose_half(self, halfway: str) -> str | None:
        """Who is between password and code with this token."""
        proved, until = self._halfway.get(halfway, (None, 0))
        return proved.account if proved and self._clock() < until else None

    async def _still_proved(self, halfway: str) -> _Proved | None:
        """Until the password is reset: whoever resets it ends what it opened, also halfway."""
        account = self.whose_half(halfway)
        person = await self._accounts.people.find(account) if account else None
        proved, _ = self._halfway.get(halfway, (None, 0))
        if person is None or proved is None or person.password_hash != proved.password_hash:
            return None
        return proved

    async def accepts(self, account: str, typed: str) -> bool:
        """Whether this is a code of their app or a recovery code that was not used before."""
        steps, now = self._accounts.second_steps, self._clock()
        known = await steps.of(account)
        if known is None or not known.confirmed:
            return False
        digits = "".join(typed.split())
        if len(digits) != CODE_DIGITS:
            digests = self._second_step.digests(account, typed)
            return await steps.use_recovery(account, digests, By(Role.OWN_ACCOUNT, account, now))
        step = self._second_step.step(account, known.sealed, digits, now)
        return step is not None and await steps.use_step(account, step)

    def count(self, account: str, place: Place) -> Refusal | None:
        """Count a try before it is judged; refused while the account must wait."""
        wait = self._tries.wait(account, place)
        if wait:
            return Refusal(Code.TOO_FAST, -(-wait // MINUTE))
        self._tries.count(account, place)
        return None

    async def welcome(self, account: str, place: Place) -> None:
        """They have proved who they are: what was mistyped from here is forgiven."""
        await self._tries.admitted(account, place)

    async def staff(self, token: str) -> Staff | None:
        """Whose session this is, while it lasts."""
        key, now = session_key(token), self._clock()
        person = await self._accounts.sessions.whose(key, now)
        if person is None or key in self._ended:
            return None
        # Kept in memory only: reading a page must not write. A restart starts everybody's idle time anew.
        if now - self._used_at.get(key, now) > self._idle:
            await self.end(key)
            return None
        self._used_at[key] = now
        return Staff(
            person.name,
            person.display_name,
            person.roles,
            key,
            person.commune,
            person.unit,
            self._require_second_step and not person.second_step,
        )

    async def open_sessions(self, name: str) -> list[OpenSession]:
        """The person's own, the newest first."""
        running = await self._accounts.sessions.of(name, self._clock())
        return [OpenSession(each, self._used_at.get(each.key)) for each in reversed(running)]

    async def begin(self, name: str, browser: str | None = None) -> str:
        """A new session for somebody who has proved who they are; its token."""
        token = self._tokens()
        await self._start(token, name, browser, None)
        return token

    async def renew(self, staff: Staff) -> str:
        """The same person in the same browser, under a new id."""
        own = await self._accounts.sessions.of(staff.name, self._clock())
        browser = next((each.browser for each in own if each.key == staff.session), None)
        await self.end(staff.session)
        return await self.begin(staff.name, browser)

    async def called(self, account: str) -> str:
        """What somebody who works here is called; the account itself where there is no such person."""
        person = await self._accounts.people.find(account)
        return person.display_name if person else account

    async def sign_out(self, token: str) -> None:
        await self.end(session_key(token))

    async def end(self, session: str) -> None:
        """At once, whether or not the disk takes it. Raises NotSaved."""
        self._ended.add(session)
        await self.forget(session)
        await self._accounts.sessions.end(session, self._clock())
        self._ended.discard(session)

    async def end_all(self, name: str, *, but: str | None = None) -> None:
        """After a changed role or password, everything of theirs starts again from the login."""
        for session in await self._accounts.sessions.of(name, self._clock()):
            if session.key != but:
                await self.end(session.key)

    async def forget(self, session: str) -> None:
        """It has ended: so do its sockets."""
        self._used_at.pop(session, None)
        await self.on_end(session)

    async def close(self) -> None:
        """What was counted goes to disk."""
        await self._tries.save()

    def _half(self, proved: _Proved) -> Halfway:
        now = self._clock()
        for old, (_, until) in list(self._halfway.items()):
            if until <= now or len(self._halfway) >= HALFWAY_MAX:
                del self._halfway[old]
        token = self._tokens()
        self._halfway[token] = (proved, now + HALFWAY_LASTS)
        return Halfway(token)

    async def _let_in(
        self, proved: _Proved, place: Place, replacing: str | None, browser: str | None
    ) -> str | Refusal:
        token = self._tokens()
        if replacing:
            await self.sign_out(replacing)
        if not await self._start(token, proved.account, browser, proved.password_hash):
            return Refusal(Code.NOT_IDENTIFIED)
        await self.welcome(proved.account, place)
        return token

    async def _start(
        self, token: str, name: str, browser: str | None, password_hash: str | None
    ) -> bool:
        key, now, sessions = session_key(token), self._clock(), self._accounts.sessions
        for oldest in (await sessions.of(name, now))[: -(SESSIONS_MAX - 1)]:
            await self.end(oldest.key)
        ends = now + self._lasts
        return await sessions.start(key, name, now, ends, browser, proved=password_hash)


def account_name(name: str) -> str:
    """One account, however somebody types it."""
    return unicodedata.normalize("NFC", name[:NAME_MAX_CHARACTERS].strip()).casefold()


def session_key(token: str) -> str:
    """What the database keeps of a token; who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def _nobody_listens(session: str) -> None:
    """Before the gateway is wired, there are no sockets to close."""
