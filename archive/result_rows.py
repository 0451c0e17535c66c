"""Making the result known, between the casebook's state and its rows: the state has all of it, so nothing is folded."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_reading import Row
from archive.casebook.event import ResultEvent
from archive.casebook.events import CaseOpened
from archive.casebook.result import Delivery, DeliveryChannel, Proof, ResultState
from archive.clocks import Clock
from archive.journal import Entry
from archive.store import Transaction
from archive.streams import StreamName
from archive.tables_result import conference_results, result_deliveries
from conference.vocabulary import Actor, Role

_PROOF = ("file", "name", "media_type", "size")


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """How far the result of one conference was made known."""

    commune: str
    conference: str
    result: ResultState


def tells_of_result(entries: Iterable[Entry]) -> bool:
    """Whether its rows change with this page; they begin with the casebook."""
    return any(isinstance(entry.event, ResultEvent | CaseOpened) for entry in entries)


async def save_result(transaction: Transaction, name: StreamName, result: ResultState) -> None:
    key = {"commune": name.commune, "conference": name.code}
    row = {
        **key,
        "since": result.since,
        "villages": json.dumps(result.villages),
        "clock": msgspec.json.encode(result.clock).decode() if result.clock else None,
        "steps": json.dumps(sorted(result.escalated)),
        "stopped_at": result.stopped_at,
        "late": result.late,
    }
    await transaction.execute(insert(conference_results).prefix_with("OR REPLACE"), [row])
    told = [{**key, **_row_of(one)} for one in result.deliveries]
    if told:
        await transaction.execute(insert(result_deliveries).prefix_with("OR REPLACE"), told)


async def results(
    connection: AsyncConnection, commune: str, conference: str | None = None
) -> list[ResultRecord]:
    """Of all conferences of a commune that have ended, or of this one; the latest first."""
    of = conference_results.c
    wanted = select(conference_results).where(of.commune == commune)
    told = select(result_deliveries).where(result_deliveries.c.commune == commune)
    if conference is not None:
        wanted = wanted.where(of.conference == conference)
        told = told.where(result_deliveries.c.conference == conference)
    wanted = wanted.order_by(of.since.desc(), of.conference)
    rows = (await connection.execute(wanted)).mappings().all()
    told = told.order_by(result_deliveries.c.conference, result_deliveries.c.number)
    deliveries: dict[str, list[Delivery]] = {row["conference"]: [] for row in rows}
    for row in (await connection.execute(told)).mappings():
        deliveries[row["conference"]].append(_delivery(row))
    return [
        ResultRecord(commune, row["conference"], _state(row, deliveries[row["conference"]]))
        for row in rows
    ]


async def result_clocks(
    connection: AsyncConnection, names: Sequence[StreamName]
) -> dict[tuple[str, str], ResultState]:
    """By commune and conference, without deliveries: what the rounds ask."""
    of = conference_results.c
    wanted = select(conference_results).where(
        of.commune.in_({name.commune for name in names}),
        of.conference.in_({name.code for name in names}),
    )
    rows = (await connection.execute(wanted)).mappings()
    return {(row["commune"], row["conference"]): _state(row, []) for row in rows}


def _row_of(one: Delivery) -> dict[str, object]:
    by, taken_back = one.recorded_by, one.withdrawn_by
    return {
        "number": one.number,
        "channel": one.channel,
        "recipients": json.dumps(one.to),
        "day": one.day,
        "until": one.until,
        "words": one.words,
        **{each: getattr(one.proof, each) if one.proof else None for each in _PROOF},
        "role": by.role.value,
        "actor": by.id,
        "recorded_at": one.recorded_at,
        "withdrawn_role": taken_back.role.value if taken_back else None,
        "withdrawn_actor": taken_back.id if taken_back else None,
        "withdrawn_at": one.withdrawn_at,
        "withdrawn_words": one.withdrawn_words,
    }


def _delivery(row: Row) -> Delivery:
    taken_back = row["withdrawn_role"]
    return Delivery(
        number=row["number"],
        channel=DeliveryChannel(row["channel"]),
        to=tuple(json.loads(row["recipients"])),
        day=row["day"],
        until=row["until"],
        words=row["words"],
        proof=Proof(*(row[each] for each in _PROOF)) if row["file"] else None,
        recorded_at=row["recorded_at"],
        recorded_by=Actor(Role(row["role"]), row["actor"]),
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=Actor(Role(taken_back), row["withdrawn_actor"]) if taken_back else None,
        withdrawn_words=row["withdrawn_words"],
    )


def _state(row: Row, deliveries: list[Delivery]) -> ResultState:
    return ResultState(
        since=row["since"],
        villages=tuple(json.loads(row["villages"])),
        deliveries=deliveries,
        clock=msgspec.json.decode(row["clock"], type=Clock) if row["clock"] else None,
        stopped_at=row["stopped_at"],
        late=row["late"],
        escalated=set(json.loads(row["steps"])),
    )
