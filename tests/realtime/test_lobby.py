"""Turns of joins, counted; the event loop is played by the test."""

from collections.abc import Callable

from realtime.lobby import Lobby


class Loop:
    """Everything that others do between two turns of joins."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._next: list[Callable[[], None]] = []

    def soon(self, call: Callable[[], None]) -> None:
        self._next.append(call)

    def turn(self) -> None:
        self.done.append("votes")
        calls, self._next = self._next, []
        for call in calls:
            call()

    def joins(self, count: int) -> list[Callable[[], None]]:
        return [lambda: self.done.append("join") for _ in range(count)]

    @property
    def idle(self) -> bool:
        return not self._next


def test_whoever_comes_alone_does_not_wait() -> None:
    loop = Loop()
    lobby = Lobby(loop.soon, per_turn=3)
    for join in loop.joins(3):
        assert lobby.enter(join)
    assert loop.done == ["join"] * 3
    loop.turn()
    assert loop.idle


def test_in_a_storm_the_votes_have_every_turn_between_so_many_joins() -> None:
    loop = Loop()
    lobby = Lobby(loop.soon, per_turn=3)
    for join in loop.joins(1_000):
        assert lobby.enter(join)
    while not loop.idle:
        loop.turn()
    runs = "".join(word[0] for word in loop.done).split("v")
    assert max(len(run) for run in runs) == 3
    assert loop.done.count("join") == 1_000
    # And no turn is wasted while somebody waits.
    assert loop.done.count("votes") <= 1_000 // 3 + 2


def test_those_who_come_later_wait_behind_the_others() -> None:
    loop = Loop()
    lobby = Lobby(loop.soon, per_turn=1)
    order: list[int] = []
    for n in range(3):
        lobby.enter(lambda n=n: order.append(n))
    loop.turn()
    lobby.enter(lambda: order.append(3))
    while not loop.idle:
        loop.turn()
    assert order == [0, 1, 2, 3]


def test_one_who_joins_may_bring_another() -> None:
    loop = Loop()
    lobby = Lobby(loop.soon, per_turn=2)
    done: list[str] = []

    def first() -> None:
        done.append("first")
        lobby.enter(lambda: done.append("second"))

    lobby.enter(first)
    assert done == ["first", "second"]


def test_a_full_lobby_says_no() -> None:
    loop = Loop()
    lobby = Lobby(loop.soon, per_turn=1, most=2)
    assert [lobby.enter(join) for join in loop.joins(4)] == [True, True, True, False]
    assert len(lobby) == 2
    loop.turn()
    assert lobby.enter(lambda: None)
