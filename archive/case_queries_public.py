"""What everybody may read of cases: the redacted wording, by a public number that leads to nobody."""

from typing import Any

from sqlalchemy import Select, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_filter import place
from archive.case_reading import published, published_cases, read
from archive.case_records import PublishedCase, PublishedList
from archive.tables_cases import case_publications

_KEY = (case_publications.c.published_at, case_publications.c.public_id)


async def published_list(
    connection: AsyncConnection, commune: str, year: int | None, after: str | None, limit: int
) -> PublishedList:
    """Newest first; of one year (Vietnam's, of the publication), or of all."""
    wanted = _in(commune).order_by(*(column.desc() for column in _KEY)).limit(limit + 1)
    if year is not None:
        wanted = wanted.where(case_publications.c.year == year)
    begin = place(after)
    if begin:
        wanted = wanted.where(tuple_(*_KEY) < tuple_(*map(literal, begin)))
    found = await read(connection, wanted, published)
    last = found[limit - 1] if len(found) > limit else None
    further = f"{last.published_at}.{last.public_id}" if last else None
    return PublishedList(cases=tuple(found[:limit]), next=further)


async def years(connection: AsyncConnection, commune: str) -> list[int]:
    """In which anything was published, the latest first."""
    year = case_publications.c.year
    wanted = select(year).where(case_publications.c.commune == commune).distinct()
    return list((await connection.execute(wanted.order_by(year.desc()))).scalars())


async def public_case(
    connection: AsyncConnection, commune: str, public_id: str
) -> PublishedCase | None:
    wanted = _in(commune).where(case_publications.c.public_id == public_id)
    found = await read(connection, wanted, published)
    return found[0] if found else None


def _in(commune: str) -> Select[Any]:
    return published_cases().where(case_publications.c.commune == commune)
