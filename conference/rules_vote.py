"""Support: one attendee, one vote a question, taken back at will while it counts."""

from conference import commands as c
from conference import events as e
from conference.lifecycle import PUBLIC, SUPPORTABLE
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState
from conference.vocabulary import ATTENDEES_MAX_PER_CONFERENCE


def cast(state: ConferenceState, command: c.CastVote) -> Ruling:
    question = _supportable(state, command.question)
    if isinstance(question, Refusal):
        return question
    attendee = state.attendees.get(command.actor.id)
    if attendee is None:
        if len(state.attendees) >= ATTENDEES_MAX_PER_CONFERENCE:
            return Refusal(Code.BUSY)
    elif question.number in attendee.votes:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VoteCast(**facts(command), question=question.number)]


def retract(state: ConferenceState, command: c.RetractVote) -> Ruling:
    question = _supportable(state, command.question)
    if isinstance(question, Refusal):
        return question
    attendee = state.attendees.get(command.actor.id)
    if attendee is None or question.number not in attendee.votes:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VoteRetracted(**facts(command), question=question.number)]


def _supportable(state: ConferenceState, number: int) -> Question | Refusal:
    """A question that the crowd cannot see is answered like one that does not exist."""
    question = state.questions.get(number)
    if question is None or question.status not in PUBLIC:
        return Refusal(Code.NOT_FOUND, number)
    if question.status not in SUPPORTABLE:
        return Refusal(Code.STALE, question.status)
    return question
