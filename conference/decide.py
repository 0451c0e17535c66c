"""From a wish to facts, or to a reasoned no. The one door through which everything changes.

The order matters. Permission first, so that nobody learns anything by asking what they may not ask. Then
the same command again: its sender gets the receipt they were given before, whatever has happened since.
Then the stage, then whether somebody else was faster, and last the command's own rule.
"""

from conference.command import Revoking
from conference.commands import Command
from conference.events import Event
from conference.permissions import permitted, timely
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.ruling import Rulebook
from conference.state import ConferenceState
from conference.vocabulary import COMMAND_ID_MAX_CHARACTERS


def decide(
    state: ConferenceState, command: Command, rulebook: Rulebook
) -> list[Event] | Receipt | Refusal:
    """The events to append; or the earlier receipt of a resent command; or a refusal."""
    if not 0 < len(command.id) <= COMMAND_ID_MAX_CHARACTERS:
        return Refusal(Code.MALFORMED, "id")
    refused = permitted(command)
    if refused:
        return refused
    earlier = state.receipt(command.actor, command.id)
    if earlier:
        return earlier
    refused = timely(command, state.stage, paused=state.paused) or _overtaken(state, command)
    if refused:
        return refused
    return rulebook[type(command)](state, command)


def _overtaken(state: ConferenceState, command: Command) -> Refusal | None:
    """Whether what is to be taken back is not the last that was done: it is somebody else's by now."""
    if not isinstance(command, Revoking) or command.since is None:
        return None
    number = getattr(command, "question", state.floor)
    hand = state.hands.get(number or 0)
    if number is None or hand is None:
        return None
    overtaken = hand.position > command.since and hand.by != command.actor
    return Refusal(Code.STALE, state.questions[number].status) if overtaken else None
