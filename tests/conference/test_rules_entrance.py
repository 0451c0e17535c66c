"""Coming in by a code."""

import pytest

from conference import commands as c
from conference import events as e
from conference import taking_part
from conference.refusals import Code, Refusal
from conference.vocabulary import JoinMode
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live

BY_MODE = {JoinMode.CODE: "CAU7", JoinMode.PAPER: None, JoinMode.STAFF: None}


def closed_by(mode: JoinMode) -> Story:
    story = live()
    story.queue("Cầu?")
    story.does(MODERATOR, c.SetJoinMode, mode=mode, code=BY_MODE[mode])
    return story


@pytest.mark.parametrize("mode", BY_MODE)
def test_whoever_has_not_joined_only_looks_on(mode: JoinMode) -> None:
    story = closed_by(mode)
    assert [
        story.tries(BINH, c.AskQuestion, text="x"),
        story.tries(BINH, c.CastVote, question=1),
        story.tries(BINH, c.RetractVote, question=1),
        story.tries(AN, c.AmendQuestion, question=1, text="x"),
    ] == [Refusal(Code.CODE_NEEDED, mode)] * 4


@pytest.mark.parametrize("typed", ["CAU7", " cau 7 "])
def test_enter_code_lets_in(typed: str) -> None:
    story = closed_by(JoinMode.CODE)
    [joined] = story.does(BINH, c.EnterCode, code=typed)
    assert joined == e.AttendeeJoined(
        at=story.now, by=BINH, cause=joined.cause, mode=JoinMode.CODE, serial=None
    )
    assert story.state.attendees["binh"].joined is JoinMode.CODE
    assert isinstance(story.tries(BINH, c.CastVote, question=1), list)
    assert story.tries(BINH, c.EnterCode, code="CAU7") == Refusal(Code.DUPLICATE)


def test_enter_code_refuses() -> None:
    assert [
        closed_by(JoinMode.CODE).tries(BINH, c.EnterCode, code="CAU8"),
        closed_by(JoinMode.CODE).tries(BINH, c.EnterCode, code="x" * 25),
        closed_by(JoinMode.PAPER).tries(BINH, c.EnterCode, code="CAU7"),
        live().tries(BINH, c.EnterCode, code="CAU7"),
    ] == [
        Refusal(Code.BAD_VALUE, "code"),
        Refusal(Code.TOO_LONG, "code"),
        Refusal(Code.STALE, "paper"),
        Refusal(Code.STALE, "open"),
    ]


def test_redeem_paper_code_lets_in_once() -> None:
    story = closed_by(JoinMode.PAPER)
    [joined] = story.does(BINH, c.RedeemPaperCode, code="118-QX", serial=118)
    assert joined == e.AttendeeJoined(
        at=story.now, by=BINH, cause=joined.cause, mode=JoinMode.PAPER, serial=118
    )
    assert isinstance(story.tries(BINH, c.CastVote, question=1), list)
    assert [
        story.tries(BINH, c.RedeemPaperCode, code="119-QX", serial=119),
        story.tries(AN, c.RedeemPaperCode, code="118-QX", serial=118),
        story.tries(AN, c.RedeemPaperCode, code="forged", serial=None),
        story.tries(AN, c.RedeemPaperCode, code="x" * 65, serial=120),
    ] == [
        Refusal(Code.DUPLICATE),
        Refusal(Code.DUPLICATE),
        Refusal(Code.BAD_VALUE, "code"),
        Refusal(Code.TOO_LONG, "code"),
    ]
    assert isinstance(story.tries(AN, c.RedeemPaperCode, code="119-QX", serial=119), list)


def test_a_paper_code_is_good_where_the_halls_code_is_and_not_the_other_way() -> None:
    story = closed_by(JoinMode.PAPER)
    story.does(BINH, c.RedeemPaperCode, code="118-QX", serial=118)
    story.does(MODERATOR, c.SetJoinMode, mode=JoinMode.CODE, code="CAU7")
    assert isinstance(story.tries(BINH, c.CastVote, question=1), list)
    story.does(AN, c.EnterCode, code="CAU7")
    story.does(MODERATOR, c.SetJoinMode, mode=JoinMode.PAPER)
    assert story.tries(AN, c.CastVote, question=1) == Refusal(Code.CODE_NEEDED, "paper")


def test_nobody_comes_into_a_crowded_conference(monkeypatch: pytest.MonkeyPatch) -> None:
    story = closed_by(JoinMode.CODE)
    monkeypatch.setattr(taking_part, "ATTENDEES_MAX_PER_CONFERENCE", 1)
    assert story.tries(BINH, c.EnterCode, code="CAU7") == Refusal(Code.BUSY)
    assert isinstance(story.tries(AN, c.EnterCode, code="CAU7"), list)


def test_closed_voting_is_for_phones() -> None:
    story = live()
    story.queue("Cầu?")
    story.does(CHAIR, c.CloseVoting)
    assert [
        story.tries(BINH, c.CastVote, question=1),
        story.tries(BINH, c.RetractVote, question=1),
    ] == [Refusal(Code.VOTING_CLOSED)] * 2
