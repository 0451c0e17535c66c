"""What one audience was told so far."""

import json
from typing import Any

import pytest

from conference import commands as c
from conference.vocabulary import Actor, Role
from realtime import channel as channel_module
from realtime.audiences import Audience, snapshot, with_changes
from realtime.channel import Channel
from tests.story import BINH, MODERATOR, Story, live

EPOCH = 7


class Told:
    """A story, and a channel that has been told all of it."""

    def __init__(self, audience: Audience = Audience.ATTENDEES) -> None:
        self.story: Story = live()
        self.story.queue("một", "hai")
        self.channel = Channel(audience, EPOCH, self.story.state)

    def vote(self, voter: str = "x", question: int = 1) -> None:
        actor = Actor(Role.ATTENDEE, voter)
        self.channel.note(self.story.does(actor, c.CastVote, question=question))

    def flush(self) -> Any:
        delta = self.channel.flush(self.story.state)
        return delta and json.loads(delta.body)

    def snapshot(self) -> Any:
        body = self.channel.snapshot(self.story.state)
        return body and json.loads(body)


def test_many_events_make_one_delta() -> None:
    told = Told()
    start = told.channel.position
    for voter in "abc":
        told.vote(voter)
    told.vote("a", question=2)
    assert told.flush() == {"from": start, "to": start + 4, "votes": [[1, 3], [2, 1]]}
    assert told.channel.position == start + 4
    assert told.channel.fresh


def test_what_is_not_this_audiences_business_moves_nothing() -> None:
    told = Told(Audience.CHAIR)
    number = told.story.ask(BINH, "ba")
    told.channel = Channel(Audience.CHAIR, EPOCH, told.story.state)
    before = told.channel.position
    amended = told.story.does(BINH, c.AmendQuestion, question=number, text="bốn")
    told.channel.note(amended)
    assert told.flush() is None
    assert told.channel.position == before
    assert told.snapshot()["at"] == [EPOCH, before]


def test_only_votes_are_not_urgent() -> None:
    told = Told(Audience.MODERATORS)
    told.vote()
    assert not told.channel.urgent
    told.channel.note(told.story.does(MODERATOR, c.PinQuestion, question=2))
    assert told.channel.urgent


def test_a_snapshot_is_made_once_per_position_and_not_while_behind() -> None:
    told = Told()
    first = told.channel.snapshot(told.story.state)
    assert told.channel.snapshot(told.story.state) is first
    told.vote("x")
    # The state has moved on, but what was told is still whole.
    assert told.channel.snapshot(told.story.state) is first
    told.flush()
    told.vote("y")
    # Somebody asked during the last stretch, so it was made when it could be.
    second = told.snapshot()
    assert second["at"] == [EPOCH, told.channel.position]
    told.flush()
    told.vote("z")
    told.flush()
    # Nobody asked any more: the next one who joins waits for the next flush.
    told.vote("w")
    assert told.snapshot() is None


def test_a_snapshot_and_the_deltas_since_are_the_next_snapshot() -> None:
    told = Told(Audience.MODERATORS)
    view = told.snapshot()
    told.vote()
    told.flush()
    told.channel.note(told.story.does(MODERATOR, c.PinQuestion, question=2))
    told.flush()
    deltas = told.channel.since(*view.pop("at"))
    assert deltas is not None
    for delta in deltas:
        view = with_changes(view, json.loads(delta))
    assert view == json.loads(json.dumps(snapshot(told.story.state, Audience.MODERATORS)))


def test_since_knows_where_deltas_begin() -> None:
    told = Told()
    start = told.channel.position
    told.vote("x")
    told.vote("y")
    told.flush()
    told.vote("z")
    told.flush()
    assert [len(told.channel.since(EPOCH, start + n) or []) for n in (0, 2, 3)] == [2, 1, 0]
    assert told.channel.since(EPOCH, start + 1) is None
    assert told.channel.since(EPOCH + 1, start) is None
    assert told.channel.since(EPOCH, start + 99) is None


@pytest.mark.parametrize(("limit", "value"), [("RING_MAX_DELTAS", 3), ("RING_MAX_BYTES", 120)])
def test_the_ring_is_bounded(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(channel_module, limit, value)
    told = Told()
    start = told.channel.position
    for voter in "abcdef":
        told.vote(voter)
        told.flush()
    assert told.channel.since(EPOCH, start) is None
    assert len(told.channel.since(EPOCH, start + 4) or []) == 2
    assert len(told.channel._ring) <= 3
