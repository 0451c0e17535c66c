"""Rows of the casebook's tables as plain records."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_records import (
    NEVER,
    AnswerRecord,
    CaseLine,
    ClockRecord,
    FileRecord,
    PublishedCase,
    RecommendationRecord,
    Step,
)
from archive.casebook.event import CaseEvent
from archive.clocks import Clock
from archive.codec import CODEC
from archive.tables_cases import case_publications, case_texts, cases

T = TypeVar("T")
Row = Mapping[Any, Any]

_PUBLIC = [column for column in case_publications.c if column.name not in ("code", "year")] + [
    cases.c[name]
    for name in (
        "state",
        "topic",
        "place",
        "unit",
        "outcome",
        "promised",
        "opened_at",
        "answered_at",
    )
]


def case_lines() -> Select[Any]:
    """Each case with what was asked; a sealed one has no text."""
    same = (case_texts.c.commune == cases.c.commune) & (case_texts.c.code == cases.c.code)
    return select(cases, case_texts.c.text).select_from(cases.outerjoin(case_texts, same))


def published_cases() -> Select[Any]:
    same = (cases.c.commune == case_publications.c.commune) & (
        cases.c.code == case_publications.c.code
    )
    return select(*_PUBLIC).select_from(case_publications.join(cases, same))


async def read(
    connection: AsyncConnection, wanted: Select[Any], make: Callable[[Row], T]
) -> list[T]:
    return [make(row) for row in (await connection.execute(wanted)).mappings()]


def record(row: Row, kind: type[T], **instead: Any) -> T:
    """Columns that the record does not have are left out. A column's name is not quite a string."""
    plain = {str(name): value for name, value in row.items()}
    return msgspec.convert({**plain, **instead}, kind)


def case_line(row: Row) -> CaseLine:
    due = None if row["due"] == NEVER else row["due"]
    units = json.loads(row["with_units"])
    return record(row, CaseLine, text=row["text"] or "", with_units=units, due=due)


def step(row: Row) -> Step:
    event = cast(CaseEvent, CODEC.decode(row["body"].encode()))
    return Step(sequence=row["sequence"], name=row["name"], event=event)


def clock(row: Row) -> ClockRecord:
    held = msgspec.json.decode(row["clock"], type=Clock)
    return record(row, ClockRecord, clock=held, steps=json.loads(row["steps"]))


def answer(row: Row) -> AnswerRecord:
    return record(row, AnswerRecord, evidence=json.loads(row["evidence"]))


def file(row: Row) -> FileRecord:
    return record(row, FileRecord)


def recommendation(row: Row) -> RecommendationRecord:
    return record(row, RecommendationRecord)


def published(row: Row) -> PublishedCase:
    return record(row, PublishedCase)
