"""Codes that an app makes too, secrets that a stolen database does not give."""

from itertools import count

import pyotp
import pytest

from web.second_step import RECOVERY_CODES, SECRET_BYTES, SecondStep, qr

KEY, OLD = "a" * 64, "b" * 64
NOW = 1_795_000_000_000
drawn = count(1)


def made(*keys: str) -> SecondStep:
    return SecondStep(
        keys or (KEY,), lambda size: next(drawn).to_bytes(size, "big"), lambda: f"CODE{next(drawn)}"
    )


def code(steps: SecondStep, sealed: bytes, now: int = NOW, name: str = "lan") -> str:
    """As the app shows it."""
    return pyotp.parse_uri(steps.uri(name, sealed)).at(now // 1000)


def test_the_apps_code_is_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = made()
    sealed = steps.make("lan")
    here = NOW // 30_000
    assert steps.step("lan", sealed, code(steps, sealed), NOW) == here
    assert steps.step("lan", sealed, " ".join(code(steps, sealed)), NOW) == here


@pytest.mark.parametrize(("late", "steps_off"), [(-30_000, 1), (0, 0), (30_000, -1)])
def test_a_clock_may_be_half_a_minute_off(late: int, steps_off: int) -> None:
    steps = made()
    sealed = steps.make("lan")
    typed = code(steps, sealed)
    assert steps.step("lan", sealed, typed, NOW + late) == NOW // 30_000
    assert steps.step("lan", sealed, typed, NOW + 2 * 30_000) is None
    assert (NOW + late) // 30_000 + steps_off == NOW // 30_000


@pytest.mark.parametrize("typed", ["", "000000", "12345", "1234567", "abcdef", "é" * 6, "٣" * 6])
def test_anything_else_is_not(typed: str) -> None:
    steps = made()
    sealed = steps.make("lan")
    assert typed != code(steps, sealed)
    assert steps.step("lan", sealed, typed, NOW) is None


def test_what_is_kept_does_not_hold_the_secret() -> None:
    steps = made()
    sealed = steps.make("lan")
    secret = pyotp.TOTP(steps.typed_in("lan", sealed)).byte_secret()
    assert len(secret) == SECRET_BYTES
    assert secret not in sealed
    assert steps.make("lan") != steps.make("lan")


def test_a_sealed_secret_opens_for_its_owner_with_its_key_only() -> None:
    steps = made()
    sealed = steps.make("lan")
    assert steps.readable("lan", sealed)
    assert not steps.readable("hai", sealed)
    assert not made(OLD).readable("lan", sealed)
    assert made(OLD).step("lan", sealed, code(steps, sealed), NOW) is None
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        assert not steps.readable("lan", changed)
    assert not steps.readable("lan", b"")


def test_rotation_of_keys_keeps_secrets_and_recovery_codes() -> None:
    before, after = made(OLD), made(KEY, OLD)
    sealed = before.make("lan")
    assert after.step("lan", sealed, code(before, sealed), NOW) is not None
    assert before.digests("lan", "CODE1")[0] in after.digests("lan", "CODE1")
    assert after.digests("lan", "CODE1")[0] not in before.digests("lan", "CODE1")


def test_recovery_codes_are_ten_and_theirs_however_they_are_typed() -> None:
    steps = made()
    codes = steps.recovery_codes()
    assert len(set(codes)) == RECOVERY_CODES
    assert steps.digests("lan", "ABCD 1234") == steps.digests("lan", " abcd-1234 ")
    assert steps.digests("lan", "ABCD1234") != steps.digests("hai", "ABCD1234")
    assert steps.digests("lan", "ABCD1234") != steps.digests("lan", "ABCD1235")


def test_the_picture_needs_no_second_request() -> None:
    assert qr("otpauth://totp/x").startswith("data:image/svg+xml;charset=utf-8,")
