"""A steady rate and a burst."""

from realtime.pace import Pace, Paces


def _taken(pace: Pace, times: int, now: float) -> int:
    return sum(pace.allows(now) for _ in range(times))


def test_a_burst_and_then_the_rate() -> None:
    pace = Pace(per_second=10, burst=20)
    assert _taken(pace, 30, now=100.0) == 20
    assert _taken(pace, 30, now=100.5) == 5
    assert _taken(pace, 30, now=1_000.0) == 20


def test_a_clock_that_jumps_back_gives_nothing() -> None:
    pace = Pace(per_second=10, burst=1)
    assert _taken(pace, 2, now=100.0) == 1
    assert _taken(pace, 2, now=50.0) == 0
    assert _taken(pace, 2, now=50.2) == 1


def test_each_key_has_its_own_pace_and_the_rested_are_forgotten() -> None:
    paces = Paces(per_second=1, burst=1, keep_max=2)
    assert [paces.allows(key, 0.0) for key in ("a", "a", "b")] == [True, False, True]
    assert paces.allows("c", 5.0)
    assert list(paces._paces) == ["c"]


def test_those_still_busy_are_not_forgotten() -> None:
    paces = Paces(per_second=1, burst=1, keep_max=2)
    assert [paces.allows(key, 0.0) for key in "abc"] == [True, True, True]
    assert [paces.allows(key, 0.0) for key in "abc"] == [False, False, False]


def test_a_turn_that_was_had_is_paid_for_later() -> None:
    pace = Pace(per_second=1, burst=2)
    assert pace.ready(0.0)
    for _ in range(9):
        pace.spend()
    assert [pace.ready(at) for at in (0.0, 2.0, 3.0)] == [False, False, True]


def test_looking_costs_nothing() -> None:
    paces = Paces(per_second=1, burst=1)
    assert [paces.ready("a", 0.0) for _ in range(3)] == [True, True, True]
    paces.spend("a", 0.0)
    assert [paces.ready(key, 0.0) for key in "ab"] == [False, True]
