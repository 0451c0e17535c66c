"""Who is at the door: how many connections from where, who still owes their request, who waits to be heard.

A connection that has not asked for anything yet is worth nothing, so when there is no room, the one that
has owed its request longest makes room for a newcomer. A storm of newcomers is heard in turns. Sockets have
their own limits from the upgrade on; reverse proxies that we trust bring many people and are not counted
as one. Knows no protocol.
"""

from collections import OrderedDict
from ipaddress import ip_address, ip_network
from itertools import islice
from typing import NamedTuple, Protocol

from realtime.addresses import PRESETS, Tally, network
from realtime.lobby import Lobby, soon
from web.settings import Settings

PATIENCE_SECONDS = 1.0
"""Every connection may owe its request for so long, however many want its place."""
LOOKED_AT = 64
"""Of those that owe longest, when somebody from one address is sought."""


class Arrival(Protocol):
    """A connection at the door."""

    def cut(self, reason: str) -> None: ...


class Owing(NamedTuple):
    since: float
    address: str


class Arrivals:
    def __init__(self, settings: Settings) -> None:
        self._max = settings.connections_max
        self._per_address = PRESETS[settings.address_preset].connections
        self._trusted = [ip_network(proxy) for proxy in settings.trusted_proxies]
        self._here: dict[Arrival, str] = {}
        self._tally = Tally()
        self._owing: OrderedDict[Arrival, Owing] = OrderedDict()
        self.lobby = Lobby(soon)

    def come(self, one: Arrival, host: str, open_now: int, now: float) -> bool:
        """A new connection, which is one of so many; False when there is no room for it."""
        address = self._counted_as(host)
        if open_now > self._max and not self._make_room(now, None):
            return False
        if self._tally.of(address) >= self._per_address and not self._make_room(now, address):
            return False
        self._here[one] = address
        if address:
            self._tally.add(address)
        self.owes(one, now)
        return True

    def owes(self, one: Arrival, now: float) -> None:
        """From now on it has to say what it wants."""
        self._owing.pop(one, None)
        self._owing[one] = Owing(now, self._here[one])

    def asked(self, one: Arrival) -> None:
        """It owes nothing any more."""
        self._owing.pop(one, None)

    def go(self, one: Arrival) -> None:
        self._owing.pop(one, None)
        address = self._here.pop(one, "")
        if address:
            self._tally.remove(address)

    def crowded(self, one: Arrival, open_now: int) -> bool:
        """Whether an idle connection is better closed soon."""
        busy = 2 * self._tally.of(self._here.get(one, "")) > self._per_address
        return busy or 2 * open_now > self._max

    def __len__(self) -> int:
        return len(self._here)

    def _counted_as(self, host: str) -> str:
        """The address; nothing for a proxy, whose word about addresses counts elsewhere."""
        try:
            address = ip_address(host)
        except ValueError:
            return host
        if any(address in proxies for proxies in self._trusted):
            return ""
        return network(host)

    def _make_room(self, now: float, address: str | None) -> bool:
        for one, owing in islice(self._owing.items(), LOOKED_AT):
            if now - owing.since < PATIENCE_SECONDS:
                return False
            if address in (None, owing.address):
                self.go(one)
                one.cut("made room for another")
                return True
        return False
