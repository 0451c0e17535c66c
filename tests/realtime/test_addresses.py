"""How much may come from one address, and what an address is."""

import pytest

from realtime.addresses import PRESETS, Addresses, AddressLimits, Tally, network
from realtime.wire import SOCKETS_MAX

SMALL = AddressLimits(
    connections=9, sockets=3, polling=2, handshakes_per_second=1, handshakes_burst=5
)


@pytest.mark.parametrize(
    ("host", "counted_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::1", "::"),
        ("fe80::1%eth0", "fe80::"),
        ("no:address", "no:address"),
        ("", ""),
    ],
)
def test_a_customer_of_ipv6_is_a_network(host: str, counted_as: str) -> None:
    assert network(host) == counted_as


def test_so_many_sockets_and_no_more() -> None:
    addresses = Addresses(SMALL)
    for _ in range(3):
        assert addresses.refuses("a", 0, polling=False) is None
        addresses.enter("a", polling=False)
    assert addresses.refuses("a", 0, polling=False) == "too_many"
    assert addresses.refuses("b", 0, polling=False) is None
    addresses.leave("a", polling=False)
    assert addresses.refuses("a", 0, polling=False) is None


def test_polling_has_less_room_and_gives_it_back_with_the_upgrade() -> None:
    addresses = Addresses(SMALL)
    for _ in range(2):
        addresses.enter("a", polling=True)
    assert addresses.refuses("a", 0, polling=True) == "too_many"
    assert addresses.refuses("a", 0, polling=False) is None
    addresses.upgraded("a")
    assert addresses.refuses("a", 0, polling=True) is None
    addresses.leave("a", polling=False)
    addresses.leave("a", polling=True)
    assert len(addresses) == 0


def test_handshakes_have_a_pace() -> None:
    addresses = Addresses(SMALL)
    asked = [addresses.refuses("a", 0, polling=False) for _ in range(6)]
    assert asked == [None] * 5 + ["too_fast"]
    assert addresses.refuses("b", 0, polling=False) is None
    assert addresses.refuses("a", 1, polling=False) is None


@pytest.mark.parametrize(
    ("preset", "phones", "seconds"),
    [
        ("open", 1_000, 60),
        ("hall", 5_000, 30),
        ("hall", 10_000, 2),
        ("none", SOCKETS_MAX, 1),
    ],
)
def test_an_honest_crowd_behind_one_address_is_never_refused(
    preset: str, phones: int, seconds: int
) -> None:
    addresses = Addresses(PRESETS[preset])
    for phone in range(phones):
        assert addresses.refuses("nat", phone * seconds / phones, polling=False) is None
        addresses.enter("nat", polling=False)


def test_a_hall_that_can_only_poll_is_never_refused() -> None:
    addresses = Addresses(PRESETS["hall"])
    for phone in range(1_000):
        assert addresses.refuses("nat", phone * 0.06, polling=True) is None
        addresses.enter("nat", polling=True)


def test_no_preset_lets_one_address_take_everything() -> None:
    for name, limits in PRESETS.items():
        # All of them may knock at once.
        assert limits.connections >= limits.sockets
        assert (limits.sockets < SOCKETS_MAX) == (name != "none")


def test_a_tally_forgets_who_has_none() -> None:
    tally = Tally()
    tally.add("a")
    tally.add("a")
    tally.remove("a")
    assert (tally.of("a"), len(tally)) == (1, 1)
    tally.remove("a")
    tally.remove("a")
    assert (tally.of("a"), len(tally)) == (0, 0)
