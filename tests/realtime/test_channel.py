"""What one audience was told so far."""

import json
from typing import Any

import pytest

from conference import commands as c
from conference.commands import Command
from conference.vocabulary import Actor, Role
from realtime import channel as channel_module
from realtime.audiences import Audience, snapshot, with_changes
from realtime.channel import Channel
from realtime.touched import touched
from tests.story import BINH, MODERATOR, SEALED_BOX, Story, live

EPOCH = 7


class Told:
    """A story, and a channel that has been told all of it."""

    def __init__(self, audience: Audience = Audience.ATTENDEES) -> None:
        self.story: Story = live()
        self.story.queue("một", "hai")
        self.channel = Channel(audience, EPOCH, self.story.state)

    def vote(self, voter: str = "x", question: int = 1) -> None:
        self.does(Actor(Role.ATTENDEE, voter), c.CastVote, question=question)

    def does(self, actor: Actor, kind: type[Command], **fields: Any) -> None:
        events = self.story.does(actor, kind, **fields)
        self.channel.note(touched(events, self.story.state), self.story.state)

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


def test_a_delta_says_what_it_spent_on_counts() -> None:
    told = Told()
    told.vote("a")
    alone = told.channel.flush(told.story.state)
    assert alone is not None
    assert alone.counts_bytes > len(alone.body)
    told.vote("b")
    told.vote("b", question=2)
    told.does(MODERATOR, c.ApproveQuestion, question=told.story.ask())
    along = told.channel.flush(told.story.state)
    assert along is not None
    assert 0 < along.counts_bytes < len(along.body) / 2


def test_what_is_not_this_audiences_business_moves_nothing() -> None:
    told = Told(Audience.CHAIR)
    number = told.story.ask(BINH, "ba")
    told.channel = Channel(Audience.CHAIR, EPOCH, told.story.state)
    before = told.channel.position
    told.does(BINH, c.AmendQuestion, question=number, text="bốn")
    assert told.flush() is None
    assert told.channel.position == before
    assert told.snapshot()["at"] == [EPOCH, before]


def test_counts_do_not_press() -> None:
    told = Told(Audience.MODERATORS)
    told.vote()
    assert not told.channel.pressing
    told.does(MODERATOR, c.PinQuestion, question=2)
    told.vote("y")
    assert told.channel.pressing
    told.flush()
    assert not told.channel.pressing


def test_a_snapshot_is_made_once_per_position_and_not_while_behind() -> None:
    told = Told()
    first = told.channel.snapshot(told.story.state)
    assert told.channel.snapshot(told.story.state) is first
    told.does(MODERATOR, c.PinQuestion, question=2)
    # The state has moved on, but what was told is still whole.
    assert told.channel.snapshot(told.story.state) is first
    told.flush()
    told.does(MODERATOR, c.UnpinQuestion, question=2)
    # Somebody asked during the last stretch, so it was made when it could be.
    second = told.snapshot()
    assert second["at"] == [EPOCH, told.channel.position]
    told.flush()
    told.does(MODERATOR, c.PinQuestion, question=1)
    told.flush()
    # Nobody asked any more: the next one who joins waits for the next flush.
    told.does(MODERATOR, c.UnpinQuestion, question=1)
    assert told.snapshot() is None


def test_who_joins_while_counts_wait_gets_those_that_the_others_have() -> None:
    told = Told()
    told.vote("x")
    told.flush()
    before = json.loads(json.dumps(snapshot(told.story.state, Audience.ATTENDEES)))
    told.vote("y")
    told.vote("y", question=2)
    told.story.ask(BINH, "ba")
    told.channel.note(touched(told.story.events[-1:], told.story.state), told.story.state)
    view = told.snapshot()
    assert view.pop("at") == [EPOCH, told.channel.position]
    assert view == before
    delta = told.flush()
    assert (delta["votes"], delta["counts"]) == ([[1, 2], [2, 1]], {"received": 3, "waiting": 1})
    assert with_changes(view, delta) == snapshot(told.story.state, Audience.ATTENDEES)


def test_a_snapshot_and_the_deltas_since_are_the_next_snapshot() -> None:
    told = Told(Audience.MODERATORS)
    view = told.snapshot()
    told.vote()
    told.flush()
    told.does(MODERATOR, c.PinQuestion, question=2)
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


TAKING_BACK: list[tuple[Audience, type[Command], dict[str, Any]]] = [
    (Audience.ATTENDEES, c.SealQuestion, {}),
    (Audience.DISPLAY, c.SealQuestion, {}),
    (Audience.CHAIR, c.SealQuestion, {}),
    (Audience.MODERATORS, c.SealQuestion, {}),
    (Audience.ATTENDEES, c.DeclineQuestion, {"reason": "off_topic", "words": ""}),
    (Audience.ATTENDEES, c.EditQuestion, {"text": "Cầu Đông bao giờ sửa?"}),
]


@pytest.mark.parametrize(("audience", "kind", "fields"), TAKING_BACK)
def test_words_that_were_taken_back_are_not_told_again_to_whoever_missed_them(
    audience: Audience, kind: type[Command], fields: dict[str, Any]
) -> None:
    told = Told(audience)
    start = told.channel.position
    number = told.story.ask(BINH, "Nhà bà Tám số 7 nợ tiền ông Bảy")
    told.channel = Channel(audience, EPOCH, told.story.state)
    asleep = told.channel.position
    told.does(MODERATOR, c.ApproveQuestion, question=number)
    told.does(MODERATOR, c.TagQuestion, question=number, tags=("nợ",), topic="")
    told.flush()
    told.does(MODERATOR, kind, question=number, **fields)
    told.flush()
    afterwards = told.channel.position
    told.vote()
    told.flush()
    for position in range(start, afterwards):
        missed = told.channel.since(EPOCH, position)
        assert missed is None or "Tám".encode() not in b"".join(missed), position
    assert told.channel.since(EPOCH, asleep) is None
    assert len(told.channel.since(EPOCH, afterwards) or []) == 1


def test_words_that_stay_as_they_were_are_still_told() -> None:
    told = Told()
    number = told.story.ask(BINH, "ba")
    told.channel = Channel(Audience.ATTENDEES, EPOCH, told.story.state)
    start = told.channel.position
    told.does(MODERATOR, c.ApproveQuestion, question=number)
    told.flush()
    told.does(MODERATOR, c.PinQuestion, question=number)
    told.flush()
    told.does(MODERATOR, c.SealQuestion, question=1)
    told.flush()
    assert len(told.channel.since(EPOCH, start) or []) == 3


def test_what_came_out_of_the_box_is_forgotten_in_the_box() -> None:
    told = Told(Audience.SEALED_BOX)
    start = told.channel.position
    told.does(MODERATOR, c.SealQuestion, question=1)
    told.flush()
    assert len(told.channel.since(EPOCH, start) or []) == 1
    told.does(SEALED_BOX, c.UnsealQuestion, question=1, words="Không phải tố cáo")
    told.flush()
    assert told.channel.since(EPOCH, start) is None
