"""A phone's own idea of the hall."""

from web.replay_view import SharedViews, after, differences, from_snapshot

SNAPSHOT = {
    "at": [7, 3],
    "conference": {"stage": "live"},
    "floor": {"question": None},
    "questions": [
        {"number": 1, "text": "Cầu?", "support": 2, "status": "queued"},
        {"number": 2, "text": "Điện?", "support": 0, "status": "queued"},
    ],
}
DELTA = {
    "from": 3,
    "to": 9,
    "questions": [{"number": 4, "text": "Nước?", "support": 0, "status": "queued"}],
    "votes": [[1, 5]],
    "gone": [2],
    "floor": {"question": 1},
}


def test_delta_lays_each_part_over_the_view():
    view = after(from_snapshot(SNAPSHOT), DELTA)
    assert (view.epoch, view.position) == (7, 9)
    assert view.parts == {"conference": {"stage": "live"}, "floor": {"question": 1}}
    assert view.questions == {
        1: {"number": 1, "text": "Cầu?", "support": 5, "status": "queued"},
        4: {"number": 4, "text": "Nước?", "support": 0, "status": "queued"},
    }


def test_vote_may_concern_a_question_of_the_same_delta():
    delta = {"from": 3, "to": 4, "questions": [{"number": 9, "support": 0}], "votes": [[9, 1]]}
    assert after(from_snapshot(SNAPSHOT), delta).questions[9]["support"] == 1


def test_views_that_stood_together_and_heard_the_same_share_the_next():
    views = SharedViews()
    first, second = views.start(SNAPSHOT), views.start(dict(SNAPSHOT))
    assert first is second
    delta = views.decode(b'{"from":3,"to":4}')
    assert views.after(first, delta) is views.after(second, views.decode(b'{"from":3,"to":4}'))


def test_view_that_heard_something_else_is_found_out():
    views = SharedViews()
    start = views.start(SNAPSHOT)
    told = views.after(start, views.decode(b'{"from":3,"to":4,"votes":[[1,3]]}'))
    other = views.after(start, views.decode(b'{"from":3,"to":4,"votes":[[1,4]]}'))
    assert differences(told, other) == ["question 1 differs"]


def test_differences_are_named():
    view = from_snapshot(SNAPSHOT)
    assert differences(view, from_snapshot(SNAPSHOT)) == []
    assert differences(view, from_snapshot({**SNAPSHOT, "at": [7, 4]})) == [
        "position 7:3 is not 7:4"
    ]
    assert differences(view, from_snapshot({**SNAPSHOT, "floor": {"question": 2}})) == [
        "floor differs"
    ]
    assert differences(
        view, from_snapshot({**SNAPSHOT, "questions": SNAPSHOT["questions"][:1]})
    ) == ["question 2 differs"]
