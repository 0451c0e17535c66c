"""How much may come from one network address.

A whole hall sits behind one address, and so do thousands of a mobile carrier's customers: an address is
not a person, and these limits only keep one network from taking the places of all others. Who somebody is
says the device, which has limits of its own. An IPv6 customer has 2^64 addresses, so there it is the
network that counts. Pure.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from realtime.pace import Paces
from realtime.wire import SOCKETS_MAX

_NETWORK_BITS: Final = 64


@dataclass(frozen=True, slots=True)
class AddressLimits:
    connections: int
    """For pages, and until they become sockets, which all of a hall may want in the same second."""
    sockets: int
    """Of every kind, open at once."""
    polling: int
    """Of these, by long polling, which costs memory before anybody has joined."""
    handshakes_per_second: float
    handshakes_burst: int


PRESETS: Final = {
    "hall": AddressLimits(12_000, 12_000, 2_000, 400.0, 12_000),
    "open": AddressLimits(1_000, 1_000, 200, 50.0, 1_000),
    "none": AddressLimits(SOCKETS_MAX, SOCKETS_MAX, SOCKETS_MAX, 1e9, SOCKETS_MAX),
}
"""`hall`: everybody may share one address. `open`: they come from all over the country. `none`: a load
test on one's own machine."""


def network(host: str) -> str:
    """What is counted together with this address."""
    if ":" not in host:
        return host
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> _NETWORK_BITS << _NETWORK_BITS))


class Tally:
    """How many there are of each."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def of(self, key: str) -> int:
        return self._counts.get(key, 0)

    def add(self, key: str) -> None:
        self._counts[key] = self.of(key) + 1

    def remove(self, key: str) -> None:
        left = self.of(key) - 1
        if left > 0:
            self._counts[key] = left
        else:
            self._counts.pop(key, None)

    def __len__(self) -> int:
        return len(self._counts)


class Addresses:
    """The sockets of each address, and how fast new ones come."""

    def __init__(self, limits: AddressLimits) -> None:
        self._limits = limits
        self._sockets = Tally()
        self._polling = Tally()
        self._paces = Paces(limits.handshakes_per_second, limits.handshakes_burst)

    def refuses(self, address: str, now: float, *, polling: bool) -> str | None:
        """Why a handshake from there comes too many or too fast; it counts as one all the same."""
        if not self._paces.allows(address, now):
            return "too_fast"
        full = self._sockets.of(address) >= self._limits.sockets or (
            polling and self._polling.of(address) >= self._limits.polling
        )
        return "too_many" if full else None

    def enter(self, address: str, *, polling: bool) -> None:
        self._sockets.add(address)
        if polling:
            self._polling.add(address)

    def upgraded(self, address: str) -> None:
        """One that polled has a WebSocket now."""
        self._polling.remove(address)

    def leave(self, address: str, *, polling: bool) -> None:
        self._sockets.remove(address)
        if polling:
            self._polling.remove(address)

    def __len__(self) -> int:
        return len(self._sockets) + len(self._polling)
