"""What the desk's events change."""

from conference import events as e
from conference.state import Change, ConferenceState
from conference.vocabulary import QuestionStatus


def _approved(state: ConferenceState, event: e.QuestionApproved) -> None:
    question = state.questions[event.question]
    question.status = QuestionStatus.QUEUED
    question.pinned = False
    state.queue.append(event.question)


def _declined(state: ConferenceState, event: e.QuestionDeclined) -> None:
    state.leave_queue(event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.DECLINED
    question.reason = event.reason
    question.words = event.words


def _returned(state: ConferenceState, event: e.QuestionReturned) -> None:
    state.leave_queue(event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.WAITING
    question.reason = None
    question.words = None


def _moved(state: ConferenceState, event: e.QuestionMoved) -> None:
    state.queue.remove(event.question)
    state.queue.insert(event.to, event.question)


def _pinned(state: ConferenceState, event: e.QuestionPinned) -> None:
    """To the end of the pinned ones."""
    state.queue.remove(event.question)
    state.queue.insert(state.pinned_count(), event.question)
    state.questions[event.question].pinned = True


def _unpinned(state: ConferenceState, event: e.QuestionUnpinned) -> None:
    """To the head of those that are not pinned."""
    state.queue.remove(event.question)
    state.questions[event.question].pinned = False
    state.queue.insert(state.pinned_count(), event.question)


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionApproved: _approved,
    e.QuestionDeclined: _declined,
    e.QuestionReturned: _returned,
    e.QuestionMoved: _moved,
    e.QuestionPinned: _pinned,
    e.QuestionUnpinned: _unpinned,
}
