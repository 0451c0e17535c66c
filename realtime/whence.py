"""Where somebody's words come from, without anybody learning it: addresses leave this file only as hashes.

They are keyed with bytes that are drawn when the server starts and never stored, so a hash means nothing
tomorrow, or elsewhere. The kind of browser is as coarse as can be: a system and a family, nothing that
would tell one phone from the next of its make. Pure, but for the key that is handed in.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from realtime.addresses import network

_HASH_BYTES: Final = 12

_SYSTEMS: Final = ("android", "iphone", "ipad", "windows", "mac os", "linux")
_FAMILIES: Final = ("zalo", "edg", "samsungbrowser", "opr", "firefox", "fxios", "chrome", "crios")
"""In this order, since most of them also claim to be those after them."""
_OTHER: Final = "other"


class Whence(NamedTuple):
    address: str
    """Hash of the network address, which a whole hall may share."""
    kind: str
    """Hash of address and kind of browser together."""


NOWHERE_KNOWN: Final = Whence("", "")
"""Of orders from the command line, and of whatever else has no address."""
ISSUED: Final = "issued-"
"""How the id of a device begins whose token the operator issued: no stranger, and many on one machine."""


class Whereabouts:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def whence(self, scope: Mapping[str, Any], device: str | None = None) -> Whence:
        """Of a request or a socket; the address is the one the server believes (trusted proxies)."""
        if device is not None and device.startswith(ISSUED):
            return NOWHERE_KNOWN
        client = scope.get("client")
        address = network(client[0]) if client else ""
        return Whence(
            self._hash(address), self._hash(f"{address} {browser_kind(_user_agent(scope))}")
        )

    def _hash(self, text: str) -> str:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=_HASH_BYTES).hexdigest()


def browser_kind(user_agent: str) -> str:
    """Such as `android chrome`."""
    told = user_agent.lower()
    system = next((name for name in _SYSTEMS if name in told), _OTHER)
    return f"{system} {next((name for name in _FAMILIES if name in told), _OTHER)}"


def _user_agent(scope: Mapping[str, Any]) -> str:
    found = (value for name, value in scope["headers"] if name == b"user-agent")
    return str(next(found, b""), "latin-1")
