"""Whether a change of the almanac is granted: permission → the same command again → its rule.

A local closure stops every clock of the commune, so only the chair or the operator declares and lifts one.
Every text is cleaned, every amount has a limit, and no two facts about a day may contradict each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from archive import almanac_commands as c
from archive import almanac_events as e
from archive.almanac import AlmanacState
from archive.calendar import OFF_AND_WORKING, Calendar, CalendarDay, DayKind, contradictions
from archive.deadlines import AMOUNT_MAX, BASIS_MAX_CHARACTERS
from conference.command import Command
from conference.event import Event
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.text import clean
from conference.vocabulary import COMMAND_ID_MAX_CHARACTERS, NOTE_MAX_CHARACTERS, Role

YEAR_MIN = 2020
YEAR_MAX = 2100
DAYS_PER_YEAR_MAX = 100
DAY_NAME_MAX_CHARACTERS = 120
DAY_SOURCE_MAX_CHARACTERS = 300

_OFFICE = frozenset({Role.CLERK, Role.CHAIR, Role.OPERATOR})
CLOSURE_ROLES = frozenset({Role.CHAIR, Role.OPERATOR})
ALMANAC_ROLES: Mapping[type[Command], frozenset[Role]] = {
    c.LoadYear: _OFFICE,
    c.SetDay: _OFFICE,
    c.RemoveDay: _OFFICE,
    c.SetOfficeHours: _OFFICE,
    c.SetDeadline: _OFFICE,
}
"""Whatever touches a local closure needs one of `CLOSURE_ROLES`."""

Decision = list[Event] | Receipt | Refusal


def decide_almanac(state: AlmanacState, command: Command) -> Decision:
    """The events to append; or the earlier receipt of a resent command; or a refusal."""
    if not 0 < len(command.id) <= COMMAND_ID_MAX_CHARACTERS:
        return Refusal(Code.MALFORMED, "id")
    if command.actor.role not in ALMANAC_ROLES.get(type(command), ()):
        return Refusal(Code.NOT_ALLOWED)
    if _touches_closure(state, command) and command.actor.role not in CLOSURE_ROLES:
        return Refusal(Code.NOT_ALLOWED)
    earlier = state.receipt(command.actor, command.id)
    return earlier or _RULES[type(command)](state, command)


def _touches_closure(state: AlmanacState, command: Command) -> bool:
    if isinstance(command, c.SetDay):
        return command.day.kind is DayKind.LOCAL_CLOSURE
    return isinstance(command, c.RemoveDay) and command.date in state.closures


def _load_year(state: AlmanacState, command: c.LoadYear) -> Decision:
    if not YEAR_MIN <= command.year <= YEAR_MAX:
        return Refusal(Code.BAD_VALUE, "year")
    if not command.days:
        return Refusal(Code.EMPTY, "days")
    if len(command.days) > DAYS_PER_YEAR_MAX:
        return Refusal(Code.TOO_MANY, DAYS_PER_YEAR_MAX)
    if any(day.kind is DayKind.LOCAL_CLOSURE for day in command.days):
        return Refusal(Code.BAD_VALUE, DayKind.LOCAL_CLOSURE)
    if wrong := contradictions(command.days, command.year):
        return Refusal(Code.BAD_VALUE, wrong[0])
    days = []
    for raw in sorted(command.days, key=lambda day: day.date):
        day = _cleaned(raw)
        if isinstance(day, Refusal):
            return day
        days.append(day)
    if days == _known(state, command.year):
        return Refusal(Code.DUPLICATE, command.year)
    return [e.YearLoaded(**_facts(command), year=command.year, days=tuple(days))]


def _known(state: AlmanacState, year: int) -> list[CalendarDay]:
    return [state.days[day] for day in sorted(state.days) if day.year == year]


def _set_day(state: AlmanacState, command: c.SetDay) -> Decision:
    day = _cleaned(command.day)
    if isinstance(day, Refusal):
        return day
    if day.date.year not in state.years:
        return Refusal(Code.NOT_FOUND, day.date.year)
    if day in (state.days.get(day.date), state.closures.get(day.date)):
        return Refusal(Code.DUPLICATE, str(day.date))
    if wrong := _off_anyway(state, day) or contradictions([day]) or _contradicted(state, day):
        return Refusal(Code.BAD_VALUE, wrong[0])
    return [e.DaySet(**_facts(command), day=day)]


def _off_anyway(state: AlmanacState, day: CalendarDay) -> list[str]:
    """A closure needs a day on which the office would be open."""
    if day.kind is not DayKind.LOCAL_CLOSURE:
        return []
    table = Calendar("", state.years, state.days)
    return [] if table.is_working(day.date) else [f"off_anyway:{day.date}"]


def _contradicted(state: AlmanacState, day: CalendarDay) -> list[str]:
    """What is off cannot become worked, nor the other way round, before the row that says so is gone."""
    known = state.days.get(day.date)
    if known is None or day.kind is DayKind.LOCAL_CLOSURE:
        return []
    return [one for one in contradictions([known, day]) if one.startswith(OFF_AND_WORKING)]


def _remove_day(state: AlmanacState, command: c.RemoveDay) -> Decision:
    why = clean(command.why, NOTE_MAX_CHARACTERS)
    if isinstance(why, Refusal):
        return Refusal(why.reason, "why")
    if command.date not in state.closures and command.date not in state.days:
        return Refusal(Code.NOT_FOUND, str(command.date))
    return [e.DayRemoved(**_facts(command), date=command.date, why=why)]


def _set_hours(state: AlmanacState, command: c.SetOfficeHours) -> Decision:
    if not command.hours.sound:
        return Refusal(Code.BAD_VALUE, "hours")
    if command.hours == state.hours:
        return Refusal(Code.DUPLICATE)
    return [e.OfficeHoursSet(**_facts(command), hours=command.hours)]


def _set_deadline(state: AlmanacState, command: c.SetDeadline) -> Decision:
    now = state.deadlines.get(command.deadline)
    if now is None:
        return Refusal(Code.NOT_FOUND, "deadline")
    if not 0 < command.amount <= AMOUNT_MAX:
        return Refusal(Code.BAD_VALUE, "amount")
    basis = clean(command.basis, BASIS_MAX_CHARACTERS, lines=False)
    if isinstance(basis, Refusal):
        return Refusal(basis.reason, "basis")
    given = (command.amount, command.counting, basis, command.verified)
    if given == (now.amount, now.counting, now.basis, now.verified):
        return Refusal(Code.DUPLICATE, command.deadline)
    return [
        e.DeadlineSet(
            **_facts(command),
            deadline=now.id,
            version=now.version + 1,
            amount=command.amount,
            counting=command.counting,
            basis=basis,
            verified=command.verified,
        )
    ]


def _cleaned(day: CalendarDay) -> CalendarDay | Refusal:
    name = clean(day.name, DAY_NAME_MAX_CHARACTERS, lines=False)
    if isinstance(name, Refusal):
        return Refusal(name.reason, "name")
    source = clean(day.source, DAY_SOURCE_MAX_CHARACTERS, lines=False)
    if isinstance(source, Refusal):
        return Refusal(source.reason, "source")
    return replace(day, name=name, source=source)


def _facts(command: Command) -> dict[str, Any]:
    """The part that every event of this command shares."""
    return {"at": command.at, "by": command.actor, "cause": command.id}


_RULES: Mapping[type[Command], Callable[[AlmanacState, Any], Decision]] = {
    c.LoadYear: _load_year,
    c.SetDay: _set_day,
    c.RemoveDay: _remove_day,
    c.SetOfficeHours: _set_hours,
    c.SetDeadline: _set_deadline,
}
