"""What a replay counts."""

from web.replay_figures import Deed, Watched, percentiles, refusals, seen_after


def test_percentiles_are_in_milliseconds():
    assert percentiles(n / 1000 for n in range(101)) == {
        "p50": 50.0,
        "p95": 95.0,
        "p99": 99.0,
        "max": 100.0,
    }
    assert percentiles([]) == {}


def test_watched_screen_says_when_it_saw_a_position():
    watched = Watched()
    watched.reached(3, 10.0)
    watched.reached(7, 11.0)
    assert [watched.saw(n) for n in (1, 3, 4, 7, 8)] == [10.0, 10.0, 11.0, 11.0, None]


def test_vote_is_seen_on_the_screen_of_somebody_else():
    own, other = Watched([5], [1.0]), Watched([5], [1.5])
    deeds = [
        Deed(0, "cast_vote", "a", sent_at=0.5, position=5),
        Deed(0, "ask_question", "b", sent_at=0.5, position=5),
        Deed(0, "cast_vote", "c", sent_at=0.5),
    ]
    assert seen_after(deeds, {0: own, 1: other}, "cast_vote") == [1.0]


def test_refusals_are_counted_by_code():
    deeds = [
        Deed(0, "cast_vote", "a", 0.0, ["too_fast", "too_fast"]),
        Deed(1, "x", "b", 0.0, ["stale"]),
    ]
    assert refusals(deeds) == {"too_fast": 2, "stale": 1}
