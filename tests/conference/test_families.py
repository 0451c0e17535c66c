"""Who stands behind a family of questions."""

from conference import commands as c
from conference.families import supporters
from tests.story import AN, BINH, MODERATOR, live


def test_supporters_are_those_of_any_member() -> None:
    story = live()
    story.queue("a", "b", "c")
    story.does(AN, c.CastVote, question=1)
    story.does(BINH, c.CastVote, question=2)
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert [supporters(story.state, n) for n in (1, 2, 3)] == [{"an", "binh"}, {"binh"}, set()]
