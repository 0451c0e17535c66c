"""Who is asking: a phone, or a signed-in person.

A phone is a random id in a signed cookie and nothing else. Inside a conference it appears only under an
attendee id derived with that conference's own secret, so nobody can follow it from one to the next. A
cookie that is missing, forged, altered or old means a new phone, never an error.

Sockets and pages come through the same door: both are an ASGI scope with cookies, and a socket that
has no cookies may bring the same signed value as its token.
"""

import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from archive.journal import NotSaved
from archive.office_events import SealedRead
from archive.office_log import OfficeLog
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from realtime.whence import ISSUED
from web.cookies import DEVICE, HALFWAY, INVITED, STAFF, CookieSeal, FormSeal, cookie_name
from web.paper_codes import PaperCodes
from web.settings import Settings
from web.staff import Staff, StaffDoor

ATTENDEE_ID_CHARACTERS = 22
"""Of base64: 132 bits, beyond guessing and beyond collision."""
DAY_SECONDS = 86_400
HOUR_SECONDS = 3_600
SHORT_SECONDS = HOUR_SECONDS
"""For cookies that only lead from one page to the next."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sent this request."""

    device: str
    """The phone's id; new when `fresh`, and then to be kept with `Identity.greet`."""
    fresh: bool
    staff: Staff | None
    staff_token: str | None
    entering: Staff | None
    """A signed-in person who must set up a second step before anything else; then `staff` is None."""
    form_token: str
    """For the hidden field `form_token` of every form on the page."""


class Identity:
    def __init__(
        self,
        *,
        keys: Sequence[str],
        settings: Settings,
        clock: Callable[[], int],
        tokens: Callable[[], str],
        staff_door: StaffDoor,
        conference_secret: Callable[[str], Awaitable[bytes]],
        office_log: OfficeLog,
    ) -> None:
        self._clock = clock
        self._office_log = office_log
        self._device = CookieSeal(keys, DEVICE, settings.device_cookie_days * DAY_SECONDS, clock)
        self._staff = CookieSeal(keys, STAFF, settings.staff_session_hours * HOUR_SECONDS, clock)
        self._notes = {
            kind: CookieSeal(keys, kind, SHORT_SECONDS, clock) for kind in (HALFWAY, INVITED)
        }
        self._forms = FormSeal(keys, tokens)
        self._tokens = tokens
        self._conference_secret = conference_secret
        self._secrets: dict[str, bytes] = {}
        self._staff_door = staff_door

    async def visitor(self, request: HTTPConnection) -> Visitor:
        known = self.device(request.scope)
        device = known or self._tokens()
        token = self._read(request.scope, self._staff)
        person = await self._staff_door.staff(token) if token else None
        staff, entering = (None, person) if person and person.must_enrol else (person, None)
        return Visitor(
            device,
            known is None,
            staff,
            token if person else None,
            entering,
            self._forms.sign(person.session if person else device),
        )

    def is_own_form(self, visitor: Visitor, form_token: str) -> bool:
        """Whether the form was on a page that we gave this visitor."""
        person = visitor.staff or visitor.entering
        holder = person.session if person else visitor.device
        return self._forms.genuine(holder, form_token)

    def greet(self, request: HTTPConnection, response: Response, visitor: Visitor) -> None:
        """Let a fresh phone remember who it is."""
        if visitor.fresh:
            self._give(request, response, self._device, visitor.device)

    def admit(self, request: HTTPConnection, response: Response, token: str) -> None:
        """Give the browser its staff session, after signing in."""
        self._give(request, response, self._staff, token)

    def dismiss(self, request: HTTPConnection, response: Response) -> None:
        """Take the staff session from the browser. The row on the server is ended by the staff door."""
        self._take(request, response, STAFF)
        response.headers["Clear-Site-Data"] = '"cache"'

    def remember(
        self, request: HTTPConnection, response: Response, kind: str, value: str | None
    ) -> None:
        """For the way from one page to the next: a value that must be in no address; None forgets it."""
        if value is None:
            self._take(request, response, kind)
        else:
            self._give(request, response, self._notes[kind], value)

    def remembered(self, request: HTTPConnection, kind: str) -> str | None:
        return self._read(request.scope, self._notes[kind])

    def device(self, scope: MutableMapping[str, Any], token: str | None = None) -> str | None:
        """The phone behind a request or socket; `token` is the cookie's value brought another way."""
        if token is not None:
            return self._device.read(token)
        return self._read(scope, self._device)

    async def staff(self, scope: MutableMapping[str, Any]) -> Staff | None:
        """The person behind a socket."""
        token = self._read(scope, self._staff)
        person = await self._staff_door.staff(token) if token else None
        return None if person and person.must_enrol else person

    async def behind_seal(self, actor: Actor, commune: str, code: str) -> Refusal | None:
        """A socket that is told all that is sealed is a look into the box, as its page is."""
        looked = SealedRead(at=self._clock(), by=actor, cause="", conference=code, which=())
        try:
            await self._office_log.write(commune, looked)
        except NotSaved:
            return Refusal(Code.NOT_SAVED)
        return None

    async def attendee(self, stream: str, device: str) -> Actor:
        """The phone as this conference knows it."""
        secret = await self._secret(stream)
        digest = hmac.digest(secret, device.encode(), hashlib.sha256)
        return Actor(
            Role.ATTENDEE, base64.urlsafe_b64encode(digest).decode()[:ATTENDEE_ID_CHARACTERS]
        )

    async def paper_codes(self, stream: str) -> PaperCodes:
        """The conference's personal codes, to be printed."""
        return PaperCodes(await self._secret(stream))

    def read_paper(self, stream: str, typed: str) -> int | None:
        """The serial number of a genuine paper code; asked for somebody who is an attendee already."""
        secret = self._secrets.get(stream)
        return PaperCodes(secret).serial(typed) if secret else None

    async def _secret(self, stream: str) -> bytes:
        secret = self._secrets.get(stream)
        if secret is None:
            secret = self._secrets[stream] = await self._conference_secret(stream)
        return secret

    def device_token(self) -> str:
        """A new phone's signed cookie value, for clients that are not browsers; the operator issued it."""
        return self._device.sign(ISSUED + self._tokens())

    def _read(self, scope: MutableMapping[str, Any], seal: CookieSeal) -> str | None:
        name = cookie_name(seal.kind, secure=_is_secure(scope))
        value = HTTPConnection(scope).cookies.get(name)
        return seal.read(value) if value else None

    def _give(self, request: HTTPConnection, response: Response, seal: CookieSeal, id: str) -> None:
        secure = _is_secure(request.scope)
        response.set_cookie(
            cookie_name(seal.kind, secure=secure),
            seal.sign(id),
            max_age=seal.max_age_seconds,
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )

    def _take(self, request: HTTPConnection, response: Response, kind: str) -> None:
        secure = _is_secure(request.scope)
        response.delete_cookie(
            cookie_name(kind, secure=secure),
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )


def _is_secure(scope: MutableMapping[str, Any]) -> bool:
    return scope["scheme"] in ("https", "wss")
