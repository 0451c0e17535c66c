"""An address is one hash, whatever it is written as, and says nothing without the key."""

from typing import Any

import pytest

from realtime.whence import ISSUED, NOWHERE_KNOWN, Whereabouts, browser_kind

ZALO = "Mozilla/5.0 (Linux; Android 12; SM-A125F) Chrome/96 Mobile Safari/537.36 Zalo android/1"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) Version/15.0 Safari/604.1"


def scope(address: str | None, user_agent: str = "") -> dict[str, Any]:
    client = None if address is None else (address, 4_711)
    return {"client": client, "headers": [(b"user-agent", user_agent.encode())]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("unix socket", "unix socket", True),
    ],
)
def test_who_shares_an_address(one: str, other: str, *, same: bool) -> None:
    whereabouts = Whereabouts(b"key")
    first, second = (whereabouts.whence(scope(address)).address for address in (one, other))
    assert (first == second) is same


def test_a_hash_hides_the_address_and_means_nothing_under_another_key() -> None:
    known, elsewhere = Whereabouts(b"key"), Whereabouts(b"other")
    whence = known.whence(scope("203.0.113.7", ZALO))
    assert whence == known.whence(scope("203.0.113.7", ZALO))
    assert "203.0.113.7" not in str(whence)
    assert whence.address != elsewhere.whence(scope("203.0.113.7", ZALO)).address


def test_the_kind_of_browser_parts_phones_of_one_address() -> None:
    whereabouts = Whereabouts(b"key")
    one, other = (whereabouts.whence(scope("203.0.113.7", agent)) for agent in (ZALO, SAFARI))
    assert (one.address == other.address, one.kind == other.kind) == (True, False)


def test_a_connection_without_address_or_browser_is_one_like_any_other() -> None:
    whence = Whereabouts(b"key").whence({"client": None, "headers": []})
    assert whence == Whereabouts(b"key").whence(scope(None))


@pytest.mark.parametrize(
    ("user_agent", "kind"),
    [
        (ZALO, "android zalo"),
        (SAFARI, "iphone other"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/120 Edg/120", "windows edg"),
        ("Mozilla/5.0 (Linux; Android 13; Pixel 7) Chrome/120", "android chrome"),
        ("Mozilla/5.0 (Linux; Android 9; Redmi 7A) Chrome/74", "android chrome"),
        ("", "other other"),
    ],
)
def test_a_kind_of_browser_is_coarse(user_agent: str, kind: str) -> None:
    assert browser_kind(user_agent) == kind


def test_a_device_that_the_operator_issued_comes_from_nowhere() -> None:
    here = scope("203.0.113.7", ZALO)
    whereabouts = Whereabouts(b"key")
    assert whereabouts.whence(here, f"{ISSUED}abc") is NOWHERE_KNOWN
    assert whereabouts.whence(here, "abc") == whereabouts.whence(here)
