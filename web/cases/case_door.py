"""Who opens the page of one case, by the number that is its face. Another commune's case is none.

The number is public; the receipt code is its asker's, so no address of the office holds it. Whoever comes with a
code is shown to the number.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from archive.case_records import CaseLine, CasePage
from archive.casework import CaseState
from conference.vocabulary import Role
from web.cases.door import OFFICE, AtOffice, at_office
from web.context import House, house

CASES = "/archive/cases"
_SEALED_BOX = frozenset({Role.SEALED_BOX})


@dataclass(frozen=True, slots=True)
class AtCase:
    """Somebody of the office, with a case of their commune before them."""

    office: AtOffice
    case: CaseLine

    @property
    def roles(self) -> frozenset[Role]:
        return self.office.roles(self.case.conference)

    @property
    def is_keeper_behind_seal(self) -> bool:
        """To all others a sealed case only says that it is sealed."""
        return self.case.state is CaseState.SEALED and bool(self.roles & _SEALED_BOX)

    @property
    def address(self) -> str:
        return f"{CASES}/{self.case.reference}"


async def at_case(request: Request) -> AtCase | Response:
    """404 for all that is not theirs, as for what is not there."""
    office = await at_office(request, OFFICE | _SEALED_BOX)
    if isinstance(office, Response):
        return office
    case = await find_case(house(request), office.commune, request.path_params["case"])
    if case is None:
        raise HTTPException(404, "no such case")
    at = AtCase(office, case)
    opens = OFFICE | _SEALED_BOX if case.state is CaseState.SEALED else OFFICE
    if not at.roles & opens:
        raise HTTPException(404, "no such case")
    return at


async def find_case(home: House, commune: str, typed: str) -> CaseLine | None:
    """By its number or, if somebody has it, by its code."""
    return await home.cases.by_reference(commune, typed) or await home.cases.line(commune, typed)


async def page_of(home: House, at: AtCase) -> CasePage:
    """All of it, as the tables have it now."""
    page = await home.cases.case(at.office.commune, at.case.code)
    if page is None:
        raise HTTPException(404, "no such case")
    return page
