"""Coming in by a code. How often somebody may guess is kept at the edge: a wrong guess leaves no fact."""

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState
from conference.taking_part import crowded, not_joined
from conference.vocabulary import (
    JOIN_CODE_MAX_CHARACTERS,
    PAPER_CODE_MAX_CHARACTERS,
    JoinMode,
)


def enter_code(state: ConferenceState, command: c.EnterCode) -> Ruling:
    """People type it from a screen or from what they heard, so case and blanks do not matter."""
    if len(command.code) > JOIN_CODE_MAX_CHARACTERS * 2:
        return Refusal(Code.TOO_LONG, "code")
    refusal = _useless(state, command, JoinMode.CODE)
    if refusal:
        return refusal
    if "".join(command.code.split()).upper() != state.join_code:
        return Refusal(Code.BAD_VALUE, "code")
    return [e.AttendeeJoined(**facts(command), mode=JoinMode.CODE, serial=None)]


def redeem_paper_code(state: ConferenceState, command: c.RedeemPaperCode) -> Ruling:
    """Intake has looked at the signature; that it is used once is for the journal to know."""
    if len(command.code) > PAPER_CODE_MAX_CHARACTERS:
        return Refusal(Code.TOO_LONG, "code")
    refusal = _useless(state, command, JoinMode.PAPER)
    if refusal:
        return refusal
    if command.serial is None:
        return Refusal(Code.BAD_VALUE, "code")
    if command.serial in state.serials:
        return Refusal(Code.DUPLICATE)
    return [e.AttendeeJoined(**facts(command), mode=JoinMode.PAPER, serial=command.serial)]


def _useless(
    state: ConferenceState, command: c.EnterCode | c.RedeemPaperCode, mode: JoinMode
) -> Refusal | None:
    if state.join_mode is not mode:
        return Refusal(Code.STALE, state.join_mode)
    if not_joined(state, command) is None:
        return Refusal(Code.DUPLICATE)
    return crowded(state, command.actor.id)
