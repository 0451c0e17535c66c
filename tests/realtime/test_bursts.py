"""What is a burst of votes, and what is a hall full of people."""

from random import Random

import pytest

from realtime.bursts import BURST_MIN_PHONES, FRESH_SECONDS, PHONES_MAX, WINDOW_SECONDS, Bursts

HALL = "the hall's address"
MANY_CHOICES = 12


def vote(bursts: Bursts, phone: str, *questions: int, at: float, address: str = HALL) -> None:
    """A phone that comes and votes at once."""
    bursts.came(phone, address, at)
    for question in questions:
        bursts.voted(phone, question, at)


def burst(bursts: Bursts, count: int, *, question: int = 7, at: float = 0.0) -> list[str]:
    phones = [f"bot {at} {n}" for n in range(count)]
    for phone in phones:
        vote(bursts, phone, question, at=at)
    return phones


def test_a_thousand_new_phones_in_a_minute_for_one_question_are_found_within_that_minute() -> None:
    bursts, found = Bursts(), set()
    phones = [f"bot {n}" for n in range(1_000)]
    for n, phone in enumerate(phones):
        now = n * 0.06
        vote(bursts, phone, 7, at=now)
        if n % 80 == 79:
            found.update(bursts.found(now, MANY_CHOICES).get(7, []))
    found.update(bursts.found(60.0, MANY_CHOICES).get(7, []))
    assert found == set(phones)


@pytest.mark.parametrize("seed", range(20))
def test_a_thousand_honest_phones_of_one_address_are_nothing_strange(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  a crowd that can be had again
    bursts = Bursts()
    for n in range(1_000):
        now = n * 0.06
        liked = chance.choices(range(1, 11), [1 / k for k in range(1, 11)], k=chance.randint(1, 4))
        vote(bursts, f"phone {n}", *liked, at=now)
        if n % 80 == 79:
            assert bursts.found(now, 10) == {}
    assert bursts.found(60.0, 10) == {}


def test_a_hall_with_next_to_nothing_to_choose_from_may_choose_the_same() -> None:
    bursts = Bursts()
    burst(bursts, 199)
    assert bursts.found(1.0, choices=2) == {}
    assert len(bursts.found(1.0, choices=3)[7]) == 199


def test_even_without_a_choice_a_thousand_are_too_many() -> None:
    bursts = Bursts()
    phones = burst(bursts, 1_000)
    assert bursts.found(1.0, choices=1) == {7: phones}


def test_it_takes_a_number() -> None:
    bursts = Bursts()
    few = burst(bursts, BURST_MIN_PHONES - 1)
    assert bursts.found(1.0, MANY_CHOICES) == {}
    last = burst(bursts, 1, at=2.0)
    assert bursts.found(2.0, MANY_CHOICES) == {7: few + last}


def test_each_is_reported_once_and_those_that_follow_too() -> None:
    bursts = Bursts()
    burst(bursts, 50)
    assert len(bursts.found(1.0, MANY_CHOICES)[7]) == 50
    assert bursts.found(2.0, MANY_CHOICES) == {}
    late = burst(bursts, 1, at=3.0)
    assert bursts.found(3.0, MANY_CHOICES) == {7: late}


def test_different_addresses_do_not_add_up() -> None:
    bursts = Bursts()
    for n in range(500):
        vote(bursts, f"phone {n}", 7, at=0.0, address=f"address {n % 25}")
    assert bursts.found(1.0, MANY_CHOICES) == {}


def test_votes_further_apart_than_the_window_do_not_add_up() -> None:
    bursts = Bursts()
    burst(bursts, 20)
    burst(bursts, 20, at=WINDOW_SECONDS + 1)
    assert bursts.found(WINDOW_SECONDS + 1, MANY_CHOICES) == {}
    assert not bursts.quiet
    assert bursts.found(3 * WINDOW_SECONDS, MANY_CHOICES) == {}
    assert bursts.quiet


def test_phones_that_have_been_there_a_while_may_all_like_what_was_just_said() -> None:
    bursts = Bursts()
    for n in range(300):
        bursts.came(f"phone {n}", HALL, 0.0)
    for n in range(300):
        bursts.voted(f"phone {n}", 7, FRESH_SECONDS + 1)
    assert (bursts.found(FRESH_SECONDS + 2, MANY_CHOICES), bursts.quiet) == ({}, True)


def test_phones_that_do_more_are_people() -> None:
    bursts = Bursts()
    for phone in burst(bursts, 40):
        bursts.did_more(phone)
    bursts.did_more("a stranger")
    bursts.voted("a stranger", 7, 1.0)
    assert bursts.found(1.0, MANY_CHOICES) == {}


def test_coming_again_makes_nobody_fresh_again() -> None:
    bursts = Bursts()
    for at in (0.0, FRESH_SECONDS + 1):
        burst_of_old = [f"phone {n}" for n in range(50)]
        for phone in burst_of_old:
            bursts.came(phone, HALL, at)
    for phone in burst_of_old:
        bursts.voted(phone, 7, FRESH_SECONDS + 1)
    assert bursts.found(FRESH_SECONDS + 1, MANY_CHOICES) == {}


@pytest.mark.slow
def test_no_more_phones_are_kept_than_there_is_room_for() -> None:
    bursts = Bursts()
    phones = burst(bursts, 40)
    for n in range(PHONES_MAX - 30):
        bursts.came(f"phone {n}", "elsewhere", 1.0)
    assert bursts.found(1.0, MANY_CHOICES) == {7: phones[-30:]}
