"""What the Front asks for: its own work, and who decided what about the cases of a list.

What the Front wrote stays when a case is sealed. So whatever is asked here is for the Front's pages alone.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_reading import read, recommendation, record, step
from archive.casebook.event import CaseEvent
from archive.casebook.sight import FRONT_STEPS
from archive.front_records import (
    CheckFileRecord,
    DrawRecord,
    FrontsOwn,
    OldSampleRecord,
    RemarkRecord,
    SampleRecord,
    Samples,
)
from archive.tables_cases import (
    case_check_files,
    case_recommendations,
    case_samples,
    case_steps,
    period_remarks,
    sample_announcements,
)


async def front_steps(
    connection: AsyncConnection, commune: str, since: int, until: int
) -> list[CaseEvent]:
    """What the Front did about cases, and what it was told, in the order in which it happened."""
    steps = case_steps.c
    wanted = (
        select(case_steps)
        .where(steps.commune == commune, steps.name.in_(sorted(FRONT_STEPS)))
        .where(steps.at >= since, steps.at < until)
        .order_by(steps.at, steps.conference, steps.sequence)
    )
    return [each.event for each in await read(connection, wanted, step)]


async def steps_named(
    connection: AsyncConnection, commune: str, codes: Collection[str], names: Collection[str]
) -> dict[str, list[CaseEvent]]:
    """By code, the steps of these cases that are called so, in their order."""
    steps = case_steps.c
    wanted = (
        select(case_steps)
        .where(steps.commune == commune, steps.code.in_(codes), steps.name.in_(names))
        .order_by(steps.code, steps.sequence)
    )
    found: dict[str, list[CaseEvent]] = {}
    for each in await read(connection, wanted, step):
        found.setdefault(each.event.case, []).append(each.event)
    return found


async def fronts_own(connection: AsyncConnection, commune: str, code: str) -> FrontsOwn:
    steps, files, made = case_steps.c, case_check_files.c, case_recommendations.c
    told = (
        select(case_steps)
        .where(steps.commune == commune, steps.code == code)
        .where(steps.name.in_(sorted(FRONT_STEPS)))
        .order_by(steps.sequence)
    )
    attached = (
        select(case_check_files)
        .where(files.commune == commune, files.code == code)
        .order_by(files.attached_at, files.file)
    )
    recommended = (
        select(case_recommendations)
        .where(made.commune == commune, made.code == code)
        .order_by(made.number)
    )
    return FrontsOwn(
        steps=tuple(await read(connection, told, step)),
        recommendations=tuple(await read(connection, recommended, recommendation)),
        files=tuple(await read(connection, attached, _check_file)),
    )


async def samples(connection: AsyncConnection, commune: str, conference: str | None) -> Samples:
    announced, drawn = sample_announcements.c, case_samples.c
    which, these = [announced.commune == commune], [drawn.commune == commune]
    if conference is not None:
        which.append(announced.conference == conference)
        these.append(drawn.conference == conference)
    latest = (announced.announced_at.desc(), announced.conference, announced.sample)
    rows = await _rows(connection, select(sample_announcements).where(*which).order_by(*latest))
    draws = await _rows(
        connection, select(case_samples).where(*these).order_by(drawn.drawn_at.desc())
    )
    by_sample = {(row["conference"], row["sample"]): _draw(row) for row in draws}
    return Samples(
        announced=tuple(
            record(
                row,
                SampleRecord,
                numbers=json.loads(row["numbers"]),
                draw=by_sample.get((row["conference"], row["sample"])),
            )
            for row in rows
        ),
        unannounced=tuple(
            OldSampleRecord(conference=row["conference"], draw=_draw(row))
            for row in draws
            if row["sample"] is None
        ),
    )


async def remarks(connection: AsyncConnection, commune: str, period: str) -> list[RemarkRecord]:
    """On that period, in their order."""
    remark = period_remarks.c
    wanted = (
        select(period_remarks)
        .where(remark.commune == commune, remark.period == period)
        .order_by(remark.at, remark.conference, remark.sequence)
    )
    return [record(row, RemarkRecord) for row in await _rows(connection, wanted)]


async def _rows(connection: AsyncConnection, wanted: Any) -> list[Mapping[Any, Any]]:
    return list((await connection.execute(wanted)).mappings())


def _draw(row: Mapping[Any, Any]) -> DrawRecord:
    places, cases = json.loads(row["places"]), json.loads(row["cases"])
    return record(row, DrawRecord, places=places, cases=cases)


def _check_file(row: Mapping[Any, Any]) -> CheckFileRecord:
    return record(row, CheckFileRecord)
