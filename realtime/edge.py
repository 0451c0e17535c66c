"""What may come in at all: the checks before anything of a library looks at what was sent.

Engine.IO's own parser tries to read any text as JSON, of any depth, and takes binary for granted; its
polling reads whatever length is claimed. Here a connection that brings such things simply ends.
"""

from typing import Any, Final, Protocol

from realtime.addresses import network
from realtime.seats import Scope
from realtime.wire import EVENTS_BURST, FRAME_MAX_BYTES, encode

_PACKETS_PER_POST_MAX: Final = EVENTS_BURST
_SEPARATOR: Final = "\x1e"
_SOCKET_IO_TYPES: Final = frozenset("0123456")


class Intervals(Protocol):
    @property
    def interval(self) -> float: ...

    @property
    def timeout(self) -> float: ...


def greeting(sid: str, pulse: Intervals, *, upgrades: bool) -> bytes:
    """Engine.IO's first packet."""
    return b"0" + encode(opening(sid, pulse, upgrades=upgrades))


def opening(sid: str, pulse: Intervals, *, upgrades: bool) -> dict[str, Any]:
    return {
        "sid": sid,
        "upgrades": ["websocket"] if upgrades else [],
        "pingInterval": round(pulse.interval * 1000),
        "pingTimeout": round(pulse.timeout * 1000),
        "maxPayload": FRAME_MAX_BYTES,
    }


_KEPT_HEADERS: Final = frozenset({b"cookie", b"user-agent"})


def address_of(scope: Scope) -> str:
    """Whose limits apply: the client's network, as a trusted proxy tells it if there is one."""
    client = scope.get("client")
    return network(client[0]) if client else ""


def passport(scope: Scope) -> Scope:
    """What is kept of how somebody came, as long as they may still want to sit somewhere."""
    kept = [(name, value) for name, value in scope["headers"] if name in _KEPT_HEADERS]
    return {
        "type": scope["type"],
        "scheme": scope["scheme"],
        "client": scope.get("client"),
        "headers": kept,
    }


def tolerable(text: object) -> bool:
    """Whether the library may look at it: a known type, and no payload that it would try to parse."""
    if not isinstance(text, str) or not text:
        return False
    if text[0] == "4":
        return text[1:2] in _SOCKET_IO_TYPES
    return text[0] in "12356" and len(text) <= len("2probe")


async def posted(environ: dict[str, Any]) -> list[str] | None:
    """The packets of a polling POST; None when it is too long, no text, or holds what is none."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isascii() and length.isdigit()) or not 0 < int(length) <= FRAME_MAX_BYTES:
        return None
    body = await environ["wsgi.input"].read(int(length))
    try:
        texts: list[str] = body.decode().split(_SEPARATOR)
    except UnicodeDecodeError:
        return None
    fine = len(texts) <= _PACKETS_PER_POST_MAX and all(tolerable(text) for text in texts)
    return texts if fine else None


class Guarded:
    """A websocket that ends where something intolerable comes out of it."""

    def __init__(self, ws: Any) -> None:
        self._ws = ws
        self.send = ws.send
        self.close = ws.close

    async def wait(self) -> str:
        text: str = await self._ws.wait()
        if not tolerable(text):
            raise OSError("malformed")
        return text
