"""Time: more of it, once; clocks put right when the calendar has changed; and who is told that it runs out."""

from archive import clocks
from archive.almanac import Terms
from archive.casebook import commands_work as c
from archive.casebook import events_work as e
from archive.casebook.ladder import steps_of, told_as
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    EXTENSION_MAX_DAYS,
)
from archive.casebook.rules_result import result_clock
from archive.casebook.ruling import Rulebook, Ruling, facts, found, needed
from archive.casebook.running import clock_set, missing
from archive.casebook.state import CasebookState
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.event import Event
from conference.refusals import Code, Refusal

EXTENDABLE = frozenset({ClockKind.ANSWER, ClockKind.VERIFY, ClockKind.PROMISE})
"""Those that measure work. What is owed to the citizen or to the Front in a word is not put off."""


def extend(state: CasebookState, command: c.ExtendDeadline, terms: Terms) -> Ruling:
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if command.clock not in EXTENDABLE:
        return Refusal(Code.BAD_VALUE, "clock")
    if not 0 < command.days <= EXTENSION_MAX_DAYS:
        return Refusal(Code.BAD_VALUE, "days")
    clock = case.clocks.get(command.clock)
    if clock is None or clock.ran_out(command.at):
        return Refusal(Code.STALE, command.clock)
    if command.clock in case.extended:
        return Refusal(Code.DUPLICATE, command.clock)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    longer = clocks.extend(clock, command.days, command.at, terms.calendar)
    extended = e.ClockChange.EXTENDED
    return [clock_set(case, longer, extended, command, was=clock.due, words=words)]


def reckon(state: CasebookState, command: c.ReckonClocks, terms: Terms) -> Ruling:
    """Every clock that would run out at another time now. The terms that started it stay its terms."""
    events: list[Event] = []
    for case in state.cases.values():
        events += missing(case, command, terms)
        for clock in case.clocks.values():
            anew = clocks.reckon(clock, terms.calendar)
            if anew is not clock:
                change = e.ClockChange.RECKONED
                events.append(clock_set(case, anew, change, command, was=clock.due))
    return [*events, *result_clock(state, command, terms)]


def escalate(state: CasebookState, command: c.EscalateCase, terms: Terms) -> Ruling:
    """Of each clock every step once, of each last day every warning, and none before its day."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if command.step not in steps_of(command.clock):
        return Refusal(Code.BAD_VALUE, "step")
    clock = case.clocks.get(command.clock)
    if clock is None or not _reached(clock, command, terms):
        return Refusal(Code.STALE, command.clock)
    if told_as(clock, command.step) in case.escalated:
        return Refusal(Code.DUPLICATE, command.step)
    return [e.CaseEscalated(**facts(command), clock=command.clock, step=command.step)]


def _reached(clock: Clock, command: c.EscalateCase, terms: Terms) -> bool:
    """Counted from its last day. A clock that rests, or whose last day nobody knows, waits."""
    if clock.paused_at is not None or clock.due is None:
        return False
    return clocks.days_past(clock.due, command.at, terms.calendar) >= command.step


RULES: Rulebook = {
    c.ExtendDeadline: extend,
    c.ReckonClocks: reckon,
    c.EscalateCase: escalate,
}
