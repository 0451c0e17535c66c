"""By what a commune's clocks are reckoned: its days, office hours and deadlines, as its almanac has them.

An almanac starts with the days and deadlines that are shipped, and only ever gains: a changed deadline is a
new version beside the old one, a changed day makes a new version of the calendar. `terms` is what the rules of
a case are handed: frozen, and cheap to make.

It must not know of cases, nor how it is stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from archive import almanac_events as e
from archive.calendar import Calendar, CalendarDay, DayKind, OfficeHours
from archive.calendar_2026 import SHIPPED
from archive.deadlines import DEFAULT_DEADLINES, Deadline
from conference.event import Event
from conference.records import Receipt
from conference.vocabulary import STAFF_RECEIPTS_KEPT, Actor

Version = tuple[str, int]


@dataclass(slots=True)
class AlmanacState:
    """Only `apply_almanac` changes it. `closures` are this commune's own and lie above `days`."""

    position: int = 0
    years: frozenset[int] = SHIPPED.years
    days: dict[date, CalendarDay] = field(default_factory=lambda: dict(SHIPPED.days))
    closures: dict[date, CalendarDay] = field(default_factory=dict)
    hours: OfficeHours = SHIPPED.hours
    deadlines: dict[str, Deadline] = field(default_factory=lambda: dict(DEFAULT_DEADLINES))
    versions: dict[Version, Deadline] = field(
        default_factory=lambda: {(d.id, d.version): d for d in DEFAULT_DEADLINES.values()}
    )
    receipts: dict[tuple[Actor, str], Receipt] = field(default_factory=dict)

    def receipt(self, actor: Actor, command_id: str) -> Receipt | None:
        """What this actor was told when they sent this command before, if they did."""
        return self.receipts.get((actor, command_id))


@dataclass(frozen=True, slots=True)
class Terms:
    """One calendar, and every version of every deadline."""

    calendar: Calendar
    deadlines: Mapping[str, Deadline]
    versions: Mapping[Version, Deadline]

    def deadline(self, id: str) -> Deadline:
        """As it is for clocks that start now."""
        return self.deadlines[id]

    def version_of(self, id: str, version: int) -> Deadline:
        """As it was for clocks that were started by that version."""
        return self.versions[id, version]


def terms(state: AlmanacState) -> Terms:
    """What the clocks are reckoned by where the almanac stands now."""
    version = f"{SHIPPED.version}+{state.position}" if state.position else SHIPPED.version
    days = {**state.days, **state.closures}
    calendar = Calendar(version, state.years, days, state.hours)
    return Terms(calendar, dict(state.deadlines), dict(state.versions))


def apply_almanac(state: AlmanacState, event: Event) -> None:
    """Change `state` by one fact."""
    state.position += 1
    CHANGES[type(event)](state, event)
    state.receipts[event.by, event.cause] = Receipt(state.position)
    if len(state.receipts) > STAFF_RECEIPTS_KEPT:
        del state.receipts[next(iter(state.receipts))]


def _year_loaded(state: AlmanacState, event: e.YearLoaded) -> None:
    others = {day: known for day, known in state.days.items() if day.year != event.year}
    state.days = {**others, **{day.date: day for day in event.days}}
    state.years |= {event.year}


def _day_set(state: AlmanacState, event: e.DaySet) -> None:
    local = event.day.kind is DayKind.LOCAL_CLOSURE
    layer = state.closures if local else state.days
    layer[event.day.date] = event.day


def _day_removed(state: AlmanacState, event: e.DayRemoved) -> None:
    layer = state.closures if event.date in state.closures else state.days
    del layer[event.date]


def _hours_set(state: AlmanacState, event: e.OfficeHoursSet) -> None:
    state.hours = event.hours


def _deadline_set(state: AlmanacState, event: e.DeadlineSet) -> None:
    """A rule that is no longer shipped is read, and rules nothing."""
    deadline = Deadline(
        event.deadline, event.version, event.amount, event.counting, event.basis, event.verified
    )
    if deadline.id in DEFAULT_DEADLINES:
        state.deadlines[deadline.id] = deadline
    state.versions[deadline.id, deadline.version] = deadline


CHANGES: dict[type[Event], Callable[[AlmanacState, Any], None]] = {
    e.YearLoaded: _year_loaded,
    e.DaySet: _day_set,
    e.DayRemoved: _day_removed,
    e.OfficeHoursSet: _hours_set,
    e.DeadlineSet: _deadline_set,
}
