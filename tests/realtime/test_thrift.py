"""When mere counts may leave: the purse, its debt, and storms."""

from realtime.thrift import Thrift
from realtime.wire import (
    COUNTS_BURST_BYTES,
    COUNTS_BYTES_PER_SECOND,
    COUNTS_WAIT_MAX_SECONDS,
    STORM_VOTES,
    STORM_VOTES_PER_SECOND,
)

TICK = 0.2


def poor() -> Thrift:
    """One that has just spent all it had, and no more."""
    thrift = Thrift()
    thrift.spent(COUNTS_BURST_BYTES, 0)
    return thrift


def test_a_lone_vote_in_a_quiet_hall_waits_for_nothing() -> None:
    thrift = Thrift()
    thrift.happened(1, 0)
    assert thrift.wait(0) == 0


def test_what_is_spent_beyond_the_purse_is_waited_for() -> None:
    thrift = poor()
    assert thrift.wait(0) == 0
    thrift.spent(100, 0)
    assert thrift.wait(0) == 100 / COUNTS_BYTES_PER_SECOND
    assert thrift.wait(1) == 100 / COUNTS_BYTES_PER_SECOND - 1
    assert thrift.wait(1_000) == 0


def test_no_debt_lasts_longer_than_the_longest_wait() -> None:
    thrift = poor()
    for _ in range(3):
        thrift.spent(1_000_000, 0)
    assert thrift.wait(0) == COUNTS_WAIT_MAX_SECONDS


def test_the_purse_fills_to_the_burst_and_no_further() -> None:
    thrift = poor()
    thrift.spent(COUNTS_BURST_BYTES, 1_000_000)
    assert thrift.wait(1_000_000) == 0
    thrift.spent(1, 1_000_000)
    assert thrift.wait(1_000_000) > 0


def test_a_storm_waits_for_nothing_and_leaves_no_debt() -> None:
    thrift = Thrift()
    now = 0.0
    for _ in range(1_000):
        now += TICK
        thrift.happened(40, now)
        assert thrift.wait(now) == 0
        thrift.spent(500, now)
    now += 2 * STORM_VOTES / STORM_VOTES_PER_SECOND
    assert thrift.wait(now) == 0
    thrift.spent(100, now)
    assert 0 < thrift.wait(now) <= 100 / COUNTS_BYTES_PER_SECOND


def test_a_storm_does_not_forgive_the_debt_before_it() -> None:
    thrift = poor()
    thrift.spent(400, 0)
    owed = thrift.wait(0)
    thrift.happened(STORM_VOTES, 0)
    assert thrift.wait(0) == 0
    thrift.spent(400, 0)
    assert thrift.wait(1) == owed - 1


def test_a_steady_trickle_is_no_storm() -> None:
    thrift = poor()
    thrift.spent(400, 0)
    now = 0.0
    for _ in range(50):
        now += TICK
        thrift.happened(int(STORM_VOTES_PER_SECOND * TICK), now)
        assert thrift.wait(now) > 0
