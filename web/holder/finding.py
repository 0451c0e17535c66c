"""The case of a code. A wrong code, one of another number and one of a sealed case all find nothing, alike.

Nobody is asked which commune a code belongs to: it is a secret that stands for one case in the whole installation.
"""

import hmac
from dataclasses import dataclass

from archive.case_queries import CaseQueries
from archive.case_records import CasePage, HeldCode, reference
from archive.casework import CaseState
from archive.queries import Queries
from archive.records import CaseFile
from conference.vocabulary import QuestionStatus


@dataclass(frozen=True, slots=True)
class Found:
    """`page` is there from the closing of the conference on; `parent` is what it was merged into."""

    code: str
    file: CaseFile
    page: CasePage | None
    parent: CasePage | None


async def find(queries: Queries, cases: CaseQueries, code: str, number: str = "") -> Found | None:
    """By the code, and if a number was typed by both. What is not to be found is known after one look, whatever it is."""
    held = await cases.held(code)
    if held is None or held.sealed or (number and not _is_number_of(number, held)):
        return None
    page = await cases.case(held.commune, code) if held.is_case else None
    file = await queries.case(await _first_code(cases, page) if page else code)
    if file is None or _is_sealed(file, page):
        return None
    return Found(code, file, page, await _parent(cases, page))


def _is_sealed(file: CaseFile, page: CasePage | None) -> bool:
    """It may have gone into the box a moment ago."""
    if page is None:
        return file.question.status is QuestionStatus.SEALED
    return page.case.state is CaseState.SEALED


async def _first_code(cases: CaseQueries, page: CasePage) -> str:
    """The code of the question itself, of which this may be a part that was split off."""
    case = page.case
    if case.part == 1:
        return case.code
    first = await cases.by_reference(case.commune, reference(case.conference, case.question, 1))
    return first.code if first else case.code


async def _parent(cases: CaseQueries, page: CasePage | None) -> CasePage | None:
    if page is None or page.parent is None or page.parent.state is CaseState.SEALED:
        return None
    return await cases.case(page.parent.commune, page.parent.code)


def _is_number_of(typed: str, held: HeldCode) -> bool:
    """As on the slip: `17`, `№ 17` or `CAU-0017`, however it is typed."""
    plain = typed.strip().upper().removeprefix("№").strip()
    wanted = (str(held.question), reference(held.conference, held.question, held.part))
    given = plain.lstrip("0") if plain.isascii() and plain.isdecimal() else plain
    same = [hmac.compare_digest(given.encode(), each.encode()) for each in wanted]
    return any(same)
