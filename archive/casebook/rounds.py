"""What the published rules do by themselves in a casebook: remind, chase, go on, close. Pure.

Each round asks what is due now, and sends these commands. Their ids follow from what they are about, and the
rules know what was done: a round that is repeated, after a crash or a restart, does nothing twice.

The ladder of a clock that runs out (in working days from its last day): two days before, its owner is told; on the
day, the head of the unit; one day after, the chair; three, the co-chair and the Front; ten, everybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from archive import clocks
from archive.almanac import Terms
from archive.calendar import Calendar, day_of
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.limits import CHASE_AFTER_DAYS, ESCALATION_STEPS
from archive.casebook.records import Case
from archive.casebook.result import ResultState
from archive.casebook.running import lacks
from archive.casebook.state import CasebookState
from archive.casework import CaseState, Publication
from archive.clocks import Clock, days_past
from archive.deadlines import ClockKind
from conference.vocabulary import VIETNAM, Actor, Role

ROUNDS = Actor(Role.RULE, "rounds")

_WITHOUT_LADDER = frozenset({ClockKind.INFORMATION, ClockKind.RATING})
"""These run out without anybody being late."""
_SHORT_DAYS = 2
"""A clock of no more working days is not announced before its day."""
_PUBLIC_ENOUGH = frozenset({Publication.PUBLISHED, Publication.WITHHELD})
_TIME_IS_UP = "Đã hết thời hạn chờ bổ sung; hồ sơ được tiếp tục với thông tin đã có."


def due_now(state: CasebookState, now: int, terms: Terms) -> list[BookCommand]:
    """In the order in which they are to be sent. Clocks are put right before they are judged."""
    reckon = c.ReckonClocks(actor=ROUNDS, id=f"reckon:{state.position}", at=now)
    calendar = terms.calendar
    acts = [act for case in state.cases.values() for act in _of_case(case, now, calendar)]
    return [reckon, *acts, *_of_result(state.result, now, calendar)]


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


def owes(case: Case, now: int, calendar: Calendar) -> bool:
    """Whether a round would find anything to do about it now: an act that is due, or a clock to put right."""
    return any(_of_case(case, now, calendar)) or _is_unsettled(case, calendar)


def owes_result(result: ResultState, now: int, calendar: Calendar) -> bool:
    """The same of making the conference's result known."""
    if result.clock is None:
        return result.since is not None
    moved = result.runs and clocks.reckon(result.clock, calendar) is not result.clock
    return moved or any(_of_result(result, now, calendar))


def _is_unsettled(case: Case, calendar: Calendar) -> bool:
    running = case.clocks.values()
    return lacks(case) or any(clocks.reckon(clock, calendar) is not clock for clock in running)


def _of_case(case: Case, now: int, calendar: Calendar) -> Iterator[BookCommand]:
    for clock in case.clocks.values():
        if clock.paused_at is None and clock.due is not None:
            yield from _of_clock(case, clock, clock.due, now, calendar)
    if case.state is CaseState.TRANSFERRED and case.transferred_at is not None:
        yield from _chasing(case, case.transferred_at, now, calendar)


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
    for step in _reached(clock, due, now, calendar):
        if (clock.kind, clock.started_at, step) not in case.escalated:
            yield c.EscalateCase(
                actor=ROUNDS,
                id=f"{case.code}:{clock.kind}:{clock.started_at}:{step}",
                at=now,
                case=case.code,
                clock=clock.kind,
                step=step,
            )


def _of_result(result: ResultState, now: int, calendar: Calendar) -> Iterator[BookCommand]:
    clock = result.clock
    if clock is None or clock.due is None or not result.runs:
        return
    for step in _reached(clock, clock.due, now, calendar):
        if step not in result.escalated:
            yield c.EscalateResult(actor=ROUNDS, id=f"result:{step}", at=now, step=step)


def _reached(clock: Clock, due: int, now: int, calendar: Calendar) -> Iterator[int]:
    """The steps of the ladder that this clock has come to. Nobody is warned on the last day of days to come."""
    last_day, today = day_of(due - 1), day_of(now)
    short = calendar.certain_working_days(day_of(clock.started_at), last_day) <= _SHORT_DAYS
    past = days_past(due, now, calendar)
    for step in ESCALATION_STEPS:
        early = step < 0 and (short or today >= last_day)
        if past >= step and not early:
            yield step


def _chasing(case: Case, since: int, now: int, calendar: Calendar) -> Iterator[BookCommand]:
    past = calendar.certain_working_days(day_of(since), day_of(now))
    for days in CHASE_AFTER_DAYS:
        if past >= days and days not in case.chased:
            yield c.ChaseTransfer(
                actor=ROUNDS,
                id=f"{case.code}:chase:{since}:{days}",
                at=now,
                case=case.code,
                words=f"Nhắc lần {CHASE_AFTER_DAYS.index(days) + 1}: đã {days} ngày làm việc kể từ khi chuyển.",
            )
