"""Lists of cases: the inbox, a search, recommendations. Each goes on from a place and never counts what lies before it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_filter import (
    CaseFilter,
    CaseOrder,
    in_order,
    is_narrow,
    latest_ids,
    matching,
    place_of,
)
from archive.case_reading import case_line, case_lines, read, recommendation
from archive.case_records import CaseLine, CaseList, Hit, Hits, RecommendationLine
from archive.search_words import snippet
from archive.tables_cases import case_recommendations, case_texts, cases


async def inbox(
    connection: AsyncConnection,
    commune: str,
    wanted: CaseFilter,
    order: CaseOrder,
    *,
    now: int,
    after: str | None,
    limit: int,
) -> CaseList:
    """One more than is shown is looked for, to know whether the list goes on."""
    which = matching(commune, wanted, now)
    few = is_narrow(wanted)
    keys = in_order(select(cases.c.code).where(which), order, after, few=few).limit(limit + 1)
    here = case_lines().where(cases.c.commune == commune, cases.c.code.in_(keys.correlate(None)))
    rows = (await connection.execute(in_order(here, order, None, few=True))).mappings().all()
    return CaseList(
        cases=tuple(case_line(row) for row in rows[:limit]),
        next=place_of(rows[limit - 1], order) if len(rows) > limit else None,
    )


async def search(
    connection: AsyncConnection, commune: str, text: str, *, after: str | None, limit: int
) -> Hits:
    """The latest first, by when they came."""
    wanted = (
        case_lines()
        .add_columns(case_texts.c.id)
        .where(case_texts.c.commune == commune)
        .where(case_texts.c.id.in_(latest_ids(commune, text, after, limit + 1)))
        .order_by(case_texts.c.id.desc())
    )
    rows = (await connection.execute(wanted)).mappings().all()
    hits = [Hit(case=case_line(row), snippet=snippet(row["text"], text)) for row in rows[:limit]]
    return Hits(hits=tuple(hits), next=str(rows[limit - 1]["id"]) if len(rows) > limit else None)


async def by_number(
    connection: AsyncConnection, commune: str, number: int, *, limit: int
) -> list[CaseLine]:
    """What was split off stands behind what it was split off from."""
    wanted = (
        case_lines()
        .where(cases.c.commune == commune, cases.c.question == number)
        .order_by(cases.c.opened_at.desc(), cases.c.conference, cases.c.part)
        .limit(limit)
    )
    found = await read(connection, wanted, case_line)
    begun: dict[str, int] = {}
    for case in found:
        begun[case.conference] = min(case.opened_at, begun.get(case.conference, case.opened_at))
    return sorted(found, key=lambda one: (-begun[one.conference], one.conference, one.part))


async def recommendations(
    connection: AsyncConnection, commune: str, *, unsettled: bool
) -> list[RecommendationLine]:
    """What is due first."""
    made = case_recommendations.c
    wanted = select(case_recommendations).where(made.commune == commune)
    if unsettled:
        wanted = wanted.where(made.settled_at.is_(None))
    rows = (await connection.execute(wanted.order_by(made.due, made.code, made.number))).mappings()
    found = [(row["code"], recommendation(row)) for row in rows]
    codes = {code for code, _ in found}
    lines = case_lines().where(cases.c.commune == commune, cases.c.code.in_(codes))
    by_code = {case.code: case for case in await read(connection, lines, case_line)}
    return [RecommendationLine(case=by_code[code], recommendation=one) for code, one in found]
