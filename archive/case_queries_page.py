"""All that belongs to one case, for its page: one look at the file, so that its parts fit together."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    desc,
    false,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from archive import case_reading as reading
from archive.case_records import (
    AnswerRecord,
    CaseLine,
    CasePage,
    ClockRecord,
    HeldCode,
    PublishedCase,
    RecommendationRecord,
    Step,
)
from archive.casebook.events_intake import MinutesCorrected
from archive.casebook.sight import FRONT_STEPS
from archive.casework import CaseState
from archive.reading import read_all
from archive.records import Turn
from archive.tables import questions, turns
from archive.tables_cases import (
    case_answers,
    case_clocks,
    case_files,
    case_publications,
    case_recommendations,
    case_steps,
    cases,
)
from conference.vocabulary import QuestionStatus

LINKED_MAX = 500
"""Cases shown at once, such as those that were merged into one."""


async def case_page(connection: AsyncConnection, commune: str, code: str) -> CasePage | None:
    case = await one_line(connection, commune, cases.c.code == code)
    if case is None:
        return None
    steps = await _steps(connection, case)
    parent = await _line(connection, case, case.merged_into)
    return CasePage(
        case=case,
        steps=steps,
        clocks=await _clocks(connection, case),
        answers=await _answers(connection, case),
        files=tuple(await reading.read(connection, _of(case_files, case), reading.file)),
        recommendations=await _recommendations(connection, case),
        published=await _published(connection, case),
        turns=await _turns(connection, case),
        minutes=_minutes(steps),
        parent=parent,
        parent_answers=await _answers(connection, parent) if parent else (),
        members=await lines(connection, commune, cases.c.merged_into == code),
        origin=await _line(connection, case, case.split_from),
        parts=await lines(connection, commune, cases.c.split_from == code),
    )


async def held(connection: AsyncConnection, code: str) -> HeldCode | None:
    """The case goes before the question it came from: it may have come out of the box, or gone into it."""
    case = select(
        cases.c.commune,
        cases.c.conference,
        cases.c.question,
        cases.c.part,
        true().label("is_case"),
        (cases.c.state == CaseState.SEALED).label("sealed"),
    ).where(cases.c.code == code)
    question = select(
        questions.c.commune,
        questions.c.conference,
        questions.c.number,
        literal(1),
        false(),
        questions.c.status == QuestionStatus.SEALED,
    ).where(questions.c.receipt_code == code)
    wanted = union_all(case, question).order_by(desc("is_case")).limit(1)
    row = (await connection.execute(wanted)).mappings().first()
    flags = {name: bool(row[name]) for name in ("is_case", "sealed")} if row else {}
    return reading.record(row, HeldCode, **flags) if row else None


async def one_line(
    connection: AsyncConnection, commune: str, *which: ColumnElement[bool]
) -> CaseLine | None:
    found = await lines(connection, commune, *which)
    return found[0] if found else None


async def _line(connection: AsyncConnection, of: CaseLine, code: str | None) -> CaseLine | None:
    if code is None:
        return None
    return await one_line(connection, of.commune, cases.c.code == code)


async def lines(
    connection: AsyncConnection, commune: str, *which: ColumnElement[bool]
) -> tuple[CaseLine, ...]:
    wanted = reading.case_lines().where(cases.c.commune == commune, *which)
    in_order = wanted.order_by(cases.c.question, cases.c.part).limit(LINKED_MAX)
    return tuple(await reading.read(connection, in_order, reading.case_line))


def _of(table: Table, case: CaseLine) -> Select[Any]:
    return (
        select(table)
        .where(table.c.commune == case.commune, table.c.code == case.code)
        .order_by(*table.primary_key)
    )


async def _steps(connection: AsyncConnection, case: CaseLine) -> tuple[Step, ...]:
    """Of a sealed case what the Front wrote is left out: see `case_queries_front.py`."""
    wanted = _of(case_steps, case)
    if case.state is CaseState.SEALED:
        wanted = wanted.where(case_steps.c.name.not_in(sorted(FRONT_STEPS)))
    return tuple(await reading.read(connection, wanted, reading.step))


async def _clocks(connection: AsyncConnection, case: CaseLine) -> tuple[ClockRecord, ...]:
    if case.state is CaseState.SEALED:
        return ()
    return tuple(await reading.read(connection, _of(case_clocks, case), reading.clock))


async def _recommendations(
    connection: AsyncConnection, case: CaseLine
) -> tuple[RecommendationRecord, ...]:
    """Of a sealed case only that the commune owes a reply."""
    wanted = _of(case_recommendations, case)
    found = await reading.read(connection, wanted, reading.recommendation)
    if case.state is not CaseState.SEALED:
        return tuple(found)
    owed = [one for one in found if one.reply is None]
    return tuple(replace(one, words="") for one in owed)


async def _answers(connection: AsyncConnection, case: CaseLine) -> tuple[AnswerRecord, ...]:
    return tuple(await reading.read(connection, _of(case_answers, case), reading.answer))


async def _published(connection: AsyncConnection, case: CaseLine) -> PublishedCase | None:
    wanted = reading.published_cases().where(
        case_publications.c.commune == case.commune, case_publications.c.code == case.code
    )
    found = await reading.read(connection, wanted, reading.published)
    return found[0] if found else None


async def _turns(connection: AsyncConnection, case: CaseLine) -> tuple[Turn, ...]:
    """What happened on the floor about its question, or about the one that this was merged with there."""
    sealed = (cases.c.question == case.question, cases.c.state == CaseState.SEALED)
    if (await connection.execute(select(cases.c.code).where(*_in(cases, case), *sealed))).first():
        return ()  # also when it was a part of what was said there
    asked = select(questions.c.into).where(
        *_in(questions, case), questions.c.number == case.question
    )
    into = (await connection.execute(asked)).scalar()
    wanted = select(turns).where(*_in(turns, case), turns.c.question == (into or case.question))
    return tuple(await read_all(connection, wanted.order_by(turns.c.turn), list[Turn]))


def _in(table: Table, case: CaseLine) -> tuple[ColumnElement[bool], ...]:
    return (table.c.commune == case.commune, table.c.conference == case.conference)


def _minutes(steps: tuple[Step, ...]) -> dict[int, str]:
    """By turn, as it was corrected last."""
    corrected = [step.event for step in steps if isinstance(step.event, MinutesCorrected)]
    return {event.turn: event.words for event in corrected}
