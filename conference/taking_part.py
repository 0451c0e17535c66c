"""Whether an attendee may take part now, or only look on: what every rule of the crowd asks first."""

from conference.commands import Command
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.vocabulary import ATTENDEES_MAX_PER_CONFERENCE, MUTED_FOR_GOOD, JoinMode

_MINUTE_MILLISECONDS = 60_000

_SUFFICIENT: dict[JoinMode, frozenset[JoinMode]] = {
    JoinMode.CODE: frozenset({JoinMode.CODE, JoinMode.PAPER}),
    JoinMode.PAPER: frozenset({JoinMode.PAPER}),
    JoinMode.STAFF: frozenset(),
}
"""By which way somebody must have come in; a personal code is good wherever the hall's code is."""


def may_ask(state: ConferenceState, command: Command) -> Refusal | None:
    """Whether this attendee may word a question, a new one or their own."""
    if not state.asking:
        return Refusal(Code.ASKING_CLOSED)
    return not_joined(state, command) or _muted(state, command)


def may_vote(state: ConferenceState, command: Command) -> Refusal | None:
    if not state.voting:
        return Refusal(Code.VOTING_CLOSED)
    return not_joined(state, command)


def crowded(state: ConferenceState, attendee_id: str) -> Refusal | None:
    """Whether there is no room for one more attendee."""
    full = len(state.attendees) >= ATTENDEES_MAX_PER_CONFERENCE
    return Refusal(Code.BUSY) if full and attendee_id not in state.attendees else None


def not_joined(state: ConferenceState, command: Command) -> Refusal | None:
    if state.join_mode is JoinMode.OPEN:
        return None
    attendee = state.attendees.get(command.actor.id)
    if attendee is not None and attendee.joined in _SUFFICIENT[state.join_mode]:
        return None
    return Refusal(Code.CODE_NEEDED, state.join_mode)


def _muted(state: ConferenceState, command: Command) -> Refusal | None:
    """The detail is how many minutes are left, rounded up; none when it is for good."""
    attendee = state.attendees.get(command.actor.id)
    if attendee is None or attendee.muted_until is None:
        return None
    if attendee.muted_until == MUTED_FOR_GOOD:
        return Refusal(Code.MUTED)
    left = -(-(attendee.muted_until - command.at) // _MINUTE_MILLISECONDS)
    return Refusal(Code.MUTED, left) if left > 0 else None
