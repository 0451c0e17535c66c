"""Whose the case is, sending it back or on to a higher authority, and its files."""

from archive.almanac import Terms
from archive.casebook import commands_work as c
from archive.casebook import events_work as e
from archive.casebook.chasing import is_due, next_reminder
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    FILE_NAME_MAX_CHARACTERS,
    FILES_MAX_PER_CASE,
    LINE_MAX_CHARACTERS,
    SEND_BACKS_MAX,
    WITH_UNITS_MAX,
)
from archive.casebook.records import Case
from archive.casebook.ruling import (
    Rulebook,
    Ruling,
    facts,
    found,
    movable,
    needed,
    needed_all,
    optional,
    standing,
)
from archive.casebook.state import CasebookState
from archive.casework import CaseState, may_move
from conference.refusals import Code, Refusal
from conference.vocabulary import Role

S = CaseState

OWNED = (S.ASSIGNED, S.PROCESSING, S.NEED_INFO, S.TRANSFERRED, S.IMPLEMENTING, S.REOPENED)
"""Where somebody of a unit has something to do."""


def assign(state: CasebookState, command: c.AssignCase, _terms: Terms) -> Ruling:
    case = movable(state, command, S.ASSIGNED)
    if isinstance(case, Refusal):
        return case
    to_unit = needed(command.to_unit, "to_unit", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(to_unit, Refusal):
        return to_unit
    owner = optional(command.owner, "owner", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(owner, Refusal):
        return owner
    others = needed_all(command.with_units, "with_units", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(others, Refusal):
        return others
    refused = _not_assignable(case, command, to_unit)
    if refused:
        return refused
    with_units = tuple(dict.fromkeys(unit for unit in others if unit != to_unit))
    return [e.CaseAssigned(**facts(command), unit=to_unit, owner=owner, with_units=with_units)]


def _not_assignable(case: Case, command: c.AssignCase, unit: str) -> Refusal | None:
    """The head of a unit moves it among their own people; after two refusals only the chair gives it away."""
    role = command.actor.role
    if role is Role.UNIT_HEAD and unit != command.unit:
        return Refusal(Code.NOT_ALLOWED, "to_unit")
    sent_back = case.state is S.CLASSIFIED and case.sent_back >= SEND_BACKS_MAX
    if sent_back and role is not Role.CHAIR:
        return Refusal(Code.NOT_ALLOWED, "sent_back")
    if len(command.with_units) > WITH_UNITS_MAX:
        return Refusal(Code.TOO_MANY, WITH_UNITS_MAX)
    return None


def name_owner(state: CasebookState, command: c.NameOwner, _terms: Terms) -> Ruling:
    case = standing(state, command, *OWNED)
    if isinstance(case, Refusal):
        return case
    owner = needed(command.owner, "owner", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(owner, Refusal):
        return owner
    return [e.OwnerNamed(**facts(command), owner=owner)]


def accept(state: CasebookState, command: c.AcceptCase, _terms: Terms) -> Ruling:
    """What the office takes up again stays with whoever had it."""
    case = standing(state, command, S.ASSIGNED, S.REOPENED)
    if isinstance(case, Refusal):
        return case
    if not may_move(case.state, S.PROCESSING, command.actor.role):
        return Refusal(Code.NOT_ALLOWED)
    return [e.CaseAccepted(**facts(command), owner=case.owner or command.actor.id)]


def send_back(state: CasebookState, command: c.SendBack, _terms: Terms) -> Ruling:
    case = standing(state, command, S.ASSIGNED)
    if isinstance(case, Refusal):
        return case
    if case.sent_back >= SEND_BACKS_MAX:
        return Refusal(Code.TOO_MANY, SEND_BACKS_MAX)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseSentBack(**facts(command), words=words)]


def transfer(state: CasebookState, command: c.TransferCase, _terms: Terms) -> Ruling:
    case = movable(state, command, S.TRANSFERRED)
    if isinstance(case, Refusal):
        return case
    authority = needed(command.authority, "authority", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(authority, Refusal):
        return authority
    letter = needed(command.letter, "letter", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(letter, Refusal):
        return letter
    words = optional(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseTransferred(**facts(command), authority=authority, letter=letter, words=words)]


def chase(state: CasebookState, command: c.ChaseTransfer, terms: Terms) -> Ruling:
    """People may at any time; the rule once after each of the commune's terms for it."""
    case = standing(state, command, S.TRANSFERRED)
    if isinstance(case, Refusal):
        return case
    if command.actor.role is Role.RULE:
        refused = _not_to_be_chased(case, command.at, terms)
        if refused:
            return refused
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.TransferChased(**facts(command), words=words)]


def _not_to_be_chased(case: Case, at: int, terms: Terms) -> Refusal | None:
    reminder = next_reminder(case, terms)
    if reminder is None:
        return Refusal(Code.DUPLICATE)
    return None if is_due(reminder, at) else Refusal(Code.STALE, reminder.deadline)


def take_back(state: CasebookState, command: c.TakeBack, _terms: Terms) -> Ruling:
    case = standing(state, command, S.TRANSFERRED)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseTakenBack(**facts(command), words=words)]


def attach(state: CasebookState, command: c.AttachFile, _terms: Terms) -> Ruling:
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if command.file in case.files:
        return Refusal(Code.DUPLICATE, "file")
    if len(case.files) >= FILES_MAX_PER_CASE:
        return Refusal(Code.TOO_MANY, FILES_MAX_PER_CASE)
    name = needed(command.name, "name", FILE_NAME_MAX_CHARACTERS, lines=False)
    if isinstance(name, Refusal):
        return name
    return [
        e.FileAttached(
            **facts(command),
            name=name,
            file=command.file,
            media_type=command.media_type,
            size=command.size,
            public=False,
        )
    ]


def show_file(state: CasebookState, command: c.SetFilePublic, _terms: Terms) -> Ruling:
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if command.file not in case.files:
        return Refusal(Code.NOT_FOUND, "file")
    return [e.FileShown(**facts(command), file=command.file, public=command.public)]


RULES: Rulebook = {
    c.AssignCase: assign,
    c.NameOwner: name_owner,
    c.AcceptCase: accept,
    c.SendBack: send_back,
    c.TransferCase: transfer,
    c.ChaseTransfer: chase,
    c.TakeBack: take_back,
    c.AttachFile: attach,
    c.SetFilePublic: show_file,
}
