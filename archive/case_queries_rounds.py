"""What reports ask of all cases: what moved in a period, what ran, whether anything was lost."""

import msgspec
from sqlalchemy import Integer, cast, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_reading import record
from archive.case_records import Completeness, reference
from archive.casebook.balance import Move, Rating, Running
from archive.casebook.events_citizen import AnswerRated
from archive.casework import FINAL
from archive.clock_moves import RunningClock
from archive.clocks import Clock
from archive.codec import CODEC
from archive.tables import questions
from archive.tables_cases import RATED, case_clocks, case_moves, case_steps, cases

_MOVE = (
    case_moves.c.code,
    case_moves.c.at,
    case_moves.c.was,
    case_moves.c.state.label("to"),
    (cases.c.part > 1).label("split_off"),
    cases.c.channel,
    cases.c.topic,
    cases.c.place,
    case_moves.c.reason,
    case_moves.c.outcome,
)


async def open_at(connection: AsyncConnection, commune: str, at: int) -> int:
    """How many cases were open just before this moment."""
    wanted = (
        select(case_moves.c.was, case_moves.c.state, func.count())
        .where(case_moves.c.commune == commune, case_moves.c.at < at)
        .group_by(case_moves.c.was, case_moves.c.state)
    )
    rows = (await connection.execute(wanted)).all()
    came = sum(
        count for was, to, count in rows if (was is None or was in FINAL) and to not in FINAL
    )
    went = sum(
        count for was, to, count in rows if was is not None and was not in FINAL and to in FINAL
    )
    return int(came - went)


async def moves(connection: AsyncConnection, commune: str, since: int, until: int) -> list[Move]:
    """In the order in which they happened. What is known of a sealed case is that it is sealed."""
    same = (cases.c.commune == case_moves.c.commune) & (cases.c.code == case_moves.c.code)
    wanted = (
        select(*_MOVE)
        .select_from(case_moves.join(cases, same))
        .where(case_moves.c.commune == commune, case_moves.c.at >= since, case_moves.c.at < until)
        .order_by(case_moves.c.at, case_moves.c.conference, case_moves.c.sequence)
    )
    return [
        record(row, Move, split_off=bool(row["split_off"]))
        for row in (await connection.execute(wanted)).mappings()
    ]


async def ratings(
    connection: AsyncConnection, commune: str, since: int, until: int
) -> list[Rating]:
    wanted = (
        select(case_steps.c.body)
        .where(case_steps.c.commune == commune, case_steps.c.name == RATED)
        .where(case_steps.c.at >= since, case_steps.c.at < until)
        .order_by(case_steps.c.at, case_steps.c.conference, case_steps.c.sequence)
    )
    events = [CODEC.decode(body.encode()) for body in (await connection.execute(wanted)).scalars()]
    return [
        Rating(event.case, event.at, event.stars)
        for event in events
        if isinstance(event, AnswerRated)
    ]


async def running(connection: AsyncConnection, commune: str, at: int) -> list[Running]:
    """The clocks that ran just before this moment. One that rests now is left out."""
    same = (cases.c.commune == case_clocks.c.commune) & (cases.c.code == case_clocks.c.code)
    wanted = (
        select(case_clocks.c.code, cases.c.unit, case_clocks.c.kind, case_clocks.c.due)
        .select_from(case_clocks.join(cases, same))
        .where(case_clocks.c.commune == commune, case_clocks.c.started_at < at)
        .where(or_(case_clocks.c.stopped_at.is_(None), case_clocks.c.stopped_at >= at))
        .where(case_clocks.c.resting == false())
    )
    rows = (await connection.execute(wanted)).mappings()
    return [record(row, Running) for row in rows]


async def ticking(connection: AsyncConnection, commune: str) -> list[RunningClock]:
    """Every clock that was not stopped; those that rest too."""
    same = (cases.c.commune == case_clocks.c.commune) & (cases.c.code == case_clocks.c.code)
    wanted = (
        select(cases.c.conference, cases.c.question, cases.c.part, case_clocks.c.clock)
        .select_from(case_clocks.join(cases, same))
        .where(case_clocks.c.commune == commune, case_clocks.c.stopped_at.is_(None))
        .order_by(cases.c.conference, cases.c.question, cases.c.part, case_clocks.c.kind)
    )
    return [
        RunningClock(reference(*row[:3]), msgspec.json.decode(row[3], type=Clock))
        for row in await connection.execute(wanted)
    ]


async def completeness(connection: AsyncConnection, commune: str, conference: str) -> Completeness:
    asked = select(func.count()).where(
        questions.c.commune == commune, questions.c.conference == conference
    )
    opened = select(
        func.count(), func.coalesce(func.sum(cast(cases.c.part > 1, Integer)), 0)
    ).where(cases.c.commune == commune, cases.c.conference == conference)
    total, parts = (await connection.execute(opened)).one()
    counted = (await connection.execute(asked)).scalar_one()
    return Completeness(questions=counted, cases=total, parts=parts)
