"""Votes in quarantine."""

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.story import AN, BINH, MODERATOR, WATCH, Story, live

CUC = Actor(Role.ATTENDEE, "cuc")


def voted() -> Story:
    """An and Bình stand behind the first, Bình and Cúc behind the second."""
    story = live()
    story.queue("a", "b")
    for voter, question in [(AN, 1), (BINH, 1), (BINH, 2), (CUC, 2)]:
        story.does(voter, c.CastVote, question=question)
    return story


def counted(story: Story, number: int = 1) -> tuple[int, int]:
    question = story.state.questions[number]
    return question.support, question.unverified


def quarantine(story: Story, question: int, *attendees: str) -> list[e.Event]:
    return story.does(WATCH, c.QuarantineVotes, question=question, attendees=attendees)


def test_quarantined_votes_do_not_count() -> None:
    story = voted()
    [quarantined] = quarantine(story, 1, "binh", "cuc", "binh", "nobody")
    assert quarantined == e.VotesQuarantined(
        at=story.now, by=WATCH, cause=quarantined.cause, question=1, attendees=("binh",)
    )
    assert (counted(story, 1), counted(story, 2)) == ((1, 1), (2, 0))


def test_taking_it_back_and_voting_again_is_no_way_out() -> None:
    story = voted()
    quarantine(story, 1, "binh")
    story.does(BINH, c.RetractVote, question=1)
    assert counted(story) == (1, 0)
    story.does(BINH, c.CastVote, question=1)
    assert counted(story) == (1, 1)


def test_released_votes_count_after_all() -> None:
    story = voted()
    quarantine(story, 1, "an", "binh")
    assert counted(story) == (0, 2)
    [released] = story.does(MODERATOR, c.ReleaseVotes, question=1)
    assert released == e.VotesReleased(at=story.now, by=MODERATOR, cause=released.cause, question=1)
    assert counted(story) == (2, 0)


def test_discarded_votes_are_gone_and_new_ones_do_not_count() -> None:
    story = voted()
    quarantine(story, 1, "binh")
    [discarded] = story.does(MODERATOR, c.DiscardVotes, question=1)
    assert discarded == e.VotesDiscarded(
        at=story.now, by=MODERATOR, cause=discarded.cause, question=1
    )
    assert (counted(story), story.state.attendees["binh"].votes) == ((1, 0), {2})
    story.does(BINH, c.CastVote, question=1)
    assert counted(story) == (1, 1)
    story.does(MODERATOR, c.ReleaseVotes, question=1)
    assert counted(story) == (2, 0)


def test_in_a_family_one_good_vote_makes_a_person_count() -> None:
    story = voted()
    quarantine(story, 1, "binh", "an")
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert counted(story) == (2, 1)
    quarantine(story, 2, "binh")
    assert counted(story) == (1, 2)
    story.does(BINH, c.RetractVote, question=1)
    assert counted(story) == (1, 1)
    story.does(MODERATOR, c.UnmergeQuestion, question=2)
    assert (counted(story, 1), counted(story, 2)) == ((0, 1), (1, 0))


@pytest.mark.parametrize("kind", [c.QuarantineVotes, c.ReleaseVotes, c.DiscardVotes])
def test_nothing_to_do(kind: type[c.Command]) -> None:
    story = voted()
    actor = WATCH if kind is c.QuarantineVotes else MODERATOR
    fields = {"attendees": ("cuc", "nobody")} if kind is c.QuarantineVotes else {}
    assert [
        story.tries(actor, kind, question=1, **fields),
        story.tries(actor, kind, question=9, **fields),
    ] == [Refusal(Code.DUPLICATE, 1), Refusal(Code.NOT_FOUND, 9)]


def test_quarantined_once_is_enough_and_discarded_too() -> None:
    story = voted()
    quarantine(story, 1, "binh")
    again = story.tries(WATCH, c.QuarantineVotes, question=1, attendees=("binh",))
    story.does(MODERATOR, c.DiscardVotes, question=1)
    assert (again, story.tries(MODERATOR, c.DiscardVotes, question=1)) == (
        Refusal(Code.DUPLICATE, 1),
        Refusal(Code.DUPLICATE, 1),
    )
