"""What every rule of a casebook is made of. A rule looks, and gives events or a refusal; it changes nothing.

It is handed the commune's terms (calendar and deadlines) beside state and command, so that it needs no clock
and no table.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archive.almanac import Terms
from archive.casebook.command import BookCommand, CaseCommand
from archive.casebook.commands_front import (
    MakeRecommendation,
    ReplyToRecommendation,
    SettleRecommendation,
    WriteSupervisionNote,
)
from archive.casebook.commands_work import AcceptCase, EscalateCase
from archive.casebook.records import Case
from archive.casebook.state import CasebookState
from archive.casework import CaseState, can_move, may_move
from conference.event import Event
from conference.refusals import Code, Refusal
from conference.text import clean
from conference.vocabulary import Role

Ruling = list[Event] | Refusal
Rule = Callable[[CasebookState, Any, Terms], Ruling]
Rulebook = Mapping[type[BookCommand], Rule]


EVEN_SEALED = (
    WriteSupervisionNote,
    MakeRecommendation,
    ReplyToRecommendation,
    SettleRecommendation,
    EscalateCase,
)
"""Between the Front and the commune this goes on when a case is sealed, or sealing would be a way to have peace."""


def facts(command: CaseCommand) -> dict[str, Any]:
    """The part that every event about this command's case shares."""
    return {"at": command.at, "by": command.actor, "cause": command.id, "case": command.case}


def found(state: CasebookState, command: CaseCommand) -> Case | Refusal:
    """The case, if there is one, it is this officer's, and its page was not out of date."""
    case = state.cases.get(command.case)
    if case is None:
        return Refusal(Code.NOT_FOUND, "case")
    opens = command.actor.role is Role.SEALED_BOX or isinstance(command, EVEN_SEALED)
    if case.state is CaseState.SEALED and not opens:
        return Refusal(Code.STALE, case.state)
    if not _theirs(case, command):
        return Refusal(Code.NOT_ALLOWED)
    if command.seen is not None and command.seen != case.steps:
        return Refusal(Code.STALE, case.state)
    return case


def _theirs(case: Case, command: CaseCommand) -> bool:
    """The head of a unit acts on its cases, an officer on their own: or begins one of their unit's."""
    units = command.unit is not None and command.unit == case.unit
    if command.actor.role is Role.UNIT_HEAD:
        return units
    if command.actor.role is not Role.OFFICER:
        return True
    may_begin = units and case.owner is None and isinstance(command, AcceptCase)
    return case.owner == command.actor.id or may_begin


def movable(state: CasebookState, command: CaseCommand, to: CaseState) -> Case | Refusal:
    """The case, if it may go there from where it stands, by this actor's hand."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if not can_move(case.state, to):
        return Refusal(Code.STALE, case.state)
    if not may_move(case.state, to, command.actor.role):
        return Refusal(Code.NOT_ALLOWED)
    return case


def standing(state: CasebookState, command: CaseCommand, *where: CaseState) -> Case | Refusal:
    """The case, if it stands at one of these places."""
    case = found(state, command)
    if isinstance(case, Refusal) or case.state in where:
        return case
    return Refusal(Code.STALE, case.state)


def needed(raw: str, field: str, max_characters: int, *, lines: bool = True) -> str | Refusal:
    """A text that must say something; a refusal names its field."""
    text = clean(raw, max_characters, lines=lines)
    return Refusal(text.reason, field) if isinstance(text, Refusal) else text


def optional(
    raw: str | None, field: str, max_characters: int, *, lines: bool = True
) -> str | Refusal | None:
    """A text that may be absent; blank is the same."""
    text = needed(raw or "", field, max_characters, lines=lines)
    return None if isinstance(text, Refusal) and text.reason is Code.EMPTY else text


def needed_all(
    raws: Iterable[str], field: str, max_characters: int, *, lines: bool = True
) -> list[str] | Refusal:
    """Several texts of one field, each of which must say something."""
    texts = []
    for raw in raws:
        text = needed(raw, field, max_characters, lines=lines)
        if isinstance(text, Refusal):
            return text
        texts.append(text)
    return texts
