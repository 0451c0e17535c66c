"""A socket, by WebSocket or by polling, is opened only from our own pages, or by no page at all.

Browsers let any page in the world open a WebSocket to us and send our cookies along; only this check
stops it. A client that is not a browser sends no Origin and is judged by its token alone. Form posts
are judged by a library that knows the same list.
"""

from web.asgi import SOCKET_PATH, App, Receive, Scope, Send, header, refuse
from web.settings import Settings


class OriginOfSockets:
    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self._trusted = frozenset(origin.lower() for origin in trusted_origins(settings))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_socket(scope) and not self._is_welcome(scope):
            await refuse(scope, receive, send, 403, "cross-origin")
        else:
            await self.app(scope, receive, send)

    def _is_welcome(self, scope: Scope) -> bool:
        origins = [
            str(value, "latin-1").lower() for name, value in scope["headers"] if name == b"origin"
        ]
        if not origins:
            return header(scope, b"sec-fetch-site") in (None, "same-origin", "none")
        # The doorway has already made sure that the Host is one of ours.
        scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
        own = f"{scheme}://{header(scope, b'host')}".lower()
        return len(origins) == 1 and (origins[0] in self._trusted or origins[0] == own)


def trusted_origins(settings: Settings) -> list[str]:
    """The exact list: our public address and those the operator named."""
    own = [settings.public_origin] if settings.public_origin else []
    return [*settings.allowed_origins, *own]


def _is_socket(scope: Scope) -> bool:
    if scope["type"] == "websocket":
        return True
    return scope["type"] == "http" and bool(scope["path"].startswith(SOCKET_PATH))
