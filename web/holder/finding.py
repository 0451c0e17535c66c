"""The case of a code. A wrong code, one of another number and one of a sealed case all find nothing, alike.

Nobody is asked which commune a code belongs to: it is a secret that stands for one case in the whole installation.
"""

import hmac
from dataclasses import dataclass

from archive.case_queries import CaseQueries
from archive.case_records import CasePage, reference
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
    """By the code, and if a number was typed by both."""
    whose = await cases.commune_of(code)
    page = await cases.case(whose[0], code) if whose else None
    if page and page.case.state is CaseState.SEALED:
        return None
    file = await queries.case(await _first_code(cases, page) if page else code)
    if file is None or (page is None and file.question.status is QuestionStatus.SEALED):
        return None
    found = Found(code, file, page, await _parent(cases, page))
    return found if not number or _is_number_of(number, found) else None


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


def _is_number_of(typed: str, found: Found) -> bool:
    """As on the slip: `17`, `№ 17` or `CAU-0017`, however it is typed."""
    plain = typed.strip().upper().removeprefix("№").strip()
    number = found.file.question.number
    known = (
        found.page.case.reference
        if found.page
        else reference(found.file.conference.code, number, 1)
    )
    wanted = (str(number), known)
    given = plain.lstrip("0") if plain.isascii() and plain.isdecimal() else plain
    same = [hmac.compare_digest(given.encode(), each.encode()) for each in wanted]
    return any(same)
