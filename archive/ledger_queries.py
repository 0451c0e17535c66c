"""What the open book's page and its exports ask of the read tables.

The lines of a sealed question are in the table and are never read from here.
"""

import json
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.ledger import COUNTED, PASSED
from archive.ledger_book import (
    Balance,
    Group,
    Joined,
    Ledger,
    LedgerEntry,
    LedgerLine,
    Wanted,
)
from archive.reading import read_all
from archive.records import ConferenceRecord
from archive.store import Store
from archive.tables import conferences, joined, ledger, ledger_lines
from conference.vocabulary import QuestionStatus

EVERYTHING: Final = Wanted()
GENERAL_MAX_LINES: Final = 1_000
"""Settings and passings-over of a whole meeting; a script that toggled one all day must not swell the page."""

_GROUPED = ("fate", "reason", "channel", "topic", "place", "mode")
_ENTRY = [column for column in ledger.c if column.name not in ("commune", "conference")]
_LINE = [column for column in ledger_lines.c if column.name not in ("commune", "conference")]


async def read_ledger(
    store: Store,
    code: str,
    wanted: Wanted = EVERYTHING,
    *,
    limit: int | None = None,
    skip: int = 0,
) -> Ledger | None:
    """By the conference's code in any case. Without a limit, all of it: for an export."""
    async with store.reading() as connection:
        found = await read_all(
            connection,
            select(conferences).where(conferences.c.code == code.upper()),
            list[ConferenceRecord],
        )
        if not found:
            return None
        return await _book(connection, found[0], _matching(found[0], wanted), limit, skip)


async def _book(
    connection: AsyncConnection,
    conference: ConferenceRecord,
    matching: ColumnElement[bool],
    limit: int | None,
    skip: int,
) -> Ledger:
    here = select(*_ENTRY).where(matching).order_by(ledger.c.number).limit(limit).offset(skip)
    entries = await read_all(connection, here, list[LedgerEntry])
    count = select(func.count()).select_from(ledger).where(matching)
    return Ledger(
        conference=conference,
        rules=json.loads(await _one(connection, _rules(conference)) or "{}"),
        balance=await _balance(connection, conference),
        matching=await _one(connection, count) or 0,
        entries=tuple(entries),
        acts=await _acts(connection, conference, entries),
        general=await _general(connection, conference),
        counted=await _counted(connection, conference),
        joined=await _joined(connection, conference),
    )


async def _balance(connection: AsyncConnection, conference: ConferenceRecord) -> Balance:
    columns = [ledger.c[name] for name in _GROUPED]
    grouped = (
        select(*columns, func.count().label("questions"))
        .where(*_of(ledger, conference))
        .group_by(*columns)
    )
    highest = select(func.max(ledger.c.number)).where(*_of(ledger, conference))
    groups = await read_all(connection, grouped, list[Group])
    return Balance.of(groups, await _one(connection, highest) or 0)


async def _acts(
    connection: AsyncConnection, conference: ConferenceRecord, entries: list[LedgerEntry]
) -> dict[int, tuple[LedgerLine, ...]]:
    numbers = [entry.number for entry in entries if entry.fate != QuestionStatus.SEALED]
    if not numbers:
        return {}
    which = ledger_lines.c.question.between(numbers[0], numbers[-1])
    wanted = _in_order(select(*_LINE).where(*_of(ledger_lines, conference), which))
    acts: dict[int, list[LedgerLine]] = {number: [] for number in numbers}
    for line in await read_all(connection, wanted, list[LedgerLine]):
        if line.question in acts:
            acts[line.question].append(line)
    return {number: tuple(lines) for number, lines in acts.items()}


async def _general(
    connection: AsyncConnection, conference: ConferenceRecord
) -> tuple[LedgerLine, ...]:
    """Of the conference itself, and every passing over of a question that is not sealed."""
    unsealed = select(ledger.c.number).where(
        *_of(ledger, conference), ledger.c.fate != QuestionStatus.SEALED
    )
    which = ledger_lines.c.question.is_(None) & ledger_lines.c.act.not_in(COUNTED)
    which |= (ledger_lines.c.act == PASSED) & ledger_lines.c.question.in_(unsealed)
    wanted = select(*_LINE).where(*_of(ledger_lines, conference), which)
    lines = await read_all(connection, _in_order(wanted).limit(GENERAL_MAX_LINES), list[LedgerLine])
    return tuple(lines)


async def _counted(connection: AsyncConnection, conference: ConferenceRecord) -> dict[str, int]:
    wanted = (
        select(ledger_lines.c.act, func.count())
        .where(*_of(ledger_lines, conference), ledger_lines.c.act.in_(COUNTED))
        .group_by(ledger_lines.c.act)
    )
    return dict((await connection.execute(wanted)).all())


async def _joined(connection: AsyncConnection, conference: ConferenceRecord) -> tuple[Joined, ...]:
    columns = [joined.c[name] for name in ("mode", "attendees", "questions", "votes")]
    wanted = select(*columns).where(*_of(joined, conference)).order_by(joined.c.mode)
    return tuple(await read_all(connection, wanted, list[Joined]))


def _matching(conference: ConferenceRecord, wanted: Wanted) -> ColumnElement[bool]:
    asked = {"number": wanted.number, "fate": wanted.fate, "reason": wanted.reason}
    given = [ledger.c[name] == value for name, value in asked.items() if value is not None]
    return and_(*_of(ledger, conference), *given)


def _rules(conference: ConferenceRecord) -> Select[Any]:
    return select(conferences.c.rules).where(
        conferences.c.commune == conference.commune, conferences.c.code == conference.code
    )


def _in_order(wanted: Select[Any]) -> Select[Any]:
    return wanted.order_by(ledger_lines.c.sequence, ledger_lines.c.part)


def _of(table: Any, conference: ConferenceRecord) -> tuple[ColumnElement[bool], ...]:
    return (table.c.commune == conference.commune, table.c.conference == conference.code)


async def _one(connection: AsyncConnection, wanted: Select[Any]) -> Any:
    return (await connection.execute(wanted)).scalar()
