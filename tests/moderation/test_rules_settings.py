"""The rules of one conference."""

from typing import Any

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import DEFAULT_REASONS, JoinMode, Moderation, Reason
from tests.story import CHAIR, MODERATOR, SECRETARY, live

OWN = Reason("own", "Riêng", needs_words=False)


@pytest.mark.parametrize(
    ("shut", "reopen", "shut_event", "reopen_event", "name"),
    [
        (c.CloseAsking, c.ReopenAsking, e.AskingClosed, e.AskingReopened, "asking"),
        (c.CloseVoting, c.ReopenVoting, e.VotingClosed, e.VotingReopened, "voting"),
    ],
)
def test_asking_and_voting_are_closed_and_reopened(
    shut: Any, reopen: Any, shut_event: Any, reopen_event: Any, name: str
) -> None:
    story = live()
    assert story.tries(CHAIR, reopen) == Refusal(Code.DUPLICATE)
    [closed] = story.does(CHAIR, shut)
    assert closed == shut_event(at=story.now, by=CHAIR, cause=closed.cause)
    assert getattr(story.state, name) is False
    assert story.tries(CHAIR, shut) == Refusal(Code.DUPLICATE)
    [reopened] = story.does(CHAIR, reopen)
    assert reopened == reopen_event(at=story.now, by=CHAIR, cause=reopened.cause)
    assert getattr(story.state, name) is True


def test_slow_mode_is_set_and_lifted() -> None:
    story = live()
    [slowed] = story.does(MODERATOR, c.SetSlowMode, seconds=60)
    assert slowed == e.SlowModeSet(at=story.now, by=MODERATOR, cause=slowed.cause, seconds=60)
    assert story.tries(MODERATOR, c.SetSlowMode, seconds=60) == Refusal(Code.DUPLICATE)
    story.does(MODERATOR, c.SetSlowMode, seconds=0)
    assert story.state.slow_mode == 0


@pytest.mark.parametrize("seconds", [-1, 601])
def test_slow_mode_has_limits(seconds: int) -> None:
    refused = live().tries(MODERATOR, c.SetSlowMode, seconds=seconds)
    assert refused == Refusal(Code.BAD_VALUE, "seconds")


def test_moderation_afterwards_leaves_what_waits() -> None:
    story = live()
    story.ask()
    [changed] = story.does(MODERATOR, c.SetModeration, mode=Moderation.POST)
    assert changed == e.ModerationSet(
        at=story.now, by=MODERATOR, cause=changed.cause, mode=Moderation.POST
    )
    assert (story.state.moderation, story.state.queue) == (Moderation.POST, [])
    again = story.tries(MODERATOR, c.SetModeration, mode=Moderation.POST)
    assert again == Refusal(Code.DUPLICATE)


def test_reasons_are_published() -> None:
    story = live()
    reasons = (OWN._replace(label="  Lý do  riêng "), *DEFAULT_REASONS)
    [published] = story.does(SECRETARY, c.PublishReasons, reasons=reasons)
    tidied = (OWN._replace(label="Lý do riêng"), *DEFAULT_REASONS)
    assert published == e.ReasonsPublished(
        at=story.now, by=SECRETARY, cause=published.cause, reasons=tidied
    )
    assert story.state.reasons == tidied
    assert story.tries(SECRETARY, c.PublishReasons, reasons=tidied) == Refusal(Code.DUPLICATE)


def test_a_reason_that_was_given_stays_published() -> None:
    story = live()
    story.ask()
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="unclear")
    story.does(MODERATOR, c.ReturnQuestion, question=1)
    refused = story.tries(MODERATOR, c.PublishReasons, reasons=(OWN,))
    assert refused == Refusal(Code.STALE, "unclear")
    kept = (OWN, Reason("unclear", "Chưa rõ", needs_words=True))
    assert isinstance(story.tries(MODERATOR, c.PublishReasons, reasons=kept), list)


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ((), Code.EMPTY),
        (tuple(OWN._replace(code="x" * n) for n in range(1, 22)), Code.TOO_MANY),
        ((OWN, OWN), Code.BAD_VALUE),
        ((OWN._replace(code="Own"),), Code.BAD_VALUE),
        ((OWN._replace(code=""),), Code.BAD_VALUE),
        ((OWN._replace(code="x" * 33),), Code.BAD_VALUE),
        ((OWN._replace(label=" "),), Code.EMPTY),
        ((OWN._replace(label="x" * 121),), Code.TOO_LONG),
    ],
)
def test_reasons_are_refused(reasons: tuple[Reason, ...], code: Code) -> None:
    refused = live().tries(MODERATOR, c.PublishReasons, reasons=reasons)
    assert refused == Refusal(code, "reasons")


@pytest.mark.parametrize(
    ("mode", "sent", "kept"),
    [
        (JoinMode.CODE, " cau 7", "CAU7"),
        (JoinMode.PAPER, None, None),
        (JoinMode.STAFF, None, None),
    ],
)
def test_join_mode_is_set(mode: JoinMode, sent: str | None, kept: str | None) -> None:
    story = live()
    [changed] = story.does(MODERATOR, c.SetJoinMode, mode=mode, code=sent)
    assert changed == e.JoinModeSet(
        at=story.now, by=MODERATOR, cause=changed.cause, mode=mode, code=kept
    )
    assert (story.state.join_mode, story.state.join_code) == (mode, kept)
    again = story.tries(MODERATOR, c.SetJoinMode, mode=mode, code=sent)
    assert again == Refusal(Code.DUPLICATE)


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        (JoinMode.CODE, None),
        (JoinMode.CODE, "ABC"),
        (JoinMode.CODE, "A" * 13),
        (JoinMode.CODE, "CẦU7"),
        (JoinMode.PAPER, "CAU7"),
        (JoinMode.OPEN, "CAU7"),
    ],
)
def test_join_mode_refuses(mode: JoinMode, code: str | None) -> None:
    refused = live().tries(MODERATOR, c.SetJoinMode, mode=mode, code=code)
    assert refused == Refusal(Code.BAD_VALUE, "code")
