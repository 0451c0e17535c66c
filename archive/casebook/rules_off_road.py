"""The ways off the road: merged, declined, guided, sealed. And the way back, which is the chair's."""

from archive.almanac import Terms
from archive.casebook import commands_intake as c
from archive.casebook import events_intake as e
from archive.casebook.families import released
from archive.casebook.limits import CASE_WORDS_MAX_CHARACTERS, LINE_MAX_CHARACTERS
from archive.casebook.records import Case, Proposal
from archive.casebook.ruling import Rulebook, Ruling, facts, movable, needed, standing
from archive.casebook.state import CasebookState
from archive.casework import APPEALABLE, FINAL, CaseState
from conference.refusals import Code, Refusal

S = CaseState


def merge(state: CasebookState, command: c.MergeCase, _terms: Terms) -> Ruling:
    """Into one that somebody works on. Of a sealed one nobody is told that it is there."""
    case = movable(state, command, S.MERGED)
    if isinstance(case, Refusal):
        return case
    into = state.cases.get(command.into)
    if into is None or into.state is S.SEALED:
        return Refusal(Code.NOT_FOUND, "into")
    if into is case or into.state in FINAL:
        return Refusal(Code.BAD_VALUE, "into")
    return [e.CaseMerged(**facts(command), into=command.into)]


def propose_decline(state: CasebookState, command: c.ProposeDecline, _terms: Terms) -> Ruling:
    case = movable(state, command, S.DECLINED)
    if isinstance(case, Refusal):
        return case
    if case.proposal is not None:
        return Refusal(Code.DUPLICATE, "proposal")
    reason = needed(command.reason, "reason", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(reason, Refusal):
        return reason
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.DeclineProposed(**facts(command), reason=reason, words=words)]


def confirm_decline(state: CasebookState, command: c.ConfirmDecline, _terms: Terms) -> Ruling:
    """By a second person, in whatever role."""
    case = movable(state, command, S.DECLINED)
    if isinstance(case, Refusal):
        return case
    proposal = case.proposal
    if proposal is None:
        return Refusal(Code.STALE, "proposal")
    if proposal.by == command.actor.id:
        return Refusal(Code.NOT_ALLOWED, "proposer")
    return [_declined(command, proposal), *released(case, command)]


def _declined(command: c.ConfirmDecline, proposal: Proposal) -> e.CaseDeclined:
    return e.CaseDeclined(
        **facts(command),
        reason=proposal.reason,
        words=proposal.words,
        proposed_by=proposal.by,
    )


def reject_decline(state: CasebookState, command: c.RejectDecline, _terms: Terms) -> Ruling:
    """By anybody who may confirm it, and by whoever proposed it."""
    case = movable(state, command, S.DECLINED)
    if isinstance(case, Refusal):
        return case
    if case.proposal is None:
        return Refusal(Code.STALE, "proposal")
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.DeclineRejected(**facts(command), words=words)]


def guide(state: CasebookState, command: c.GuideCase, _terms: Terms) -> Ruling:
    case = movable(state, command, S.GUIDED)
    if isinstance(case, Refusal):
        return case
    body = needed(command.body, "body", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(body, Refusal):
        return body
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseGuided(**facts(command), body=body, words=words), *released(case, command)]


def seal(state: CasebookState, command: c.SealCase, _terms: Terms) -> Ruling:
    case = movable(state, command, S.SEALED)
    if isinstance(case, Refusal):
        return case
    return [e.CaseSealed(**facts(command)), *released(case, command)]


def unseal(state: CasebookState, command: c.UnsealCase, _terms: Terms) -> Ruling:
    case = standing(state, command, S.SEALED)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseUnsealed(**facts(command), words=words)]


def revive(state: CasebookState, command: c.ReviveCase, _terms: Terms) -> Ruling:
    """On an appeal, or because the Front asks for it. What was withdrawn may be of interest to all."""
    case = movable(state, command, S.RECEIVED)
    if isinstance(case, Refusal):
        return case
    if not _asked_for(case):
        return Refusal(Code.NOT_ALLOWED, "appeal")
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseRevived(**facts(command), words=words)]


def uphold(state: CasebookState, command: c.UpholdDecision, _terms: Terms) -> Ruling:
    """Whoever appealed is told why. After that only the Front can have it looked at once more."""
    case = standing(state, command, *APPEALABLE)
    if isinstance(case, Refusal):
        return case
    if not case.appealed:
        return Refusal(Code.NOT_ALLOWED, "appeal")
    if case.upheld:
        return Refusal(Code.DUPLICATE, command.case)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.DecisionUpheld(**facts(command), words=words)]


def _asked_for(case: Case) -> bool:
    recommended = any(not each.settled for each in case.recommendations)
    return (case.appealed and not case.upheld) or recommended or case.state is S.WITHDRAWN


RULES: Rulebook = {
    c.MergeCase: merge,
    c.ProposeDecline: propose_decline,
    c.ConfirmDecline: confirm_decline,
    c.RejectDecline: reject_decline,
    c.GuideCase: guide,
    c.SealCase: seal,
    c.UnsealCase: unseal,
    c.ReviveCase: revive,
    c.UpholdDecision: uphold,
}
