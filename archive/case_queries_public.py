"""What everybody may read of cases: the redacted wording, by a public number that leads to nobody.

A search looks at that wording alone: what else a case holds must not be found out by trying words.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_filter import place
from archive.case_reading import published, published_cases, read
from archive.case_records import PublishedCase, PublishedList
from archive.search_words import QUERY_MAX_CHARACTERS, QUERY_MAX_WORDS, words_of
from archive.tables import conferences
from archive.tables_cases import case_publications, cases

SCANNED_MAX = 5_000
"""Publications that one search looks at; the next page goes on after them."""
_SCANNED_AT_ONCE = 500
_KEY = (case_publications.c.published_at, case_publications.c.public_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Published cases by when they were opened (epoch ms, until is left out), their topic (empty: none), and whether open."""

    since: int
    until: int
    topic: str | None = None
    open: bool | None = None


async def published_list(
    connection: AsyncConnection,
    commune: str,
    year: int | None,
    *,
    after: str | None,
    limit: int,
    text: str | None = None,
) -> PublishedList:
    """Newest first; of one year (Vietnam's, of the publication), or of all; with these words in it, if any."""
    words = words_of((text or "")[:QUERY_MAX_CHARACTERS])[:QUERY_MAX_WORDS]
    found: list[PublishedCase] = []
    scanned, more = 0, True
    while more and len(found) <= limit and scanned < SCANNED_MAX:
        size = _SCANNED_AT_ONCE if words else limit + 1
        page = await _page(connection, commune, year, after, size)
        scanned, more = scanned + len(page), len(page) == size
        found += [one for one in page if _has(one, words)]
        after = _place(page[-1]) if page else after
    if len(found) > limit:
        return PublishedList(cases=tuple(found[:limit]), next=_place(found[limit - 1]))
    return PublishedList(cases=tuple(found), next=after if more else None)


async def _page(
    connection: AsyncConnection, commune: str, year: int | None, after: str | None, size: int
) -> list[PublishedCase]:
    wanted = _in(commune).order_by(*(column.desc() for column in _KEY)).limit(size)
    if year is not None:
        wanted = wanted.where(case_publications.c.year == year)
    begin = place(after)
    if begin:
        wanted = wanted.where(tuple_(*_KEY) < tuple_(*map(literal, begin)))
    return await read(connection, wanted, published)


def _place(case: PublishedCase) -> str:
    return f"{case.published_at}.{case.public_id}"


def _has(case: PublishedCase, words: list[str]) -> bool:
    """All of them; the last may go on."""
    if not words:
        return True
    there = words_of(f"{case.question_text} {case.answer_text} {case.topic or ''}")
    *whole, last = words
    return set(whole) <= set(there) and any(word.startswith(last) for word in there)


async def asked(
    connection: AsyncConnection, commune: str, wanted: Asked, limit: int, skip: int
) -> list[PublishedCase]:
    """The latest opened first."""
    opened = cases.c.opened_at
    found = _in(commune).where(opened >= wanted.since, opened < wanted.until)
    if wanted.topic is not None:
        found = found.where(cases.c.topic == (wanted.topic or None))
    if wanted.open is not None:
        found = found.where((cases.c.open == true()) == wanted.open)
    in_order = found.order_by(opened.desc(), case_publications.c.public_id)
    return await read(connection, in_order.limit(limit).offset(skip), published)


async def topics(connection: AsyncConnection, commune: str) -> list[str]:
    """Of published cases, in the order of their letters."""
    topic = cases.c.topic.label("topic")
    wanted = _in(commune).with_only_columns(topic).where(topic.is_not(None)).distinct()
    return list((await connection.execute(wanted.order_by(topic))).scalars())


async def whose(connection: AsyncConnection, public_id: str) -> tuple[str, str] | None:
    """Commune and code. Asked commune by commune, since that is how the index lies."""
    communes = select(conferences.c.commune).distinct()
    wanted = select(case_publications.c.commune, case_publications.c.code).where(
        case_publications.c.commune.in_(communes), case_publications.c.public_id == public_id
    )
    row = (await connection.execute(wanted)).first()
    return (row[0], row[1]) if row else None


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
