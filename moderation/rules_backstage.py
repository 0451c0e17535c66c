"""The line from the desk to the chair, and the notice to everybody."""

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, optional_line
from conference.state import ConferenceState
from conference.vocabulary import LINE_MAX_CHARACTERS, NOTICE_MAX_CHARACTERS


def announce_notice(state: ConferenceState, command: c.AnnounceNotice) -> Ruling:
    text = optional_line(command.text, "text", NOTICE_MAX_CHARACTERS)
    if isinstance(text, Refusal):
        return text
    if text is None and state.notice is None:
        return Refusal(Code.EMPTY, "text")
    return [e.NoticeAnnounced(**facts(command), text=text or "")]


def tell_chair(state: ConferenceState, command: c.TellChair) -> Ruling:
    text = optional_line(command.text, "text", LINE_MAX_CHARACTERS)
    if isinstance(text, Refusal):
        return text
    if text is None and not state.backstage.text:
        return Refusal(Code.EMPTY, "text")
    return [e.ChairTold(**facts(command), text=text or "")]


def acknowledge(state: ConferenceState, command: c.AcknowledgeLine) -> Ruling:
    if not state.backstage.text:
        return Refusal(Code.STALE)
    if state.backstage.acknowledged_at is not None:
        return Refusal(Code.DUPLICATE)
    return [e.LineAcknowledged(**facts(command))]
