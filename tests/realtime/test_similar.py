"""What is found to be alike follows what is committed: shown, amended, merged, gone."""

from collections.abc import Sequence
from typing import Any

import pytest

from conference import commands as c
from conference.events import Event
from conference.state import ConferenceState
from moderation.duplicates import Duplicates
from realtime.similar import SIMILAR_MAX, Similar
from tests.story import AN, BINH, MODERATOR, Story, live

BRIDGE = "Bao giờ xã sửa cầu Bến Đò bị hỏng?"
LIKE_IT = "Cầu Bến Đò hỏng lâu rồi, bao giờ xã sửa?"
MARKET = "Chợ chiều có được dời về sân kho không?"


class Observed(Story):
    """A story that tells what it does to the one who listens."""

    def __init__(self, story: Story) -> None:
        self.__dict__.update(story.__dict__)
        self.similar = Similar(Duplicates)
        self.similar.begin(self.state)

    def does(self, *args: Any, **fields: Any) -> list[Event]:
        events = super().does(*args, **fields)
        self.similar.note(events, self.state)
        return events

    def public(self, text: str, but: Sequence[int] = ()) -> list[int]:
        return [number for number, _ in self.similar.for_askers(self.state, text, but=but)]

    def open(self, question: int) -> list[int]:
        return [number for number, _ in self.similar.for_moderators(self.state, question)]


@pytest.fixture
def story() -> Observed:
    return Observed(live())


def test_an_asker_is_shown_public_questions_only(story: Observed) -> None:
    waiting = story.ask(AN, text=BRIDGE)
    assert story.public(LIKE_IT) == []
    story.does(MODERATOR, c.ApproveQuestion, question=waiting)
    assert (story.public(LIKE_IT), story.public(MARKET)) == ([waiting], [])
    story.does(MODERATOR, c.ReturnQuestion, question=waiting)
    assert story.public(LIKE_IT) == []


def test_one_s_own_questions_are_left_out(story: Observed) -> None:
    (bridge,) = story.queue(BRIDGE)
    assert story.public(LIKE_IT, but=[bridge]) == []


def test_a_moderator_is_shown_everything_open_but_the_question_itself(story: Observed) -> None:
    first, second = story.ask(AN, text=BRIDGE), story.ask(BINH, text=LIKE_IT)
    assert (story.open(first), story.open(second)) == ([second], [first])
    story.does(MODERATOR, c.DeclineQuestion, question=second, reason="unclear")
    assert story.open(first) == []


def test_an_amended_wording_is_found_by_what_it_says_now(story: Observed) -> None:
    number = story.ask(AN, text=MARKET)
    other = story.ask(BINH, text=LIKE_IT)
    assert story.open(other) == []
    story.does(AN, c.AmendQuestion, question=number, text=BRIDGE)
    assert story.open(other) == [number]


def test_what_was_merged_is_offered_no_more_until_it_is_parted(story: Observed) -> None:
    first, second = story.queue(BRIDGE, LIKE_IT)
    assert story.public(BRIDGE) == [first, second]
    story.does(MODERATOR, c.MergeQuestions, question=second, into=first)
    assert story.public(BRIDGE) == [first]
    story.does(MODERATOR, c.UnmergeQuestion, question=second)
    assert story.public(BRIDGE) == [first, second]


def test_what_is_sealed_is_found_by_nobody(story: Observed) -> None:
    first, second = story.queue(BRIDGE, LIKE_IT)
    story.does(MODERATOR, c.SealQuestion, question=second)
    assert (story.public(BRIDGE), story.open(first)) == ([first], [])


def test_no_more_are_offered_than_somebody_reads(story: Observed) -> None:
    story.queue(*[f"{BRIDGE} Việc thứ {n}" for n in range(9)])
    assert len(story.public(BRIDGE)) == SIMILAR_MAX


def test_a_hall_that_was_read_anew_is_searched_anew(story: Observed) -> None:
    story.queue(BRIDGE)
    assert story.public(LIKE_IT) == [1]
    story.similar.begin(ConferenceState())
    assert story.similar.for_askers(ConferenceState(), LIKE_IT) == []
