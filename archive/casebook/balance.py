"""The figures of a period: what was open, what came, what went, what is still open; and what became of it.

A case counts as open while the commune owes something. It comes in when it is opened or split off, and again when
a closed one is reopened, a declined, guided, merged or withdrawn one is taken up again, or a sealed one turns out
to be none. It goes out when it comes to rest. One that is born at rest (declined in the hall) came and went. So
opening + in − out = closing, always; reopening an answered case that was not closed yet moves nothing here, though it
is counted among the reopenings.

Replied and resolved are counted apart: a case is resolved in a period when the last answer it got there says so
and nobody reopened it since. A sealed case is a number and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.calendar import Calendar, day_of
from archive.casebook.periods import Period
from archive.casework import FINAL, CaseOutcome, CaseState
from archive.deadlines import WAITS_FOR_CITIZEN, ClockKind
from conference.vocabulary import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One change of state, births too, with what is known of the case. `outcome` is the answer's, where it came to one."""

    code: str
    at: int
    was: CaseState | None
    to: CaseState
    split_off: bool = False
    channel: Channel | None = None
    topic: str | None = None
    place: str | None = None
    reason: str | None = None
    outcome: CaseOutcome | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One judgement of an answer, as it was given."""

    code: str
    at: int
    stars: int


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that ran at the end of the period."""

    code: str
    unit: str | None
    kind: ClockKind
    due: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """A case with its latest clock. `days` are working days; 0 when none has gone by since."""

    code: str
    kind: ClockKind
    days: int


@dataclass(frozen=True, slots=True)
class Inflow:
    """How cases came to be open."""

    opened: int = 0
    split_off: int = 0
    reopened: int = 0
    """Those that had been closed."""
    revived: int = 0
    unsealed: int = 0

    @property
    def total(self) -> int:
        return self.opened + self.split_off + self.reopened + self.revived + self.unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The figures of one period."""

    period: Period
    opening: int
    came: Inflow
    went: Mapping[CaseState, int]
    """By where they came to rest, each of them named."""
    by_channel: Mapping[Channel | None, int]
    by_topic: Mapping[str | None, int]
    by_place: Mapping[str | None, int]
    answered: int
    resolved: int
    transferred: int
    reopened: int
    """Every time a case was, closed before or not."""
    declined: Mapping[str | None, int]
    rated: int
    """Cases; of each the latest rating of the period."""
    stars: float | None
    """Their mean; None when nobody rated."""
    overdue: Mapping[str | None, tuple[Late, ...]] = field(default_factory=dict)
    """By unit, the latest first."""

    @property
    def received(self) -> int:
        return self.came.opened + self.came.split_off

    @property
    def gone(self) -> int:
        return sum(self.went.values())

    @property
    def closing(self) -> int:
        return self.opening + self.came.total - self.gone


def balance(
    period: Period,
    opening: int,
    moves: Iterable[Move],
    *,
    ratings: Iterable[Rating] = (),
    clocks: Iterable[Running] = (),
    now: int,
    calendar: Calendar,
) -> Balance:
    """From what happened in the period, in its order; other times are left out. `opening` was open before it."""
    within = [move for move in moves if period.since <= move.at < period.until]
    born = [move for move in within if move.was is None]
    sealed = _sealed_at_last(within)
    stars = {each.code: each.stars for each in ratings if period.since <= each.at < period.until}
    answered = _last_answers(within)
    return Balance(
        period=period,
        opening=opening,
        came=inflow(within),
        went=outflow(within),
        by_channel=Counter(None if move.code in sealed else move.channel for move in born),
        by_topic=Counter(None if move.code in sealed else move.topic for move in born),
        by_place=Counter(None if move.code in sealed else move.place for move in born),
        answered=len(answered),
        resolved=sum(outcome is CaseOutcome.RESOLVED for outcome in answered.values()),
        transferred=len({move.code for move in within if move.to is CaseState.TRANSFERRED}),
        reopened=sum(move.to is CaseState.REOPENED for move in within),
        declined=Counter(move.reason for move in within if move.to is CaseState.DECLINED),
        rated=len(stars),
        stars=sum(stars.values()) / len(stars) if stars else None,
        overdue=_overdue(clocks, min(now, period.until), calendar),
    )


def open_before(moves: Iterable[Move], at: int) -> int:
    """How many were open at this moment, from everything that happened before it."""
    before = [move for move in moves if move.at < at]
    return inflow(before).total - sum(outflow(before).values())


def inflow(moves: Iterable[Move]) -> Inflow:
    """Births, and ways back from rest."""
    ways = Counter(_way_in(move) for move in moves)
    return Inflow(**{way: ways[way] for way in Inflow.__dataclass_fields__})


def outflow(moves: Iterable[Move]) -> dict[CaseState, int]:
    """Where cases came to rest that were not at rest, or were not there before."""
    rests = Counter(move.to for move in moves if move.to in FINAL and not _at_rest(move.was))
    return {state: rests[state] for state in CaseState if state in FINAL}


def _way_in(move: Move) -> str | None:
    if move.was is None:
        return "split_off" if move.split_off else "opened"
    if not _at_rest(move.was) or move.to in FINAL:
        return None
    if move.was is CaseState.CLOSED:
        return "reopened"
    return "unsealed" if move.was is CaseState.SEALED else "revived"


def _at_rest(state: CaseState | None) -> bool:
    return state in FINAL


def _sealed_at_last(moves: Iterable[Move]) -> set[str]:
    last = {move.code: move.to for move in moves}
    return {code for code, state in last.items() if state is CaseState.SEALED}


def _last_answers(moves: Iterable[Move]) -> dict[str, CaseOutcome | None]:
    """Of every case that got an answer, what the last one amounts to: nothing once it was reopened."""
    answers: dict[str, CaseOutcome | None] = {}
    for move in moves:
        if move.to is CaseState.ANSWERED:
            answers[move.code] = move.outcome
        elif move.to is CaseState.REOPENED and move.code in answers:
            answers[move.code] = None
    return answers


def _overdue(
    clocks: Iterable[Running], at: int, calendar: Calendar
) -> dict[str | None, tuple[Late, ...]]:
    worst: dict[str, tuple[int, Running]] = {}
    for clock in clocks:
        if clock.kind in WAITS_FOR_CITIZEN or clock.due is None or clock.due > at:
            continue
        if clock.code not in worst or clock.due < worst[clock.code][0]:
            worst[clock.code] = (clock.due, clock)
    units: dict[str | None, list[Late]] = {}
    for due, clock in sorted(worst.values(), key=lambda one: (one[0], one[1].code)):
        days = calendar.certain_working_days(day_of(due - 1), day_of(at - 1))
        units.setdefault(clock.unit, []).append(Late(clock.code, clock.kind, days))
    return {unit: tuple(units[unit]) for unit in sorted(units, key=lambda unit: unit or "")}
