"""From the forms of the calendar page to the commands of the almanac: days, closures, office hours, a whole year.

Each form says which it is (`do`). It must not know how a form looks, nor what a change does to any clock.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request

from archive.almanac_commands import LoadYear, RemoveDay, SetDay, SetOfficeHours
from archive.almanac_rules import CLOSURE_ROLES
from archive.calendar import SPANS_MAX, CalendarDay, DayKind, OfficeHours, Span
from conference.command import Command
from conference.refusals import Refusal
from conference.vocabulary import Role
from web.calendar_changes import Changed, change_calendar
from web.cases.calendar_rows import BadRow, read_day, read_rows
from web.cases.door import AtOffice
from web.context import house
from web.words import N_

KEEPERS = frozenset({Role.CLERK, Role.CHAIR})
"""Who may change the almanac."""
DAY_KINDS_OFFERED = (DayKind.HOLIDAY, DayKind.DAY_OFF_SWAP, DayKind.WORKING_SWAP)
"""A closure is the chair's, and has a form of its own."""
_TIME = re.compile(r"([0-9]{1,2})\s*(?:[:hg.]\s*([0-9]{2})?)?")
_MINUTES_PER_HOUR = 60

Wish = tuple[type[Command], dict[str, Any]]
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed cannot be read: at which field of the form, and in which words."""

    field: str
    words: str
    n: int = 0


def read_wish(do: str, typed: Typed, year: int) -> Wish | Slip:
    """What the form asks for. `do` is one of `FORMS`."""
    return _READERS[do](typed, year)


async def change(request: Request, office: AtOffice, wish: Wish, typed: Typed) -> Changed | Refusal:
    """In the strongest role they have: some of it is the chair's alone."""
    home, (kind, values) = house(request), wish
    keeper = next(iter(office.roles() & KEEPERS & CLOSURE_ROLES), Role.CLERK)
    command = kind(
        actor=office.staff.actor(keeper),
        id=typed.get("id") or home.chance.token(),
        at=home.clock(),
        **values,
    )
    return await change_calendar(home.casebooks, home.cases.ticking, office.commune, command)


def _year(typed: Typed, year: int) -> Wish | Slip:
    try:
        days = read_rows(typed.get("rows", ""))
    except BadRow as bad:
        words = N_("Không đọc được dòng {n}. Mỗi dòng: ngày; loại; tên; nguồn.")
        return Slip("rows", words if bad.line else N_("Quá nhiều dòng."), bad.line)
    return LoadYear, {"year": year, "days": days}


def _day(typed: Typed, year: int) -> Wish | Slip:
    day = _date(typed, year)
    if isinstance(day, Slip):
        return day
    kind = typed.get("kind", "")
    if kind not in DAY_KINDS_OFFERED:
        return Slip("kind", N_("Hãy chọn loại ngày."))
    verified = "verified" in typed
    told = CalendarDay(day, DayKind(kind), typed.get("name", ""), typed.get("source", ""), verified)
    return SetDay, {"day": told}


def _closure(typed: Typed, year: int) -> Wish | Slip:
    day = _date(typed, year)
    if isinstance(day, Slip):
        return day
    why = typed.get("name", "")
    return SetDay, {"day": CalendarDay(day, DayKind.LOCAL_CLOSURE, why, why, verified=True)}


def _removal(typed: Typed, year: int) -> Wish | Slip:
    day = _date(typed, year)
    return day if isinstance(day, Slip) else (RemoveDay, {"date": day, "why": typed.get("why", "")})


def _hours(typed: Typed, _year: int) -> Wish | Slip:
    """Spans that are left blank are none."""
    spans: list[Span] = []
    for n in range(1, SPANS_MAX + 1):
        edges = [typed.get(f"{edge}_{n}", "").strip() for edge in ("from", "to")]
        begin, end = map(read_time, edges)
        if begin is not None and end is not None:
            spans.append((begin, end))
        elif any(edges):
            field = f"from_{n}" if begin is None else f"to_{n}"
            return Slip(field, N_("Giờ ghi như 7:30, mỗi buổi có giờ mở và giờ đóng."))
    return SetOfficeHours, {"hours": OfficeHours(tuple(spans))}


def _date(typed: Typed, year: int) -> date | Slip:
    day = read_day(typed.get("date", ""))
    if day is None:
        return Slip("date", N_("Ngày chưa đúng: ghi dd/mm/yyyy."))
    return day if day.year == year else Slip("date", N_("Ngày này không thuộc năm {n}."), year)


def read_time(typed: str) -> int | None:
    """`7:30`, `7h30`, `7.30` or `7`, as a minute of the day."""
    found = _TIME.fullmatch(typed.strip().lower())
    if not found or int(found[2] or 0) >= _MINUTES_PER_HOUR:
        return None
    return int(found[1]) * _MINUTES_PER_HOUR + int(found[2] or 0)


def write_time(minute: int) -> str:
    return f"{minute // _MINUTES_PER_HOUR}:{minute % _MINUTES_PER_HOUR:02}"


_READERS: Mapping[str, Callable[[Typed, int], Wish | Slip]] = {
    "load_year": _year,
    "set_day": _day,
    "close_day": _closure,
    "remove_day": _removal,
    "set_hours": _hours,
}
FORMS = frozenset(_READERS)
