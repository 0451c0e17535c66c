"""The moderator's hands: approve, decline, return, move, pin."""

from conference import commands as c
from conference import events as e
from conference.lifecycle import INBOX, RETURNABLE
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, optional_line, standing
from conference.state import ConferenceState
from conference.vocabulary import DECLINE_WORDS_MAX_CHARACTERS, QuestionStatus

_QUEUED = frozenset({QuestionStatus.QUEUED})


def approve(state: ConferenceState, command: c.ApproveQuestion) -> Ruling:
    question = standing(state, command.question, INBOX)
    if isinstance(question, Refusal):
        return question
    return [e.QuestionApproved(**facts(command), question=question.number)]


def decline(state: ConferenceState, command: c.DeclineQuestion) -> Ruling:
    """The asker is always told why, by a published reason; some are none until they are put in words."""
    question = movable(state, command.question, QuestionStatus.DECLINED)
    if isinstance(question, Refusal):
        return question
    reason = next((one for one in state.reasons if one.code == command.reason), None)
    if reason is None:
        return Refusal(Code.BAD_VALUE, "reason")
    words = optional_line(command.words, "words", DECLINE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    if reason.needs_words and words is None:
        return Refusal(Code.EMPTY, "words")
    return [
        e.QuestionDeclined(
            **facts(command), question=question.number, reason=reason.code, words=words
        )
    ]


def return_(state: ConferenceState, command: c.ReturnQuestion) -> Ruling:
    question = standing(state, command.question, RETURNABLE)
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


def _queued(state: ConferenceState, number: int) -> Question | Refusal:
    return standing(state, number, _QUEUED)
