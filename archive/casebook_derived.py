"""Loading and putting back the rows that one page of a casebook's journal touches."""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or_change

from archive.casebook.sight import FRONT_STEPS
from archive.casebook_rows import CasebookRows, CaseRows, Row
from archive.codec import CODEC
from archive.deadlines import ClockKind
from archive.store import Transaction
from archive.streams import StreamName
from archive.tables import questions, turns
from archive.tables_cases import (
    PER_CASE,
    case_answers,
    case_check_files,
    case_clocks,
    case_files,
    case_moves,
    case_publications,
    case_recommendations,
    case_samples,
    case_steps,
    case_texts,
    cases,
    period_remarks,
    sample_announcements,
)
from conference.vocabulary import QuestionStatus

SAID = ("minutes_corrected", "stage_answer_recorded")


async def load(
    transaction: Transaction, name: StreamName, codes: Collection[str], numbers: Collection[int]
) -> CasebookRows:
    """These cases as far as they are known, and the questions they come from."""
    rows = CasebookRows(name)
    reading = _Reading(transaction, name, codes)
    for row in await reading.all(cases):
        rows.cases[row["code"]] = CaseRows(facts=row)
    for row in await reading.all(case_texts):
        del row["id"]
        rows.cases[row["code"]].text = row
    for row in await reading.all(case_clocks, case_clocks.c.stopped_at.is_(None)):
        rows.cases[row["code"]].clocks[row["kind"], row["started_at"]] = row
    for row in await reading.all(case_answers):
        rows.cases[row["code"]].answers[row["number"]] = row
    for row in await reading.all(case_files):
        rows.cases[row["code"]].files[row["file"]] = row
    for row in await reading.all(case_recommendations):
        rows.cases[row["code"]].recommendations[row["number"]] = row
    for row in await reading.all(case_publications):
        rows.cases[row["code"]].publication = row
    for row in await reading.all(case_steps, case_steps.c.name.in_(SAID)):
        event: Any = CODEC.decode(row["body"].encode())
        rows.cases[row["code"]].said.append(event.words)
    numbers = {*numbers, *(row.facts["question"] for row in rows.cases.values())}
    rows.asked = await _asked(transaction, name, numbers)
    return rows


class _Reading:
    """Of one casebook, what belongs to some of its cases."""

    def __init__(self, transaction: Transaction, name: StreamName, codes: Collection[str]) -> None:
        self._transaction = transaction
        self._commune = name.commune
        self._codes = list(codes)

    async def all(self, table: Table, *also: ColumnElement[bool]) -> list[Row]:
        which = and_(table.c.commune == self._commune, table.c.code.in_(self._codes), *also)
        found = await self._transaction.execute(_ordered(select(table).where(which), table))
        return [dict(row) for row in found.mappings()]


def _ordered(wanted: Select[Any], table: Table) -> Select[Any]:
    return wanted.order_by(*table.primary_key)


async def _asked(
    transaction: Transaction, name: StreamName, numbers: Iterable[int]
) -> dict[int, Row]:
    """What the conference has of these questions, and what was answered on stage."""
    columns = [questions.c[each] for each in ("number", "text", "place", "channel", "topic")]
    which = [*_of(questions, name), questions.c.number.in_(list(numbers))]
    found = await transaction.execute(select(*columns).where(*which))
    asked: dict[int, Row] = {row["number"]: dict(row) for row in found.mappings()}
    which = [*_of(turns, name), turns.c.ending == QuestionStatus.ANSWERED]
    wanted = select(turns.c.question, turns.c.words).where(*which).order_by(turns.c.turn)
    for row in (await transaction.execute(wanted)).mappings():
        if row["question"] in asked:
            asked[row["question"]].setdefault("spoken", []).append(row["words"])
    return asked


async def save(transaction: Transaction, rows: CasebookRows) -> None:
    told = list(rows.cases.values())
    codes = list(rows.cases)
    await _remove(transaction, rows, [code for code in codes if rows.cases[code].emptied])
    await _remove(transaction, rows, codes, case_publications)
    await _put(transaction, cases, [one.facts for one in told])
    await _put_texts(transaction, [one.text for one in told if one.text])
    await _put(transaction, case_publications, [one.publication for one in told])
    for table, many in (
        (case_steps, [one.steps for one in told]),
        (case_moves, [one.moves for one in told]),
        (case_clocks, [one.clocks.values() for one in told]),
        (case_answers, [one.answers.values() for one in told]),
        (case_files, [one.files.values() for one in told]),
        (case_recommendations, [one.recommendations.values() for one in told]),
        (case_check_files, [one.check_files.values() for one in told]),
        (sample_announcements, [rows.announcements]),
        (case_samples, [rows.samples]),
        (period_remarks, [rows.remarks]),
    ):
        await _put(transaction, table, chain.from_iterable(many))


async def _put(transaction: Transaction, table: Table, rows: Iterable[Row | None]) -> None:
    """In place of those with the same key."""
    given = [row for row in rows if row]
    if given:
        await transaction.execute(insert(table).prefix_with("OR REPLACE"), given)


async def _put_texts(transaction: Transaction, rows: list[Row]) -> None:
    """What says the same stays as it is: the index over it is spared."""
    if not rows:
        return
    statement = insert_or_change(case_texts)
    new = statement.excluded
    differs = or_(case_texts.c.words != new.words, case_texts.c.text != new.text)
    changed = {"words": new.words, "text": new.text}
    await transaction.execute(
        statement.on_conflict_do_update(
            index_elements=["commune", "code"], set_=changed, where=differs
        ),
        rows,
    )


async def _remove(
    transaction: Transaction, rows: CasebookRows, codes: list[str], *tables: Table
) -> None:
    """All that anybody wrote about these cases, or what these tables have of it; but what the Front did stays."""
    for table in tables or (case_texts, *PER_CASE):
        which = and_(table.c.commune == rows.name.commune, table.c.code.in_(codes))
        if table is case_steps:
            which = and_(which, table.c.name.not_in(sorted(FRONT_STEPS)))
        if table is case_clocks:
            which = and_(which, table.c.kind != ClockKind.RECOMMENDATION)
        await transaction.execute(delete(table).where(which))


def _of(table: Table, name: StreamName) -> tuple[ColumnElement[bool], ...]:
    return (table.c.commune == name.commune, table.c.conference == name.code)
