"""The comparison after a replay: that it finds what it is there to find."""

from archive.journal import Entry
from conference.commands import CastVote
from conference.events import Event
from tests.story import AN, BINH, live
from web.replay_check import compare_journal, compare_screen_with_journal
from web.replay_figures import Deed
from web.replay_view import View


def journal() -> list[Entry]:
    story = live()
    story.queue("Bao giờ sửa cầu?")
    story.does(AN, CastVote, question=1, id="vote-an")
    story.does(BINH, CastVote, question=1, id="vote-binh")
    return entries(story.events)


def entries(events: list[Event]) -> list[Entry]:
    return [Entry("conference/x/CAU", n, event, b"") for n, event in enumerate(events, start=1)]


def screen(support: int) -> View:
    question = {"text": "Bao giờ sửa cầu?", "support": support, "status": "queued"}
    return View(1, 7, {}, {1: question})


def vote(id: str, position: int | None, *, answered: bool = True) -> Deed:
    return Deed(0, "cast_vote", id, 0.0, [], 1.0 if answered else None, position)


def test_receipts_that_stand_where_they_say_are_right():
    deeds = [vote("vote-an", 6), vote("vote-binh", 7), vote("other", None)]
    assert compare_journal(journal(), deeds) == []


def test_unanswered_command_may_be_saved_or_not():
    deeds = [vote("vote-an", None, answered=False), vote("lost", None, answered=False)]
    assert compare_journal(journal(), deeds) == []


def test_receipt_without_an_entry_is_found():
    assert compare_journal(journal(), [vote("lost", 6)]) == [
        "cast_vote acknowledged at 6 stands at []"
    ]


def test_receipt_of_another_place_is_found():
    assert compare_journal(journal(), [vote("vote-an", 7)]) == [
        "cast_vote acknowledged at 7 stands at [6]"
    ]


def test_refused_command_in_the_journal_is_found():
    assert compare_journal(journal(), [vote("vote-an", None)]) == [
        "cast_vote was refused and stands at [6]"
    ]


def test_command_done_twice_is_found():
    twice = [*journal(), *journal()[-1:]]
    again = [*twice[:-1], Entry("conference/x/CAU", 8, twice[-1].event, b"")]
    assert compare_journal(again, [vote("vote-binh", None, answered=False)]) == [
        "cast_vote stands 2 times"
    ]


def test_screen_that_says_what_the_journal_says_is_right():
    assert compare_screen_with_journal(journal(), screen(2)) == []


def test_screen_that_shows_something_else_is_found():
    assert compare_screen_with_journal(journal(), screen(3)) == [
        "question 1 is not what the journal says"
    ]


def test_many_mismatches_are_cut_short():
    found = compare_journal(journal(), [vote(f"lost-{n}", n) for n in range(9)])
    assert (len(found), found[-1]) == (6, "and 4 more")
