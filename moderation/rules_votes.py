"""Votes that look forged: put apart by the watch, judged by a person, never dropped in silence."""

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState


def quarantine(state: ConferenceState, command: c.QuarantineVotes) -> Ruling:
    """Those among these people who support it, and count."""
    question = state.questions.get(command.question)
    if question is None:
        return Refusal(Code.NOT_FOUND, command.question)
    apart = tuple(
        id
        for id in dict.fromkeys(command.attendees)
        if id not in question.quarantined and command.question in _votes(state, id)
    )
    if not apart:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VotesQuarantined(**facts(command), question=question.number, attendees=apart)]


def release(state: ConferenceState, command: c.ReleaseVotes) -> Ruling:
    question = state.questions.get(command.question)
    if question is None:
        return Refusal(Code.NOT_FOUND, command.question)
    if not question.quarantined:
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VotesReleased(**facts(command), question=question.number)]


def discard(state: ConferenceState, command: c.DiscardVotes) -> Ruling:
    question = state.questions.get(command.question)
    if question is None:
        return Refusal(Code.NOT_FOUND, command.question)
    if not any(question.number in _votes(state, id) for id in question.quarantined):
        return Refusal(Code.DUPLICATE, question.number)
    return [e.VotesDiscarded(**facts(command), question=question.number)]


def _votes(state: ConferenceState, attendee_id: str) -> set[int]:
    attendee = state.attendees.get(attendee_id)
    return attendee.votes if attendee else set()
