"""The register: every case of a commune as a line, read a page at a time, so that its length costs no memory."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

from sqlalchemy import and_, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from archive.case_filter import CaseFilter, matching
from archive.case_reading import Row, case_line, case_lines
from archive.case_records import CaseLine, reference
from archive.casework import CaseState
from archive.reading import read_all
from archive.records import ConferenceRecord
from archive.register.rows import RegisterRow
from archive.tables import conferences, questions
from archive.tables_cases import case_answers, case_files, cases

PAGE_CASES = 500
_ORDER = (cases.c.conference, cases.c.question, cases.c.part)
_ASKED = ("name", "support", "asked_at")
_ANSWERED = ("decision", "basis", "doer", "approved_by")
_SAME = (
    "conference",
    "question",
    "part",
    "state",
    "text",
    "channel",
    "place",
    "kind",
    "topic",
    "competence",
    "urgency",
    "unit",
    "owner",
    "with_units",
    "authority",
    "transferred_at",
    "due",
    "promised",
    "breached",
    "stage_outcome",
    "outcome",
    "answered_at",
    "publication",
    "public_id",
    "stars",
    "solved",
    "reopened",
    "supervision",
    "closed_at",
)
"""What the register takes as the case has it."""


async def register(
    connection: AsyncConnection, commune: str, wanted: CaseFilter, now: int
) -> AsyncIterator[RegisterRow]:
    """In the order of conferences and questions."""
    known = {one.code: one for one in await _conferences(connection, commune)}
    here = _all(commune, wanted, now)
    page = (await connection.execute(here)).mappings().all()
    while page:
        lines = [case_line(row) for row in page]
        beside = await _Beside.of(connection, commune, lines)
        for line, row in zip(lines, page, strict=True):
            yield _row(line, row, beside, known.get(line.conference), now)
        last = (lines[-1].conference, lines[-1].question, lines[-1].part)
        further = here.where(tuple_(*_ORDER) > tuple_(*map(literal, last)))
        page = (await connection.execute(further)).mappings().all()


def _all(commune: str, wanted: CaseFilter, now: int) -> Any:
    same = and_(
        questions.c.commune == cases.c.commune,
        questions.c.conference == cases.c.conference,
        questions.c.number == cases.c.question,
    )
    asked = [questions.c[name].label(f"asked_{name}") for name in _ASKED]
    return (
        case_lines()
        .add_columns(*asked)
        .outerjoin(questions, same)
        .where(matching(commune, wanted, now, sealed=True))
        .order_by(*_ORDER)
        .limit(PAGE_CASES)
    )


class _Beside:
    """What stands in other tables about a page of cases, by code."""

    def __init__(
        self, answers: dict[str, Row], files: dict[str, int], references: dict[str, str]
    ) -> None:
        self.answers = answers
        self.files = files
        self.references = references

    @classmethod
    async def of(
        cls, connection: AsyncConnection, commune: str, lines: list[CaseLine]
    ) -> "_Beside":
        codes = [line.code for line in lines]
        linked = {code for line in lines for code in (line.merged_into, line.split_from) if code}
        return cls(
            await _answers(connection, commune, codes),
            await _files(connection, commune, codes),
            await _references(connection, commune, linked),
        )


def _row(
    line: CaseLine, row: Row, beside: _Beside, conference: ConferenceRecord | None, now: int
) -> RegisterRow:
    if line.state is CaseState.SEALED:
        return RegisterRow(
            reference=line.reference,
            conference=line.conference,
            question=line.question,
            part=line.part,
            state=line.state,
        )
    answer = beside.answers.get(line.code, {})
    reason = line.reason and (conference.label(line.reason) if conference else line.reason)
    told: dict[str, Any] = {name: getattr(line, name) for name in _SAME}
    told |= {name: answer.get(name) for name in _ANSWERED}
    return RegisterRow(
        reference=line.reference,
        **told,
        name=row["asked_name"],
        support=row["asked_support"],
        received_at=row["asked_asked_at"],
        overdue=line.due is not None and line.due <= now,
        reason=reason,
        merged_into=beside.references.get(line.merged_into or ""),
        split_from=beside.references.get(line.split_from or ""),
        files=beside.files.get(line.code, 0),
    )


async def _conferences(connection: AsyncConnection, commune: str) -> list[ConferenceRecord]:
    wanted = select(conferences).where(conferences.c.commune == commune)
    return await read_all(connection, wanted, list[ConferenceRecord])


async def _answers(connection: AsyncConnection, commune: str, codes: list[str]) -> dict[str, Row]:
    """What the answer says that was approved last."""
    columns = [case_answers.c[name] for name in ("code", *_ANSWERED)]
    which = and_(
        case_answers.c.commune == commune,
        case_answers.c.code.in_(codes),
        case_answers.c.approved_at.is_not(None),
    )
    wanted = select(*columns).where(which).order_by(case_answers.c.code, case_answers.c.number)
    return {row["code"]: row for row in (await connection.execute(wanted)).mappings()}


async def _files(connection: AsyncConnection, commune: str, codes: list[str]) -> dict[str, int]:
    wanted = (
        select(case_files.c.code, func.count())
        .where(case_files.c.commune == commune, case_files.c.code.in_(codes))
        .group_by(case_files.c.code)
    )
    return {row[0]: row[1] for row in (await connection.execute(wanted)).all()}


async def _references(
    connection: AsyncConnection, commune: str, codes: Iterable[str]
) -> dict[str, str]:
    """By code, the number that everybody may know."""
    wanted = select(cases.c.code, *_ORDER).where(
        cases.c.commune == commune, cases.c.code.in_(list(codes))
    )
    return {row[0]: reference(*row[1:]) for row in (await connection.execute(wanted)).all()}
