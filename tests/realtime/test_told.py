"""Nothing is told twice, and who joins while counts wait is told what the others were."""

from typing import Any

import pytest

from conference import commands as c
from conference.commands import Command
from conference.vocabulary import Actor, DeclineReason
from realtime.audiences import STAFF, Audience, snapshot, with_changes
from realtime.told import Told
from realtime.touched import touched
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live


class Knows:
    """A story with two queued questions, and what one audience knows of it."""

    def __init__(self, audience: Audience = Audience.ATTENDEES) -> None:
        self.audience = audience
        self.story: Story = live()
        self.story.queue("một", "hai")
        self.told = Told(audience, self.story.state)

    def news(self, actor: Actor, kind: type[Command], **fields: Any) -> Any:
        what = touched(self.story.does(actor, kind, **fields), self.story.state)
        return self.told.news(what, self.story.state)


def test_only_the_counts_that_changed_are_news() -> None:
    t = Knows()
    assert t.news(BINH, c.AskQuestion, text="ba") == {"counts": {"received": 3, "waiting": 1}}
    declined = t.news(MODERATOR, c.DeclineQuestion, question=3, reason=DeclineReason.UNCLEAR)
    assert declined == {"counts": {"waiting": 0, "declined": 1}}


def test_the_conference_is_told_whole_when_more_than_its_counts_changed() -> None:
    t = Knows()
    t.story.ask(BINH, "ba")
    paused = t.news(CHAIR, c.PauseConference)
    assert list(paused) == ["conference"]
    assert (paused["conference"]["paused"], paused["conference"]["counts"]["waiting"]) == (True, 1)
    # What it carried of the counts is known from now on.
    assert t.told.news({"counts": {0}}, t.story.state) == {}


def test_a_part_that_looks_as_before_is_no_news() -> None:
    t = Knows(Audience.MODERATORS)
    # Two are queued, so the third is among the next; the fourth is not.
    third, fourth = t.story.ask(AN, "ba"), t.story.ask(AN, "bốn")
    assert {"floor", "queue"} <= set(t.news(MODERATOR, c.ApproveQuestion, question=third))
    approved = t.news(MODERATOR, c.ApproveQuestion, question=fourth)
    assert set(approved) == {"questions", "counts", "queue"}


@pytest.mark.parametrize("audience", Audience)
def test_who_joins_while_counts_wait_sees_those_that_were_told(audience: Audience) -> None:
    t = Knows(audience)
    before = snapshot(t.story.state, audience)
    what = touched(t.story.does(BINH, c.CastVote, question=1), t.story.state)
    assert t.told.lacks_only_counts(what, t.story.state)
    assert t.told.snapshot(t.story.state) == before
    assert ("queue" in before) == (audience in STAFF)
    after = with_changes(before, t.told.news(what, t.story.state))
    assert after == t.told.snapshot(t.story.state) == snapshot(t.story.state, audience)


def test_a_question_that_left_is_forgotten() -> None:
    t = Knows()
    gone = t.news(MODERATOR, c.ReturnQuestion, question=1)
    assert gone["gone"] == [1]
    assert t.told.lacks_only_counts({"question": {1}, "counts": {1}}, t.story.state)
