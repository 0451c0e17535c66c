"""Muting a phone."""

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import MUTED_FOR_GOOD
from tests.story import AN, BINH, MODERATOR, SECRETARY, Story, live


def asked() -> Story:
    story = live()
    story.queue("a")
    return story


def test_mute_for_a_while() -> None:
    story = asked()
    [muted] = story.does(MODERATOR, c.MuteAsker, question=1, minutes=5)
    until = story.now + 300_000
    assert muted == e.AskerMuted(
        at=story.now, by=MODERATOR, cause=muted.cause, question=1, attendee="an", until=until
    )
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.MUTED, 5)
    assert story.tries(AN, c.AskQuestion, text="x", at=until - 1) == Refusal(Code.MUTED, 1)
    assert isinstance(story.tries(AN, c.AskQuestion, text="x", at=until), list)
    assert isinstance(story.tries(AN, c.CastVote, question=1), list)
    assert isinstance(story.tries(BINH, c.AskQuestion, text="x"), list)


def test_mute_for_good_and_unmute() -> None:
    story = asked()
    story.does(MODERATOR, c.MuteAsker, question=1, minutes=0)
    assert story.state.attendees["an"].muted_until == MUTED_FOR_GOOD
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.MUTED)
    assert story.tries(MODERATOR, c.MuteAsker, question=1, minutes=0) == Refusal(Code.DUPLICATE, 1)
    [unmuted] = story.does(MODERATOR, c.UnmuteAsker, question=1)
    assert unmuted == e.AskerUnmuted(
        at=story.now, by=MODERATOR, cause=unmuted.cause, question=1, attendee="an"
    )
    assert isinstance(story.tries(AN, c.AskQuestion, text="x"), list)
    assert story.tries(MODERATOR, c.UnmuteAsker, question=1) == Refusal(Code.DUPLICATE, 1)


@pytest.mark.parametrize("minutes", [-1, 1_441])
def test_mute_has_limits(minutes: int) -> None:
    refused = asked().tries(MODERATOR, c.MuteAsker, question=1, minutes=minutes)
    assert refused == Refusal(Code.BAD_VALUE, "minutes")


@pytest.mark.parametrize(("kind", "fields"), [(c.MuteAsker, {"minutes": 5}), (c.UnmuteAsker, {})])
def test_mute_needs_a_phone(kind: type[c.Command], fields: dict[str, int]) -> None:
    story = asked()
    story.does(SECRETARY, c.RecordQuestion, text="b", source="phiếu 7")
    assert [
        story.tries(MODERATOR, kind, question=2, **fields),
        story.tries(MODERATOR, kind, question=9, **fields),
    ] == [Refusal(Code.BAD_VALUE, "question"), Refusal(Code.NOT_FOUND, 9)]
