"""Who supervises here: somebody of the Fatherland Front, in their commune. Everybody else is told that there is no such page.

The Front reads what the commune's staff read, but sealed cases and how to reach those who asked. It must not know
what any page shows.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from archive.case_records import CaseLine
from archive.casework import CaseState
from archive.people import ORGANISERS
from conference.vocabulary import Role
from web.cases.case_door import find_case
from web.cases.door import AtOffice, at_office
from web.context import house

FRONT = "/front"
CASES = "/front/cases"
_SUPERVISOR = frozenset({Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class FrontCase:
    """A supervisor with a case of their commune before them."""

    office: AtOffice
    case: CaseLine

    @property
    def address(self) -> str:
        return address(self.case)

    @property
    def sealed(self) -> bool:
        return self.case.state is CaseState.SEALED


def address(case: CaseLine) -> str:
    """By the number that everybody may know, never by the code, which is its asker's."""
    return f"{CASES}/{case.reference}"


async def at_front(request: Request) -> AtOffice | Response:
    """A supervisor of the whole commune."""
    return await at_office(request, _SUPERVISOR, commune_wide=True)


async def at_front_case(request: Request) -> FrontCase | Response:
    """404 for another commune's, as for what is not there. One conference's supervisor sees its cases."""
    office = await at_office(request, _SUPERVISOR)
    if isinstance(office, Response):
        return office
    case = await find_case(house(request), office.commune, request.path_params["case"])
    if case is None or Role.SUPERVISOR not in office.roles(case.conference):
        raise HTTPException(404, "no such case")
    return FrontCase(office, case)


def organises_too(office: AtOffice) -> bool:
    """Whoever supervises the work should not also do it."""
    held = {each.role for each in office.staff.roles if each.commune == office.commune}
    return bool(held & ORGANISERS)
