"""The limits that no meeting should ever reach, made small enough to be reached here."""

import pytest

from conference import commands as c
from conference import rules_question, taking_part
from conference.refusals import Code, Refusal
from tests.story import AN, BINH, MODERATOR, live


def test_full_conference_takes_no_more_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    story = live()
    story.ask()
    monkeypatch.setattr(rules_question, "QUESTIONS_MAX_PER_CONFERENCE", 1)
    refusal = Refusal(Code.TOO_MANY, 1)
    assert story.tries(BINH, c.AskQuestion, text="Bao giờ có nước sạch?") == refusal
    assert story.tries(MODERATOR, c.RecordQuestion, text="Nước?", source="phiếu 7") == refusal


def test_crowded_conference_knows_its_own_and_no_newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    story = live()
    [number] = story.queue()
    monkeypatch.setattr(taking_part, "ATTENDEES_MAX_PER_CONFERENCE", 1)
    assert story.tries(BINH, c.CastVote, question=number) == Refusal(Code.BUSY)
    assert isinstance(story.tries(AN, c.CastVote, question=number), list)


@pytest.mark.parametrize("reason", Code)
def test_refusal_carries_its_reasons_code_and_status(reason: Code) -> None:
    refusal = Refusal(reason)
    assert (refusal.code, refusal.http_status) == (reason.code, reason.http_status)
