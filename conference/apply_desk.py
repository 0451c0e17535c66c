"""What the desk's decisions about a question and its place in the queue change."""

from conference import events as e
from conference.apply_question import return_to_inbox
from conference.records import Question, Review, Sealing
from conference.state import Change, ConferenceState
from conference.vocabulary import QuestionStatus, ReviewState


def _approved(state: ConferenceState, event: e.QuestionApproved) -> None:
    _to_the_end_of_the_queue(state, event)


def _declined(state: ConferenceState, event: e.QuestionDeclined) -> None:
    question = _taken_out(state, event.question)
    question.status = QuestionStatus.DECLINED
    question.reason = event.reason
    question.words = event.words
    question.declined_by = event.by.id
    state.reasons_used.add(event.reason)


def _returned(state: ConferenceState, event: e.QuestionReturned) -> None:
    return_to_inbox(_taken_out(state, event.question))


def _held(state: ConferenceState, event: e.QuestionHeld) -> None:
    question = _taken_out(state, event.question)
    return_to_inbox(question)
    question.held = True
    question.note = event.words


def _released(state: ConferenceState, event: e.QuestionReleased) -> None:
    question = state.questions[event.question]
    question.held = False
    question.words = event.words


def _guided(state: ConferenceState, event: e.QuestionGuided) -> None:
    question = _taken_out(state, event.question)
    question.status = QuestionStatus.GUIDED
    question.words = event.words


def _sealed(state: ConferenceState, event: e.QuestionSealed) -> None:
    """It leaves whatever it stood in, at once. Its text stays for the sealed-box officer alone."""
    state.leave_floor(event.question)
    question = _taken_out(state, event.question)
    question.status = QuestionStatus.SEALED
    question.sealed = Sealing(event.at, event.by)


def _unsealed(state: ConferenceState, event: e.QuestionUnsealed) -> None:
    question = state.questions[event.question]
    return_to_inbox(question)
    question.sealed = None


def _upheld(state: ConferenceState, event: e.ReviewUpheld) -> None:
    state.questions[event.question].review = Review(ReviewState.UPHELD, event.words)


def _granted(state: ConferenceState, event: e.ReviewGranted) -> None:
    question = _to_the_end_of_the_queue(state, event)
    question.review = Review(ReviewState.GRANTED, event.words)


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


def _taken_out(state: ConferenceState, number: int) -> Question:
    """Out of the queue, and held no more."""
    state.leave_queue(number)
    question = state.questions[number]
    question.held = False
    return question


def _to_the_end_of_the_queue(
    state: ConferenceState, event: e.QuestionApproved | e.ReviewGranted
) -> Question:
    question = state.questions[event.question]
    question.status = QuestionStatus.QUEUED
    question.reason = question.words = question.declined_by = None
    question.pinned = question.held = False
    question.shown_at = event.at
    state.queue.append(event.question)
    return question


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionApproved: _approved,
    e.QuestionDeclined: _declined,
    e.QuestionReturned: _returned,
    e.QuestionHeld: _held,
    e.QuestionReleased: _released,
    e.QuestionGuided: _guided,
    e.QuestionSealed: _sealed,
    e.QuestionUnsealed: _unsealed,
    e.ReviewUpheld: _upheld,
    e.ReviewGranted: _granted,
    e.QuestionMoved: _moved,
    e.QuestionPinned: _pinned,
    e.QuestionUnpinned: _unpinned,
}
