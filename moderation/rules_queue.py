"""The moderator's hands: approve, decline, return, move, pin, and the notice to every screen."""

from conference import commands as c
from conference import events as e
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, optional_line
from conference.state import ConferenceState
from conference.vocabulary import (
    DECLINE_WORDS_MAX_CHARACTERS,
    NOTICE_MAX_CHARACTERS,
    DeclineReason,
    QuestionStatus,
)


def approve(state: ConferenceState, command: c.ApproveQuestion) -> Ruling:
    question = movable(state, command.question, QuestionStatus.QUEUED)
    if isinstance(question, Refusal):
        return question
    if question.status is not QuestionStatus.WAITING:
        return Refusal(Code.STALE, question.status)
    return [e.QuestionApproved(**facts(command), question=question.number)]


def decline(state: ConferenceState, command: c.DeclineQuestion) -> Ruling:
    """The asker is always told why; "other" is no reason until it is put in words."""
    question = movable(state, command.question, QuestionStatus.DECLINED)
    if isinstance(question, Refusal):
        return question
    words = optional_line(command.words, "words", DECLINE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    if command.reason is DeclineReason.OTHER and words is None:
        return Refusal(Code.EMPTY, "words")
    return [
        e.QuestionDeclined(
            **facts(command), question=question.number, reason=command.reason, words=words
        )
    ]


def return_(state: ConferenceState, command: c.ReturnQuestion) -> Ruling:
    question = movable(state, command.question, QuestionStatus.WAITING)
    if isinstance(question, Refusal):
        return question
    return [e.QuestionReturned(**facts(command), question=question.number)]


def move(state: ConferenceState, command: c.MoveQuestion) -> Ruling:
    """Within its own part of the queue: nothing overtakes a pinned question."""
    question = _queued(state, command.question)
    if isinstance(question, Refusal):
        return question
    pinned = state.pinned_count()
    first, last = (0, pinned - 1) if question.pinned else (pinned, len(state.queue) - 1)
    to = min(max(command.to, first), last)
    if state.queue.index(question.number) == to:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.QuestionMoved(**facts(command), question=question.number, to=to)]


def pin(state: ConferenceState, command: c.PinQuestion) -> Ruling:
    question = _queued(state, command.question)
    if isinstance(question, Refusal):
        return question
    if question.pinned:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.QuestionPinned(**facts(command), question=question.number)]


def unpin(state: ConferenceState, command: c.UnpinQuestion) -> Ruling:
    question = _queued(state, command.question)
    if isinstance(question, Refusal):
        return question
    if not question.pinned:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.QuestionUnpinned(**facts(command), question=question.number)]


def announce_notice(state: ConferenceState, command: c.AnnounceNotice) -> Ruling:
    text = optional_line(command.text, "text", NOTICE_MAX_CHARACTERS)
    if isinstance(text, Refusal):
        return text
    if text is None and state.notice is None:
        return Refusal(Code.EMPTY, "text")
    return [e.NoticeAnnounced(**facts(command), text=text or "")]


def _queued(state: ConferenceState, number: int) -> Question | Refusal:
    question = state.questions.get(number)
    if question is None:
        return Refusal(Code.NOT_FOUND, number)
    if question.status is not QuestionStatus.QUEUED:
        return Refusal(Code.STALE, question.status)
    return question
