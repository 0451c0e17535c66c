"""The rules of one conference, set by the desk: who may ask and vote now, and how moderators work."""

import re

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import (
    JOIN_CODE_MAX_CHARACTERS,
    JOIN_CODE_MIN_CHARACTERS,
    REASON_CODE_MAX_CHARACTERS,
    REASON_LABEL_MAX_CHARACTERS,
    REASONS_MAX,
    SLOW_MODE_MAX_SECONDS,
    JoinMode,
    Reason,
)

_REASON_CODE = re.compile(rf"[a-z_]{{1,{REASON_CODE_MAX_CHARACTERS}}}")
_JOIN_CODE = re.compile(rf"[A-Z0-9]{{{JOIN_CODE_MIN_CHARACTERS},{JOIN_CODE_MAX_CHARACTERS}}}")


def close_asking(state: ConferenceState, command: c.CloseAsking) -> Ruling:
    return [e.AskingClosed(**facts(command))] if state.asking else Refusal(Code.DUPLICATE)


def reopen_asking(state: ConferenceState, command: c.ReopenAsking) -> Ruling:
    return Refusal(Code.DUPLICATE) if state.asking else [e.AskingReopened(**facts(command))]


def close_voting(state: ConferenceState, command: c.CloseVoting) -> Ruling:
    return [e.VotingClosed(**facts(command))] if state.voting else Refusal(Code.DUPLICATE)


def reopen_voting(state: ConferenceState, command: c.ReopenVoting) -> Ruling:
    return Refusal(Code.DUPLICATE) if state.voting else [e.VotingReopened(**facts(command))]


def set_slow_mode(state: ConferenceState, command: c.SetSlowMode) -> Ruling:
    if not 0 <= command.seconds <= SLOW_MODE_MAX_SECONDS:
        return Refusal(Code.BAD_VALUE, "seconds")
    if command.seconds == state.slow_mode:
        return Refusal(Code.DUPLICATE)
    return [e.SlowModeSet(**facts(command), seconds=command.seconds)]


def set_moderation(state: ConferenceState, command: c.SetModeration) -> Ruling:
    """What waits already goes on waiting: somebody meant to look at it."""
    if command.mode is state.moderation:
        return Refusal(Code.DUPLICATE)
    return [e.ModerationSet(**facts(command), mode=command.mode)]


def publish_reasons(state: ConferenceState, command: c.PublishReasons) -> Ruling:
    """A reason that somebody was given stays published, or nobody could tell what it meant."""
    reasons = _reasons(command.reasons)
    if isinstance(reasons, Refusal):
        return reasons
    codes = {reason.code for reason in reasons}
    if len(codes) < len(reasons):
        return Refusal(Code.BAD_VALUE, "reasons")
    lost = sorted(state.reasons_used - codes)
    if lost:
        return Refusal(Code.STALE, lost[0])
    if reasons == state.reasons:
        return Refusal(Code.DUPLICATE)
    return [e.ReasonsPublished(**facts(command), reasons=reasons)]


def set_join_mode(state: ConferenceState, command: c.SetJoinMode) -> Ruling:
    code = command.code
    if command.mode is JoinMode.CODE:
        code = "".join((code or "").split()).upper()
        if not _JOIN_CODE.fullmatch(code):
            return Refusal(Code.BAD_VALUE, "code")
    elif code is not None:
        return Refusal(Code.BAD_VALUE, "code")
    if (command.mode, code) == (state.join_mode, state.join_code):
        return Refusal(Code.DUPLICATE)
    return [e.JoinModeSet(**facts(command), mode=command.mode, code=code)]


def _reasons(raw: tuple[Reason, ...]) -> tuple[Reason, ...] | Refusal:
    if not raw:
        return Refusal(Code.EMPTY, "reasons")
    if len(raw) > REASONS_MAX:
        return Refusal(Code.TOO_MANY, "reasons")
    reasons: list[Reason] = []
    for reason in raw:
        label = clean(reason.label, REASON_LABEL_MAX_CHARACTERS, lines=False)
        if isinstance(label, Refusal):
            return Refusal(label.reason, "reasons")
        if not _REASON_CODE.fullmatch(reason.code):
            return Refusal(Code.BAD_VALUE, "reasons")
        reasons.append(reason._replace(label=label))
    return tuple(reasons)
