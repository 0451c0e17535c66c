"""Merging, unmerging, and who stands behind a family."""

from copy import deepcopy
from typing import Any

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, QuestionStatus, Role
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live

CUC, DUNG = Actor(Role.ATTENDEE, "cuc"), Actor(Role.ATTENDEE, "dung")


def queued() -> Story:
    """Three questions; An stands behind one and two, Bình behind two, Cúc behind three."""
    story = live()
    story.queue("a", "b", "c")
    for voter, question in [(AN, 1), (AN, 2), (BINH, 2), (CUC, 3)]:
        story.does(voter, c.CastVote, question=question)
    return story


def support(story: Story, *numbers: int) -> list[int]:
    return [story.state.questions[number].support for number in numbers]


def remembered(story: Story) -> dict[str, Any]:
    """The state but for how far it has come, and what was answered on the way."""
    state = deepcopy(story.state)
    state.position = 0
    state.staff_receipts.clear()
    state.hands.clear()
    for attendee in state.attendees.values():
        attendee.receipts.clear()
    return {name: getattr(state, name) for name in state.__dataclass_fields__}


def test_merge_counts_each_person_once() -> None:
    story = queued()
    [merged] = story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert merged == e.QuestionMerged(
        at=story.now, by=MODERATOR, cause=merged.cause, question=2, into=1
    )
    assert support(story, 1) == [2]
    assert story.state.questions[2].status is QuestionStatus.MERGED
    assert story.state.queue == [1, 3]


def test_merge_of_families_makes_one_tree() -> None:
    story = queued()
    story.does(MODERATOR, c.MergeQuestions, question=2, into=3)
    story.does(MODERATOR, c.MergeQuestions, question=3, into=1)
    assert support(story, 1) == [3]
    assert (story.state.root(2), story.state.family(1)) == (1, [1, 3, 2])


@pytest.mark.parametrize("into", ["answered", "deferred", "on_floor"])
def test_merge_into_what_is_on_its_way(into: str) -> None:
    story = queued()
    story.does(CHAIR, c.CallQuestion, question=1)
    if into == "answered":
        story.does(CHAIR, c.AnswerQuestion, question=1, outcome="answered", by="Ông Hải")
    if into == "deferred":
        story.does(CHAIR, c.DeferQuestion, question=1)
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert (story.state.questions[1].status, support(story, 1)) == (QuestionStatus(into), [2])


def test_merge_refuses() -> None:
    story = queued()
    story.ask(text="d")
    story.does(MODERATOR, c.MergeQuestions, question=3, into=2)
    assert [
        story.tries(MODERATOR, c.MergeQuestions, question=1, into=1),
        story.tries(MODERATOR, c.MergeQuestions, question=9, into=1),
        story.tries(MODERATOR, c.MergeQuestions, question=1, into=9),
        story.tries(MODERATOR, c.MergeQuestions, question=1, into=4),
        story.tries(MODERATOR, c.MergeQuestions, question=1, into=3),
        story.tries(MODERATOR, c.MergeQuestions, question=2, into=3),
        story.tries(MODERATOR, c.MergeQuestions, question=3, into=1),
    ] == [
        Refusal(Code.BAD_VALUE, "into"),
        Refusal(Code.NOT_FOUND, 9),
        Refusal(Code.NOT_FOUND, 9),
        Refusal(Code.STALE, "waiting"),
        Refusal(Code.STALE, "merged"),
        Refusal(Code.STALE, "merged"),
        Refusal(Code.STALE, "merged"),
    ]


def test_merge_of_waiting_questions_stays_in_the_inbox() -> None:
    story = live()
    story.ask(text="a")
    story.ask(text="b")
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert story.state.questions[1].status is QuestionStatus.WAITING


def test_votes_of_a_family() -> None:
    """Who stands behind any member stands behind the root, and takes all of it back at once."""
    story = queued()
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert story.tries(BINH, c.CastVote, question=1) == Refusal(Code.DUPLICATE, 1)
    assert story.tries(DUNG, c.CastVote, question=2) == Refusal(Code.STALE, "merged")
    story.does(DUNG, c.CastVote, question=1)
    assert support(story, 1) == [3]
    story.does(AN, c.RetractVote, question=1)
    story.does(BINH, c.RetractVote, question=1)
    assert support(story, 1) == [1]
    assert story.tries(BINH, c.RetractVote, question=1) == Refusal(Code.DUPLICATE, 1)
    story.does(BINH, c.CastVote, question=1)
    story.does(MODERATOR, c.UnmergeQuestion, question=2)
    assert support(story, 1, 2) == [2, 0]


def test_a_merged_question_that_nobody_can_see_is_not_found() -> None:
    story = queued()
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    story.does(MODERATOR, c.ReturnQuestion, question=1)
    assert story.tries(DUNG, c.CastVote, question=2) == Refusal(Code.NOT_FOUND, 2)


PREPARED: dict[str, list[tuple[Actor, type[c.Command], dict[str, Any]]]] = {
    "from the queue": [],
    "pinned": [(MODERATOR, c.PinQuestion, {"question": 2})],
    "beside pinned ones": [(MODERATOR, c.PinQuestion, {"question": 3})],
    "deferred": [(CHAIR, c.DeferQuestion, {"question": 2})],
    "held": [
        (MODERATOR, c.ReturnQuestion, {"question": 2}),
        (MODERATOR, c.HoldQuestion, {"question": 2, "words": "Chờ"}),
    ],
    "with a family": [(MODERATOR, c.MergeQuestions, {"question": 3, "into": 2})],
    "into a family": [(MODERATOR, c.MergeQuestions, {"question": 3, "into": 1})],
}


@pytest.mark.parametrize("before", PREPARED)
def test_unmerge_restores_exactly(before: str) -> None:
    story = queued()
    for actor, kind, fields in PREPARED[before]:
        story.does(actor, kind, **fields)
    earlier = remembered(story)
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    assert remembered(story) != earlier
    [unmerged] = story.does(MODERATOR, c.UnmergeQuestion, question=2)
    assert unmerged == e.QuestionUnmerged(
        at=story.now, by=MODERATOR, cause=unmerged.cause, question=2, parent=1
    )
    assert remembered(story) == earlier


def test_unmerge_from_the_middle_of_a_tree() -> None:
    story = queued()
    story.does(MODERATOR, c.MergeQuestions, question=3, into=2)
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    story.does(MODERATOR, c.UnmergeQuestion, question=3)
    assert support(story, 1, 3) == [2, 1]


def test_unmerge_finds_the_nearest_place() -> None:
    story = queued()
    story.does(MODERATOR, c.MergeQuestions, question=3, into=1)
    story.does(MODERATOR, c.ReturnQuestion, question=2)
    story.does(MODERATOR, c.UnmergeQuestion, question=3)
    assert story.state.queue == [1, 3]
    story.does(MODERATOR, c.MergeQuestions, question=1, into=3)
    story.does(MODERATOR, c.PinQuestion, question=3)
    story.does(MODERATOR, c.UnmergeQuestion, question=1)
    assert story.state.queue == [3, 1]


def test_unmerge_of_a_pinned_question_stays_among_the_pinned() -> None:
    story = queued()
    story.does(MODERATOR, c.PinQuestion, question=2)
    story.does(MODERATOR, c.PinQuestion, question=3)
    story.does(MODERATOR, c.MergeQuestions, question=3, into=1)
    story.does(MODERATOR, c.UnpinQuestion, question=2)
    story.does(MODERATOR, c.UnmergeQuestion, question=3)
    assert story.state.queue == [3, 2, 1]


def test_unmerge_refuses() -> None:
    story = queued()
    assert [
        story.tries(MODERATOR, c.UnmergeQuestion, question=1),
        story.tries(MODERATOR, c.UnmergeQuestion, question=9),
    ] == [Refusal(Code.STALE, "queued"), Refusal(Code.NOT_FOUND, 9)]
