"""What stands before every page: the outermost layers of the application, as plain ASGI.

From the outside in: an incident number instead of a traceback when something breaks; security headers
on every answer; `doorway.py` (hosts, methods, bodies); `origins.py` and its library (whose pages may
post and connect). Authorisation is not here: it is decided on the route and the roles, never on a
header or on the text of a URL. Slow and endless connections are cut even earlier, in `connections.py`.
"""

import secrets

import structlog
from asgi_cross_origin_protection import CrossOriginProtection

from web.asgi import App, Message, Receive, Scope, Send, plain
from web.doorway import Doorway
from web.logs import places
from web.origins import OriginOfSockets, trusted_origins
from web.settings import Settings

# Scripts and styles come from our own files only; JSON blocks in a page are data and need no leave.
# Trusted Types: a browser that knows them refuses to turn text into markup or script at all, except
# through a policy of this name, which exists for the service worker's address.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types doithoai"
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cache-control", b"no-store"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000")

INCIDENT = "doithoai.incident"
"""Scope key: the number under which this request's failure was already logged."""

log = structlog.get_logger("web")


def guarded(app: App, settings: Settings) -> App:
    """The application behind all its guards."""
    own_posts = CrossOriginProtection(
        app,
        allowed_origins=trusted_origins(settings),
        exempt_paths=("/socket.io",),
        deny_app=plain(403, "cross-origin"),
        # Every browser says where a post comes from; what does not say is not one of our forms.
        allow_unverifiable_requests=False,
    )
    return Incidents(Headers(Doorway(OriginOfSockets(own_posts, settings), settings)))


class Incidents:
    """A bug shows its number to the user and everything else to the log."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as error:
            if INCIDENT in scope:
                return
            incident = log_incident(scope, error)
            if started or scope["type"] != "http":
                raise
            await Headers(plain(500, f"incident {incident}"))(scope, receive, send)


class Headers:
    """The security headers, on every answer including errors and files."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = (*HEADERS, HSTS) if scope["scheme"] == "https" else HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers") or [])
                present = {name.lower() for name, _ in given}
                missing = [header for header in wanted if header[0] not in present]
                message = {**message, "headers": given + missing}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def log_incident(scope: Scope, error: Exception) -> str:
    """Write down where it broke, and give the number by which the log entry is found."""
    incident = scope[INCIDENT] = secrets.token_hex(4)
    # The error's own text may quote a citizen, and the path may be a case code: neither is logged.
    route = getattr(scope.get("route"), "path", "unrouted")
    log.error(
        "incident",
        incident=incident,
        kind=type(error).__name__,
        route=route,
        places=places(error.__traceback__),
    )
    return incident
