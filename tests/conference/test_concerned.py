"""Which questions an event is about."""

from conference import commands as c
from conference.concerned import concerned
from tests.story import BINH, CHAIR, MODERATOR, Story, live


def told(story: Story, actor: object, kind: type[c.Command], **fields: object) -> list[set[int]]:
    events = story.does(actor, kind, **fields)  # type: ignore[arg-type]
    return [concerned(event, story.state) for event in events]


def test_most_events_are_about_the_question_they_name_or_about_none() -> None:
    story = live()
    story.queue("a", "b")
    assert told(story, BINH, c.CastVote, question=1) == [{1}]
    assert told(story, CHAIR, c.CloseAsking) == [set()]


def test_a_merger_is_about_the_root_too() -> None:
    story = live()
    story.queue("a", "b", "c")
    assert told(story, MODERATOR, c.MergeQuestions, question=3, into=2) == [{2, 3}]
    assert told(story, MODERATOR, c.MergeQuestions, question=2, into=1) == [{1, 2}]
    assert told(story, MODERATOR, c.UnmergeQuestion, question=3) == [{1, 3}]


def test_a_mute_is_about_all_questions_of_that_phone() -> None:
    story = live()
    story.queue("a", "b")
    story.ask(BINH)
    assert told(story, MODERATOR, c.MuteAsker, question=2, minutes=5) == [{1, 2}]
    assert told(story, MODERATOR, c.UnmuteAsker, question=1) == [{1, 2}]
