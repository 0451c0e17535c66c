"""The clocks that run in many cases at once, and which cases keep their askers waiting too long.

A case is late to its asker by the clock that ran out first of those that are owed to them: whatever it may owe to
the Front besides, and however old that is.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from archive import case_reading as reading
from archive.case_records import ClockRecord, LateCase, reference
from archive.deadlines import OWED_TO_ASKER
from archive.tables_cases import case_clocks, cases

_SAME = (cases.c.commune == case_clocks.c.commune) & (cases.c.code == case_clocks.c.code)


async def running(
    connection: AsyncConnection, commune: str, codes: Collection[str]
) -> dict[str, list[ClockRecord]]:
    """By code; those that rest too."""
    wanted = (
        select(case_clocks)
        .where(case_clocks.c.commune == commune, case_clocks.c.code.in_(codes))
        .where(case_clocks.c.stopped_at.is_(None))
        .order_by(*case_clocks.primary_key)
    )
    found: dict[str, list[ClockRecord]] = {}
    for row in (await connection.execute(wanted)).mappings():
        found.setdefault(row["code"], []).append(reading.clock(row))
    return found


async def late_to_askers(
    connection: AsyncConnection, commune: str, now: int, conference: str | None
) -> list[LateCase]:
    wanted = _late(commune, now)
    if conference is not None:
        wanted = wanted.where(cases.c.conference == conference)
    return [
        reading.record(
            row, LateCase, reference=reference(row["conference"], row["question"], row["part"])
        )
        for row in (await connection.execute(wanted)).mappings()
    ]


def _late(commune: str, now: int) -> Select[Any]:
    """Nothing runs out before the first of all clocks does, so the cases' own index finds the few that matter.

    Where a smallest is asked for, SQLite takes the other columns from the row that it is in.
    """
    first = func.min(case_clocks.c.due).label("due")
    return (
        select(
            cases.c.conference,
            cases.c.question,
            cases.c.part,
            cases.c.unit,
            cases.c.topic,
            cases.c.place,
            case_clocks.c.kind,
            first,
        )
        .select_from(cases.join(case_clocks, _SAME))
        .where(cases.c.commune == commune, cases.c.open == true(), cases.c.due <= now)
        .where(case_clocks.c.kind.in_(sorted(OWED_TO_ASKER)), case_clocks.c.due <= now)
        .where(case_clocks.c.stopped_at.is_(None), case_clocks.c.resting != true())
        .group_by(cases.c.code)
        .order_by(first, cases.c.code)
    )
