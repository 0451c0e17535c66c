"""What the published rules do by themselves in a casebook: remind, chase, go on, close. Pure.

Each round asks what is due now, and sends these commands. Their ids follow from what they are about, and the
rules know what was done: a round that is repeated, after a crash or a restart, does nothing twice.

Who is told that a clock runs out stands in `ladder.py`, when an authority is reminded in `chasing.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from archive import clocks
from archive.almanac import Terms
from archive.calendar import Calendar, day_of
from archive.casebook import commands as c
from archive.casebook.chasing import is_due, next_reminder, reminding_words
from archive.casebook.command import BookCommand
from archive.casebook.ladder import reached, told_as
from archive.casebook.records import Case
from archive.casebook.result import ResultState
from archive.casebook.running import lacks
from archive.casebook.state import CasebookState
from archive.casework import Publication
from archive.clocks import Clock
from archive.deadlines import ClockKind
from conference.vocabulary import VIETNAM, Actor, Role

ROUNDS = Actor(Role.RULE, "rounds")

_WITHOUT_LADDER = frozenset({ClockKind.INFORMATION, ClockKind.RATING})
"""These run out without anybody being late."""
_PUBLIC_ENOUGH = frozenset({Publication.PUBLISHED, Publication.WITHHELD})
_TIME_IS_UP = "Đã hết thời hạn chờ bổ sung; hồ sơ được tiếp tục với thông tin đã có."


def due_now(state: CasebookState, now: int, terms: Terms) -> list[BookCommand]:
    """In the order in which they are to be sent. Clocks are put right before they are judged."""
    reckon = c.ReckonClocks(actor=ROUNDS, id=f"reckon:{state.position}", at=now)
    acts = [act for case in state.cases.values() for act in _of_case(case, now, terms)]
    return [reckon, *acts, *_of_result(state.result, now, terms.calendar)]


def next_round(cases: Iterable[Case], now: int) -> int | None:
    """When something can be due again if nothing else happens (epoch ms); None when all rests."""
    return _next([clock for case in cases for clock in case.clocks.values()], now)


def next_of_result(result: ResultState, now: int) -> int | None:
    """The same of making the conference's result known."""
    return _next([result.clock] if result.clock and result.runs else [], now)


def _next(running: Sequence[Clock], now: int) -> int | None:
    if not running:
        return None
    midnight = datetime.combine(day_of(now) + timedelta(days=1), time(), VIETNAM)
    ends = [clock.due for clock in running if clock.due is not None and clock.due > now]
    return min([int(midnight.timestamp() * 1000), *ends])


def owes(case: Case, now: int, terms: Terms) -> bool:
    """Whether a round would find anything to do about it now: an act that is due, or a clock to put right."""
    return any(_of_case(case, now, terms)) or _is_unsettled(case, terms.calendar)


def owes_result(result: ResultState, now: int, calendar: Calendar) -> bool:
    """The same of making the conference's result known."""
    if result.clock is None:
        return result.since is not None
    moved = result.runs and clocks.reckon(result.clock, calendar) is not result.clock
    return moved or any(_of_result(result, now, calendar))


def _is_unsettled(case: Case, calendar: Calendar) -> bool:
    running = case.clocks.values()
    return lacks(case) or any(clocks.reckon(clock, calendar) is not clock for clock in running)


def _of_case(case: Case, now: int, terms: Terms) -> Iterator[BookCommand]:
    for clock in case.clocks.values():
        if clock.paused_at is None and clock.due is not None:
            yield from _of_clock(case, clock, clock.due, now, terms.calendar)
    yield from _chasing(case, now, terms)


def _of_clock(
    case: Case, clock: Clock, due: int, now: int, calendar: Calendar
) -> Iterator[BookCommand]:
    if clock.kind not in _WITHOUT_LADDER:
        yield from _ladder(case, clock, due, now, calendar)
    elif now < due:
        return
    elif clock.kind is ClockKind.INFORMATION:
        id = f"{case.code}:go_on:{clock.started_at}"
        yield c.ResumeCase(actor=ROUNDS, id=id, at=now, case=case.code, words=_TIME_IS_UP)
    elif case.publication in _PUBLIC_ENOUGH:
        id = f"{case.code}:close:{clock.started_at}"
        yield c.CloseCase(actor=ROUNDS, id=id, at=now, case=case.code)


def _ladder(
    case: Case, clock: Clock, due: int, now: int, calendar: Calendar
) -> Iterator[BookCommand]:
    for step in reached(clock, due, now, calendar):
        told = told_as(clock, step)
        if told not in case.escalated:
            yield c.EscalateCase(
                actor=ROUNDS,
                id=":".join([case.code, *(str(part) for part in told if part is not None)]),
                at=now,
                case=case.code,
                clock=clock.kind,
                step=step,
            )


def _of_result(result: ResultState, now: int, calendar: Calendar) -> Iterator[BookCommand]:
    clock = result.clock
    if clock is None or clock.due is None or not result.runs:
        return
    for step in reached(clock, clock.due, now, calendar):
        if step not in result.escalated:
            yield c.EscalateResult(actor=ROUNDS, id=f"result:{step}", at=now, step=step)


def _chasing(case: Case, now: int, terms: Terms) -> Iterator[BookCommand]:
    """One at a time: what else is owed is found in the next round."""
    reminder = next_reminder(case, terms)
    if reminder is not None and is_due(reminder, now):
        yield c.ChaseTransfer(
            actor=ROUNDS,
            id=f"{case.code}:chase:{reminder.started_at}:{case.chased}",
            at=now,
            case=case.code,
            words=reminding_words(case, reminder),
        )
