"""From a wish about a case to facts, or to a reasoned no. The one door through which a casebook changes.

Permission first, so that nobody learns anything by asking what they may not ask. Then the same command again:
its sender gets the receipt they were given before. Then the command's own rule; and after it the clocks follow what it decided.
"""

from archive.almanac import Terms
from archive.casebook.command import BookCommand, CaseCommand
from archive.casebook.permissions import permitted
from archive.casebook.rulebook import RULES
from archive.casebook.running import with_clocks
from archive.casebook.state import CasebookState
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import COMMAND_ID_MAX_CHARACTERS


def decide(
    state: CasebookState, command: BookCommand, terms: Terms
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
    ruling = RULES[type(command)](state, command, terms)
    if isinstance(ruling, Refusal) or not isinstance(command, CaseCommand):
        return ruling
    return with_clocks(state, ruling, command, terms)
