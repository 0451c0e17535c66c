"""Loading and putting back the derived rows that one page of a journal touches, and their checkpoints."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
)

from archive.projection import Row, Rows
from archive.store import Store, Transaction
from archive.streams import StreamName
from archive.tables import (
    DERIVED,
    checkpoints,
    conferences,
    heads,
    joined,
    ledger,
    ledger_lines,
    questions,
    turns,
)


async def behind(store: Store) -> list[str]:
    """Streams whose journal has gone on since they were last projected, the oldest first."""
    wanted = (
        select(heads.c.stream)
        .outerjoin(checkpoints, checkpoints.c.stream == heads.c.stream)
        .where(heads.c.sequence > func.coalesce(checkpoints.c.sequence, 0))
        .order_by(heads.c.epoch, heads.c.stream)
    )
    async with store.reading() as connection:
        return list((await connection.execute(wanted)).scalars())


async def checkpoint(store: Store, stream: str) -> int:
    wanted = select(checkpoints.c.sequence).where(checkpoints.c.stream == stream)
    async with store.reading() as connection:
        return (await connection.execute(wanted)).scalar() or 0


async def move_checkpoint(
    transaction: Transaction, name: StreamName, sequence: int, now: int
) -> None:
    row = {
        "stream": str(name),
        "commune": name.commune,
        "sequence": sequence,
        "projected_at": now,
    }
    await _replace(transaction, checkpoints, checkpoints.c.stream == str(name), [row])


async def load(transaction: Transaction, name: StreamName, numbers: Sequence[int]) -> Rows:
    """The conference, the ledger of these questions, and the turn that has not ended."""
    one = await transaction.execute(select(conferences).where(_conference(name)))
    some = await transaction.execute(select(ledger).where(_numbered(ledger, name, numbers)))
    unended = await transaction.execute(
        select(turns).where(_of(turns, name), turns.c.ended_at.is_(None))
    )
    return Rows(
        name,
        next((dict(row) for row in one.mappings()), None),
        turns={row["turn"]: dict(row) for row in unended.mappings()},
        ledger={row["number"]: dict(row) for row in some.mappings()},
    )


async def save(transaction: Transaction, rows: Rows) -> None:
    name = rows.name
    if rows.conference:
        await _replace(transaction, conferences, _conference(name), [rows.conference])
    for table, numbered in ((questions, rows.questions), (ledger, rows.ledger)):
        which = _numbered(table, name, list(numbered))
        await _replace(transaction, table, which, [*numbered.values()])
    which = and_(_of(turns, name), turns.c.turn.in_(list(rows.turns)))
    await _replace(transaction, turns, which, [*rows.turns.values()])
    await _replace(transaction, joined, _of(joined, name), rows.joined)
    if rows.lines:
        await transaction.execute(insert(ledger_lines), rows.lines)


async def delete_all(store: Store) -> None:
    async with store.transaction() as transaction:
        for table in DERIVED:
            await transaction.execute(delete(table))


async def _replace(
    transaction: Transaction, table: Table, which: ColumnElement[bool], rows: Sequence[Row]
) -> None:
    if rows:
        await transaction.execute(delete(table).where(which))
        await transaction.execute(insert(table), rows)


def _of(table: Table, name: StreamName) -> ColumnElement[bool]:
    return and_(table.c.commune == name.commune, table.c.conference == name.code)


def _conference(name: StreamName) -> ColumnElement[bool]:
    return and_(conferences.c.commune == name.commune, conferences.c.code == name.code)


def _numbered(table: Table, name: StreamName, numbers: Sequence[Any]) -> ColumnElement[bool]:
    return and_(_of(table, name), table.c.number.in_(numbers))
