"""A cookie is ours to the last bit, or it is not there."""

from itertools import count

import pytest

from tests.web.conftest import Clock
from web.cookies import DEVICE, STAFF, CookieSeal, FormSeal, cookie_name

OLD, NEW = "a" * 64, "b" * 64
DAY = 86_400


def seal(clock: Clock, keys: tuple[str, ...] = (OLD,), kind: str = DEVICE) -> CookieSeal:
    return CookieSeal(keys, kind, DAY, clock)


def test_cookie_is_read_back(clock: Clock) -> None:
    assert seal(clock).read(seal(clock).sign("phone")) == "phone"


def test_cookie_with_any_byte_changed_is_not_there(clock: Clock) -> None:
    value = seal(clock).sign("phone")
    for place in range(len(value)):
        for letter in "AZaz09-_.é\0":
            changed = value[:place] + letter + value[place + 1 :]
            expected = "phone" if changed == value else None
            assert seal(clock).read(changed) == expected, changed


@pytest.mark.parametrize("value", ["", ".", "..", "phone", "a.b.c", "\ud800", "x" * 10_000])
def test_nonsense_is_not_there(clock: Clock, value: str) -> None:
    assert seal(clock).read(value) is None


def test_cookie_of_another_kind_is_not_there(clock: Clock) -> None:
    assert seal(clock, kind=STAFF).read(seal(clock).sign("phone")) is None


def test_cookie_ends_with_its_age(clock: Clock) -> None:
    value = seal(clock).sign("phone")
    clock.now += DAY * 1000
    assert seal(clock).read(value) == "phone"
    clock.now += 1000
    assert seal(clock).read(value) is None


def test_a_clock_that_was_put_back_makes_nobody_a_stranger(clock: Clock) -> None:
    value = seal(clock).sign("phone")
    clock.now -= 365 * DAY * 1000
    assert seal(clock).read(value) == "phone"


def test_rotation_keeps_old_cookies_until_their_key_goes(clock: Clock) -> None:
    value = seal(clock, (OLD,)).sign("phone")
    assert seal(clock, (NEW, OLD)).read(value) == "phone"
    assert seal(clock, (NEW,)).read(value) is None


def test_new_cookies_are_signed_with_the_newest_key(clock: Clock) -> None:
    value = seal(clock, (NEW, OLD)).sign("phone")
    assert seal(clock, (NEW,)).read(value) == "phone"


def test_cookie_over_https_has_the_host_prefix() -> None:
    assert cookie_name(DEVICE, secure=True) == "__Host-doithoai_device"
    assert cookie_name(DEVICE, secure=False) == "doithoai_device"


def test_form_token_holds_for_its_holder_only() -> None:
    nonces = count()
    form = FormSeal((NEW, OLD), lambda: f"nonce{next(nonces)}")
    token = form.sign("phone")
    assert form.genuine("phone", token)
    assert not form.genuine("other", token)
    assert form.sign("phone") != token


@pytest.mark.parametrize("token", ["", ".", "a", "a.b", "a.é", "\ud800.x"])
def test_made_up_form_token_does_not_hold(token: str) -> None:
    assert not FormSeal((NEW,), lambda: "nonce").genuine("phone", token)
