"""In which casebooks rules have nothing to do now, and until when: read from the tables, judged by the rules' own code.

So thousands of casebooks can sleep and need not be opened from their journals to find that out. Of a casebook
whose tables are behind its journal nothing is said.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.almanac import Terms
from archive.case_reading import Row, record
from archive.casebook.ladder import told_as
from archive.casebook.records import Case
from archive.casebook.rounds import next_of_result, next_round, owes, owes_result
from archive.clocks import Clock
from archive.result_rows import result_clocks
from archive.streams import CASEBOOK, StreamName
from archive.tables import checkpoints, heads
from archive.tables_cases import case_clocks, cases

Foreseen = Mapping[str, int | None]
"""Casebook → when something can be due there at the earliest (epoch ms); None when all rests."""

_FACTS = [
    cases.c[name]
    for name in (
        "code",
        "question",
        "state",
        "opened_at",
        "since",
        "kind",
        "competence",
        "urgency",
        "several_units",
        "with_units",
        "owner",
        "proposed_by",
        "promised",
        "transferred_at",
        "chased",
        "answered_at",
        "publication",
    )
]
"""Of a case, all that the rounds ask for."""
_CLOCKS = (case_clocks.c.clock, case_clocks.c.steps.label("told"))


async def foreseen(
    connection: AsyncConnection,
    streams: Sequence[str],
    now: int,
    terms: Mapping[str, Terms],
) -> Foreseen:
    """Those in which nothing is owed now. `terms` are those of their communes."""
    names = [StreamName.parse(stream) for stream in await _projected(connection, streams)]
    found: dict[StreamName, dict[str, Case]] = {name: {} for name in names}
    for row in (await connection.execute(_wanted(names))).mappings():
        name = StreamName(CASEBOOK, row["commune"], row["conference"])
        _put(found[name].setdefault(row["code"], _case(row)), row)
    made_known = await result_clocks(connection, names)
    asleep = {}
    for name, known in found.items():
        of_commune, result = terms[name.commune], made_known.get((name.commune, name.code))
        if result is None or owes_result(result, now, of_commune.calendar):
            continue
        if not any(owes(case, now, of_commune) for case in known.values()):
            rounds = next_round(known.values(), now), next_of_result(result, now)
            asleep[str(name)] = min((at for at in rounds if at is not None), default=None)
    return asleep


async def _projected(connection: AsyncConnection, streams: Sequence[str]) -> Sequence[str]:
    same = checkpoints.c.stream == heads.c.stream
    wanted = (
        select(heads.c.stream)
        .select_from(heads.join(checkpoints, same))
        .where(heads.c.stream.in_(streams), heads.c.sequence == checkpoints.c.sequence)
    )
    return (await connection.execute(wanted)).scalars().all()


def _wanted(names: Sequence[StreamName]) -> Any:
    """Each running or resting clock with its case, and each open case that has none."""
    same = (
        (case_clocks.c.commune == cases.c.commune)
        & (case_clocks.c.code == cases.c.code)
        & case_clocks.c.stopped_at.is_(None)
    )
    books = tuple_(cases.c.commune, cases.c.conference)
    return (
        select(cases.c.commune, cases.c.conference, *_FACTS, *_CLOCKS)
        .select_from(cases.outerjoin(case_clocks, same))
        .where(books.in_([(name.commune, name.code) for name in names]))
        .where(or_(cases.c.open == true(), case_clocks.c.code.isnot(None)))
    )


def _case(row: Row) -> Case:
    by = row["proposed_by"]
    proposal = {"by": by, "reason": "", "words": "", "at": row["since"]} if by else None
    return record(row, Case, with_units=json.loads(row["with_units"]), proposal=proposal)


def _put(case: Case, row: Row) -> None:
    if row["clock"] is None:
        return
    clock = msgspec.json.decode(row["clock"], type=Clock)
    case.clocks[clock.kind] = clock
    case.escalated |= {told_as(clock, step) for step in json.loads(row["told"])}
