"""How many cases stand where, and how that went week by week. Each figure is a range of one index."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.calendar import MILLISECONDS_PER_DAY, day_of, start_of
from archive.case_filter import CaseFilter, CaseOrder, in_order, matching
from archive.case_reading import case_line, case_lines, read
from archive.case_records import CaseLine, Dashboard, Group, Tabs, Week
from archive.casework import OPEN, CaseState
from archive.tables_cases import case_moves, cases

TREND_WEEKS = 26
PRESSING_MAX = 10
"""Cases shown on the dashboard itself."""
_WEEK = 7 * MILLISECONDS_PER_DAY
_GROUPED = ("unit", "topic", "place")


async def tabs(
    connection: AsyncConnection,
    commune: str,
    now: int,
    soon: int,
    *,
    unit: str | None,
    owner: str | None,
) -> Tabs:
    """What runs out up to `soon` is due soon."""
    which: list[ColumnElement[bool]] = [cases.c.commune == commune]
    which += [cases.c.unit == unit] if unit is not None else []
    which += [cases.c.owner == owner] if owner is not None else []
    stand = select(cases.c.state, func.count()).where(*which).group_by(cases.c.state)
    rows = (await connection.execute(stand)).all()
    by_state = {CaseState(row[0]): int(row[1]) for row in rows}
    due = select(func.count(), _times(cases.c.due <= now)).where(
        *which, cases.c.open == true(), cases.c.due <= soon
    )
    near, overdue = (await connection.execute(due)).one()
    sealed = by_state.pop(CaseState.SEALED, 0)
    return Tabs(
        by_state=by_state,
        open=sum(count for state, count in by_state.items() if state in OPEN),
        overdue=overdue,
        due_soon=near - overdue,
        sealed=sealed,
    )


async def dashboard(connection: AsyncConnection, commune: str, now: int, soon: int) -> Dashboard:
    stand = await tabs(connection, commune, now, soon, unit=None, owner=None)
    groups = {
        name: _in_order(await _groups(connection, commune, name, now), stand.sealed)
        for name in _GROUPED
    }
    return Dashboard(
        tabs=stand,
        replied=sum(group.replied for group in groups["unit"]),
        resolved=sum(group.resolved for group in groups["unit"]),
        due_soon=await _pressing(connection, commune, now, soon, later=True),
        overdue=await _pressing(connection, commune, now, soon, later=False),
        units=groups["unit"],
        topics=groups["topic"],
        places=groups["place"],
        trend=await _trend(connection, commune, now),
    )


async def _pressing(
    connection: AsyncConnection, commune: str, now: int, soon: int, *, later: bool
) -> tuple[CaseLine, ...]:
    """Of those that are overdue the oldest, or of the others the nearest."""
    wanted = CaseFilter(open=True, due_before=soon + 1, overdue=not later)
    here = case_lines().where(
        matching(commune, wanted, now), *([cases.c.due > now] if later else [])
    )
    found = in_order(here, CaseOrder.DUE, None).limit(PRESSING_MAX)
    return tuple(await read(connection, found, case_line))


async def _groups(connection: AsyncConnection, commune: str, name: str, now: int) -> list[Group]:
    by = cases.c[name]
    overdue = (cases.c.open == true()) & (cases.c.due <= now)
    wanted = (
        select(
            by,
            func.count(),
            _times(cases.c.open == true()),
            _times(overdue),
            _times(cases.c.replied == true()),
            _times(cases.c.resolved == true()),
        )
        .where(cases.c.commune == commune)
        .group_by(by)
    )
    rows = (await connection.execute(wanted)).all()
    return [
        Group(
            name=row[0], total=row[1], open=row[2], overdue=row[3], replied=row[4], resolved=row[5]
        )
        for row in rows
    ]


def _in_order(groups: list[Group], sealed: int) -> tuple[Group, ...]:
    """The largest first. A sealed case has no name of any kind, and is counted nowhere."""
    fewer = (
        replace(group, total=group.total - sealed) if group.name is None else group
        for group in groups
    )
    some = [group for group in fewer if group.total]
    return tuple(sorted(some, key=lambda group: (-group.total, group.name or "")))


async def _trend(connection: AsyncConnection, commune: str, now: int) -> tuple[Week, ...]:
    today = day_of(now)
    monday = start_of(today - timedelta(days=today.weekday()))
    first = monday - (TREND_WEEKS - 1) * _WEEK
    week = (case_moves.c.at - first) // _WEEK
    wanted = (
        select(
            week,
            _times(case_moves.c.was.is_(None)),
            _times(case_moves.c.state == CaseState.ANSWERED),
            _times(case_moves.c.state == CaseState.CLOSED),
        )
        .where(case_moves.c.commune == commune, case_moves.c.at >= first, case_moves.c.at <= now)
        .group_by(week)
    )
    known = {row[0]: row[1:] for row in (await connection.execute(wanted)).all()}
    weeks = [
        (first + number * _WEEK, known.get(number, (0, 0, 0))) for number in range(TREND_WEEKS)
    ]
    return tuple(Week(since=at, opened=o, answered=a, closed=c) for at, (o, a, c) in weeks)


def _times(true_for: ColumnElement[bool]) -> ColumnElement[Any]:
    """In how many rows this holds."""
    return func.coalesce(func.sum(cast(true_for, Integer)), 0)
