"""What each event about a citizen's own question changes."""

from conference import events as e
from conference.records import Question, Review
from conference.state import Change, ConferenceState
from conference.vocabulary import QUESTIONS_MAX_PER_WINDOW, QuestionStatus, ReviewState, Role


def _asked(state: ConferenceState, event: e.QuestionAsked) -> None:
    asker = event.by.id if event.by.role is Role.ATTENDEE else None
    state.questions[event.question] = Question(
        number=event.question,
        text=event.text,
        channel=event.channel,
        topic=event.topic,
        name=event.name,
        place=event.place,
        receipt_code=event.receipt_code,
        asked_at=event.at,
        asker=asker,
        original=event.original,
        flags=event.flags,
    )
    if event.source is not None:
        state.sources[event.source] = event.question
    if asker is not None:
        attendee = state.attendee(asker)
        attendee.questions.append(event.question)
        attendee.asked += 1
        attendee.asked_at.append(event.at)
        del attendee.asked_at[:-QUESTIONS_MAX_PER_WINDOW]


def _amended(state: ConferenceState, event: e.QuestionAmended) -> None:
    _reword(state.questions[event.question], event)


def _withdrawn(state: ConferenceState, event: e.QuestionWithdrawn) -> None:
    state.leave_queue(event.question)
    question = state.questions[event.question]
    question.status = QuestionStatus.WITHDRAWN
    question.held = False


def _resubmitted(state: ConferenceState, event: e.QuestionResubmitted) -> None:
    question = state.questions[event.question]
    _reword(question, event)
    question.resubmitted = True
    return_to_inbox(question)


def _review_requested(state: ConferenceState, event: e.ReviewRequested) -> None:
    state.questions[event.question].review = Review(ReviewState.REQUESTED, event.words)


def return_to_inbox(question: Question) -> None:
    """It waits as if it were new. What was asked about a decline that is no more is settled with it."""
    question.status = QuestionStatus.WAITING
    question.reason = question.words = question.declined_by = None
    question.shown_at = None
    if question.review and question.review.state is ReviewState.REQUESTED:
        question.review = None


def _reword(question: Question, event: e.QuestionAmended | e.QuestionResubmitted) -> None:
    """The asker's newest wording takes the place of every earlier one, the desk's too."""
    question.text = event.text
    question.asked_text = None
    question.desk_flags = ()
    question.original = event.original
    question.flags = event.flags


def _split_off(state: ConferenceState, event: e.QuestionSplitOff) -> None:
    whole = state.questions[event.split_from]
    state.questions[event.question] = Question(
        number=event.question,
        text=event.text,
        channel=event.channel,
        topic=event.topic,
        name=event.name,
        place=event.place,
        receipt_code=event.receipt_code,
        asked_at=event.at,
        asker=whole.asker,
        split_from=event.split_from,
        original=event.original,
        flags=event.flags,
    )
    if whole.asker is not None:
        state.attendee(whole.asker).questions.append(event.question)


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionAsked: _asked,
    e.QuestionAmended: _amended,
    e.QuestionWithdrawn: _withdrawn,
    e.QuestionResubmitted: _resubmitted,
    e.ReviewRequested: _review_requested,
    e.QuestionSplitOff: _split_off,
}
