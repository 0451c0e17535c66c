"""What an event on the floor changes, and a line from the desk to the chair."""

from conference import events as e
from conference.lifecycle import PUBLIC
from conference.records import Answer, Line, StillOrder
from conference.state import Change, ConferenceState
from conference.vocabulary import QuestionStatus


def _called(state: ConferenceState, event: e.QuestionCalled) -> None:
    state.leave_queue(event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.ON_FLOOR
    question.called_at = event.at
    state.floor = event.question
    state.still = StillOrder(event.at, _support_of_the_list(state))


def _answered(state: ConferenceState, event: e.QuestionAnswered) -> None:
    question = state.questions[event.question]
    question.status = QuestionStatus.ANSWERED
    question.answers.append(
        Answer(event.at, event.outcome, event.answered_by, event.words, event.unit, event.due)
    )
    state.leave_floor(event.question)


def _deferred(state: ConferenceState, event: e.QuestionDeferred) -> None:
    state.leave_floor(event.question)
    state.leave_queue(event.question)
    state.questions[event.question].status = QuestionStatus.DEFERRED


def _cleared(state: ConferenceState, event: e.FloorCleared) -> None:
    """Back to where it would be called next, unless it had been answered before."""
    question = state.questions[event.question]
    state.leave_floor(event.question)
    if question.answers:
        question.status = QuestionStatus.ANSWERED
        return
    question.status = QuestionStatus.QUEUED
    state.queue.insert(0 if question.pinned else state.pinned_count(), event.question)


def _told(state: ConferenceState, event: e.ChairTold) -> None:
    state.backstage = Line(event.text, event.at, event.by.id)


def _acknowledged(state: ConferenceState, event: e.LineAcknowledged) -> None:
    state.backstage.acknowledged_at = event.at


def _support_of_the_list(state: ConferenceState) -> dict[int, int]:
    return {
        number: question.support
        for number, question in state.questions.items()
        if question.status in PUBLIC
    }


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionCalled: _called,
    e.QuestionAnswered: _answered,
    e.QuestionDeferred: _deferred,
    e.FloorCleared: _cleared,
    e.ChairTold: _told,
    e.LineAcknowledged: _acknowledged,
}
