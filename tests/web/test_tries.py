"""Ten tries, then ever longer waits; and nobody is locked out by a neighbour."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from archive.store import Store
from archive.tries import TryBook
from tests.web.conftest import Clock
from web import tries as rules
from web.tries import FIRST_WAIT, KNOWN_FOR, MINUTE, Place, Tries

HERE, ELSEWHERE = Place("10.0.0.1"), Place("10.0.0.2")
OWN = Place("10.0.0.1", "own-browser")


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[TryBook]:
    store = await Store.open(tmp_path)
    yield TryBook(store)
    await store.close()


@pytest.fixture
def tries(book: TryBook, clock: Clock) -> Tries:
    return Tries(book, b"key", clock)


def fail(tries: Tries, place: Place, times: int, account: str = "lan") -> None:
    for _ in range(times):
        tries.count(account, place)


def minutes(tries: Tries, place: Place, account: str = "lan") -> float:
    return tries.wait(account, place) / MINUTE


def test_waits_grow_with_each_further_try_and_end(tries: Tries, clock: Clock) -> None:
    fail(tries, HERE, 9)
    assert minutes(tries, HERE) == 0
    waits = []
    for _ in range(8):
        fail(tries, HERE, 1)
        waits.append(minutes(tries, HERE))
        clock.now += tries.wait("lan", HERE)
        assert minutes(tries, HERE) == 0
    assert waits == [15, 30, 60, 120, 240, 480, 720, 720]


def test_a_clock_that_was_put_back_locks_nobody_out(tries: Tries, clock: Clock) -> None:
    fail(tries, HERE, 10)
    clock.now -= 30 * 24 * 60 * MINUTE
    assert minutes(tries, HERE) == 0
    fail(tries, HERE, 1)
    assert minutes(tries, HERE) == 30


def test_other_places_and_other_accounts_are_not_held_up(tries: Tries) -> None:
    fail(tries, HERE, 10)
    assert (minutes(tries, ELSEWHERE), minutes(tries, HERE, "hai")) == (0, 0)


def test_what_was_mistyped_long_ago_is_forgiven(tries: Tries, clock: Clock) -> None:
    fail(tries, HERE, 9)
    clock.now += FIRST_WAIT + 1
    fail(tries, HERE, 9)
    assert minutes(tries, HERE) == 0
    fail(tries, HERE, 1)
    clock.now += rules.FORGIVEN_AFTER + 1
    fail(tries, HERE, 1)
    assert minutes(tries, HERE) == 0


async def test_neighbour_who_guesses_does_not_lock_out_the_own_browser(tries: Tries) -> None:
    await tries.admitted("lan", OWN)
    fail(tries, HERE, 50)
    assert minutes(tries, HERE) > 0
    assert minutes(tries, OWN) == 0
    fail(tries, OWN, 10)
    assert minutes(tries, OWN) == 15


async def test_guessing_from_many_networks_meets_a_ceiling_that_known_places_do_not(
    tries: Tries, clock: Clock
) -> None:
    await tries.admitted("lan", OWN)
    for number in range(rules.STRANGE_TRIES):
        fail(tries, Place(f"172.16.0.{number}"), 1)
    stranger = Place("192.168.0.1")
    assert minutes(tries, stranger) == 15
    assert minutes(tries, HERE) == 0, "the network of the own browser is known too"
    assert minutes(tries, OWN) == 0
    clock.now += rules.STRANGE_LONGEST_WAIT
    assert minutes(tries, stranger) == 0


def test_one_network_alone_never_reaches_the_ceiling(tries: Tries) -> None:
    """It would be a way to lock somebody out everywhere: refused tries are not counted."""
    heard = 0
    for _ in range(1_000):
        if not tries.wait("lan", HERE):
            fail(tries, HERE, 1)
            heard += 1
    assert heard == rules.FREE_TRIES < rules.STRANGE_TRIES
    assert minutes(tries, ELSEWHERE) == 0


async def test_signing_in_forgives_and_is_forgotten_in_time(tries: Tries, clock: Clock) -> None:
    fail(tries, HERE, 9)
    await tries.admitted("lan", OWN)
    fail(tries, HERE, 9)
    assert minutes(tries, HERE) == 0
    clock.now += KNOWN_FOR
    fail(tries, HERE, 10)
    assert minutes(tries, OWN) == 15


def test_a_whole_ipv6_network_is_one_place(tries: Tries) -> None:
    for number in range(10):
        fail(tries, Place(f"2001:db8::{number}"), 1)
    assert minutes(tries, Place("2001:db8::ffff")) == 15
    assert minutes(tries, Place("2001:db8:0:1::1")) == 0


async def test_a_restart_forgives_nothing(tries: Tries, book: TryBook, clock: Clock) -> None:
    fail(tries, HERE, 10)
    await tries.admitted("hai", OWN)
    await tries.save()
    again = Tries(book, b"key", clock)
    await again.load()
    assert minutes(again, HERE) == 15
    fail(again, Place("10.0.0.1"), 30, "hai")
    assert minutes(again, OWN, "hai") == 0


async def test_what_is_on_disk_names_nobody(tries: Tries, book: TryBook) -> None:
    fail(tries, HERE, 1)
    await tries.save()
    told = str(await book.read())
    assert "lan" not in told
    assert "10.0.0.1" not in told


async def test_made_up_names_push_out_each_other_and_not_whom_the_house_knows(
    tries: Tries, book: TryBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ROWS_MAX", 20)
    await tries.admitted("lan", OWN)
    for number in range(100):
        fail(tries, HERE, 1, f"made-up-{number}")
    await tries.save()
    assert len(await book.read()) == 20
    fail(tries, HERE, 10)
    assert minutes(tries, OWN) == 0


async def test_wrong_tries_reach_the_disk_by_themselves(
    tries: Tries, book: TryBook, clock: Clock
) -> None:
    fail(tries, HERE, 1)
    await tries.settle()
    assert len(await book.read()) == 2
    fail(tries, ELSEWHERE, 1)
    await tries.settle()
    assert len(await book.read()) == 2, "not with every try"
    clock.now += rules.SAVE_EVERY
    await tries.settle()
    assert len(await book.read()) == 3
