"""What is true after any history of all commands, whoever tried what in whichever order."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from conference import commands as c
from conference.apply import replay
from conference.lifecycle import QUESTION_MOVES
from conference.state import ConferenceState
from conference.vocabulary import QuestionStatus as Status
from tests.histories import History, Step, family_history, histories, standing_behind
from tests.story import MODERATOR, Story


def lived(history: list[Step]) -> History:
    told = History()
    for step in history:
        told.take(step)
    return told


def remembered(state: ConferenceState) -> dict[str, Any]:
    """All but how far it has come, by whose hands, and what staff were answered on the way."""
    forgotten = ("position", "hands", "staff_receipts")
    names = [name for name in state.__dataclass_fields__ if name not in forgotten]
    return {name: deepcopy(getattr(state, name)) for name in names}


@pytest.mark.slow
@given(histories)
def test_replay_equals_memory(history: list[Step]) -> None:
    story = lived(history).story
    assert replay(story.events) == story.state


@pytest.mark.slow
@given(histories)
def test_the_support_of_a_family_is_its_distinct_people(history: list[Step]) -> None:
    assert_sums(lived(history).story.state)


@pytest.mark.parametrize("seed", range(20))
def test_the_support_of_a_family_is_right_at_every_step(seed: int) -> None:
    told = History().with_five_questions()
    for step in family_history(seed):
        told.take(step)
        assert_sums(told.story.state)


def assert_sums(state: ConferenceState) -> None:
    """Every root counts its people, and knows who stands behind it through another."""
    for root in (q for q in state.questions.values() if q.into is None):
        assert (root.support, root.unverified) == standing_behind(state, root.number)
        others = set(state.family(root.number)[1:])
        assert root.through == {
            id for id, one in state.attendees.items() if not one.votes.isdisjoint(others)
        }


@pytest.mark.slow
@given(histories)
def test_unmerge_restores_exactly(history: list[Step]) -> None:
    assert_can_be_taken_back(lived(history).story)


@pytest.mark.parametrize("seed", range(10))
def test_unmerge_restores_exactly_whatever_families_there_are(seed: int) -> None:
    told = History().with_five_questions()
    for turn, step in enumerate(family_history(seed)):
        told.take(step)
        if turn % 20 == 0:
            assert_can_be_taken_back(told.story)


def assert_can_be_taken_back(story: Story) -> None:
    """Whatever can be merged with whatever else, right now."""
    before = remembered(story.state)
    numbers = list(story.state.questions)
    for child, into in [(n, m) for n in numbers for m in numbers]:
        if isinstance(story.tries(MODERATOR, c.MergeQuestions, question=child, into=into), list):
            story.does(MODERATOR, c.MergeQuestions, question=child, into=into)
            story.does(MODERATOR, c.UnmergeQuestion, question=child)
            assert remembered(story.state) == before


@pytest.mark.slow
@given(histories)
def test_every_question_moves_as_its_life_cycle_says(history: list[Step]) -> None:
    told = History()
    for step in history:
        state = told.story.state
        before = {number: question.status for number, question in state.questions.items()}
        events = told.take(step)
        for number, status in before.items():
            after = state.questions[number].status
            one_by_one = len(events) == 1 and after is not status
            assert not one_by_one or after in QUESTION_MOVES[status]


@pytest.mark.slow
@given(histories)
def test_queue_floor_and_families_agree_with_the_statuses(history: list[Step]) -> None:
    state = lived(history).story.state
    by_status: dict[Status, set[int]] = {status: set() for status in Status}
    for number, question in state.questions.items():
        by_status[question.status].add(number)
        assert (question.status is Status.MERGED) is (question.into is not None)
        assert not question.held or question.status is Status.WAITING
        for member in question.members:
            assert state.questions[member].into == number
    assert sorted(state.queue) == sorted(by_status[Status.QUEUED])
    assert {state.floor} - {None} == by_status[Status.ON_FLOOR]
    called_at = state.questions[state.floor].called_at if state.floor is not None else None
    assert (state.still.since if state.still else None) == called_at
    pinned = [state.questions[number].pinned for number in state.queue]
    assert pinned == sorted(pinned, reverse=True)
