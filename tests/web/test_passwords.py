"""The same work for every try, and never more at once than the hall can spare."""

import asyncio

from argon2 import PasswordHasher

from tests.web.conftest import quick_passwords
from web.passwords import MIN_CHARACTERS, WAITING_MAX, Passwords, new_password


class Counting(PasswordHasher):
    """Notes what it was asked to compare with."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.asked: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.asked.append(str(hash)[: len("$argon2id$v=19$m=8,t=1,p=1$")])
        return super().verify(hash, password)


async def test_right_password_matches_and_no_other() -> None:
    passwords = quick_passwords()
    stored = await passwords.hash("đúng mật khẩu")
    tried = ["đúng mật khẩu", "sai", "", "đúng mật khẩu" + "x" * 1_000]
    assert [await passwords.matches(one, stored) for one in tried] == [True, False, False, False]


async def test_unknown_name_costs_the_same_work() -> None:
    hasher = Counting()
    passwords = Passwords(hasher)
    assert not await passwords.matches("x", await passwords.hash("right"))
    assert not await passwords.matches("x", None)
    assert len(set(hasher.asked)) == 1
    assert len(hasher.asked) == 2


async def test_damaged_hash_matches_nothing() -> None:
    assert not await quick_passwords().matches("x", "not a hash")


async def test_many_at_once_are_too_many() -> None:
    passwords = quick_passwords()
    tries = [asyncio.create_task(passwords.matches("x", None)) for _ in range(WAITING_MAX)]
    await asyncio.sleep(0)
    assert passwords.busy
    await asyncio.gather(*tries)
    assert not passwords.busy


def test_made_up_passwords_are_long_and_different() -> None:
    made = {new_password() for _ in range(100)}
    assert len(made) == 100
    assert min(len(one) for one in made) > MIN_CHARACTERS
