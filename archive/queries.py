"""What pages and exports ask of the read tables. They lag behind the live hall by a moment.

It must not know who is asking: whoever calls decides what they may see.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.casework import CaseState
from archive.ledger_book import Ledger, Wanted
from archive.ledger_queries import EVERYTHING, read_ledger
from archive.reading import read_all
from archive.records import (
    CaseFile,
    CaseRecord,
    ConferenceRecord,
    Incomplete,
    QuestionRecord,
    Turn,
)
from archive.store import Store
from archive.tables import conferences, questions, turns
from archive.tables_cases import cases
from archive.transcript import Transcript
from conference.vocabulary import QuestionStatus, Stage


class Queries:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def conferences(self, commune: str | None = None) -> list[ConferenceRecord]:
        """Newest first."""
        wanted = select(conferences).order_by(
            conferences.c.created_at.desc(), conferences.c.commune, conferences.c.code
        )
        if commune is not None:
            wanted = wanted.where(conferences.c.commune == commune)
        async with self._store.reading() as connection:
            return await read_all(connection, wanted, list[ConferenceRecord])

    async def conference(self, code: str) -> ConferenceRecord | None:
        """By its code in any case."""
        async with self._store.reading() as connection:
            return await _conference(connection, conferences.c.code == code.upper())

    async def questions(self, conference: ConferenceRecord) -> list[QuestionRecord]:
        async with self._store.reading() as connection:
            return await _questions(connection, conference)

    async def transcript(self, code: str) -> Transcript | None:
        """All that happened on the floor, and all that never came to it."""
        async with self._store.reading() as connection:
            conference = await _conference(connection, conferences.c.code == code.upper())
            if conference is None:
                return None
            spoken = select(turns).where(*_of(turns, conference)).order_by(turns.c.turn)
            asked = await _questions(connection, conference)
            sealed = {one.number for one in asked if one.status is QuestionStatus.SEALED}
            told = await read_all(connection, spoken, list[Turn])
            return Transcript.of(
                conference,
                asked,
                [replace(one, words=None) if one.question in sealed else one for one in told],
            )

    async def ledger(
        self, code: str, wanted: Wanted = EVERYTHING, *, limit: int | None = None, skip: int = 0
    ) -> Ledger | None:
        """The open book, or the part of it that is wanted."""
        return await read_ledger(self._store, code, wanted, limit=limit, skip=skip)

    async def cases(self, conference: ConferenceRecord) -> list[CaseRecord]:
        wanted = _opened(conference).order_by(cases.c.question)
        async with self._store.reading() as connection:
            return await read_all(connection, wanted, list[CaseRecord])

    async def case(self, code: str) -> CaseFile | None:
        """By the code its asker holds, from the moment the question is received."""
        wanted = select(questions).where(questions.c.receipt_code == code)
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).mappings().first()
            if row is None:
                return None
            conference = await _conference(
                connection,
                conferences.c.code == row["conference"],
                conferences.c.commune == row["commune"],
            )
            return await _file(connection, conference, row["number"]) if conference else None

    async def sealed_since(self, commune: str, code: str) -> set[int]:
        """Questions of which anything was sealed after the conference."""
        async with self._store.reading() as connection:
            return await _boxed(connection, commune, code)

    async def incomplete(self) -> list[Incomplete]:
        """Every closed conference that lost a question on the way to its cases."""
        asked = _count(questions).label("questions")
        opened = _count(cases, cases.c.part == 1).label("cases")
        wanted = (
            select(conferences.c.commune, conferences.c.code, asked, opened)
            .where(conferences.c.stage == Stage.CLOSED, asked != opened)
            .order_by(conferences.c.commune, conferences.c.code)
        )
        async with self._store.reading() as connection:
            return await read_all(connection, wanted, list[Incomplete])


def _of(table: Any, conference: ConferenceRecord) -> tuple[ColumnElement[bool], ...]:
    return (table.c.commune == conference.commune, table.c.conference == conference.code)


def _count(table: Any, *also: ColumnElement[bool]) -> Any:
    same = (
        table.c.commune == conferences.c.commune,
        table.c.conference == conferences.c.code,
        *also,
    )
    return select(func.count()).select_from(table).where(*same).scalar_subquery()


def _opened(conference: ConferenceRecord) -> Select[Any]:
    """The case of each question: parts that were split off later are not among them."""
    columns = [cases.c[name] for name in ("question", "code", "state", "unit", "reason")]
    renamed = {"outcome": "stage_outcome", "due": "promised", "merged_into": "into_question"}
    others = [cases.c[column].label(name) for name, column in renamed.items()]
    return select(*columns, *others, cases.c.opened_at).where(
        *_of(cases, conference), cases.c.part == 1
    )


async def _conference(
    connection: AsyncConnection, *which: ColumnElement[bool]
) -> ConferenceRecord | None:
    found = await read_all(connection, select(conferences).where(*which), list[ConferenceRecord])
    return found[0] if found else None


async def _questions(
    connection: AsyncConnection, conference: ConferenceRecord
) -> list[QuestionRecord]:
    wanted = select(questions).where(*_of(questions, conference)).order_by(questions.c.number)
    boxed = await _boxed(connection, conference.commune, conference.code)
    found = await read_all(connection, wanted, list[QuestionRecord])
    return [one.kept(sealed=one.number in boxed) for one in found]


async def _boxed(connection: AsyncConnection, commune: str, code: str) -> set[int]:
    """Questions of which anything was sealed after the conference, be it a part that was split off."""
    here = (cases.c.commune == commune, cases.c.conference == code)
    wanted = select(cases.c.question).where(*here, cases.c.state == CaseState.SEALED)
    return set((await connection.execute(wanted)).scalars())


async def _file(connection: AsyncConnection, conference: ConferenceRecord, number: int) -> CaseFile:
    asked = select(questions).where(*_of(questions, conference), questions.c.number == number)
    boxed = await _boxed(connection, conference.commune, conference.code)
    (known,) = await read_all(connection, asked, list[QuestionRecord])
    question = known.kept(sealed=number in boxed)
    sealed = question.status is QuestionStatus.SEALED
    # What was merged is answered with the question that goes on for it.
    answered = (
        select(turns)
        .where(*_of(turns, conference), turns.c.question == (question.into or number))
        .where(turns.c.ending == QuestionStatus.ANSWERED)
        .order_by(turns.c.turn)
    )
    opened = _opened(conference).where(cases.c.question == number)
    case = await read_all(connection, opened, list[CaseRecord])
    return CaseFile(
        conference=conference,
        question=question,
        answers=() if sealed else tuple(await read_all(connection, answered, list[Turn])),
        case=case[0] if case else None,
    )
