"""Support: one attendee, one vote a question, taken back at will while it counts."""

from conference import commands as c
from conference import events as e
from conference.lifecycle import PUBLIC, SUPPORTABLE
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState
from conference.taking_part import crowded, may_vote


def cast(state: ConferenceState, command: c.CastVote) -> Ruling:
    question = may_vote(state, command) or _supportable(state, command.question)
    if isinstance(question, Refusal):
        return question
    if _supports(state, command.actor.id, question):
        return Refusal(Code.DUPLICATE, question.number)
    refusal = crowded(state, command.actor.id)
    if refusal:
        return refusal
    return [e.VoteCast(**facts(command), question=question.number)]


def retract(state: ConferenceState, command: c.RetractVote) -> Ruling:
    question = may_vote(state, command) or _supportable(state, command.question)
    if isinstance(question, Refusal):
        return question
    if not _supports(state, command.actor.id, question):
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VoteRetracted(**facts(command), question=question.number)]


def _supports(state: ConferenceState, attendee_id: str, question: Question) -> bool:
    """Itself, or anything that was merged into it."""
    attendee = state.attendees.get(attendee_id)
    voted = attendee is not None and question.number in attendee.votes
    return voted or attendee_id in question.through


def _supportable(state: ConferenceState, number: int) -> Question | Refusal:
    """A question that the crowd cannot see is answered like one that does not exist."""
    question = state.questions.get(number)
    if question is None or state.questions[state.root(number)].status not in PUBLIC:
        return Refusal(Code.NOT_FOUND, number)
    if question.status not in SUPPORTABLE:
        return Refusal(Code.STALE, question.status)
    return question
