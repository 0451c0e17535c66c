"""Who gets in at the door, and who makes room; the clock is the test's."""

import pytest

from web.arrivals import PATIENCE_SECONDS, Arrivals
from web.settings import Settings


class One:
    def __init__(self) -> None:
        self.cut_because = ""

    def cut(self, reason: str) -> None:
        self.cut_because = reason


def arrivals(monkeypatch: pytest.MonkeyPatch, per_address: int = 3, **settings: object) -> Arrivals:
    made = Arrivals(Settings(**{"connections_max": 5, **settings}))  # type: ignore[arg-type]
    monkeypatch.setattr(made, "_per_address", per_address)
    return made


def test_whoever_owes_longest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch, per_address=9)
    here = [One() for _ in range(5)]
    for n, one in enumerate(here):
        assert door.come(one, f"10.0.0.{n}", n + 1, now=n)
    door.asked(here[0])
    newcomer = One()
    assert door.come(newcomer, "10.0.0.9", 6, now=5)
    assert [bool(one.cut_because) for one in here] == [False, True, False, False, False]


def test_nobody_makes_room_before_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch)
    assert door.come(One(), "10.0.0.1", 5, now=0)
    assert not door.come(One(), "10.0.0.2", 6, now=PATIENCE_SECONDS / 2)
    assert door.come(One(), "10.0.0.2", 6, now=PATIENCE_SECONDS)


def test_one_address_takes_only_its_own_places(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch)
    other, *own = [One() for _ in range(4)]
    door.come(other, "10.0.0.1", 1, now=0)
    for one in own:
        door.come(one, "10.0.0.2", 1, now=0)
    assert not door.come(One(), "10.0.0.2", 1, now=0)
    assert door.come(One(), "10.0.0.3", 1, now=0)
    assert door.come(One(), "10.0.0.2", 1, now=10)
    assert (other.cut_because, own[0].cut_because) == ("", "made room for another")
    for one in own[1:]:
        door.asked(one)
    assert door.come(One(), "10.0.0.2", 1, now=20)
    for one in own[1:]:
        door.go(one)
    assert door.come(One(), "10.0.0.2", 1, now=20)


def test_a_trusted_proxy_is_many_and_a_stranger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch, per_address=1, trusted_proxies=("10.0.0.0/8",))
    for n in range(9):
        assert door.come(One(), "10.1.2.3", 1, now=0)
        assert door.come(One(), "192.0.2.1", 1, now=0) == (n == 0)


def test_the_door_forgets_who_went(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch)
    one = One()
    door.come(one, "10.0.0.1", 1, now=0)
    door.go(one)
    door.go(one)
    assert (len(door), len(door._tally), len(door._owing)) == (0, 0, 0)


def test_idle_connections_are_short_where_it_is_crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    door = arrivals(monkeypatch)
    ones = [One(), One()]
    door.come(ones[0], "10.0.0.1", 1, now=0)
    assert not door.crowded(ones[0], open_now=2)
    assert door.crowded(ones[0], open_now=3)
    door.come(ones[1], "10.0.0.1", 1, now=0)
    assert door.crowded(ones[0], open_now=2)
    assert not door.crowded(One(), open_now=2)
