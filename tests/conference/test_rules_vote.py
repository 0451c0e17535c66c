"""Support."""

import pytest

from conference import commands as c
from conference import events as e
from conference.lifecycle import PUBLIC, SUPPORTABLE
from conference.refusals import Code, Refusal
from conference.vocabulary import QuestionStatus
from tests.story import AN, BINH, live


def test_cast_counts_once_and_can_be_taken_back() -> None:
    story = live()
    [number] = story.queue()
    [cast] = story.does(BINH, c.CastVote, question=number)
    assert cast == e.VoteCast(at=story.now, by=BINH, cause=cast.cause, question=number)
    assert story.tries(BINH, c.CastVote, question=number) == Refusal(Code.DUPLICATE, number)
    assert story.state.questions[number].support == 1
    story.does(BINH, c.RetractVote, question=number)
    assert story.tries(BINH, c.RetractVote, question=number) == Refusal(Code.DUPLICATE, number)
    assert story.state.questions[number].support == 0


@pytest.mark.parametrize("kind", [c.CastVote, c.RetractVote])
@pytest.mark.parametrize("status", QuestionStatus)
def test_votes_follow_the_status(status: QuestionStatus, kind: type[c.Command]) -> None:
    story = live()
    number = story.ask()
    story.state.questions[number].status = status
    if kind is c.RetractVote:
        story.state.attendee("binh").votes.add(number)
    decided = story.tries(BINH, kind, question=number)
    if status in SUPPORTABLE:
        assert isinstance(decided, list)
    elif status in PUBLIC:
        assert decided == Refusal(Code.STALE, status)
    else:
        assert decided == Refusal(Code.NOT_FOUND, number)


def test_vote_for_an_unknown_question() -> None:
    assert live().tries(AN, c.CastVote, question=7) == Refusal(Code.NOT_FOUND, 7)
