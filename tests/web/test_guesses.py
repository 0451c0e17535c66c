"""How many wrong codes one network may try: a crowd that mistypes is heard, a machine that guesses is not."""

from web.guesses import Guesses

NETWORK = "here"
PER_MINUTE = 60
MINUTE = 60_000


class Clock:
    now = MINUTE

    def __call__(self) -> int:
        return self.now


def tried(guesses: Guesses, network: str, times: int) -> int:
    """How many of so many wrong tries were heard."""
    heard = 0
    for _ in range(times):
        if guesses.allowed(network):
            heard += 1
            guesses.wrong(network)
    return heard


def test_of_a_hundred_thousand_at_once_a_minutes_worth_is_heard() -> None:
    assert tried(Guesses(PER_MINUTE, Clock()), NETWORK, 100_000) == PER_MINUTE


def test_another_network_is_not_held_up() -> None:
    guesses = Guesses(PER_MINUTE, Clock())
    tried(guesses, NETWORK, 100)
    assert (guesses.allowed(NETWORK), guesses.allowed("elsewhere")) == (False, True)


def test_the_wait_is_a_minute_at_most() -> None:
    clock = Clock()
    guesses = Guesses(PER_MINUTE, clock)
    tried(guesses, NETWORK, 100)
    clock.now += MINUTE
    assert tried(guesses, NETWORK, 100) == PER_MINUTE


def test_looking_without_a_mistake_is_never_held_up() -> None:
    guesses = Guesses(PER_MINUTE, Clock())
    assert {guesses.allowed(NETWORK) for _ in range(1_000)} == {True}
