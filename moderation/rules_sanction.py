"""Muting a phone that disturbs. It is told so, and goes on voting."""

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState
from conference.vocabulary import MUTE_MAX_MINUTES, MUTED_FOR_GOOD

_MINUTE_MILLISECONDS = 60_000


def mute(state: ConferenceState, command: c.MuteAsker) -> Ruling:
    asker = _asker(state, command.question)
    if isinstance(asker, Refusal):
        return asker
    if not 0 <= command.minutes <= MUTE_MAX_MINUTES:
        return Refusal(Code.BAD_VALUE, "minutes")
    until = command.at + command.minutes * _MINUTE_MILLISECONDS
    if not command.minutes:
        until = MUTED_FOR_GOOD
    if state.attendees[asker].muted_until == until:
        return Refusal(Code.DUPLICATE, command.question)
    return [e.AskerMuted(**facts(command), question=command.question, attendee=asker, until=until)]


def unmute(state: ConferenceState, command: c.UnmuteAsker) -> Ruling:
    asker = _asker(state, command.question)
    if isinstance(asker, Refusal):
        return asker
    if state.attendees[asker].muted_until is None:
        return Refusal(Code.DUPLICATE, command.question)
    return [e.AskerUnmuted(**facts(command), question=command.question, attendee=asker)]


def _asker(state: ConferenceState, number: int) -> str | Refusal:
    """What staff put in has no phone behind it."""
    question = state.questions.get(number)
    if question is None:
        return Refusal(Code.NOT_FOUND, number)
    return question.asker or Refusal(Code.BAD_VALUE, "question")
