"""What a citizen's event changes."""

from conference import events as e
from conference.records import Question
from conference.state import Change, ConferenceState
from conference.vocabulary import QUESTIONS_MAX_PER_WINDOW, QuestionStatus, Role


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
    )
    if event.source is not None:
        state.sources[event.source] = event.question
    if asker is not None:
        attendee = state.attendee(asker)
        attendee.questions.append(event.question)
        attendee.asked_at.append(event.at)
        del attendee.asked_at[:-QUESTIONS_MAX_PER_WINDOW]


def _amended(state: ConferenceState, event: e.QuestionAmended) -> None:
    state.questions[event.question].text = event.text


def _withdrawn(state: ConferenceState, event: e.QuestionWithdrawn) -> None:
    state.leave_queue(event.question)
    state.questions[event.question].status = QuestionStatus.WITHDRAWN


def _vote_cast(state: ConferenceState, event: e.VoteCast) -> None:
    state.attendee(event.by.id).votes.add(event.question)
    state.questions[event.question].support += 1


def _vote_retracted(state: ConferenceState, event: e.VoteRetracted) -> None:
    state.attendee(event.by.id).votes.discard(event.question)
    state.questions[event.question].support -= 1


CHANGES: dict[type[e.Event], Change] = {
    e.QuestionAsked: _asked,
    e.QuestionAmended: _amended,
    e.QuestionWithdrawn: _withdrawn,
    e.VoteCast: _vote_cast,
    e.VoteRetracted: _vote_retracted,
}
