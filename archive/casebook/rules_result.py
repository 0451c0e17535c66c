"""Making the result known: who must get it, what was delivered, and the clock that runs until all of it was.

As with cases, the rules speak of deliveries, and the clock follows: it begins when the conference ends, stops when
nothing is missing, and goes on when something is missing again, with the days it had.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from archive import clocks
from archive.almanac import Terms
from archive.calendar import day_of
from archive.casebook import commands_result as c
from archive.casebook import events_result as e
from archive.casebook.apply import change
from archive.casebook.command import BookCommand
from archive.casebook.dates import iso_day
from archive.casebook.events_work import ClockChange
from archive.casebook.limits import (
    DELIVERIES_MAX,
    ESCALATION_STEPS,
    LINE_MAX_CHARACTERS,
    POSTED_MAX_DAYS,
    RECIPIENTS_MAX,
    VILLAGES_MAX,
    WITHDRAWAL_MAX_CHARACTERS,
)
from archive.casebook.result import DeliveryChannel, ResultState, made_known_on
from archive.casebook.ruling import Rulebook, Ruling, needed, needed_all, optional
from archive.casebook.state import CasebookState
from archive.deadlines import ClockKind
from conference.event import Event
from conference.refusals import Code, Refusal

_PERHAPS_NOBODY = (DeliveryChannel.BOARD,)


def list_villages(state: CasebookState, command: c.ListVillages, terms: Terms) -> Ruling:
    if len(command.villages) > VILLAGES_MAX:
        return Refusal(Code.TOO_MANY, VILLAGES_MAX)
    named = needed_all(command.villages, "villages", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(named, Refusal):
        return named
    villages = tuple(dict.fromkeys(named))
    if not villages:
        return Refusal(Code.EMPTY, "villages")
    if villages == state.result.villages:
        return Refusal(Code.DUPLICATE, "villages")
    return _followed(state, e.VillagesListed(**_facts(command), villages=villages), command, terms)


def record(state: CasebookState, command: c.RecordDelivery, terms: Terms) -> Ruling:
    """What was done, not what is going to be; and not before there was a result."""
    if len(state.result.deliveries) >= DELIVERIES_MAX:
        return Refusal(Code.TOO_MANY, DELIVERIES_MAX)
    to = _recipients(state.result, command)
    if isinstance(to, Refusal):
        return to
    day = iso_day(command.day)
    if day is None or not _ended(state.result) <= day <= day_of(command.at):
        return Refusal(Code.BAD_VALUE, "day")
    if command.until is not None and not _may_hang(command, day):
        return Refusal(Code.BAD_VALUE, "until")
    words = optional(command.words, "words", LINE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    recorded = e.DeliveryRecorded(
        **_facts(command),
        delivery=len(state.result.deliveries) + 1,
        channel=command.channel,
        to=to,
        day=command.day,
        until=command.until,
        words=words,
        proof=command.proof,
    )
    return _followed(state, recorded, command, terms)


def withdraw(state: CasebookState, command: c.WithdrawDelivery, terms: Terms) -> Ruling:
    known = state.result.deliveries
    if not 1 <= command.delivery <= len(known):
        return Refusal(Code.NOT_FOUND, "delivery")
    if not known[command.delivery - 1].counts:
        return Refusal(Code.DUPLICATE, "delivery")
    words = needed(command.words, "words", WITHDRAWAL_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    withdrawn = e.DeliveryWithdrawn(**_facts(command), delivery=command.delivery, words=words)
    return _followed(state, withdrawn, command, terms)


def escalate(state: CasebookState, command: c.EscalateResult, terms: Terms) -> Ruling:
    """Every step once, and none before its day."""
    result = state.result
    if command.step not in ESCALATION_STEPS:
        return Refusal(Code.BAD_VALUE, "step")
    if result.clock is None or not result.runs or result.clock.due is None:
        return Refusal(Code.STALE, ClockKind.RESULT)
    if clocks.days_past(result.clock.due, command.at, terms.calendar) < command.step:
        return Refusal(Code.STALE, ClockKind.RESULT)
    if command.step in result.escalated:
        return Refusal(Code.DUPLICATE, command.step)
    return [e.ResultEscalated(**_facts(command), step=command.step)]


def result_clock(state: CasebookState, command: BookCommand, terms: Terms) -> list[Event]:
    """What puts it right: begun if it should run and does not, and reckoned anew under another calendar."""
    result = state.result
    if result.since is None:
        return []
    if result.clock is None:
        kind = ClockKind.RESULT
        clock = clocks.start(kind, terms.deadline(kind), result.since, terms.calendar)
        return [_clock_set(clock, ClockChange.STARTED, command, was=None)]
    anew = clocks.reckon(result.clock, terms.calendar)
    if not result.runs or anew is result.clock:
        return []
    return [_clock_set(anew, ClockChange.RECKONED, command, was=result.clock.due)]


def _recipients(result: ResultState, command: c.RecordDelivery) -> tuple[str, ...] | Refusal:
    if len(command.to) > RECIPIENTS_MAX:
        return Refusal(Code.TOO_MANY, RECIPIENTS_MAX)
    named = needed_all(command.to, "to", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(named, Refusal):
        return named
    to = tuple(dict.fromkeys(named))
    if not to and command.channel not in _PERHAPS_NOBODY:
        return Refusal(Code.EMPTY, "to")
    if command.channel is DeliveryChannel.VILLAGE and not set(to) <= set(result.villages):
        return Refusal(Code.NOT_FOUND, "to")
    return to


def _may_hang(command: c.RecordDelivery, day: date) -> bool:
    until = iso_day(command.until or "")
    if until is None or command.channel is not DeliveryChannel.BOARD:
        return False
    return day <= until <= day + timedelta(days=POSTED_MAX_DAYS)


def _ended(result: ResultState) -> date:
    return date.min if result.since is None else day_of(result.since)


def _followed(
    state: CasebookState, event: Event, command: BookCommand, terms: Terms
) -> list[Event]:
    """What happens, after the clock that should have run already, and before it stops or goes on by it."""
    before = result_clock(state, command, terms)
    draft = replace(state, result=deepcopy(state.result))
    for each in (*before, event):
        change(draft, each)
    return [*before, event, *_clock_follows(draft.result, command, terms)]


def _clock_follows(result: ResultState, command: BookCommand, terms: Terms) -> Iterator[Event]:
    known = made_known_on(result.villages, result.deliveries)
    if result.clock is not None and known is not None and result.runs:
        yield e.ResultClockStopped(**_facts(command), late=_late(result.clock, known))
    elif result.clock is not None and known is None and not result.runs:
        anew = clocks.reckon(result.clock, terms.calendar)
        yield _clock_set(anew, ClockChange.STARTED, command, was=None)


def _late(clock: clocks.Clock, known: str) -> bool:
    return clock.due is not None and date.fromisoformat(known) > day_of(clock.due - 1)


def _clock_set(
    clock: clocks.Clock, change_: ClockChange, command: BookCommand, *, was: int | None
) -> Event:
    return e.ResultClockSet(**_facts(command), clock=clock, change=change_, was=was)


def _facts(command: BookCommand) -> dict[str, Any]:
    return {"at": command.at, "by": command.actor, "cause": command.id}


RULES: Rulebook = {
    c.ListVillages: list_villages,
    c.RecordDelivery: record,
    c.WithdrawDelivery: withdraw,
    c.EscalateResult: escalate,
}
